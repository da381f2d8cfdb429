"""A population as a picture."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.views.base import Need, Scale, Tile, Watched


class Pixels(Tile):
    """A variable of each cell now, in rows of `columns` cells (null: of the grid of the layout)."""

    title: ClassVar[str] = "a picture"
    most: ClassVar[int] = 1

    kind: Literal["pixels"]
    columns: Annotated[int, Field(ge=1, le=10_000)] | None = None
    scale: Scale = "auto"

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """The cells now."""
        return ("cells",)
