"""Noise: its moments, its memory, and what it does to a membrane."""

import json

import numpy as np
import pytest

from engine import Edit, Probe, Recorder, Simulation, load
from engine.randomness import normals, stream_key
from tests.engine.boards import edge, make_document, neurons, raw_document, stimulus
from tests.engine.stimuli.played import played, simulated, values_of


def test_draws_are_normal_and_independent_of_each_other() -> None:
    draws = normals(5, np.repeat(np.arange(400), 500), np.tile(np.arange(500), 400))
    n = len(draws)
    assert abs(draws.mean()) < 4 / np.sqrt(n)
    assert draws.var() == pytest.approx(1, abs=4 * np.sqrt(2 / n))
    assert (draws**4).mean() == pytest.approx(3, abs=4 * np.sqrt(96 / n))
    table = draws.reshape(400, 500)
    assert abs((table[:-1] * table[1:]).mean()) < 4 / np.sqrt(n)
    assert abs((table[:, :-1] * table[:, 1:]).mean()) < 4 / np.sqrt(n)


def test_ornstein_uhlenbeck_by_an_independent_calculation() -> None:
    """The exact update in NumPy, with the draws of `engine.randomness`."""
    found = played("noise", 200, 3, 0.5, tau=4, sigma=2, mean=1.5)
    key, cells = stream_key(1, "s", "noise"), np.arange(3)
    x = 1.5 + 2 * normals(key, cells, np.zeros(3, np.int64))
    kept = np.exp(-0.5 / 4)
    for label in range(201):
        if label:
            fresh = normals(key, cells, np.full(3, label))
            x = 1.5 + kept * (x - 1.5) + 2 * np.sqrt(1 - kept**2) * fresh
        assert found[label] == pytest.approx(x, rel=1e-12)


@pytest.mark.parametrize("dt", [0.1, 1.0, 5.0])
def test_stationary_from_the_start_with_the_deviation_and_memory_that_are_asked_for(
    dt: float,
) -> None:
    cells, steps = 2000, 100
    found = played("noise", steps, cells, dt, tau=5, sigma=3, mean=-2)
    for row in (0, 1, steps):
        assert found[row].mean() == pytest.approx(-2, abs=4 * 3 / np.sqrt(cells))
        assert found[row].std() == pytest.approx(3, rel=4 / np.sqrt(2 * cells))
    for lag in (1, 7, 30):
        product = ((found[lag] + 2) * (found[0] + 2)).mean() / 9
        assert product == pytest.approx(np.exp(-lag * dt / 5), abs=4 * np.sqrt(2 / cells))


def test_autocorrelation_of_one_long_run_decays_with_tau() -> None:
    x = played("noise", 200_000, 1, 1.0, tau=20, sigma=1)[:, 0]
    lags = np.arange(0, 60, 5)
    products = [np.mean(x[: len(x) - lag] * x[lag:]) for lag in lags]
    # 200 s hold 5000 independent stretches of 2 tau.
    assert products == pytest.approx(np.exp(-lags / 20), abs=4 * np.sqrt(2 / 5000))


@pytest.mark.parametrize("dt", [0.05, 0.2])
def test_white_noise_moves_a_membrane_the_same_at_every_dt(dt: float) -> None:
    """Var V = sigma^2/(2 tau_m) in the limit; forward Euler gives sigma^2/(2 tau_m - dt)."""
    cells, tau_m, sigma = 1000, 2.0, 3.0
    board = make_document(
        [
            stimulus("s", "noise", cells, tau=0, sigma=sigma, mean=1),
            neurons("a", "leaky", cells, params={"tau_m": tau_m, "E_L": -70}, initial={"V": -69}),
        ],
        [edge("e", "s", "a", connect={"rule": "one_to_one"})],
        dt=dt,
    )
    simulation = Simulation(board)
    squares = []
    for _ in range(8):
        simulation.run(16)
        v = simulation.state("a", "V") + 69
        squares.append(v**2)
        assert abs(v.mean()) < 4 * sigma / np.sqrt(2 * tau_m * cells)
    expected = sigma**2 / (2 * tau_m - dt)
    assert np.mean(squares) == pytest.approx(expected, rel=4 * np.sqrt(2 / (8 * cells)))


def test_filtered_noise_moves_a_membrane_by_the_closed_form() -> None:
    """Var V = sigma^2 tau/(tau + tau_m) for a leaky membrane driven by noise of memory tau."""
    cells = 2000
    board = make_document(
        [
            stimulus("s", "noise", cells, tau=6, sigma=4),
            neurons("a", "leaky", cells, params={"tau_m": 3, "E_L": 0}, initial={"V": 0}),
        ],
        [edge("e", "s", "a", connect={"rule": "one_to_one"})],
        dt=0.05,
    )
    simulation = Simulation(board)
    squares = []
    for _ in range(4):
        simulation.run(25)
        squares.append(simulation.state("a", "V") ** 2)
    expected = 16 * 6 / (6 + 3)
    assert np.mean(squares) == pytest.approx(expected, rel=0.015 + 4 * np.sqrt(2 / (4 * cells)))


def test_one_noise_is_shared_and_many_are_not() -> None:
    board = make_document(
        [
            stimulus("shared", "noise"),
            stimulus("own", "noise", 4),
            neurons("a", "linear", 4),
            neurons("b", "linear", 4),
        ],
        [
            edge("sa", "shared", "a"),
            edge("ob", "own", "b", connect={"rule": "one_to_one"}),
        ],
    )
    simulation = Simulation(board)
    simulation.advance(5)
    assert len(set(simulation.state("a"))) == 1
    assert len(set(simulation.state("b"))) == 4
    assert simulation.state("shared")[0] not in simulation.state("own")


def test_numbers_of_their_own_for_each_cell() -> None:
    found = played("noise", 5000, 3, 1.0, tau=[0, 2, 0], sigma=[1, 2, 0], mean=[0, 10, 5])
    assert found[:, 0].std() == pytest.approx(1, rel=0.05)
    assert np.mean(found[1:, 0] * found[:-1, 0]) == pytest.approx(0, abs=0.06)
    assert found[:, 1].mean() == pytest.approx(10, abs=0.25)
    assert found[:, 1].std() == pytest.approx(2, rel=0.08)
    assert (found[:, 2] == 5).all()


def _noise(size: int = 5) -> str:
    nodes = [stimulus("s", "noise", size, tau=3, sigma=2), neurons("a", "leaky")]
    return json.dumps(raw_document(nodes, [edge("e", "s", "a", delay=0.7)]))


@pytest.mark.parametrize("frame", [1, 7, 150])
def test_frames_of_any_length_give_the_same_noise(frame: int) -> None:
    one = Simulation(load(_noise()), recorder=Recorder(keep_all=True))
    one.watch(Probe("s"))
    for first in range(0, 300, frame):
        one.advance(min(frame, 300 - first))
        one.current("e")
    whole = Simulation(load(_noise()), recorder=Recorder(keep_all=True))
    whole.watch(Probe("s"))
    whole.advance(300)
    assert np.array_equal(values_of(one), values_of(whole))
    assert np.array_equal(one.state("a"), whole.state("a"))


def test_more_cells_leave_the_noise_of_the_others_as_it_was() -> None:
    few, many = Simulation(load(_noise(5))), Simulation(load(_noise(9)))
    few.advance(50)
    many.advance(50)
    assert np.array_equal(many.state("s")[:5], few.state("s"))


def test_cells_added_while_running_begin_as_noise_and_the_others_go_on() -> None:
    simulation = simulated(stimulus("s", "noise", 1000, tau=50, sigma=2))
    simulation.advance(20)
    before = simulation.state("s")
    record = simulation.network["s"].model_copy(update={"size": 3000})
    simulation.apply(Edit(put=[record]))
    after = simulation.state("s")
    assert np.array_equal(after[:1000], before)
    assert after[1000:].std() == pytest.approx(2, rel=4 / np.sqrt(4000))


def test_the_statistics_stay_when_dt_changes_on_the_way() -> None:
    simulation = simulated(stimulus("s", "noise", 4000, tau=2, sigma=3))
    simulation.advance(30)
    before = simulation.state("s")
    board = simulation.network.board
    settings = board.settings.model_copy(update={"dt": 0.4})
    simulation.apply(Edit(put=[board.model_copy(update={"settings": settings})]))
    assert np.array_equal(simulation.state("s"), before)
    simulation.advance(3)
    after = simulation.state("s")
    assert after.std() == pytest.approx(3, rel=4 / np.sqrt(8000))
    correlation = (before * after).mean() / 9
    assert correlation == pytest.approx(np.exp(-1.2 / 2), abs=4 * np.sqrt(2 / 4000))


def test_snapshot_and_reset_give_the_same_noise_again() -> None:
    simulation = Simulation(load(_noise()))
    simulation.advance(33)
    snapshot = simulation.snapshot()
    simulation.advance(67)
    once = simulation.state("s"), simulation.state("a")
    simulation.restore(snapshot)
    simulation.advance(67)
    assert np.array_equal(simulation.state("s"), once[0])
    assert np.array_equal(simulation.state("a"), once[1])
    simulation.reset()
    simulation.advance(100)
    assert np.array_equal(simulation.state("s"), once[0])


def test_two_sources_and_two_seeds_are_different_noise() -> None:
    pair = make_document([stimulus("a", "noise", 2), stimulus("b", "noise", 2)])
    simulation = Simulation(pair)
    assert not np.isin(simulation.state("a"), simulation.state("b")).any()
    other = simulated(stimulus("s", "noise", 2), seed=2).state("s")
    assert not np.isin(simulated(stimulus("s", "noise", 2), seed=1).state("s"), other).any()
