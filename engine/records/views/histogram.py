"""How often which value occurs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.records.views.base import Need, Tile, Watched, Window


class Histogram(Tile):
    """Counts in `bins` bins of equal width: `cells`, of a variable over the cells of a population
    (or of weights over the synapses of an edge) now; `time`, of single cells over the last `span`
    ms; `intervals`, of the times between spikes of each cell within the last `span` ms."""

    title: ClassVar[str] = "a histogram"
    most: ClassVar[int] = 8
    sends: ClassVar[bool] = False

    kind: Literal["histogram"]
    what: Literal["cells", "time", "intervals"] = "cells"
    bins: Annotated[int, Field(ge=2, le=200)] = 30
    span: Window = 2000.0

    def needs(self, entry: Watched, spiking: bool) -> tuple[Need, ...]:
        """What is counted."""
        if self.what == "intervals":
            return ("spikes",)
        if self.what == "time":
            return ("samples",)
        return ("weights",) if entry.edge is not None else ("cells",)
