"""Lines over time."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.views.base import Bounds, Need, OverTime, Scale, Watched


class Trace(OverTime):
    """Variables against time; `window` is in ms. `scale` is "auto" or fixed bounds of all panels;
    `scales` holds bounds of single panels by name (`first mV`, `state 1`, `currents`, `edge w`)."""

    title: ClassVar[str] = "a trace"

    kind: Literal["trace"]
    scale: Scale = "auto"
    scales: Annotated[dict[Annotated[str, Field(max_length=64)], Bounds], Field(max_length=32)] = {}

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Samples, and the spikes that a reset hides."""
        return ("samples", "spikes") if spiking else ("samples",)
