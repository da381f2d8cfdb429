"""Connection rules: counts, distinctness, laws, and independence of everything else."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from engine import Cancelled, connect
from engine.blocks.arrays import Floats
from engine.connect import Connection, expected_count
from engine.document import Connect, Explicit, FixedIndegree, FixedOutdegree, FixedProbability
from engine.kernels import tables as c
from engine.randomness import generator


def draw(rule: Connect, n_source: int, n_target: int, same: bool = False) -> Connection:
    return connect.connect(rule, n_source, n_target, same, generator(1, "e", "connect"))


def dense(connection: Connection, n_source: int, n_target: int) -> Floats:
    """Number of synapses per pair (target, source)."""
    assert connection.targets is not None
    matrix = np.zeros((n_target, n_source))
    np.add.at(matrix, (connection.targets, connection.sources()), 1)
    return matrix


@pytest.mark.parametrize("p", [0.0, 0.003, 0.2, 0.9, 1.0])
def test_probability_is_that_of_each_pair(p: float) -> None:
    n_source, n_target = 700, 500
    connection = draw(FixedProbability(rule="fixed_probability", p=p), n_source, n_target)
    matrix = dense(connection, n_source, n_target)
    assert set(np.unique(matrix)) <= {0.0, 1.0}
    spread = np.sqrt(n_source * n_target * p * (1 - p))
    assert abs(connection.count - p * n_source * n_target) <= 4 * spread
    if 0 < p < 1:
        # In-degrees and out-degrees vary as binomials do.
        for axis, n in ((1, n_source), (0, n_target)):
            ratio = matrix.sum(axis).var() / (n * p * (1 - p))
            assert ratio == pytest.approx(1, abs=5 * np.sqrt(2 / matrix.shape[1 - axis]))
        halves = matrix[::2].ravel(), matrix[1::2].ravel()
        assert abs(np.corrcoef(*halves)[0, 1]) < 5 / np.sqrt(halves[0].size)
    assert expected_count(
        FixedProbability(rule="fixed_probability", p=p), n_source, n_target
    ) == pytest.approx(p * n_source * n_target)


@pytest.mark.parametrize("k", [0, 1, 7, 30, 49, 50])
@pytest.mark.parametrize("same", [False, True])
def test_degrees_are_exact_and_partners_distinct(k: int, same: bool) -> None:
    k = min(k, 49) if same else k
    inward = FixedIndegree(rule="fixed_indegree", k=k, allow_autapses=not same)
    outward = FixedOutdegree(rule="fixed_outdegree", k=k, allow_autapses=not same)
    n_other = 50 if same else 80
    for rule, axis in ((inward, 1), (outward, 0)):
        shape = (50, n_other) if axis == 1 else (n_other, 50)
        connection = draw(rule, *shape, same=same)
        matrix = dense(connection, *shape)
        assert set(np.unique(matrix)) <= {0.0, 1.0}
        assert set(matrix.sum(axis)) == {k}
        if same:
            assert not np.any(np.diagonal(matrix))
        assert connection.count == expected_count(rule, *shape)


def test_degree_partners_are_uniform() -> None:
    rule = FixedIndegree(rule="fixed_indegree", k=3)
    matrix = dense(draw(rule, 40, 20_000), 40, 20_000)
    counts = matrix.sum(0)
    assert stats.chisquare(counts).pvalue > 1e-3


@given(
    n_source=st.integers(1, 12),
    n_target=st.integers(1, 12),
    p=st.floats(0, 1),
    autapses=st.booleans(),
)
def test_rows_are_ascending_and_within_bounds(
    n_source: int, n_target: int, p: float, autapses: bool
) -> None:
    rule = FixedProbability(rule="fixed_probability", p=p, allow_autapses=autapses)
    same = n_source == n_target
    connection = draw(rule, n_source, n_target, same)
    assert connection.indptr is not None
    assert connection.targets is not None
    assert connection.indptr[0] == 0
    assert connection.indptr[-1] == len(connection.targets) == connection.count
    for row in range(n_source):
        targets = connection.targets[connection.indptr[row] : connection.indptr[row + 1]]
        assert np.all(np.diff(targets) > 0)
        assert np.all((targets >= 0) & (targets < n_target))
        assert autapses or not same or row not in targets


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_explicit_keeps_the_smaller_form(share: float) -> None:
    random = np.random.default_rng(0)
    matrix = random.normal(size=(30, 20)) * (random.random((30, 20)) < share)
    connection = connect.connect(Explicit(rule="explicit"), 20, 30, False, random, matrix)
    assert connection.count == np.count_nonzero(matrix)
    assert connection.pattern == (c.CSR if share < 0.5 else c.DENSE)
    if connection.pattern == c.CSR:
        assert np.array_equal(dense(connection, 20, 30), matrix != 0)


def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large network is drawn in parts; the parts fit together."""
    for bound in ("_PAIRS_PER_CHUNK", "_DRAWS_PER_CHUNK", "_SORTED_AT_ONCE"):
        monkeypatch.setattr(connect, bound, 130)
    rule = FixedProbability(rule="fixed_probability", p=0.3)
    matrix = dense(draw(rule, 90, 70), 90, 70)
    assert matrix.mean() == pytest.approx(0.3, abs=0.03)
    assert set(np.unique(matrix)) == {0.0, 1.0}
    inward = FixedIndegree(rule="fixed_indegree", k=5)
    drawn = draw(inward, 90, 70)
    assert set(dense(drawn, 90, 70).sum(1)) == {5.0}
    assert drawn.indptr is not None
    assert drawn.targets is not None
    for row in np.split(drawn.targets, drawn.indptr[1:-1]):
        assert np.array_equal(row, np.unique(row))
    outward = FixedOutdegree(rule="fixed_outdegree", k=5)
    assert set(dense(draw(outward, 90, 70), 90, 70).sum(0)) == {5.0}


@pytest.mark.parametrize(("rule", "most"), [(FixedIndegree, 20), (FixedOutdegree, 16)])
def test_building_needs_little_more_than_what_is_built(
    rule: type[FixedIndegree | FixedOutdegree], most: float
) -> None:
    """Peak bytes a synapse (4 of them stay), where parts are small beside the whole."""
    n, k = 20_000, 200
    name = "fixed_indegree" if rule is FixedIndegree else "fixed_outdegree"
    tracemalloc.start()
    try:
        connection = draw(rule.model_validate({"rule": name, "k": k}), n, n)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert connection.count == n * k
    assert peak / connection.count < most


def test_a_draw_can_be_cancelled() -> None:
    rule = FixedProbability(rule="fixed_probability", p=0.5)
    random = generator(1, "e", "connect")
    with pytest.raises(Cancelled):
        connect.connect(rule, 10, 10, False, random, cancelled=lambda: True)
