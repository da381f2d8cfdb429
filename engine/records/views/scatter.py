"""Two variables against each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, Tile, Watched, Window


class Scatter(Tile):
    """The first entry across, the second one up: `time`, one cell of each over the last `span` ms
    as a path; `cells`, a point for each cell now."""

    title: ClassVar[str] = "a scatter plot"
    most: ClassVar[int] = 2

    kind: Literal["scatter"]
    what: Literal["time", "cells"] = "time"
    span: Window = 200.0

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Samples, or the cells now."""
        return ("samples",) if self.what == "time" else ("cells",)
