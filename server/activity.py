"""Activity of nodes and live values: what lights up on the canvas and in the inspector.

Boards have hundreds of single neurons, most of them silent most of the time: what can be kept from
one tick to the next is.
"""

from __future__ import annotations

import math
import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.document import Neurons
from engine.library import Library
from engine.network import NodeRecord
from server.circuit import Circuit
from server.frames import Part, padded, part
from server.protocol import ActivitySection, InspectedSection
from server.shown import first_variable, spikes
from server.views import Memory

MAX_CELLS = 10_000
"""Cells of a node whose activity is sent."""
GLOW = 4.0
"""ms of model time for which a cell counts as having spiked."""
RATE_WINDOW = 1000.0
"""ms over which a rate is taken."""
RATES_EVERY = 0.2
"""s of the clock for which a rate is kept while the network runs."""
_ONE_CELL = struct.Struct("<fB3x")
_MOST = float(np.finfo(np.float32).max)
_NOBODY = np.zeros(0, np.int32)


class Head(NamedTuple):
    """The JSON of an activity section, which stays the same while the rate does."""

    n: int
    rate: float | None
    text: str


class Recent:
    """What a session remembers from one tick to the next, so that a node that is silent costs
    next to nothing: rates for a while, and when each node spiked last."""

    def __init__(self) -> None:
        self.epoch = -1
        self.rates: dict[str, float] = {}
        self.rates_until = -math.inf
        self.last_spikes: dict[str, tuple[int, int]] = {}
        self.heads: dict[str, Head] = {}
        self.computed = Memory()

    def begin(self, epoch: int, now: float) -> None:
        """A new tick; another run remembers nothing."""
        if epoch != self.epoch:
            self.epoch = epoch
            self.last_spikes.clear()
            self.heads.clear()
            self.rates_until = -math.inf
        if now >= self.rates_until:
            self.rates.clear()
            self.rates_until = now + RATES_EVERY


class Activity:
    """The nodes of a circuit at one moment."""

    def __init__(self, circuit: Circuit, recent: Recent) -> None:
        self.circuit = circuit
        self._recent = recent

    def glow_from(self) -> int:
        """The step after which a spike still counts."""
        return self._steps_ago(GLOW)

    def node(self, record: NodeRecord, since: int) -> list[Part]:
        """Values, and which cells spiked after the step `since`."""
        name, n = record.id, min(record.size, MAX_CELLS)
        has_values, has_spikes = self._first(record) is not None, spikes(record, self._library)
        recent = self._spiked(name, since) if has_spikes else _NOBODY
        rate = self._rate(record) if has_spikes else None
        head = self._recent.heads.get(name)
        if head is None or (head.n, head.rate) != (n, rate):
            section = ActivitySection(node=name, n=n, rate=rate, offset=0)
            head = self._recent.heads[name] = Head(n, rate, part(section).text)
        if n == 1:
            value = self.circuit.values(name, 1)[0] if has_values else 0.0
            # A float64 that a float32 cannot hold: on its way out of the range, not out of it yet.
            value = min(max(value, -_MOST), _MOST)
            return [Part(head.text, _ONE_CELL.pack(value, len(recent) > 0), True)]
        values, spiked = np.zeros(n, np.float32), np.zeros(n, np.uint8)
        if has_values:
            values[:] = self.circuit.values(name, n)
        spiked[recent[recent < n]] = 1
        return [Part(head.text, padded(values, spiked), True)]

    @property
    def _library(self) -> Library:
        return self.circuit.simulation.network.library

    def _first(self, record: NodeRecord) -> str | None:
        return first_variable(record, self._library)

    def _spiked(self, node: str, since: int) -> NDArray[np.int32]:
        """Cells that spiked after the step `since`."""
        if self.circuit.visiting:
            seen = self.circuit.simulation.recorder.spikes_since(node, self.glow_from())
            return seen.cells[seen.steps <= self.circuit.step]
        total = self.circuit.spike_count(node)
        before, last = self._recent.last_spikes.get(node, (0, -1))
        if total == before and last <= since:
            return _NOBODY
        found = self.circuit.simulation.recorder.spikes_since(node, since)
        last = int(found.steps[-1]) if len(found.steps) else since
        self._recent.last_spikes[node] = total, last
        return found.cells

    def _rate(self, record: NodeRecord) -> float:
        """Hz per cell over the last second of model time, or since t = 0."""
        rate = self._recent.rates.get(record.id)
        if rate is not None:
            return rate
        simulation = self.circuit.simulation
        begin = max(0, self._steps_ago(RATE_WINDOW))
        found = simulation.recorder.spikes_since(record.id, begin)
        if found.lost and len(found.steps):
            begin = int(found.steps[0])
        span = simulation.t - simulation.time(begin)
        # Of a past moment that is visited, only what had happened by then.
        count = int(np.searchsorted(found.steps, simulation.step, side="right"))
        rate = round(count / record.size / span * 1000, 3) if span > 0 else 0.0
        self._recent.rates[record.id] = rate
        return rate

    def _steps_ago(self, duration: float) -> int:
        return self.circuit.step - round(duration / self.circuit.dt)

    def inspected(self, record: NodeRecord) -> list[Part]:
        """All variables of cell 0."""
        names: list[str] = []
        if isinstance(record, Neurons):
            names = list(self._library.neuron(record).variables)
        elif (variable := self._first(record)) is not None:
            names = [variable]
        simulation = self.circuit.simulation
        values = {name: float(simulation.state(record.id, name)[0]) for name in names}
        finite = {name: value for name, value in values.items() if math.isfinite(value)}
        return [part(InspectedSection(node=record.id, values=finite))]
