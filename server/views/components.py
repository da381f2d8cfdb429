"""Activity of a population in two dimensions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.analysis.components import Components as Found
from engine.analysis.components import principal_components
from engine.analysis.spiking import Binned, group_rates
from engine.document import Components
from engine.network import NodeRecord
from server.circuit import Circuit
from server.figure_data import FigureJson, layout_of
from server.frames import Part, part
from server.protocol import ComponentsSection
from server.reading import Span, columns, train
from server.shown import spikes
from server.views.kind import Figure, Memory, ViewKind
from server.views.names import variable_of

MAX_BINS = 300
"""Bins of a window; a longer one has wider bins."""
MAX_GROUPS = 500
"""Groups of cells; those of a larger population share one."""
FEWEST = 3
"""Bins that there must be for two directions."""


class Activity(NamedTuple):
    """(bins, groups), and the width of a bin in ms."""

    binned: Binned
    width: float


def activity(circuit: Circuit, view: Components, span: Span) -> Activity | None:
    """Rates, or means of a variable, in the bins of the span that are over; None without any."""
    network = circuit.simulation.network
    entry = view.of[0] if view.of else None
    record = network.get(entry.node) if entry is not None and entry.node is not None else None
    if entry is None or not isinstance(record, NodeRecord):
        return None
    width = max(view.bin, (span.t1 - span.t0) / MAX_BINS)
    end = min(span.t1, circuit.t)
    if "spikes" in view.needs(entry, spikes(record, network.library)):
        found = train(circuit, record.id, span)
        rates = group_rates(found.times, found.cells, record.size, span.t0, end, width, MAX_GROUPS)
        return Activity(rates, width)
    variable = variable_of(network, entry)
    assert variable is not None
    picked = columns(circuit, record, variable, span)
    values = picked.values[:, :: -(-picked.values.shape[1] // MAX_GROUPS)]
    if not len(values):
        return None
    starts, first = np.unique(np.floor(picked.times / width + 1e-9), return_index=True)
    counts = np.diff(np.append(first, len(values)))
    means = np.add.reduceat(values, first, axis=0) / counts[:, None]
    return Activity(Binned(starts * width, means), width)


def parts(circuit: Circuit, view: Components, memory: Memory) -> list[Part]:
    """The path of this moment; the signs stay near to those of the last one."""
    found = activity(circuit, view, Span(circuit.t - view.span, circuit.t))
    if found is None or len(found.binned.starts) < FEWEST:
        section = _section(view, 0.0, view.bin, 0, (0.0, 0.0))
        return [part(section, np.zeros((0, 2), np.float32))]
    starts, values = found.binned
    path = principal_components(values, memory.axes.get(view.id))
    memory.axes[view.id] = path.axes
    section = _section(view, float(starts[0]), found.width, len(starts), path.explained)
    return [part(section, path.points.astype(np.float32))]


def _section(
    view: Components, t0: float, every: float, count: int, explained: tuple[float, float]
) -> ComponentsSection:
    return ComponentsSection(
        view=view.id, t0=t0, every=every, count=count, explained=explained, offset=0
    )


def read(circuit: Circuit, view: Components, span: Span) -> Figure:
    """Copy the activity."""
    found = activity(circuit, view, span)

    def figure() -> FigureJson:
        layout = layout_of()
        layout["showlegend"] = False
        if found is None or len(found.binned.starts) < FEWEST:
            return {"data": [], "layout": layout}
        path: Found = principal_components(found.binned.values)
        for axis, number in (("xaxis", 0), ("yaxis", 1)):
            share = f"{100 * path.explained[number]:.3g}"
            title = f"Component {number + 1}, {share} % of the variance"
            layout[axis] = {"title": {"text": title}}
        points: FigureJson = {
            "type": "scatter",
            "mode": "lines+markers",
            "x": path.points[:, 0],
            "y": path.points[:, 1],
            "customdata": found.binned.starts,
            "marker": {"color": found.binned.starts, "size": 5},
            "hovertemplate": "from %{customdata:.4~f} ms<extra></extra>",
            "meta": {"shows": "path"},
        }
        return {"data": [points], "layout": layout}

    return figure


KIND = ViewKind(read, parts, every=0.5)
