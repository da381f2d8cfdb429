"""The same run again and again, with other random numbers."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.views.base import Need, Tile, Watched, Window


class Trials(Tile):
    """Spikes or variables of `n` runs with other random numbers, from `begin` on, for `span` ms:
    the raster over trials, the histogram of spikes in bins of `bin` ms, mean and deviation.

    `since` says when a trial begins: at the start of a run, or at the present moment. `draws` says
    what differs: the noise of the same network, or all that is drawn.
    """

    title: ClassVar[str] = "a view of trials"
    most: ClassVar[int] = 8
    recorded: ClassVar[bool] = False

    kind: Literal["trials"]
    n: Annotated[int, Field(ge=1, le=1000)] = 20
    begin: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)] = 0.0
    span: Window = 500.0
    bin: Annotated[float, Field(allow_inf_nan=False, ge=0.01, le=10_000)] = 10.0
    since: Literal["start", "now"] = "start"
    draws: Literal["noise", "all"] = "noise"

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Spikes, or samples of a variable."""
        return ("spikes",) if spiking and entry.variable is None else ("samples",)
