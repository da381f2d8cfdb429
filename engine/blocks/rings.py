"""Spikes and values under way: ring buffers by label modulo their number of slots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Cells, Floats, Ints
from engine.blocks.clock import Moment


@dataclass(frozen=True, slots=True)
class SpikeRing:
    """`cells` (slots, n) int32 holds the indices that spiked with a label, `counts` (slots,) how
    many. The slot of a label is label modulo slots."""

    cells: Cells
    counts: Ints

    @classmethod
    def empty(cls, slots: int, n: int) -> SpikeRing:
        return cls(np.zeros((slots, n), np.int32), np.zeros(slots, np.int64))

    @property
    def slots(self) -> int:
        return len(self.counts)

    def fits(self, slots: int, n: int) -> bool:
        """Whether this ring serves as it is."""
        return self.cells.shape == (slots, n)

    def carried(self, slots: int, n: int, moment: Moment) -> SpikeRing:
        """A ring of another shape with the spikes under way of the cells that remain.

        When dt changes they move to the nearest label; a cell counts once per label.
        """
        new = SpikeRing.empty(slots, n)
        for old_label in range(moment.step - self.slots + 1, moment.step + 1):
            label = moment.relabel(old_label)
            if old_label < 0 or label <= moment.step - slots:
                continue
            old_slot, slot = old_label % self.slots, label % slots
            cells = self.cells[old_slot, : self.counts[old_slot]]
            held = new.cells[slot, : new.counts[slot]]
            merged = np.union1d(held, cells[cells < n])
            new.cells[slot, : len(merged)] = merged
            new.counts[slot] = len(merged)
        return new


def carry_values(old: Floats, slots: int, n: int, moment: Moment) -> Floats:
    """Past values (slots, n) in a ring of another shape, or another dt, for the cells that remain.

    Before the network began nothing was sent: those values are zero.
    """
    new = np.zeros((slots, n))
    kept = min(n, old.shape[1])
    ratio = moment.clock.dt / moment.dt_before
    for label in range(max(0, moment.step - slots + 1), moment.step + 1):
        before = moment.step - round((moment.step - label) * ratio)
        if before > moment.step - len(old) and before >= 0:
            new[label % slots, :kept] = old[before % len(old), :kept]
    return new
