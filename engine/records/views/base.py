"""What all views have in common."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.values import MAX_SIZE, Finite, Identifier, Record

Need = Literal["samples", "spikes", "cells", "columns", "weights", "history"]
"""What an entry of a view is drawn from: samples of some cells at every step, spikes, the values of
all cells now, values of all cells at some steps, weights now, or how they have changed."""


class Watched(Record):
    """What a view shows: a variable of a node, or of an edge (`I`, its synaptic current).

    `cells` picks cells of a population by index; null shows the first one where a view shows single
    cells, as a trace does, and all of them elsewhere.
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
Bounds = tuple[Finite, Finite]
Scale = Literal["auto"] | Bounds
Bin = Annotated[float, Field(allow_inf_nan=False, ge=1, le=1000)]

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

    title: ClassVar[str] = "a view"
    most: ClassVar[int] = 64
    """Entries that it can show."""
    sends: ClassVar[bool] = True
    """Whether the page draws what is recorded; else the server works out what the page draws."""

    recorded: ClassVar[bool] = True
    """Whether it shows what is recorded of the run."""

    id: Identifier
    of: WatchedList
    order: Order = 0.0
    share: Annotated[float, Field(allow_inf_nan=False, ge=0.01, le=100)] = 1.0
    floating: Floating | None = None

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """What an entry is drawn from; `spiking` where it is of a node that sends spikes. The
        first one decides what the entry may name."""
        raise NotImplementedError


class OverTime(Tile):
    """A view over the last `window` ms. The ones that are `linked` share their time axis."""

    window: Window = 500.0
    linked: bool = True
