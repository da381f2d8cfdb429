"""Weights of a projection: drawn, taken from a matrix, and handed out as one."""

from __future__ import annotations

import numpy as np

from engine.blocks.arrays import Floats, Ints
from engine.blocks.values import draw
from engine.connect import Connection
from engine.document import Projection, Settings, Sign
from engine.kernels import tables as c
from engine.randomness import generator


def bounds_of(sign: Sign | None) -> tuple[float, float]:
    """Between what the weights that leave a population of this sign lie: Dale's law."""
    if sign is None:
        return -np.inf, np.inf
    return (0.0, np.inf) if sign == "excitatory" else (-np.inf, 0.0)


def build_weights(
    record: Projection,
    settings: Settings,
    connection: Connection,
    sizes: tuple[int, int],
    sign: Sign | None,
) -> tuple[float, Floats | None]:
    """The one weight of all synapses, or an array in the order of the pattern: (synapses,) for
    CSR, (n source, n target) for ALL and DENSE, (n,) for ONE. A weight of the wrong sign is 0."""
    weight = record.weight
    low, high = bounds_of(sign)
    if isinstance(weight, int | float):
        return min(max(float(weight), low), high), None
    if isinstance(weight, list):
        matrix = np.clip(np.asarray(weight, np.float64), low, high)
        return 0.0, in_pattern_order(matrix, connection)
    random = generator(settings.seed, record.id, "weight")
    count = sizes[0] * sizes[1] if connection.pattern in (c.ALL, c.DENSE) else connection.count
    drawn = draw(weight, count, random)
    np.clip(drawn, low, high, out=drawn)
    if connection.pattern in (c.ALL, c.DENSE):
        drawn = drawn.reshape(sizes)
        if connection.no_self:
            np.fill_diagonal(drawn, 0.0)
    return 0.0, drawn


def incoming(
    connection: Connection, weight: float, weights: Floats | None, sizes: tuple[int, int]
) -> Floats:
    """Sum of the weights that reach each target cell: (n target,)."""
    if connection.pattern == c.ALL:
        return np.full(sizes[1], weight * (sizes[0] - connection.no_self))
    if connection.pattern == c.ONE:
        return np.full(sizes[1], weight) if weights is None else weights
    if connection.pattern == c.DENSE:
        assert weights is not None
        return np.asarray(weights.sum(axis=0))
    assert connection.targets is not None
    each = np.full(connection.count, weight) if weights is None else weights
    return np.bincount(connection.targets, each, sizes[1]).astype(np.float64)


def positions_of(connection: Connection, sizes: tuple[int, int], synapses: Ints) -> Ints:
    """Where the synapses target * n_source + source lie in the order of the pattern (CSR, DENSE or
    ONE); -1 where there is none."""
    n_source, n_target = sizes
    targets, sources = np.divmod(synapses, n_source)
    if connection.pattern == c.ONE:
        return np.where(targets == sources, sources, -1)
    if connection.pattern == c.DENSE:
        absent = connection.no_self & (targets == sources)
        return np.where(absent, -1, sources * n_target + targets)
    assert connection.indptr is not None
    assert connection.targets is not None
    found = np.full(len(synapses), -1, np.int64)
    for k, (source, target) in enumerate(zip(sources, targets, strict=True)):
        first, last = connection.indptr[source : source + 2]
        at = first + int(np.searchsorted(connection.targets[first:last], target))
        if at < last and connection.targets[at] == target:
            found[k] = at
    return found


def synapses_of(connection: Connection, sizes: tuple[int, int]) -> Ints:
    """target * n_source + source of each weight, in the order of the pattern (CSR, DENSE, ONE)."""
    n_source, n_target = sizes
    if connection.pattern == c.ONE:
        return np.arange(n_source) * (n_source + 1)
    if connection.pattern == c.DENSE:
        return np.arange(n_source * n_target).reshape(n_target, n_source).T.ravel()
    assert connection.targets is not None
    return connection.targets.astype(np.int64) * n_source + connection.sources()


def in_pattern_order(matrix: Floats, connection: Connection) -> Floats:
    """What a matrix (target, source) says of each synapse, in the order of the pattern: source
    first, 0 where no synapse is."""
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
