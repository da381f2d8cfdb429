"""Weights of a projection: drawn, taken from a matrix, and handed out as one."""

from __future__ import annotations

import numpy as np

from engine.blocks.arrays import Floats
from engine.blocks.values import draw
from engine.connect import Connection
from engine.document import Projection, Settings, Sign
from engine.kernels import tables as c
from engine.randomness import generator


def build_weights(
    record: Projection,
    settings: Settings,
    connection: Connection,
    sizes: tuple[int, int],
    sign: Sign | None,
) -> tuple[float, Floats | None]:
    """The one weight of all synapses, or an array in the order of the pattern: (synapses,) for
    CSR, (n source, n target) for ALL and DENSE, (n,) for ONE."""
    weight = record.weight
    if isinstance(weight, int | float):
        return float(weight), None
    if isinstance(weight, list):
        matrix = np.asarray(weight, np.float64)
        return 0.0, _from_matrix(matrix, connection)
    random = generator(settings.seed, record.id, "weight")
    count = sizes[0] * sizes[1] if connection.pattern in (c.ALL, c.DENSE) else connection.count
    drawn = draw(weight, count, random)
    # Dale's law: the tail of a distribution that has the wrong sign is cut off.
    if sign == "excitatory":
        np.maximum(drawn, 0.0, out=drawn)
    elif sign == "inhibitory":
        np.minimum(drawn, 0.0, out=drawn)
    if connection.pattern in (c.ALL, c.DENSE):
        drawn = drawn.reshape(sizes)
        if connection.no_self:
            np.fill_diagonal(drawn, 0.0)
    return 0.0, drawn


def _from_matrix(matrix: Floats, connection: Connection) -> Floats:
    """Weights of the pattern, source first, from a matrix (target, source)."""
    if connection.pattern == c.ONE:
        return np.ascontiguousarray(np.diagonal(matrix))
    if connection.pattern == c.CSR:
        assert connection.targets is not None
        return np.ascontiguousarray(matrix[connection.targets, connection.sources()])
    weights = np.ascontiguousarray(matrix.T)
    if connection.no_self:
        weights = weights.copy()
        np.fill_diagonal(weights, 0.0)
    return weights


def dense_part(
    connection: Connection,
    weight: float,
    weights: Floats | None,
    rows: int,
    columns: int,
    absent: float = 0.0,
) -> Floats:
    """The first rows and columns of the matrix (source, target); `absent` where no synapse is.

    DENSE weights that are 0 are absent where the synapses are fewer than the pairs: those of a
    matrix that says itself which synapses there are.
    """
    pattern = connection.pattern
    if pattern == c.DENSE:
        assert weights is not None
        matrix = weights[:rows, :columns]
        if absent == 0.0:
            return matrix
        matrix = matrix.copy()
        if not connection.no_self and connection.count < weights.size:
            matrix[matrix == 0.0] = absent
    else:
        matrix = np.full((rows, columns), absent)
    diagonal = np.arange(min(rows, columns))
    if pattern == c.ALL:
        matrix[:] = weight
    if pattern in (c.ALL, c.DENSE):
        if connection.no_self:
            matrix[diagonal, diagonal] = absent
    elif pattern == c.ONE:
        values = weight if weights is None else weights[: len(diagonal)]
        matrix[diagonal, diagonal] = values
    else:
        assert connection.indptr is not None
        assert connection.targets is not None
        last = connection.indptr[rows]
        sources = np.repeat(np.arange(rows), np.diff(connection.indptr[: rows + 1]))
        targets = connection.targets[:last]
        weights = np.full(last, weight) if weights is None else weights[:last]
        inside = targets < columns
        matrix[sources[inside], targets[inside]] = weights[inside]
    return matrix
