"""Connections by distance, and where cells lie."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from engine import Cancelled, Network, Simulation
from engine.connect import _PAIRS_PER_CHUNK, by_distance, expected_near
from engine.document import Distance, Edit, Neurons
from engine.layout import positions, wraps
from engine.memory import estimate
from engine.randomness import generator
from tests.engine.boards import edge, make_document, neurons, raw_document
from tests.engine.test_validation import problems


def laid(layout: str, size: int, identifier: str = "a") -> Neurons:
    return Neurons.model_validate(
        neurons(identifier, "lif", size, layout=layout) | {"model": "lif"}
    )


def test_layouts() -> None:
    grid = positions(laid("grid", 5), 1)
    assert grid == pytest.approx(np.array([[1, 1], [3, 1], [5, 1], [1, 3], [3, 3]]) / 6), (
        "three in a row, spaced by a third"
    )
    assert positions(laid("grid", 1), 1).tolist() == [[0.5, 0.5]]
    assert positions(laid("line", 4), 1)[:, 0].tolist() == [0.125, 0.375, 0.625, 0.875]
    random = positions(laid("random", 4000), 1)
    assert random.shape == (4000, 2)
    assert 0 <= random.min() <= random.max() <= 1
    assert np.abs(random.mean(axis=0) - 0.5).max() < 0.02
    assert np.array_equal(random, positions(laid("random", 4000), 1))
    assert not np.array_equal(random, positions(laid("random", 4000), 2))
    assert not np.array_equal(random, positions(laid("random", 4000, "b"), 1))


def apart(source: np.ndarray, target: np.ndarray, wrapped: bool) -> np.ndarray:
    """Distances (target, source), by complex numbers rather than as the engine does it."""
    shifts = [0.0] if not wrapped else [-1.0, 0.0, 1.0]
    z, w = source @ [1, 1j], target @ [1, 1j]
    every = [np.abs(w[:, None] - z[None, :] + dx + 1j * dy) for dx in shifts for dy in shifts]
    return np.asarray(np.min(every, axis=0))


PROFILES = {
    "gaussian": lambda d, s: np.exp(-(d**2) / (2 * s**2)),
    "exponential": lambda d, s: np.exp(-d / s),
    "disc": lambda d, s: (d <= s).astype(float),
}


@pytest.mark.parametrize("layout", ["grid", "line", "ring", "random"])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("periodic", [False, True])
def test_probability_falls_with_distance_as_the_profile_says(
    layout: str, profile: str, periodic: bool
) -> None:
    """Counts of synapses in bins of distance against their expectation: chi square."""
    connect = {"rule": "distance", "p": 0.8, "sigma": 0.15}
    connect |= {"profile": profile, "periodic": periodic}
    document = make_document(
        [neurons("a", "lif", 400, layout=layout), neurons("b", "lif", 300, layout=layout)],
        [edge("e", "a", "b", synapse="delta", connect=connect)],
    )
    simulation = Simulation(document)
    present = ~np.isnan(simulation.weights("e", absent=np.nan))
    source, target = positions(laid(layout, 400), 1), positions(laid(layout, 300, "b"), 1)
    distance = apart(source, target, periodic or layout == "ring")
    p = 0.8 * PROFILES[profile](distance, 0.15 + 1e-12)
    bins = np.digitize(distance, np.linspace(0, 0.5, 11))
    chi = 0.0
    used = 0
    for each in range(1, 12):
        inside = bins == each
        mean, variance = p[inside].sum(), (p * (1 - p))[inside].sum()
        if variance > 5:
            chi += (present[inside].sum() - mean) ** 2 / variance
            used += 1
        elif mean < 1e-6:
            assert present[inside].sum() == 0
    # Mean and standard deviation of chi square: used, sqrt(2 used).
    assert used >= 1
    assert chi < used + 5 * np.sqrt(2 * used)


def test_a_disc_is_exact_and_autapses_can_be_left_out() -> None:
    connect: dict[str, Any] = {"rule": "distance", "sigma": 0.1, "profile": "disc"}
    for autapses in (True, False):
        document = make_document(
            [neurons("a", "lif", 100, layout="grid")],
            [edge("e", "a", "a", synapse="delta", connect=connect | {"allow_autapses": autapses})],
        )
        weights = Simulation(document).weights("e").reshape(10, 10, 10, 10)
        # A cell in the middle reaches itself and its four neighbours.
        around = np.zeros((10, 10))
        around[4:7, 5] = around[5, 4:7] = 1
        around[5, 5] = autapses
        assert np.array_equal(weights[:, :, 5, 5], around)
        corner = np.zeros((10, 10))
        corner[0, 1] = corner[1, 0] = 1
        corner[0, 0] = autapses
        assert np.array_equal(weights[:, :, 0, 0], corner)


def test_the_ends_of_a_ring_meet_without_being_asked() -> None:
    rule = Distance(rule="distance", sigma=0.11, profile="disc")
    for layout, reached in (("ring", {8, 9, 0, 1, 2} - {8, 2}), ("line", {0, 1})):
        document = make_document(
            [neurons("a", "lif", 10, layout=layout)],
            [edge("e", "a", "a", synapse="delta", connect=rule.model_dump())],
        )
        weights = Simulation(document).weights("e")
        assert set(np.flatnonzero(weights[:, 0])) == reached
    assert wraps(rule, laid("ring", 3), laid("ring", 3))
    assert not wraps(rule, laid("ring", 3), laid("grid", 3))


def test_another_layout_or_seed_draws_anew_and_nothing_else_does() -> None:
    connect = {"rule": "distance", "sigma": 0.2}
    document = make_document(
        [neurons("a", "lif", 50), neurons("b", "lif", 50)],
        [edge("e", "a", "b", synapse="delta", connect=connect)],
    )
    simulation = Simulation(document)
    simulation.run(1)
    before = simulation.weights("e")
    record = simulation.network["a"]
    simulation.apply(Edit(put=[record.model_copy(update={"label": "A", "x": 7.0})]))
    assert np.array_equal(simulation.weights("e"), before)
    simulation.apply(Edit(put=[record.model_copy(update={"layout": "line"})]))
    assert not np.array_equal(simulation.weights("e"), before)
    simulation.apply(Edit(put=[record]))
    assert np.array_equal(simulation.weights("e"), before)


def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Distance(rule="distance", sigma=0.2)
    place = positions(laid("grid", 300), 1)

    def drawn() -> Any:
        return by_distance(rule, (place, place), False, True, generator(1, "e", "connect"))

    whole = drawn()
    monkeypatch.setattr("engine.connect._PAIRS_PER_CHUNK", 1 << 18)
    parts = drawn()
    assert 300 * 300 >> 1 > 1 << 10
    assert _PAIRS_PER_CHUNK > 1 << 18
    assert np.array_equal(whole.targets, parts.targets)
    assert np.array_equal(whole.indptr, parts.indptr)


def test_a_draw_can_be_cancelled() -> None:
    place = positions(laid("grid", 20_000), 1)
    asked = threading.Event()

    def cancelled() -> bool:
        before = asked.is_set()
        asked.set()
        return before

    rule = Distance(rule="distance", sigma=0.01)
    with pytest.raises(Cancelled):
        by_distance(rule, (place, place), False, True, generator(1, "e", "connect"), cancelled)


@pytest.mark.parametrize("layout", ["grid", "ring", "random"])
@pytest.mark.parametrize("sigma", [0.03, 0.3])
def test_memory_is_estimated_from_where_the_cells_lie(layout: str, sigma: float) -> None:
    rule = Distance(rule="distance", sigma=sigma, p=0.5)
    nodes = [neurons("a", "lif", 3000, layout=layout), neurons("b", "lif", 2000, layout=layout)]
    document = make_document(
        nodes, [edge("e", "a", "b", synapse="delta", connect=rule.model_dump())]
    )
    simulation = Simulation(document)
    block = simulation.assembly.edges["e"]
    network = Network.from_document(document)
    assert estimate(network)["e"] == pytest.approx(block.byte_count(), rel=0.1)
    expected = expected_near(rule, laid(layout, 3000), laid(layout, 2000, "b"), 1)
    assert expected == pytest.approx(block.connection.count, rel=0.1)


def test_a_wrong_profile_is_said() -> None:
    raw = raw_document(
        [neurons("a", "lif", 2)],
        [edge("e", "a", "a", synapse="delta", connect={"rule": "distance", "profile": "box"})],
    )
    assert problems(raw) == [
        'edge "e": connect.profile must be "gaussian", "exponential" or "disc" (it is "box")'
    ]
