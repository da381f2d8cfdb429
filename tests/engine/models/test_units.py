"""Iterated units (A13): activations, truth tables, and what one unit cannot do."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from engine import Simulation
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus
from tests.engine.models.runs import traces

INPUTS = np.array([-800.0, -2.0, -0.5, 0.0, 0.5, 2.0, 800.0])
ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "linear": lambda s: s,
    "binary": lambda s: 1.0 if s > 0 else 0.0,
    "sigmoid": lambda s: 1 / (1 + np.exp(-s)) if s > -700 else 0.0,
    "tanh": np.tanh,
    "relu": lambda s: max(s, 0.0),
}


@pytest.mark.parametrize("model", ACTIVATIONS)
def test_the_next_value_is_the_activation_of_the_summed_input(model: str) -> None:
    """Bias, constant input and edges all add, and dt has no effect."""
    for dt in (0.1, 1.0):
        document = make_document(
            [
                stimulus("s", "constant", amplitude=1),
                neurons("a", model, len(INPUTS), params={"bias": 0.25, "I_ext": -0.25}),
            ],
            [edge("e", "s", "a", weight=[[float(x)] for x in INPUTS])],
            dt=dt,
        )
        (x,) = traces(document, 2 * dt, "x")
        assert x[0].tolist() == [0.0] * len(INPUTS)
        expected = [ACTIVATIONS[model](float(s)) for s in INPUTS]
        assert x[1] == pytest.approx(expected, rel=1e-12, abs=1e-300)
        assert x[2].tolist() == x[1].tolist()


def table(weights: list[float], bias: float) -> list[int]:
    """What a binary unit answers to (0, 0), (0, 1), (1, 0), (1, 1)."""
    answers = []
    for a, b in product((0.0, 1.0), repeat=2):
        document = make_document(
            [
                neurons("x", "linear", 2, params={"I_ext": [a, b]}),
                neurons("y", "binary", params={"bias": bias}),
            ],
            [edge("w", "x", "y", weight=[weights])],
        )
        simulation = Simulation(document)
        simulation.advance(2)
        answers.append(int(simulation.state("y")[0]))
    return answers


def test_and_or_and_not() -> None:
    assert table([1, 1], -1.5) == [0, 0, 0, 1]
    assert table([1, 1], -0.5) == [0, 1, 1, 1]
    assert table([0, -1], 0.5) == [1, 0, 1, 0]


def test_no_unit_alone_computes_exclusive_or() -> None:
    """Among many weights and biases none does: the four answers cannot be cut by a line."""
    corners = np.array(list(product((0.0, 1.0), repeat=2)))
    grid = np.linspace(-2, 2, 21)
    for bias in grid:
        sums = np.add.outer(grid, np.zeros(21))[..., None] * corners[:, 0]
        sums = sums + np.add.outer(np.zeros(21), grid)[..., None] * corners[:, 1] + bias
        assert not np.any(np.all((sums > 0) == [False, True, True, False], axis=-1))


def test_two_layers_compute_exclusive_or() -> None:
    corners = np.array(list(product((0.0, 1.0), repeat=2)))
    for a, b in corners:
        document = make_document(
            [
                neurons("x", "linear", 2, params={"I_ext": [float(a), float(b)]}),
                neurons("hidden", "binary", 2, params={"bias": [-0.5, -1.5]}),
                neurons("y", "binary", params={"bias": -0.5}),
            ],
            [
                edge("first", "x", "hidden", weight=[[1, 1], [1, 1]]),
                edge("second", "hidden", "y", weight=[[1, -1]]),
            ],
        )
        simulation = Simulation(document)
        simulation.advance(3)
        assert simulation.state("y")[0] == (a != b)


def softmax(size: int, inputs: list[float], **fields: object) -> Raw:
    return neurons("a", "softmax", size, params={"I_ext": inputs, **fields})


def test_softmax_gives_probabilities() -> None:
    inputs = [1.0, 2.0, -1.0, 0.5, 0.5]
    (x,) = traces(make_document([softmax(5, inputs)]), 0.2, "x")
    exponentials = np.exp(inputs)
    assert x[1] == pytest.approx(exponentials / exponentials.sum(), rel=1e-12)
    assert x[1:].sum(axis=1) == pytest.approx(1.0, rel=1e-12)


def test_softmax_survives_inputs_whose_exponentials_overflow() -> None:
    (x,) = traces(make_document([softmax(3, [5000.0, 5001.0, -5000.0])]), 0.1, "x")
    assert x[1] == pytest.approx([1 / (1 + np.e), np.e / (1 + np.e), 0.0], rel=1e-12)


def test_an_edge_passes_the_normalised_values() -> None:
    for delay in (0.0, 0.3):
        document = make_document(
            [softmax(2, [0.0, 1.0]), neurons("b", "linear", 2)],
            [edge("e", "a", "b", connect={"rule": "one_to_one"}, weight=10.0, delay=delay)],
        )
        (b,) = traces(document, 1, "x", node="b")
        assert b[-1] == pytest.approx([10 / (1 + np.e), 10 * np.e / (1 + np.e)])


def hopfield(size: int, patterns: np.ndarray, start: np.ndarray, seed: int = 1) -> Raw:
    """A document's parts: +-1 units with the Hebbian weights of the patterns."""
    weights = patterns.T @ patterns / size
    np.fill_diagonal(weights, 0.0)
    return {
        "nodes": [neurons("a", "spin", size, initial={"x": start.tolist()})],
        "edges": [edge("w", "a", "a", weight=weights.tolist())],
        "seed": seed,
    }


def test_one_cell_at_a_time_and_each_once_in_a_sweep() -> None:
    """Every cell is told to change: after n steps all have, one by one, in another order than
    that of their numbers, and another one for another seed."""
    orders = []
    for seed in (1, 2):
        node = neurons("a", "spin", 12, params={"bias": -1.0})
        (x,) = traces(make_document([node], dt=1, seed=seed), 12, "x")
        changed = [np.flatnonzero(x[k] != x[k + 1]).tolist() for k in range(12)]
        assert sorted(cell for cells in changed for cell in cells) == list(range(12))
        assert all(len(cells) == 1 for cells in changed)
        orders.append([cells[0] for cells in changed])
    assert orders[0] != orders[1]
    assert orders[0] != list(range(12))


def test_a_spin_keeps_its_value_when_nothing_pulls() -> None:
    node = neurons("a", "spin", 4, initial={"x": [1.0, -1.0, 1.0, -1.0]})
    (x,) = traces(make_document([node], dt=1), 10, "x")
    assert np.all(x == x[0])


def test_a_hopfield_network_recalls_and_its_energy_never_rises() -> None:
    random = np.random.default_rng(5)
    size = 100
    patterns = random.choice([-1.0, 1.0], (4, size))
    start = patterns[0].copy()
    start[random.choice(size, 10, replace=False)] *= -1
    parts = hopfield(size, patterns, start)
    document = make_document(parts["nodes"], parts["edges"], dt=1, seed=parts["seed"])
    (x,) = traces(document, 3 * size, "x")
    weights = np.array(parts["edges"][0]["weight"])
    energy = -0.5 * np.einsum("ti,ij,tj->t", x, weights, x)
    assert np.diff(energy).max() <= 1e-9
    assert energy[-1] < energy[0]
    assert x[-1].tolist() == patterns[0].tolist()


def test_a_snapshot_keeps_whose_turn_it_is() -> None:
    simulation = Simulation(make_document([neurons("a", "spin", 30, params={"bias": -1.0})], dt=1))
    simulation.run(7)
    kept = simulation.snapshot()
    simulation.run(9)
    after = simulation.state("a").tolist()
    simulation.restore(kept)
    simulation.run(9)
    assert simulation.state("a").tolist() == after
