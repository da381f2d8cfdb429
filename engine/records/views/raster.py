"""Spikes over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, OverTime, Watched


class Raster(OverTime):
    """Spikes of populations against time; `window` is in ms."""

    title: ClassVar[str] = "a raster"

    kind: Literal["raster"]

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """Spikes."""
        return ("spikes",)
