"""The JSON header of binary frames (rule F1)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.protocol.base import Message


class ActivitySection(Message):
    """Per cell of a node on screen. Payload: float32 value (n), then uint8 spiked (n), padded
    to 8 bytes. `spiked` is 1 for a spike since the last frame to this client or in the last 4 ms
    of model time. A spike source has only spikes: its values are 0. `rate` in Hz per cell over
    the last second of model time. Above 10 000 cells only the first 10 000 are sent."""

    kind: Literal["activity"] = "activity"
    node: str
    n: int
    rate: float | None
    offset: int


class SamplesSection(Message):
    """A recorded variable since the last frame. `mode` raw: sample i is the value at
    t0 + i * every ms; minmax: pair i holds the extremes of the `every` ms that begin at
    t0 + i * every. Payload: float32, (count, cells) or (count, cells, 2), padded to 8 bytes.
    `gap` is true when earlier samples fell out of the recording."""

    kind: Literal["samples"] = "samples"
    node: str | None
    edge: str | None
    variable: str
    cells: list[int]
    mode: Literal["raw", "minmax"]
    t0: float
    every: float
    count: int
    gap: bool
    offset: int


class SpikesSection(Message):
    """Spikes of a node since the last frame: float32 time after t0 in ms (count), then uint32
    cell (count), padded to 8 bytes."""

    kind: Literal["spikes"] = "spikes"
    node: str
    t0: float
    count: int
    gap: bool
    offset: int


class WeightsSection(Message):
    """The matrix of a watched edge, float32 (rows, columns) row by row; row = target cell,
    column = source cell, from the first ones on; NaN where there is no synapse. Sent when it has
    changed."""

    kind: Literal["weights"] = "weights"
    edge: str
    rows: int
    columns: int
    target_size: int
    source_size: int
    offset: int


class CellsSection(Message):
    """A variable of all cells of a node now: float32 (n), padded to 8 bytes. Of more than 4096
    cells every `stride`-th one is sent. With `across` > 0 they are a picture with so many cells in
    a row instead, row by row, NaN after the last cell; of more than 4096 each number is the mean of
    a square of `block` by `block` cells, ceil(across / block) of them in a row."""

    kind: Literal["cells"] = "cells"
    node: str
    variable: str
    n: int
    stride: int
    across: int
    block: int
    offset: int


class ColumnsSection(Message):
    """A variable of a population since the last frame: column i at t0 + i * every ms. Payload:
    float32 (count, n), the cells 0, stride, 2 stride ..., padded to 8 bytes.
    `gap` as in samples."""

    kind: Literal["columns"] = "columns"
    node: str
    variable: str
    n: int
    stride: int
    t0: float
    every: float
    count: int
    gap: bool
    offset: int


class HistorySection(Message):
    """How the weights of an edge have changed since the last frame. Payload: float32 ms after t0
    (count), float32 (count, 3 + synapses): mean, tenth and ninetieth percentile, and the weight of
    each of `synapses` (target * n_source + source; NaN where there is none), float32 (count, rows,
    columns): the matrix folded to at most 24 rows and columns, of each block the weight furthest
    from 0; padded to 8 bytes."""

    kind: Literal["history"] = "history"
    edge: str
    synapses: list[int]
    rows: int
    columns: int
    t0: float
    count: int
    offset: int


class Spread(Message):
    """Of what a histogram counts: how many there are, mean, standard deviation and, of intervals,
    the mean over cells of their coefficient of variation, null where it is not defined."""

    n: int
    mean: float | None
    sd: float | None
    cv: float | None


class HistogramSection(Message):
    """Counts of a view in `bins` bins of equal width from `low` to `high`: float32 (entries,
    bins), padded to 8 bytes. `spreads` has an entry for each of those of the view."""

    kind: Literal["histogram"] = "histogram"
    view: str
    low: float
    high: float
    bins: int
    spreads: list[Spread]
    offset: int


class ComponentsSection(Message):
    """The first two principal components of a view: float32 (count, 2), padded to 8 bytes; point i
    is of the bin that begins at t0 + i * every ms. `explained` are their shares of the variance."""

    kind: Literal["components"] = "components"
    view: str
    t0: float
    every: float
    count: int
    explained: tuple[float, float]
    offset: int


class InspectedSection(Message):
    """Live values of the inspected node, cell 0; no payload."""

    kind: Literal["inspected"] = "inspected"
    node: str
    values: dict[str, float]


class FrameHeader(Message):
    """JSON header of a binary frame. Offsets count from the start of the payload. `reset` is
    true when what came before does not continue here (reset, opened anew): drop old samples. `t`
    and `step` are the end of what is recorded; `moment` is the time of the past moment that
    activity, weights and live values are of, null while they are of `t`."""

    frame: int
    t: float
    step: int
    reset: bool
    moment: float | None
    sections: list[
        Annotated[
            ActivitySection
            | SamplesSection
            | SpikesSection
            | WeightsSection
            | CellsSection
            | ColumnsSection
            | HistorySection
            | HistogramSection
            | ComponentsSection
            | InspectedSection,
            Field(discriminator="kind"),
        ]
    ]
