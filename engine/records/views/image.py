"""Activity of cells over time as a picture."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Bin, Need, OverTime, Scale, Watched


class Image(OverTime):
    """Cells down, time across: a variable every `bin` ms, or spikes counted in bins of `bin` ms
    where no variable is named and the node spikes."""

    title: ClassVar[str] = "an activity image"
    most: ClassVar[int] = 1

    kind: Literal["image"]
    bin: Bin = 2.0
    scale: Scale = "auto"

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Spikes, or columns of a variable."""
        return ("spikes",) if spiking and entry.variable is None else ("columns",)
