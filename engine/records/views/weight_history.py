"""Weights over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.records.views.base import Need, OverTime, Watched


class WeightHistory(OverTime):
    """Mean, tenth and ninetieth percentile of the weights of edges against time; `cells` are
    synapses, target * n_source + source, that have lines of their own. With `strip` matrices of
    some moments are shown below."""

    title: ClassVar[str] = "weights over time"

    kind: Literal["weight_history"]
    strip: bool = True

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """How the weights have changed."""
        return ("history",)
