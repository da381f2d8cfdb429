"""Values of cells as bars."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, Scale, Tile, Watched


class Bars(Tile):
    """A bar for each cell (or those of `cells`) as high as a variable of it is now."""

    title: ClassVar[str] = "a bar chart"
    most: ClassVar[int] = 8

    kind: Literal["bars"]
    scale: Scale = "auto"

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """The cells now."""
        return ("cells",)
