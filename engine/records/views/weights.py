"""Weights now."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, Tile, Watched


class Weights(Tile):
    """The weight matrix of an edge as a heat map: target down, source across."""

    title: ClassVar[str] = "a matrix"

    kind: Literal["weights"]

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """The matrix."""
        return ("weights",)
