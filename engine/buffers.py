"""Where the run loop writes samples and spikes: rings that wrap, or arrays that grow.

The loop writes; Python reads by cursor: "everything after step k".
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.blocks.arrays import Cells, Floats, Ints, address
from engine.kernels import tables as c

T = TypeVar("T", bound=np.generic)


class Samples(NamedTuple):
    """Rows labelled first_step, first_step + every, ...: `values` is (rows, cells).

    `lost` says that rows after the step asked for have fallen out of the ring.
    """

    first_step: int
    every: int
    values: Floats
    lost: bool


class Spikes(NamedTuple):
    """Spikes in order of time: `steps` (m,) int64 and `cells` (m,) int32; `lost` as in Samples."""

    steps: Ints
    cells: Cells
    lost: bool


@dataclass
class SampleBuffer:
    """Row r of all that were ever written has the label first_step + r every and lies at row r
    modulo capacity of `values` (capacity, cells). Rows before `begin` were lost in a rewind."""

    every: int
    first_step: int
    values: Floats
    wraps: bool
    count: Ints
    begin: int = 0

    @classmethod
    def empty(cls, width: int, rows: int, every: int, step: int, wraps: bool) -> SampleBuffer:
        """A buffer whose first sample will be the first multiple of `every` from `step` on."""
        first = -(-step // every) * every
        return cls(every, first, np.zeros((rows, width)), wraps, np.zeros(1, np.int64))

    @property
    def total(self) -> int:
        return int(self.count[0])

    def write(self, row: Ints) -> None:
        """Name this buffer in a row of the table of probes."""
        row[c.BUFFER] = address(self.values)
        row[c.CAPACITY] = len(self.values)
        row[c.COUNT] = address(self.count)
        row[c.EVERY] = self.every
        row[c.WRAPS] = self.wraps

    def since(self, step: int) -> Samples:
        """Rows with a label greater than `step`."""
        total = self.total
        wanted = max(0, (step - self.first_step) // self.every + 1)
        begin = min(max(self._oldest, wanted), total)
        first = self.first_step + begin * self.every
        values = _ring(self.values, begin, total)
        return Samples(first, self.every, values, wanted < self._oldest)

    @property
    def _oldest(self) -> int:
        return max(self.begin, self.total - len(self.values))

    def grow(self) -> None:
        """Twice the room."""
        self.values = np.concatenate([self.values, np.zeros_like(self.values)])

    def rewind(self, step: int, from_step: int) -> None:
        """Forget what came after `step`; begin anew when the run jumps ahead."""
        rows = max(0, (step - self.first_step) // self.every + 1)
        later = self.first_step > step
        if later or step > from_step or rows > self.total or rows < self._oldest:
            self.restart(step)
        else:
            self.begin = self._oldest
            self.count[0] = rows

    def restart(self, step: int) -> None:
        """Begin anew at `step`, which is sampled next."""
        self.first_step = -(-step // self.every) * self.every
        self.count[0] = 0
        self.begin = 0


@dataclass
class SpikeLog:
    """Spike s of all that were ever logged lies at index s modulo capacity; those before `begin`
    were lost in a rewind."""

    n: int
    steps: Ints
    cells: Cells
    wraps: bool
    count: Ints
    begin: int = 0

    @classmethod
    def empty(cls, n: int, capacity: int, wraps: bool) -> SpikeLog:
        return cls(
            n,
            np.zeros(capacity, np.int64),
            np.zeros(capacity, np.int32),
            wraps,
            np.zeros(1, np.int64),
        )

    @property
    def total(self) -> int:
        return int(self.count[0])

    def write(self, row: Ints) -> None:
        """Name this log in a row of the table of nodes."""
        row[c.LOG_STEPS] = address(self.steps)
        row[c.LOG_CELLS] = address(self.cells)
        row[c.LOG_CAPACITY] = len(self.steps)
        row[c.LOG_COUNT] = address(self.count)
        row[c.LOG_WRAPS] = self.wraps

    def since(self, step: int) -> Spikes:
        """Spikes with a label greater than `step`."""
        written = range(self._oldest, self.total)
        capacity = len(self.steps)
        skipped = bisect_right(written, step, key=lambda spike: int(self.steps[spike % capacity]))
        begin = written.start + skipped
        lost = written.start > 0 and skipped == 0 and len(written) > 0
        return Spikes(
            _ring(self.steps, begin, written.stop), _ring(self.cells, begin, written.stop), lost
        )

    @property
    def _oldest(self) -> int:
        return max(self.begin, self.total - len(self.steps))

    def grow(self) -> None:
        """Twice the room."""
        self.steps = np.concatenate([self.steps, np.zeros_like(self.steps)])
        self.cells = np.concatenate([self.cells, np.zeros_like(self.cells)])

    def rewind(self, step: int) -> None:
        """Forget the spikes after `step`."""
        after = len(self.since(step).steps)
        self.begin = self._oldest
        self.count[0] -= after

    def clear(self) -> None:
        """Forget all."""
        self.count[0] = 0
        self.begin = 0


def _ring(array: NDArray[T], begin: int, end: int) -> NDArray[T]:
    """A copy of the entries `begin` to `end` of all that were written to a ring, in order."""
    capacity = len(array)
    first, last = begin % capacity, end - begin + begin % capacity
    if last <= capacity:
        return array[first:last].copy()
    return np.concatenate([array[first:], array[: last - capacity]])
