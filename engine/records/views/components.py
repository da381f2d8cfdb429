"""Activity of a population in two dimensions."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Bin, Need, Tile, Watched, Window


class Components(Tile):
    """First two principal components of the activity of a population over the last `span` ms: of
    rates in bins of `bin` ms, or of a variable every `bin` ms where one is named or nothing spikes.
    """

    title: ClassVar[str] = "a plot of principal components"
    most: ClassVar[int] = 1
    sends: ClassVar[bool] = False

    kind: Literal["components"]
    bin: Bin = 20.0
    span: Window = 2000.0

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Spikes, or columns of a variable."""
        return ("spikes",) if spiking and entry.variable is None else ("columns",)
