"""The moments of a run that can be gone back to: snapshots, bounded in bytes.

They lie as close as the clock allows near the present and thinner further back: whenever there is
no more room every second one of the older half goes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from time import perf_counter

from engine.errors import SnapshotError
from engine.snapshot import Snapshot
from server.circuit import Circuit

ROOM = 96 * 2**20
"""Bytes that the past of one board may take."""
EVERY = 0.5
"""s of the clock between two snapshots of a running network, at least."""
SHARE = 0.02
"""Part of the time that making snapshots may take."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A snapshot, and how many changes there had been: only while there are no more of them does
    what runs on from it run as it did then."""

    snapshot: Snapshot
    changes: int


class Past:
    """Belongs to whoever holds the lock of the run."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._moments: list[Moment] = []
        self._bytes = 0
        self._next = 0.0
        self._present: Moment | None = None

    @property
    def earliest(self) -> float | None:
        """Time in ms of the first moment that can be visited; None when there is none."""
        return self._moments[0].snapshot.t if self._moments else None

    def clear(self) -> None:
        """The run has begun anew, or is another one."""
        self._moments.clear()
        self._bytes = 0
        self._next = 0.0
        self._present = None

    def keep_now_and_then(self, circuit: Circuit) -> None:
        """Keep this moment of a run when enough time has gone by since the last one."""
        now = perf_counter()
        if now < self._next:
            return
        self.keep(circuit)
        self._next = now + max(EVERY, (perf_counter() - now) / SHARE)

    def keep(self, circuit: Circuit) -> None:
        """Keep this moment; one that takes more than a quarter of the room is not worth it."""
        if circuit.visiting:
            return
        steps = [moment.snapshot.step for moment in self._moments]
        last = self._moments[-1] if self._moments else None
        if last is not None and (last.snapshot.step, last.changes) == (
            circuit.step,
            circuit.changes,
        ):
            return
        if steps and circuit.step < steps[-1]:
            self.forget_after(circuit.step)
        moment = Moment(circuit.simulation.snapshot(), circuit.changes)
        size = moment.snapshot.byte_count()
        if 4 * size > self._room:
            return
        self._moments.append(moment)
        self._bytes += size
        while self._bytes > self._room and len(self._moments) > 2:
            self._thin()

    def forget_after(self, step: int) -> None:
        """The run goes on from `step`: what came after it has not happened."""
        while self._moments and self._moments[-1].snapshot.step > step:
            self._bytes -= self._moments.pop().snapshot.byte_count()
        self._present = None

    def visit(self, circuit: Circuit, t: float) -> None:
        """Take the circuit to the moment `t` (ms), or to the nearest one before it that is known
        exactly. Raises SnapshotError where none is, EngineError where running on to it fails."""
        wanted = min(circuit.step_at(t), circuit.simulation.recorded)
        if not circuit.visiting:
            self._present = Moment(circuit.simulation.snapshot(), circuit.changes)
        number = bisect_right(self._moments, wanted, key=lambda moment: moment.snapshot.step)
        if number == 0:
            raise SnapshotError("That moment is no longer kept: only later ones can be visited.")
        moment = self._moments[number - 1]
        # Run on with what has changed since, it would be a moment that never was.
        exact = moment.changes == circuit.changes
        circuit.visit(moment.snapshot, wanted if exact else moment.snapshot.step)

    def come_back(self, circuit: Circuit) -> None:
        """Take the circuit to the present. Raises SnapshotError where an edit has changed the
        network so that it cannot be."""
        if circuit.visiting and self._present is not None:
            circuit.visit(self._present.snapshot, self._present.snapshot.step)
            self._present = None

    def _thin(self) -> None:
        half = max(2, len(self._moments) // 2)
        for moment in self._moments[1:half:2]:
            self._bytes -= moment.snapshot.byte_count()
        del self._moments[1:half:2]
