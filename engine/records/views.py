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


class Trace(Record):
    """Variables against time. `scale` is "auto" or fixed bounds; `window` is in ms."""

    id: Identifier
    kind: Literal["trace"]
    of: WatchedList
    window: Window = 500.0
    scale: Literal["auto"] | tuple[Finite, Finite] = "auto"
    order: Order = 0.0


class Raster(Record):
    """Spikes of populations against time; `window` is in ms."""

    id: Identifier
    kind: Literal["raster"]
    of: WatchedList
    window: Window = 500.0
    order: Order = 0.0


class Weights(Record):
    """The weight matrix of an edge as a heat map: target down, source across."""

    id: Identifier
    kind: Literal["weights"]
    of: WatchedList
    order: Order = 0.0


View = Annotated[Trace | Raster | Weights, Field(discriminator="kind")]
