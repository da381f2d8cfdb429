"""The connections that a projection would have, drawn as the network would draw them but without
building it: counts, degrees, and a small picture of the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.blocks.arrays import Cancel, Floats, Ints, check_cancelled
from engine.blocks.patterns import draw_pattern
from engine.blocks.weights import build_weights
from engine.connect import Connection, expected_count, expected_near
from engine.dale import sign_of
from engine.document import Distance, Neurons, Projection
from engine.errors import DocumentError, Problem, TooLarge
from engine.kernels import tables as c
from engine.network import Network, NodeRecord

MAX_SYNAPSES = 20_000_000
"""Synapses that are drawn for a look."""
MAX_PAIRS = 200_000_000
"""Pairs of cells that a rule of distance looks at for it."""


class Degrees(NamedTuple):
    """Connections of a cell on one side: least, mean, most."""

    least: int
    mean: float
    most: int


@dataclass(frozen=True)
class Connectivity:
    """`weights` (rows, columns) of the picture: the strongest weight in each block of `fold` x
    `fold` pairs, NaN where none is connected; `filled`: the share of its pairs that is."""

    synapses: int
    inputs: Degrees
    outputs: Degrees
    fold: int
    weights: Floats
    filled: Floats


def connectivity(
    network: Network, edge: str, most: int, cancelled: Cancel | None = None
) -> Connectivity:
    """Of an edge of a validated network, pictured in at most `most` rows and columns.

    Raises DocumentError, TooLarge where drawing it would take long, Cancelled.
    """
    record = network.get(edge)
    if not isinstance(record, Projection):
        raise DocumentError([Problem(edge, None, f'there is no edge "{edge}"')])
    source, target = network[record.source], network[record.target]
    assert isinstance(source, NodeRecord)
    assert isinstance(target, NodeRecord)
    settings = network.settings
    _check_size(record, source, target, settings.seed)
    connection = draw_pattern(record, settings, source, target, cancelled)
    check_cancelled(cancelled)
    sizes = (source.size, target.size)
    sign = None
    if isinstance(source, Neurons):
        sign = sign_of(source.sign, network.library.synapse(record))
    weight, weights = build_weights(record, settings, connection, sizes, sign)
    check_cancelled(cancelled)
    inputs, outputs = _degrees(connection, weights, sizes)
    fold = max(1, -(-max(sizes) // most))
    picture, filled = _picture(connection, weight, weights, sizes, fold)
    return Connectivity(int(outputs.sum()), _told(inputs), _told(outputs), fold, picture, filled)


def _check_size(record: Projection, source: NodeRecord, target: NodeRecord, seed: int) -> None:
    rule, pairs = record.connect, source.size * target.size
    near = isinstance(rule, Distance)
    count = (
        expected_near(rule, source, target, seed)
        if isinstance(rule, Distance)
        else expected_count(rule, source.size, target.size)
    )
    if count > MAX_SYNAPSES or (near and pairs > MAX_PAIRS):
        limit = f"{MAX_PAIRS:,} pairs of cells" if near else f"{MAX_SYNAPSES:,} synapses"
        raise TooLarge(
            f"about {count:,.0f} synapses of {pairs:,} pairs would be drawn; they are shown before "
            f"they are made for up to {limit}. It can be applied unseen"
        )


def _entries(connection: Connection, sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """Source and target of every synapse of a pattern CSR or ONE."""
    if connection.pattern == c.ONE:
        return np.arange(sizes[0]), np.arange(sizes[0])
    assert connection.targets is not None
    return connection.sources(), connection.targets.astype(np.int64)


def _present(connection: Connection, weights: Floats | None, sizes: tuple[int, int]) -> Floats:
    """1 where a pair of a pattern ALL or DENSE is connected, else 0: (source, target)."""
    present = np.ones(sizes)
    if weights is not None and connection.count < weights.size and not connection.no_self:
        present[weights == 0.0] = 0.0
    if connection.no_self:
        np.fill_diagonal(present, 0.0)
    return present


def _degrees(
    connection: Connection, weights: Floats | None, sizes: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Inputs of each target cell (n target,) and outputs of each source cell (n source,)."""
    n_source, n_target = sizes
    if connection.pattern == c.ALL and weights is None:
        self_less = int(connection.no_self)
        return np.full(n_target, n_source - self_less), np.full(n_source, n_target - self_less)
    if connection.pattern in (c.ALL, c.DENSE):
        present = _present(connection, weights, sizes)
        return present.sum(axis=0).astype(np.int64), present.sum(axis=1).astype(np.int64)
    sources, targets = _entries(connection, sizes)
    return np.bincount(targets, minlength=n_target), np.bincount(sources, minlength=n_source)


def _told(degrees: Ints) -> Degrees:
    return Degrees(int(degrees.min()), float(degrees.mean()), int(degrees.max()))


def _picture(
    connection: Connection,
    weight: float,
    weights: Floats | None,
    sizes: tuple[int, int],
    fold: int,
) -> tuple[Floats, Floats]:
    """Strongest weight and share of connected pairs of each block: (rows, columns) both."""
    n_source, n_target = sizes
    rows, columns = -(-n_target // fold), -(-n_source // fold)
    area = np.outer(_lengths(n_target, fold), _lengths(n_source, fold))
    if connection.pattern == c.ALL and weights is None:
        filled = np.ones((rows, columns))
        if connection.no_self:
            np.fill_diagonal(filled, 1.0 - 1.0 / _lengths(n_target, fold))
        return np.where(filled > 0, weight, np.nan), filled
    if connection.pattern in (c.ALL, c.DENSE):
        assert weights is not None
        sources, targets = np.nonzero(_present(connection, weights, sizes))
        values = weights[sources, targets]
    else:
        sources, targets = _entries(connection, sizes)
        values = np.full(len(sources), weight) if weights is None else weights
    blocks = (targets // fold) * columns + sources // fold
    filled = np.bincount(blocks, minlength=rows * columns).reshape(rows, columns) / area
    high = np.full(rows * columns, -np.inf)
    low = np.full(rows * columns, np.inf)
    np.maximum.at(high, blocks, values)
    np.minimum.at(low, blocks, values)
    strongest = np.where(np.abs(low) > np.abs(high), low, high).reshape(rows, columns)
    return np.where(filled > 0, strongest, np.nan), filled


def _lengths(n: int, fold: int) -> Ints:
    """Cells in each block along one side."""
    return np.minimum(fold, n - fold * np.arange(-(-n // fold)))
