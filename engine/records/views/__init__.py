"""Views: what the dock shows of a running network, one module and one line of the union each."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from engine.records.views.bars import Bars
from engine.records.views.base import Floating, Need, OverTime, Tile, Watched
from engine.records.views.components import Components
from engine.records.views.histogram import Histogram
from engine.records.views.image import Image
from engine.records.views.pixels import Pixels
from engine.records.views.raster import Raster
from engine.records.views.rate import Rate
from engine.records.views.scatter import Scatter
from engine.records.views.trace import Trace
from engine.records.views.trials import Trials
from engine.records.views.weight_history import WeightHistory
from engine.records.views.weights import Weights

__all__ = [
    "VIEW_TYPES",
    "Bars",
    "Components",
    "Floating",
    "Histogram",
    "Image",
    "Need",
    "OverTime",
    "Pixels",
    "Raster",
    "Rate",
    "Scatter",
    "Tile",
    "Trace",
    "Trials",
    "View",
    "ViewRecord",
    "Watched",
    "WeightHistory",
    "Weights",
]

ViewRecord = (
    Trace
    | Raster
    | Rate
    | Weights
    | WeightHistory
    | Histogram
    | Bars
    | Image
    | Pixels
    | Scatter
    | Components
    | Trials
)
View = Annotated[ViewRecord, Field(discriminator="kind")]
VIEW_TYPES: frozenset[type] = frozenset(get_args(ViewRecord))
"""The classes of views, to be looked up by class."""
