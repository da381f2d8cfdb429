"""Population rates over time."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.views.base import Bin, Need, OverTime, Watched


class Rate(OverTime):
    """Spikes per cell and second of populations against time, counted in bins of `bin` ms; with
    `smooth` > 0 weighted by a Gaussian of that standard deviation in ms."""

    title: ClassVar[str] = "a rate"

    kind: Literal["rate"]
    bin: Bin = 5.0
    smooth: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1000)] = 0.0

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Spikes."""
        return ("spikes",)
