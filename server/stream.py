"""What goes into the frames of a board: reads the circuit once per tick, cuts it per client.

Nothing is kept for a client but its cursor. A frame is made when the client can take it and holds
everything since its last one, so that a slow client gets fewer, larger frames (F2 to F4).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.document import Neurons
from engine.network import NodeRecord
from engine.probes import Probe
from engine.registry import neuron_models
from server.circuit import Circuit, first_variable, spikes
from server.client import Client, Cursor
from server.frames import MAX_PAIRS, MAX_RAW, Part, encode, minmax, padded, part
from server.protocol import (
    ActivitySection,
    InspectedSection,
    SamplesSection,
    SpikesSection,
    WeightsSection,
)

MAX_CELLS = 10_000
"""Cells of a node whose activity is sent."""
MAX_WEIGHTS = 1000
WEIGHTS_EVERY = 0.25
"""s between two matrices of an edge to a client (F7)."""
GLOW = 4.0
"""ms of model time for which a cell counts as having spiked."""
RATE_WINDOW = 1000.0
"""ms over which a rate is taken."""
RATES_EVERY = 0.2
"""s of the clock for which a rate is kept while the network runs."""
_ONE_CELL = struct.Struct("<fB3x")
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


class Tick:
    """The circuit at one moment: what several clients ask for is read and encoded once."""

    def __init__(self, circuit: Circuit, epoch: int, now: float, recent: Recent) -> None:
        self.circuit = circuit
        self.epoch = epoch
        self.now = now
        self.seen = (circuit.step, circuit.edits)
        self.wanted_again: float | None = None
        """Moment of the clock at which a matrix that was held back may go."""
        recent.begin(epoch, now)
        self._recent = recent
        self._parts: dict[tuple[object, ...], list[Part]] = {}

    def frame(self, client: Client) -> bytes | None:
        """The next frame of a client, whose cursor moves on; None when it has nothing new."""
        cursor = client.cursor
        reset = cursor.epoch != self.epoch
        if reset:
            cursor = client.cursor = Cursor(epoch=self.epoch)
        weights = list(self._weights(cursor))
        if cursor.seen == self.seen and not weights:
            return None
        parts = [
            *self._activity(client),
            *self._all_samples(cursor),
            *self._all_spikes(cursor),
            *weights,
            *self._inspected(client),
        ]
        cursor.step, cursor.seen = self.circuit.step, self.seen
        return encode(client.next_frame(), self.circuit.t, self.circuit.step, reset, parts)

    def _once(self, key: tuple[object, ...], make: Callable[[], list[Part]]) -> list[Part]:
        parts = self._parts.get(key)
        if parts is None:
            parts = self._parts[key] = make()
        return parts

    # ---- activity --------------------------------------------------------------------------------

    def _activity(self, client: Client) -> Iterator[Part]:
        since = min(client.cursor.step, self._steps_ago(GLOW))
        records = self.circuit.simulation.network.records
        for name in client.watch.nodes:
            record = records.get(name)
            if isinstance(record, NodeRecord):
                yield from self._once(("activity", name, since), partial(self._node, record, since))

    def _node(self, record: NodeRecord, since: int) -> list[Part]:
        name, n = record.id, min(record.size, MAX_CELLS)
        has_values, has_spikes = first_variable(record) is not None, spikes(record)
        recent = self._spiked(name, since) if has_spikes else _NOBODY
        rate = self._rate(record) if has_spikes else None
        head = self._recent.heads.get(name)
        if head is None or (head.n, head.rate) != (n, rate):
            section = ActivitySection(node=name, n=n, rate=rate, offset=0)
            head = self._recent.heads[name] = Head(n, rate, part(section).text)
        if n == 1:
            value = self.circuit.values(name, 1)[0] if has_values else 0.0
            return [Part(head.text, _ONE_CELL.pack(value, len(recent) > 0), True)]
        values, spiked = np.zeros(n, np.float32), np.zeros(n, np.uint8)
        if has_values:
            values[:] = self.circuit.values(name, n)
        spiked[recent[recent < n]] = 1
        return [Part(head.text, padded(values, spiked), True)]

    def _spiked(self, node: str, since: int) -> NDArray[np.int32]:
        """Cells that spiked after the step `since`."""
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
        rate = round(len(found.steps) / record.size / span * 1000, 3) if span > 0 else 0.0
        self._recent.rates[record.id] = rate
        return rate

    def _steps_ago(self, duration: float) -> int:
        return self.circuit.step - round(duration / self.circuit.dt)

    def _inspected(self, client: Client) -> Iterator[Part]:
        name = client.watch.inspected
        record = self.circuit.simulation.network.records.get(name or "")
        if isinstance(record, NodeRecord):
            yield from self._once(("inspected", name), partial(self._values, record))

    def _values(self, record: NodeRecord) -> list[Part]:
        names: list[str] = []
        if isinstance(record, Neurons):
            names = [state.name for state in neuron_models[record.model].states]
        elif (variable := first_variable(record)) is not None:
            names = [variable]
        simulation = self.circuit.simulation
        values = {name: float(simulation.state(record.id, name)[0]) for name in names}
        finite = {name: value for name, value in values.items() if math.isfinite(value)}
        return [part(InspectedSection(node=record.id, values=finite))]

    # ---- samples ---------------------------------------------------------------------------------

    def _all_samples(self, cursor: Cursor) -> Iterator[Part]:
        probes = self.circuit.simulation.recorder.probes
        for probe in probes:
            since = cursor.sent.get(probe, cursor.begin)
            key = "samples", probe, since
            yield from self._once(key, partial(self._samples, probe, since))
            cursor.sent[probe] = self.circuit.step
        for gone in [key for key in cursor.sent if isinstance(key, Probe) and key not in probes]:
            del cursor.sent[gone]

    def _samples(self, probe: Probe, since: int) -> list[Part]:
        simulation = self.circuit.simulation
        windows = self.circuit.shown.cells.get((probe.of, probe.variable), {})
        cells = [cell for cell in probe.cells or () if cell in windows]
        found = simulation.recorder.samples_since(probe, since)
        columns = [(probe.cells or ()).index(cell) for cell in cells]
        values = found.values[:, columns].astype(np.float32)
        edge = probe.of in self.circuit.edges
        parts: list[Part] = []
        for first, count, dt in self.circuit.stretches(found.first_step, len(values)):
            begin = first - found.first_step
            piece = values[begin : begin + count]
            size = round(max(windows.values(), default=0.0) / dt)
            for offset, data, every, mode in decimated(piece, size):
                section = SamplesSection(
                    node=None if edge else probe.of,
                    edge=probe.of if edge else None,
                    variable=probe.variable,
                    cells=cells,
                    mode=mode,
                    t0=simulation.time(first + offset),
                    every=every * dt,
                    count=len(data),
                    gap=found.lost and not parts,
                    offset=0,
                )
                parts.append(part(section, data))
        return parts

    # ---- spikes ----------------------------------------------------------------------------------

    def _all_spikes(self, cursor: Cursor) -> Iterator[Part]:
        shown = self.circuit.shown.spikes
        for node in shown:
            since = cursor.sent.get(node, cursor.begin)
            key = "spikes", node, since
            yield from self._once(key, partial(self._spike_part, node, since))
            cursor.sent[node] = self.circuit.step
        for gone in [key for key in cursor.sent if isinstance(key, str) and key not in shown]:
            del cursor.sent[gone]

    def _spike_part(self, node: str, since: int) -> list[Part]:
        found = self.circuit.simulation.recorder.spikes_since(node, since)
        if not len(found.steps):
            return []
        times = self.circuit.times(found.steps)
        section = SpikesSection(node=node, t0=times[0], count=len(times), gap=found.lost, offset=0)
        after = (times - times[0]).astype(np.float32)
        return [part(section, after, found.cells.astype(np.uint32))]

    # ---- weights ---------------------------------------------------------------------------------

    def _weights(self, cursor: Cursor) -> Iterator[Part]:
        shown = self.circuit.shown.weights
        for edge in shown:
            version = self.circuit.weights_version(edge)
            sent, at = cursor.weights.get(edge, (-1, -math.inf))
            if sent == version:
                continue
            if self.now < at + WEIGHTS_EVERY:
                due = at + WEIGHTS_EVERY
                self.wanted_again = min(due, self.wanted_again or due)
                continue
            cursor.weights[edge] = version, self.now
            yield from self._once(("weights", edge), partial(self._matrix, edge))
        for gone in [edge for edge in cursor.weights if edge not in shown]:
            del cursor.weights[gone]

    def _matrix(self, edge: str) -> list[Part]:
        simulation = self.circuit.simulation
        record = self.circuit.edges[edge]
        matrix = simulation.weights(edge, MAX_WEIGHTS, MAX_WEIGHTS).astype(np.float32)
        section = WeightsSection(
            edge=edge,
            rows=matrix.shape[0],
            columns=matrix.shape[1],
            target_size=self.circuit.size(record.target),
            source_size=self.circuit.size(record.source),
            offset=0,
        )
        return [part(section, np.ascontiguousarray(matrix))]


def decimated(
    values: NDArray[np.float32], window: int
) -> Iterator[tuple[int, NDArray[np.float32], int, Literal["raw", "minmax"]]]:
    """Rows as they go over the wire (F5): (first row, data, rows per item, mode) of each section.

    More rows than `MAX_RAW` become extremes, the last `window` rows apart from those before, so
    that what a view shows stays sharp however much came at once.
    """
    count = len(values)
    if count <= MAX_RAW:
        if count:
            yield 0, values, 1, "raw"
        return
    seam = max(0, count - max(window, MAX_RAW))
    if seam > MAX_RAW:
        # Whole pairs only, so that the two parts do not overlap in time.
        size = -(-seam // MAX_PAIRS)
        seam = min(count, -(-seam // size) * size)
    for first, piece in ((0, values[:seam]), (seam, values[seam:])):
        if len(piece) > MAX_RAW:
            pairs, size = minmax(piece)
            yield first, pairs, size, "minmax"
        elif len(piece):
            yield first, piece, 1, "raw"
