"""Views: what the dock shows of a running network."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.records.values import MAX_SIZE, Finite, Identifier, Record


class Watched(Record):
    """What a view shows: a variable of a node, or of an edge (`I`, its synaptic current).

    `cells` picks cells of a population by index; null shows the first one of a trace and all
    of them elsewhere.
    """

    node: Identifier | None = None
    edge: Identifier | None = None
    variable: Annotated[str, Field(max_length=64)] | None = None
    cells: (
        Annotated[list[Annotated[int, Field(ge=0, lt=MAX_SIZE)]], Field(max_length=64)] | None
    ) = None


WatchedList = Annotated[list[Watched], Field(max_length=64)]
Window = Annotated[float, Field(allow_inf_nan=False, ge=1, le=60_000)]
Order = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]


Part = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)]
Extent = Annotated[float, Field(allow_inf_nan=False, ge=0.05, le=1)]


class Floating(Record):
    """Where a view floats over the canvas: its upper left corner and its size, as parts of the
    width and the height of the page, so that it lies alike on screens of every size."""

    x: Part
    y: Part
    width: Extent
    height: Extent


class Tile(Record):
    """What all views have: their place from left to right, the share of the width that they have
    beside each other, and where they float instead."""

    id: Identifier
    of: WatchedList
    order: Order = 0.0
    share: Annotated[float, Field(allow_inf_nan=False, ge=0.01, le=100)] = 1.0
    floating: Floating | None = None


class OverTime(Tile):
    """A view over the last `window` ms. The ones that are `linked` share their time axis."""

    window: Window = 500.0
    linked: bool = True


class Trace(OverTime):
    """Variables against time. `scale` is "auto" or fixed bounds."""

    kind: Literal["trace"]
    scale: Literal["auto"] | tuple[Finite, Finite] = "auto"


class Raster(OverTime):
    """Spikes of populations against time."""

    kind: Literal["raster"]


class Weights(Tile):
    """The weight matrix of an edge as a heat map: target down, source across."""

    kind: Literal["weights"]


View = Annotated[Trace | Raster | Weights, Field(discriminator="kind")]
