"""What is recorded of a run, by time: what figures and worked-out views are made from.

The caller holds the lock of the run. Nothing later than the moment at which the network stands is
read, so that a past moment that is visited shows what was known then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.network import NodeRecord
from engine.probes import Probe
from server.circuit import Circuit
from server.shown import column_probe

Floats = NDArray[np.float64]


class Span(NamedTuple):
    """From t0 to t1 in ms, both included."""

    t0: float
    t1: float


class Train(NamedTuple):
    """Spikes of a node: times (m,) in ms, in order, and cells (m,)."""

    times: Floats
    cells: NDArray[np.int32]


class Columns(NamedTuple):
    """Values of a population at times (T,) in ms: (T, cells shown), each `stride`-th cell."""

    times: Floats
    values: Floats
    stride: int


def train(circuit: Circuit, node: str, span: Span) -> Train:
    """Spikes within the span."""
    found = circuit.simulation.recorder.spikes_since(node, _step_before(circuit, span.t0))
    times = circuit.times(found.steps)
    end = bisect_right(times, _end(circuit, span))
    return Train(times[:end], found.cells[:end])


def samples(
    circuit: Circuit, of: str, variable: str, cell: int, span: Span
) -> tuple[Floats, Floats]:
    """Times (ms) and values of a cell within the span; empty where nothing is recorded."""
    for probe in circuit.simulation.recorder.probes:
        if (probe.of, probe.variable) == (of, variable) and cell in (probe.cells or ()):
            if probe in circuit.shown.columns:
                continue
            times, values = _recorded(circuit, probe, span)
            return times, values[:, (probe.cells or ()).index(cell)].copy()
    return np.zeros(0), np.zeros(0)


def columns(circuit: Circuit, record: NodeRecord, variable: str, span: Span) -> Columns:
    """A whole population within the span; nothing where it is not recorded."""
    probe = column_probe(record, variable)
    stride = 1 if probe.cells is None else probe.cells[1]
    if probe not in circuit.simulation.recorder.probes:
        return Columns(np.zeros(0), np.zeros((0, record.size)), stride)
    return Columns(*_recorded(circuit, probe, span), stride)


def _recorded(circuit: Circuit, probe: Probe, span: Span) -> tuple[Floats, Floats]:
    found = circuit.simulation.recorder.samples_since(probe, _step_before(circuit, span.t0))
    labels = found.first_step + found.every * np.arange(len(found.values))
    times = circuit.times(labels)
    end = bisect_right(times, _end(circuit, span))
    return times[:end], found.values[:end]


def _end(circuit: Circuit, span: Span) -> float:
    return min(span.t1, circuit.t) + 1e-9


def _step_before(circuit: Circuit, t: float) -> int:
    """The last step that is earlier than `t`, -1 where there is none."""
    steps = range(circuit.step + 1)
    return bisect_left(steps, t - 1e-9, key=circuit.simulation.time) - 1
