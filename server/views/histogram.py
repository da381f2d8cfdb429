"""How often which value occurs."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from engine.analysis.spiking import intervals
from engine.document import Histogram, Watched
from engine.kernels.tables import CSR
from server.circuit import Circuit
from server.figure_data import layout_of
from server.frames import Part, part
from server.protocol import HistogramSection, Spread
from server.reading import Floats, Span, samples, train
from server.views.kind import Figure, FigureJson, Memory, ViewKind
from server.views.names import title_of, unit_of, variable_of

MAX_SPIKES = 200_000
"""The latest spikes of a node that intervals are taken of."""
MAX_WEIGHTS = 1000
"""Rows and columns of a matrix whose weights are counted, where it holds no list of synapses."""


class Counted(NamedTuple):
    """What is counted of an entry."""

    entry: Watched
    values: Floats
    cv: float | None = None


class Counts(NamedTuple):
    """`counts` (entries, bins) between `low` and `high`."""

    low: float
    high: float
    counts: Floats
    spreads: list[Spread]


def values_of(circuit: Circuit, view: Histogram, span: Span) -> list[Counted]:
    """The finite values of each entry."""
    found = [_values(circuit, view, entry, span) for entry in view.of]
    return [entry._replace(values=entry.values[np.isfinite(entry.values)]) for entry in found]


def _values(circuit: Circuit, view: Histogram, entry: Watched, span: Span) -> Counted:
    of = entry.node or entry.edge or ""
    if view.what == "intervals":
        found = train(circuit, of, span)
        times, cells = found.times[-MAX_SPIKES:], found.cells[-MAX_SPIKES:]
        if entry.cells is not None:
            chosen = np.isin(cells, entry.cells)
            times, cells = times[chosen], cells[chosen]
        gaps = intervals(times, cells)
        return Counted(entry, gaps.values, gaps.cv)
    variable = variable_of(circuit.simulation.network, entry)
    assert variable is not None or entry.edge is not None
    if view.what == "time":
        parts = [samples(circuit, of, variable or "", c, span)[1] for c in entry.cells or [0]]
        return Counted(entry, np.concatenate(parts))
    if entry.edge is not None:
        return Counted(entry, _weights(circuit, entry.edge))
    values = circuit.simulation.state(of, variable)
    return Counted(entry, values if entry.cells is None else values[entry.cells])


def _weights(circuit: Circuit, edge: str) -> Floats:
    block = circuit.simulation.assembly.edges[edge]
    if block.connection.pattern == CSR and block.weights is not None:
        return np.array(block.weights).ravel()
    return circuit.simulation.weights(edge, MAX_WEIGHTS, MAX_WEIGHTS, absent=math.nan).ravel()


def counts_of(found: list[Counted], bins: int, from_zero: bool) -> Counts | None:
    """Counts in `bins` bins between round bounds; None where there is nothing to count."""
    both = np.concatenate([entry.values for entry in found]) if found else np.zeros(0)
    if not len(both):
        return None
    low, high = bounds(float(both.min()), float(both.max()), from_zero)
    counts = np.stack([np.histogram(entry.values, bins, (low, high))[0] for entry in found])
    spreads = [spread(entry.values, entry.cv) for entry in found]
    return Counts(low, high, counts.astype(np.float64), spreads)


def bounds(low: float, high: float, from_zero: bool) -> tuple[float, float]:
    """Bounds that hold the values and do not move with each of them: multiples of a twentieth of
    their order of magnitude."""
    if from_zero:
        low = min(0.0, low)
    if high <= low:
        reach = abs(low) * 1e-3 or 0.5
        return low - reach, high + reach
    unit = 10.0 ** math.floor(math.log10(high - low)) / 20
    # A multiple may lie inside by a rounding error.
    return min(low, math.floor(low / unit) * unit), max(high, math.ceil(high / unit) * unit)


def spread(values: Floats, cv: float | None) -> Spread:
    """Number, mean and standard deviation."""
    if not len(values):
        return Spread(n=0, mean=None, sd=None, cv=None)
    return Spread(n=len(values), mean=float(values.mean()), sd=float(values.std()), cv=cv)


def parts(circuit: Circuit, view: Histogram, memory: Memory) -> list[Part]:
    """The counts of this moment."""
    span = Span(circuit.t - view.span, circuit.t)
    found = counts_of(values_of(circuit, view, span), view.bins, view.what == "intervals")
    if found is None:
        nothing = [Spread(n=0, mean=None, sd=None, cv=None) for _ in view.of]
        found = Counts(0.0, 1.0, np.zeros((len(nothing), view.bins)), nothing)
    section = HistogramSection(
        view=view.id,
        low=found.low,
        high=found.high,
        bins=view.bins,
        spreads=found.spreads,
        offset=0,
    )
    return [part(section, found.counts.astype(np.float32))]


def read(circuit: Circuit, view: Histogram, span: Span) -> Figure:
    """Copy what is counted."""
    network = circuit.simulation.network
    found = values_of(circuit, view, span)

    def figure() -> FigureJson:
        layout = layout_of()
        counts = counts_of(found, view.bins, view.what == "intervals")
        names = ["" if counts is None else title_of(network, entry.entry) for entry in found]
        unit = (
            "ms" if view.what == "intervals" else unit_of(network, found[0].entry) if found else ""
        )
        title = "Interval between spikes" if view.what == "intervals" else "Value"
        layout["xaxis"] = {"title": {"text": f"{title} ({unit})" if unit else title}}
        layout["yaxis"] = {"title": {"text": "Count"}}
        layout["barmode"] = "overlay"
        if counts is None:
            return {"data": [], "layout": layout}
        edges = np.linspace(counts.low, counts.high, view.bins + 1)
        data = [
            {
                "type": "bar",
                "name": name,
                "x": (edges[1:] + edges[:-1]) / 2,
                "y": row,
                "width": float(edges[1] - edges[0]),
                "meta": {"shows": "entry", "place": place},
            }
            for place, (name, row) in enumerate(zip(names, counts.counts, strict=True))
        ]
        return {"data": data, "layout": layout}

    return figure


KIND = ViewKind(read, parts)
