"""Activity of cells over time as a picture."""

from __future__ import annotations

import math

import numpy as np

from engine.analysis.spiking import group_rates
from engine.document import Image
from engine.network import NodeRecord
from server.circuit import Circuit
from server.figure_data import MAX_SIDE, FigureJson, layout_of, time_axis
from server.figure_signals import time_word
from server.reading import Span, columns, train
from server.shown import spikes
from server.views.kind import Figure, ViewKind
from server.views.names import title_of, variable_of


def read(circuit: Circuit, view: Image, span: Span) -> Figure:
    """Copy columns or spikes."""
    network = circuit.simulation.network
    entry = view.of[0] if view.of else None
    record = network.get(entry.node) if entry is not None and entry.node is not None else None
    if entry is None or not isinstance(record, NodeRecord):
        return lambda: {"data": [], "layout": layout_of()}
    if "spikes" in view.needs(entry, spikes(record, network.library)):
        found = train(circuit, record.id, span)
        width = max(view.bin, (span.t1 - span.t0) / MAX_SIDE)
        end = min(span.t1, circuit.t)
        binned = group_rates(found.times, found.cells, record.size, span.t0, end, width, MAX_SIDE)
        times, values = binned.starts + width / 2, binned.values
        cells = np.arange(values.shape[1]) * record.size / max(1, values.shape[1])
        title = "Rate (Hz)"
    else:
        variable = variable_of(network, entry)
        assert variable is not None
        picked = columns(circuit, record, variable, span)
        every = math.ceil(max(1, len(picked.times)) / MAX_SIDE)
        times, values = picked.times[::every], picked.values[::every]
        cells = np.arange(values.shape[1]) * float(picked.stride)
        title = title_of(network, entry)

    def figure() -> FigureJson:
        layout = layout_of()
        layout["xaxis"] = time_axis(network, span)
        unit = time_word(network)
        layout["yaxis"] = {"title": {"text": "Cell"}, "autorange": "reversed", "zeroline": False}
        heat: FigureJson = {
            "type": "heatmap",
            "x": times,
            "y": cells,
            "z": values.T.astype(np.float32),
            "colorbar": {"title": {"text": title}},
            "hovertemplate": f"cell %{{y}} at %{{x:.4~f}} {unit}: %{{z:.5~g}}<extra></extra>",
            "meta": {"shows": "values"},
        }
        if view.scale != "auto":
            heat |= {"zmin": view.scale[0], "zmax": view.scale[1]}
        return {"data": [heat] if values.size else [], "layout": layout}

    return figure


KIND = ViewKind(read)
