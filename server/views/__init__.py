"""The kinds of views that the server knows: one module and one line for each."""

from __future__ import annotations

from typing import Any

from engine.document import (
    Bars,
    Components,
    Histogram,
    Image,
    Pixels,
    Raster,
    Rate,
    Scatter,
    Trace,
    ViewRecord,
    WeightHistory,
    Weights,
)
from server.views import (
    bars,
    components,
    histogram,
    image,
    pixels,
    raster,
    rate,
    scatter,
    trace,
    weight_history,
    weights,
)
from server.views.kind import Memory, ViewKind, window_of

__all__ = ["KINDS", "Memory", "ViewKind", "kind_of", "window_of"]

KINDS: dict[type, ViewKind[Any]] = {
    Trace: trace.KIND,
    Raster: raster.KIND,
    Rate: rate.KIND,
    Weights: weights.KIND,
    WeightHistory: weight_history.KIND,
    Histogram: histogram.KIND,
    Bars: bars.KIND,
    Image: image.KIND,
    Pixels: pixels.KIND,
    Scatter: scatter.KIND,
    Components: components.KIND,
}


def kind_of(view: ViewRecord) -> ViewKind[Any]:
    """The kind of a view."""
    return KINDS[type(view)]
