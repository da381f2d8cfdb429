"""Bodies about the weights of an edge (rules W2 and W3)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.document import Edit
from server.protocol.base import Message


class ConnectionPreviewRequest(Message):
    """Body of POST /api/boards/{id}/edges/{edge}/preview: the edit that is thought of, which may
    also make the edge."""

    edit: Edit = Field(default_factory=Edit)


class DegreeRange(Message):
    """Connections of a cell on one side: least, mean, most."""

    least: int
    mean: float
    most: int


class ConnectionPreview(Message):
    """The connections that an edge would have. `weights` and `filled` have `rows` x `columns`
    entries, row by row: the strongest weight of each block of `fold` x `fold` pairs, null where
    none is connected, and the share of its pairs that is. `memory` is in bytes."""

    source_size: int
    target_size: int
    synapses: int
    inputs: DegreeRange
    outputs: DegreeRange
    memory: float
    fold: int
    rows: int
    columns: int
    weights: list[float | None]
    filled: list[float]


class MatrixSpectrum(Message):
    """Eigenvalues of a square weight matrix, else its singular values (`imaginary` is 0), the
    largest magnitude first. `radius` is that magnitude; `t` the model time in ms."""

    kind: Literal["eigenvalues", "singular_values"]
    real: list[float]
    imaginary: list[float]
    radius: float
    t: float
