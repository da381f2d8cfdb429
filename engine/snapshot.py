"""Copies of all that changes while a network runs: rewind, branch, recover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.assembly import Assembly
from engine.blocks.arrays import Array
from engine.blocks.clock import Clock
from engine.blocks.sources import StimulusBlock
from engine.errors import EngineError, Problem, SnapshotError


@dataclass(frozen=True)
class Snapshot:
    """A moment of a run. `arrays` holds copies by id and name; it shares nothing with the run."""

    step: int
    clocks: tuple[Clock, ...]
    structure: dict[str, tuple[object, ...]]
    arrays: dict[str, dict[str, Array]]
    failure: EngineError | None

    @property
    def t(self) -> float:
        """Time in ms."""
        return self.clocks[-1].time(self.step)

    def byte_count(self) -> int:
        """Bytes of the copies."""
        return sum(array.nbytes for block in self.arrays.values() for array in block.values())


def taken(
    assembly: Assembly, clocks: Sequence[Clock], step: int, failure: EngineError | None
) -> Snapshot:
    """Copy the moving parts of a network."""
    arrays = {
        key: {name: array.copy() for name, array in block.items()}
        for key, block in assembly.mutable().items()
    }
    return Snapshot(step, tuple(clocks), _structure(assembly), arrays, failure)


def fits(snapshot: Snapshot, assembly: Assembly, dt: float) -> None:
    """Raises SnapshotError, naming what differs, when a snapshot is of another structure."""
    here = _structure(assembly)
    problems = [
        Problem(key, None, f'"{key}" {_difference(snapshot.structure.get(key), here.get(key))}')
        for key in {**snapshot.structure, **here}
        if snapshot.structure.get(key) != here.get(key)
    ]
    if snapshot.clocks[-1].dt != dt:
        message = f"dt was {snapshot.clocks[-1].dt:g} ms and is {dt:g} ms now"
        problems.append(Problem("board", "dt", message))
    if problems:
        first = "this moment cannot be restored: the network has changed since"
        raise SnapshotError([Problem(None, None, first), *problems[:20]])


def restored(snapshot: Snapshot, assembly: Assembly) -> None:
    """Copy a snapshot that fits back into the arrays."""
    for key, arrays in assembly.mutable().items():
        for name, array in arrays.items():
            np.copyto(array, snapshot.arrays[key][name])
    for block in assembly.nodes.values():
        if isinstance(block, StimulusBlock):
            block.find_cursor()


def _structure(assembly: Assembly) -> dict[str, tuple[object, ...]]:
    """What must be equal for arrays to be interchangeable, by id."""
    found: dict[str, tuple[object, ...]] = {}
    for key, block in assembly.nodes.items():
        shapes = tuple((name, array.shape) for name, array in block.mutable().items())
        own = b""
        if isinstance(block, StimulusBlock) and block.hazard is not None:
            intervals = block.hazard.intervals
            own = b"" if intervals is None else intervals.tobytes()
        found[key] = (block.model.name, block.n, shapes, own)
    for key, edge in assembly.edges.items():
        record = edge.record
        shapes = tuple((name, array.shape) for name, array in edge.mutable().items())
        found[key] = (record.source, record.target, record.synapse, edge.delay, shapes)
    return found


def _difference(before: tuple[object, ...] | None, now: tuple[object, ...] | None) -> str:
    if before is None:
        return "was not there"
    if now is None:
        return "is no longer there"
    return "had another size, model, synapse, delay, connection or rates of its own per cell"
