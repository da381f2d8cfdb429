"""The parts of a frame that views of whole populations, of how weights change, and worked-out views
are drawn from (rules F10 to F13)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter

import numpy as np

from engine.document import ViewRecord
from engine.probes import Probe
from server.circuit import Circuit
from server.client import Cursor
from server.frames import Part, part
from server.protocol import CellsSection, ColumnsSection, HistorySection
from server.shown import Now
from server.views import Memory, kind_of
from server.views.pixels import folded

MAX_CELLS = 4096
"""Cells of a node as they are now that a frame holds (F10)."""
MAX_NUMBERS = 2**22
"""Numbers of the columns of a population in one frame (F11)."""
SHARE = 20
"""Working out a view may take at most one part in so many of the time."""

Once = Callable[[tuple[object, ...], Callable[[], list[Part]]], list[Part]]
"""Answers the parts of a key that have been made already, or makes them."""


class ViewParts:
    """Of a circuit that looks like `seen`, at the moment `now` of the clock (s)."""

    def __init__(
        self, circuit: Circuit, seen: object, now: float, memory: Memory, once: Once
    ) -> None:
        self.again: float | None = None
        """Moment of the clock (s) at which a view that was held back may go."""
        self._circuit = circuit
        self._seen = seen
        self._now = now
        self._memory = memory
        self._once = once

    def populations(self, cursor: Cursor) -> Iterator[Part]:
        """Cells now, columns and moments of weights since the last frame."""
        shown = self._circuit.shown
        for wanted in shown.now:
            yield from self._once(("cells", wanted), partial(self._cells, wanted))
        for probe in shown.drawn:
            since = cursor.sent.get(probe, cursor.begin)
            yield from self._once(("columns", probe, since), partial(self._columns, probe, since))
            cursor.sent[probe] = self._circuit.simulation.recorded
        for edge, moments in self._circuit.histories.items():
            key = edge, moments.synapses
            since = cursor.history.get(key, 0)
            yield from self._once(("history", key, since), partial(self._history, edge, since))
            if moments.moments:
                cursor.history[key] = moments.moments[-1].number

    def _cells(self, wanted: Now) -> list[Part]:
        values = self._circuit.simulation.state(wanted.node, wanted.variable)
        stride, block = 1, 1
        if wanted.across:
            values, block = folded(values, wanted.across, MAX_CELLS)
        elif len(values) > MAX_CELLS:
            stride = -(-len(values) // MAX_CELLS)
            values = values[::stride]
        section = CellsSection(
            node=wanted.node,
            variable=wanted.variable,
            n=values.size,
            stride=stride,
            across=wanted.across,
            block=block,
            offset=0,
        )
        return [part(section, values.astype(np.float32))]

    def _columns(self, probe: Probe, since: int) -> list[Part]:
        simulation = self._circuit.simulation
        found = simulation.recorder.samples_since(probe, since)
        width = found.values.shape[1]
        kept = min(len(found.values), max(1, MAX_NUMBERS // width))
        left_out = len(found.values) - kept
        if not kept:
            return []
        labels = found.first_step + found.every * np.arange(left_out, len(found.values))
        times = self._circuit.times(labels)
        section = ColumnsSection(
            node=probe.of,
            variable=probe.variable,
            n=width,
            stride=1 if probe.cells is None else probe.cells[1],
            t0=float(times[0]),
            every=found.every * self._circuit.dt,
            count=kept,
            gap=found.lost or left_out > 0,
            offset=0,
        )
        return [part(section, found.values[left_out:].astype(np.float32))]

    def _history(self, edge: str, since: int) -> list[Part]:
        moments = self._circuit.histories[edge]
        found = moments.since(since)
        if not found:
            return []
        rows, columns = found[0].matrix.shape
        times = np.array([moment.t for moment in found])
        section = HistorySection(
            edge=edge,
            synapses=list(moments.synapses),
            rows=rows,
            columns=columns,
            t0=float(times[0]),
            count=len(found),
            offset=0,
        )
        lines = np.stack([moment.lines for moment in found])
        matrices = np.stack([moment.matrix for moment in found])
        return [part(section, (times - times[0]).astype(np.float32), lines, matrices)]

    def computed(self, cursor: Cursor) -> Iterator[Part]:
        """Views that the server works out, when they are due."""
        views = self._circuit.shown.computed
        for view in views:
            sent, at = cursor.computed.get(view.id, (None, -math.inf))
            if sent == self._seen:
                continue
            rest = SHARE * self._memory.seconds.get(view.id, 0.0)
            due = at + max(kind_of(view).every, rest)
            if self._now < due:
                self.again = min(due, self.again or due)
                continue
            cursor.computed[view.id] = self._seen, self._now
            yield from self._once(("computed", view.id), partial(self._work_out, view))
        names = {view.id for view in views}
        for gone in [name for name in cursor.computed if name not in names]:
            del cursor.computed[gone]

    def _work_out(self, view: ViewRecord) -> list[Part]:
        began = perf_counter()
        make = kind_of(view).parts
        assert make is not None
        parts = make(self._circuit, view, self._memory)
        self._memory.seconds[view.id] = perf_counter() - began
        return parts
