"""Scripted spikes: times as they are typed, and as sorted labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Cells, Ints, address
from engine.blocks.clock import Moment
from engine.declaration import StimulusModel
from engine.document import Stimulus
from engine.kernels import tables as c


@dataclass(frozen=True)
class Script:
    """Scripted spikes as (label, cell), sorted: int64 (m,) and int32 (m,)."""

    steps: Ints
    cells: Cells

    def write(self, row: Ints) -> None:
        row[c.SCRIPT_STEPS] = address(self.steps)
        row[c.SCRIPT_CELLS] = address(self.cells)
        row[c.SCRIPT_LENGTH] = len(self.steps)


def build_script(record: Stimulus, model: StimulusModel, moment: Moment) -> Script:
    """Times per cell as sorted labels; a cell spikes at most once per step."""
    parameter = next(p for p in model.parameters if p.kind == "times")
    given = record.params.get(parameter.name, parameter.default)
    lists = times_per_cell(given, record.size)
    clock = moment.clock
    pairs = [
        (np.rint((np.asarray(times, np.float64) - clock.origin) / clock.dt), cell)
        for cell, times in enumerate(lists)
        if len(times)
    ]
    if not pairs:
        return Script(np.zeros(0, np.int64), np.zeros(0, np.int32))
    steps = np.concatenate([times.astype(np.int64) for times, _ in pairs]) + clock.origin_step
    cells = np.concatenate([np.full(len(times), cell, np.int32) for times, cell in pairs])
    both = np.unique(np.stack([steps, cells.astype(np.int64)]), axis=1)
    return Script(np.ascontiguousarray(both[0]), both[1].astype(np.int32))


def times_per_cell(given: object, size: int) -> list[list[float]]:
    """Spike times as one list per cell: a flat list is that of every cell."""
    rows = list(given) if isinstance(given, list | tuple) else []
    if all(isinstance(row, int | float) for row in rows):
        return [rows] * size
    return [list(row) for row in rows]
