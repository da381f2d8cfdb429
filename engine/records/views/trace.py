"""Lines over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, OverTime, Scale, Watched


class Trace(OverTime):
    """Variables against time. `scale` is "auto" or fixed bounds; `window` is in ms."""

    title: ClassVar[str] = "a trace"

    kind: Literal["trace"]
    scale: Scale = "auto"

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Samples, and the spikes that a reset hides."""
        return ("samples", "spikes") if spiking else ("samples",)
