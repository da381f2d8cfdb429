"""Notes and frames: what only a reader of the board sees; they change nothing that runs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.records.values import Coordinate, Identifier, Label, Record

MAX_NOTE = 4_000
"""Characters of a note."""

Extent = Annotated[float, Field(allow_inf_nan=False, ge=20, le=20_000)]
"""Width or height of what is drawn on the board, in its units."""


class Note(Record):
    """Text on the board, its upper left corner at `x`, `y`; it breaks its lines at `width`."""

    id: Identifier
    kind: Literal["note"]
    text: Annotated[str, Field(max_length=MAX_NOTE)] = ""
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    width: Extent = 240.0


class Frame(Record):
    """An outline with a caption, its upper left corner at `x`, `y`; what is inside moves along."""

    id: Identifier
    kind: Literal["frame"]
    caption: Label = ""
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    width: Extent = 400.0
    height: Extent = 300.0


Annotation = Annotated[Note | Frame, Field(discriminator="kind")]
