"""Weights over time."""

from __future__ import annotations

import numpy as np

from engine.document import WeightHistory
from server.circuit import Circuit
from server.figure_data import FigureJson, layout_of, time_axis, with_unit
from server.reading import Span
from server.views.kind import Figure, ViewKind
from server.views.names import title_of, unit_of


def read(circuit: Circuit, view: WeightHistory, span: Span) -> Figure:
    """Copy the moments of each edge."""
    network = circuit.simulation.network
    found = []
    for place, entry in enumerate(view.of):
        moments = circuit.histories[entry.edge or ""]
        kept = [m for m in moments.since(0) if span.t0 <= m.t <= min(span.t1, circuit.t)]
        times = np.array([moment.t for moment in kept])
        width = 3 + len(moments.synapses)
        lines = np.array([m.lines for m in kept], np.float64).reshape(len(kept), width)
        chosen = [moments.synapses.index(synapse) for synapse in entry.cells or ()]
        found.append((place, entry, times, lines[:, [0, 1, 2, *(3 + k for k in chosen)]]))

    def figure() -> FigureJson:
        data: list[FigureJson] = []
        layout = layout_of()
        layout["xaxis"] = time_axis(network, span)
        units = {unit_of(network, entry) for _, entry, _, _ in found}
        unit = units.pop() if len(units) == 1 else ""
        layout["yaxis"] = {"title": {"text": with_unit("Weight", unit)}}
        for place, entry, times, lines in found:
            title = title_of(network, entry)
            names = ["mean", "tenth percentile", "ninetieth percentile"]
            names += [f"synapse {synapse}" for synapse in entry.cells or ()]
            for column, name in enumerate(names):
                data.append(
                    {
                        "type": "scatter",
                        "mode": "lines",
                        "name": f"{title}, {name}",
                        "x": times,
                        "y": lines[:, column],
                        "line": {"dash": "dot" if column in (1, 2) else "solid"},
                        "meta": {"shows": "entry", "place": place},
                    }
                )
        return {"data": data, "layout": layout}

    return figure


KIND = ViewKind(read)
