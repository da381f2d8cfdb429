"""What goes into the frames of a board: reads the circuit once per tick, cuts it per client.

Nothing is kept for a client but its cursor. A frame is made when the client can take it and holds
everything since its last one, so that a slow client gets fewer, larger frames (F2 to F4).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.network import NodeRecord
from engine.probes import Probe
from server.activity import Activity, Recent
from server.circuit import Circuit
from server.client import Client, Cursor
from server.frames import MAX_PAIRS, MAX_RAW, Part, encode, minmax, part
from server.protocol import (
    SamplesSection,
    SpikesSection,
    WeightsSection,
)
from server.view_parts import ViewParts

MAX_WEIGHTS = 1000
WEIGHTS_EVERY = 0.25
"""s between two matrices of an edge to a client (F7)."""
WEIGHTS_AT_ONCE = 250_000
"""Entries up to which that is so; larger ones come in proportion less often."""


class Tick:
    """The circuit at one moment: what several clients ask for is read and encoded once."""

    def __init__(self, circuit: Circuit, epoch: int, now: float, recent: Recent) -> None:
        self.circuit = circuit
        self.epoch = epoch
        self.now = now
        self.seen = (circuit.step, circuit.simulation.recorded, circuit.edits)
        self.wanted_again: float | None = None
        """Moment of the clock at which what was held back may go."""
        recent.begin(epoch, now)
        self._nodes = Activity(circuit, recent)
        self._parts: dict[tuple[object, ...], list[Part]] = {}
        self._views = ViewParts(circuit, self.seen, now, recent.computed, self._once)

    def frame(self, client: Client) -> bytes | None:
        """The next frame of a client, whose cursor moves on; None when it has nothing new."""
        cursor = client.cursor
        reset = cursor.epoch != self.epoch
        if reset:
            cursor = client.cursor = Cursor(epoch=self.epoch)
        again = [*self._weights(client), *self._views.computed(cursor)]
        self.wanted_again = min(filter(None, (self.wanted_again, self._views.again)), default=None)
        if cursor.seen == self.seen and not again:
            return None
        parts = [
            *self._activity(client),
            *self._all_samples(cursor),
            *self._all_spikes(cursor),
            *self._views.populations(cursor),
            *again,
            *self._inspected(client),
        ]
        recorded = self.circuit.simulation.recorded
        cursor.step, cursor.seen = recorded, self.seen
        moment = self.circuit.t if self.circuit.visiting else None
        return encode(client.next_frame(), self.circuit.present, recorded, reset, parts, moment)

    def _once(self, key: tuple[object, ...], make: Callable[[], list[Part]]) -> list[Part]:
        parts = self._parts.get(key)
        if parts is None:
            parts = self._parts[key] = make()
        return parts

    # ---- activity --------------------------------------------------------------------------------

    def _activity(self, client: Client) -> Iterator[Part]:
        since = min(client.cursor.step, self._nodes.glow_from())
        records = self.circuit.simulation.network.records
        for name in client.watch.nodes:
            record = records.get(name)
            if isinstance(record, NodeRecord):
                yield from self._once(
                    ("activity", name, since), partial(self._nodes.node, record, since)
                )

    def _inspected(self, client: Client) -> Iterator[Part]:
        name = client.watch.inspected
        record = self.circuit.simulation.network.records.get(name or "")
        if isinstance(record, NodeRecord):
            yield from self._once(("inspected", name), partial(self._nodes.inspected, record))

    # ---- samples ---------------------------------------------------------------------------------

    def _all_samples(self, cursor: Cursor) -> Iterator[Part]:
        probes = self.circuit.simulation.recorder.probes
        for probe in probes:
            if probe in self.circuit.shown.columns:
                continue
            since = cursor.sent.get(probe, cursor.begin)
            key = "samples", probe, since
            yield from self._once(key, partial(self._samples, probe, since))
            cursor.sent[probe] = self.circuit.simulation.recorded
        for gone in [key for key in cursor.sent if isinstance(key, Probe) and key not in probes]:
            del cursor.sent[gone]

    def _samples(self, probe: Probe, since: int) -> list[Part]:
        simulation = self.circuit.simulation
        windows = self.circuit.shown.cells.get((probe.of, probe.variable), {})
        cells = [cell for cell in probe.cells or () if cell in windows]
        if not cells:
            return []
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
            cursor.sent[node] = self.circuit.simulation.recorded
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

    def _weights(self, client: Client) -> Iterator[Part]:
        cursor, circuit = client.cursor, self.circuit
        watched = (edge for edge in client.watch.weights if edge in circuit.edges)
        shown = dict.fromkeys((*circuit.shown.weights, *watched))
        for edge in shown:
            version = self.circuit.weights_version(edge)
            sent, at = cursor.weights.get(edge, (-1, -math.inf))
            if sent == version:
                continue
            due = at + self.between_weights(edge)
            if self.now < due:
                self.wanted_again = min(due, self.wanted_again or due)
                continue
            cursor.weights[edge] = version, self.now
            yield from self._once(("weights", edge), partial(self._matrix, edge))
        for gone in [edge for edge in cursor.weights if edge not in shown]:
            del cursor.weights[gone]

    def between_weights(self, edge: str) -> float:
        """s between two matrices of this edge: longer for those of many entries."""
        record = self.circuit.edges[edge]
        sides = (min(MAX_WEIGHTS, self.circuit.size(end)) for end in (record.source, record.target))
        return WEIGHTS_EVERY * max(1.0, math.prod(sides) / WEIGHTS_AT_ONCE)

    def _matrix(self, edge: str) -> list[Part]:
        simulation = self.circuit.simulation
        record = self.circuit.edges[edge]
        matrix = simulation.weights(edge, MAX_WEIGHTS, MAX_WEIGHTS, absent=math.nan)
        section = WeightsSection(
            edge=edge,
            rows=matrix.shape[0],
            columns=matrix.shape[1],
            target_size=self.circuit.size(record.target),
            source_size=self.circuit.size(record.source),
            offset=0,
        )
        return [part(section, np.ascontiguousarray(matrix, np.float32))]


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
