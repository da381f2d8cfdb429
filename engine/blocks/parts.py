"""What an edge may have beyond its pattern, weights and synaptic states."""

from __future__ import annotations

from typing import Protocol

from engine.blocks.arrays import Array, Floats, Ints


class Part(Protocol):
    """Arrays of a feature of an edge: release of transmitter, learning, training.

    An edge keeps its parts by name. A part is never changed in place by an edit: a new one takes
    over the arrays of the old one that go on.
    """

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""

    def byte_count(self) -> int:
        """Bytes of all arrays that only this part holds."""

    def write(self, row: Ints) -> None:
        """Fill in this part's columns of the row of the table of edges."""

    def rows(self) -> dict[str, Floats]:
        """What can be probed by name: rows of one value per cell (or per synapse)."""
