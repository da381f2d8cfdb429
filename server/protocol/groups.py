"""Populations: what their cells were drawn with, and how they are taken apart and put together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.document import MAX_NODES, Edit, Identifier
from server.protocol.base import Message


class RegroupRequest(Message):
    """Body of POST /api/boards/{id}/regroup: a population to `split` into single neurons, or
    neurons to `group` into a population."""

    split: Identifier | None = None
    group: Annotated[list[Identifier], Field(max_length=MAX_NODES)] | None = None


class Regrouped(Message):
    """The edit that does it; nothing has been changed yet."""

    edit: Edit


class CellPlaces(Message):
    """Where the cells of a population lie, as parts of the width of its layout."""

    x: list[float]
    y: list[float]


class DrawnValues(Message):
    """How the values of a distribution fell: their number, mean, standard deviation and range, and
    how many lie in each of the equal `bins` between `low` and `high`."""

    count: int
    mean: float
    sd: float
    low: float
    high: float
    bins: list[int]
