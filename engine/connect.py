"""Connection rules: which source cell reaches which target cell.

The result depends on the seed, the id of the projection, the rule and the two sizes (for a rule of
distance, on where the cells lie too), and on nothing else: neither on the history of edits nor on
the machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.blocks.arrays import Cancel, Cells, Floats, Ints, byte_count, check_cancelled
from engine.document import (
    AllToAll,
    Connect,
    Distance,
    Explicit,
    FixedIndegree,
    FixedOutdegree,
    FixedProbability,
    Layout,
    Neurons,
    OneToOne,
    Stimulus,
)
from engine.kernels import tables as c
from engine.layout import places, probability, wraps

_PAIRS_PER_CHUNK = 1 << 24
"""Pairs that are handled at once; a fixed number, so that results are the same."""
_DRAWS_PER_CHUNK = 1 << 21
"""The same for draws of a number of columns, several arrays of which are needed at once."""
_SORTED_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Connection:
    """The pattern of a projection.

    CSR: `indptr` (n source + 1,) int64 and `targets` (synapses,) int32, ascending within a row.
    ALL, DENSE and ONE need no indices. `no_self` leaves out cell k to cell k of ALL, and says
    that the weights of DENSE do.
    """

    pattern: int
    count: int
    indptr: Ints | None = None
    targets: Cells | None = None
    no_self: bool = False

    def byte_count(self) -> int:
        return byte_count([self.indptr, self.targets])

    def sources(self) -> Ints:
        """Source cell of every synapse of a CSR pattern, (synapses,)."""
        assert self.indptr is not None
        return np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))


def connect(
    rule: Connect,
    n_source: int,
    n_target: int,
    same_node: bool,
    random: np.random.Generator,
    matrix: Floats | None = None,
    cancelled: Cancel | None = None,
) -> Connection:
    """Draw the pattern of any rule but `distance`. `matrix` (n_target, n_source) tells which
    synapses `explicit` makes.

    Raises Cancelled between chunks.
    """
    assert not isinstance(rule, Distance), "by_distance draws it"
    no_self = same_node and not rule.allow_autapses
    if isinstance(rule, AllToAll):
        return Connection(c.ALL, n_source * n_target - no_self * n_source, no_self=no_self)
    if isinstance(rule, OneToOne):
        return Connection(c.ONE, n_source)
    if isinstance(rule, Explicit):
        assert matrix is not None
        return _explicit(matrix)
    if isinstance(rule, FixedProbability):
        rows = _probability(rule.p, n_source, n_target, random, cancelled)
        return _from_flat(rows, n_source, n_target, no_self)
    if isinstance(rule, FixedOutdegree):
        targets = _fixed_degree(rule.k, n_source, n_target, no_self, random, cancelled)
        indptr = np.arange(n_source + 1, dtype=np.int64) * rule.k
        return Connection(c.CSR, len(targets), indptr, targets)
    sources = _fixed_degree(rule.k, n_target, n_source, no_self, random, cancelled)
    return _transposed(sources, rule.k, n_source, cancelled)


def by_distance(
    rule: Distance,
    ends: tuple[Floats, Floats],
    wrapped: bool,
    same_node: bool,
    random: np.random.Generator,
    cancelled: Cancel | None = None,
) -> Connection:
    """Draw each pair of cells by the distance of their places (n source, 2) and (n target, 2).

    Takes time in proportion to the number of pairs. Raises Cancelled between chunks.
    """
    source, target = ends
    n_source, n_target = len(source), len(target)
    # Several arrays of this many numbers at once, that stay in the processor's cache.
    rows_per_chunk = max(1, (_PAIRS_PER_CHUNK >> 8) // n_target)

    def chunks() -> Iterator[Ints]:
        for first in range(0, n_source, rows_per_chunk):
            check_cancelled(cancelled)
            near = probability(rule, source[first : first + rows_per_chunk], target, wrapped)
            yield first * n_target + np.flatnonzero(random.random(near.shape) < near)

    no_self = same_node and not rule.allow_autapses
    return _from_flat(chunks(), n_source, n_target, no_self)


def expected_count(rule: Connect, n_source: int, n_target: int) -> float:
    """Expected number of synapses (without a matrix that says it exactly)."""
    match rule:
        case FixedProbability():
            return rule.p * n_source * n_target
        case FixedIndegree():
            return float(rule.k * n_target)
        case FixedOutdegree():
            return float(rule.k * n_source)
        case OneToOne():
            return float(n_source)
    return float(n_source * n_target)


_SAMPLED_SOURCES = 256
_SAMPLED_TARGETS = 2048


def expected_near(
    rule: Distance, source: Neurons | Stimulus, target: Neurons | Stimulus, seed: int
) -> float:
    """About how many synapses a rule of distance makes between two populations, from a sample of
    pairs, each side laid out with fewer cells."""
    ends = [(end.layout, min(end.size, _SAMPLED_TARGETS), end.id) for end in (source, target)]
    share = _share_near(rule, ends[0], ends[1], wraps(rule, source, target), seed)
    return share * source.size * target.size


@lru_cache(maxsize=256)
def _share_near(
    rule: Distance,
    source: tuple[Layout, int, str],
    target: tuple[Layout, int, str],
    wrapped: bool,
    seed: int,
) -> float:
    # Not evenly spaced: in a grid those could all lie in one column.
    few = np.random.default_rng(0).permutation(source[1])[:_SAMPLED_SOURCES]
    near = probability(rule, places(*source, seed)[few], places(*target, seed), wrapped)
    return float(near.mean())


def _explicit(matrix: Floats) -> Connection:
    n_target, n_source = matrix.shape
    targets_by_source = matrix.T != 0
    count = int(np.count_nonzero(targets_by_source))
    # Where a weight and an index per synapse take more room than all weights, keep all weights.
    if count * 12 >= n_source * n_target * 8:
        return Connection(c.DENSE, count)
    rows, columns = np.nonzero(targets_by_source)
    return _csr(rows, columns.astype(np.int32), n_source)


def _csr(rows: Ints, targets: Cells, n_source: int) -> Connection:
    indptr = np.zeros(n_source + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=n_source), out=indptr[1:])
    return Connection(c.CSR, len(targets), indptr, targets)


def _from_flat(chunks: Iterator[Ints], n_source: int, n_target: int, no_self: bool) -> Connection:
    """From ascending positions source * n_target + target, in chunks."""
    counts = np.zeros(n_source, np.int64)
    pieces = []
    for flat in chunks:
        rows = flat // n_target
        targets = (flat - rows * n_target).astype(np.int32)
        if no_self:
            other = rows != targets
            rows, targets = rows[other], targets[other]
        counts += np.bincount(rows, minlength=n_source)
        pieces.append(targets)
    indptr = np.zeros(n_source + 1, np.int64)
    np.cumsum(counts, out=indptr[1:])
    targets = np.concatenate(pieces) if pieces else np.zeros(0, np.int32)
    return Connection(c.CSR, len(targets), indptr, targets)


def _transposed(sources: Cells, k: int, n_source: int, cancelled: Cancel | None) -> Connection:
    """From the source of every synapse, `k` for each target one after the other.

    Sorted by source in parts, each of which goes to where the ones before it have filled the rows.
    """
    parts = range(0, len(sources), _SORTED_AT_ONCE)
    indptr = np.zeros(n_source + 1, np.int64)
    for begin in parts:
        part = sources[begin : begin + _SORTED_AT_ONCE]
        indptr[1:] += np.bincount(part, minlength=n_source)
    np.cumsum(indptr, out=indptr)
    targets = np.empty(len(sources), np.int32)
    filled = indptr[:-1].copy()
    for begin in parts:
        check_cancelled(cancelled)
        part = sources[begin : begin + _SORTED_AT_ONCE]
        order = np.argsort(part, kind="stable")
        rows = part[order]
        counts = np.bincount(part, minlength=n_source)
        # How far into its row of this part each synapse is.
        within = np.arange(len(part)) - (np.cumsum(counts) - counts)[rows]
        targets[filled[rows] + within] = (begin + order) // k
        filled += counts
    return Connection(c.CSR, len(targets), indptr, targets)


def _probability(
    p: float,
    n_source: int,
    n_target: int,
    random: np.random.Generator,
    cancelled: Cancel | None,
) -> Iterator[Ints]:
    """Each pair independently: the gaps between chosen pairs are geometric."""
    total = n_source * n_target
    if p <= 0.0 or total == 0:
        return
    at = -1
    while at < total - 1:
        check_cancelled(cancelled)
        wanted = p * min(total - 1 - at, _PAIRS_PER_CHUNK)
        draws = int(wanted + 4 * math.sqrt(wanted) + 16)
        # A gap past the end of everything is as good as any longer one, and cannot overflow.
        flat = at + np.cumsum(np.minimum(random.geometric(p, draws), total + 1))
        at = int(flat[-1])
        yield flat[flat < total]


def _fixed_degree(
    k: int,
    n_rows: int,
    n_columns: int,
    no_self: bool,
    random: np.random.Generator,
    cancelled: Cancel | None,
) -> Cells:
    """k distinct columns per row, ascending, never the row itself when `no_self`: (n_rows k,)."""
    choices = n_columns - no_self
    found = np.empty(n_rows * k, np.int32)
    if k == 0:
        return found
    rows_per_chunk = max(1, _DRAWS_PER_CHUNK // (choices if 2 * k > choices else k))
    for first in range(0, n_rows, rows_per_chunk):
        check_cancelled(cancelled)
        rows = np.arange(first, min(n_rows, first + rows_per_chunk))[:, None]
        columns = _distinct(len(rows), k, choices, random)
        if no_self:
            # The row itself is left out by moving all columns from it on by one.
            columns += columns >= rows
        found[first * k : (first + len(rows)) * k] = columns.ravel()
    return found


def _distinct(rows: int, k: int, choices: int, random: np.random.Generator) -> Ints:
    """(rows, k) int64: k distinct numbers below `choices`, ascending, every set equally likely."""
    if 2 * k > choices:
        keys = random.random((rows, choices))
        return np.sort(np.argpartition(keys, k - 1, axis=1)[:, :k], axis=1)
    chosen = np.sort(random.integers(0, choices, (rows, k)), axis=1)
    while True:
        repeated = np.zeros(chosen.shape, bool)
        repeated[:, 1:] = chosen[:, 1:] == chosen[:, :-1]
        number = int(np.count_nonzero(repeated))
        if number == 0:
            return chosen
        chosen[repeated] = random.integers(0, choices, number)
        chosen.sort(axis=1)
