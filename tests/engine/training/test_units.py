"""A13: what one unit can learn, and what takes two layers."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine import Simulation, load
from engine.blocks.arrays import Floats
from tests.engine.boards import edge, neurons, raw_document, stimulus
from tests.engine.training.networks import (
    activation,
    learns,
    measured,
    one_layer,
    presented,
    two_layers,
    with_data,
)

# The last input is always 1: its weight is a bias that learns.
INPUTS = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
AND, OR, XOR = ([[0], [0], [0], [1]], [[0], [1], [1], [1]], [[0], [1], [1], [0]])


def trained_unit(targets: list[list[int]], model: str, rounds: int, **params: float) -> Simulation:
    raw = one_layer(model, 0.0, 3, 1, learns("delta_rule", **params), order="in_order")
    simulation = Simulation(with_data(raw, inputs=INPUTS, targets=targets))
    simulation.advance(8 * rounds)
    return simulation


@pytest.mark.parametrize("targets", [AND, OR], ids=["AND", "OR"])
def test_the_perceptron_rule_ends_where_nothing_is_wrong(targets: list[list[int]]) -> None:
    simulation = trained_unit(targets, "binary", 20, eta=1, average_over=4)
    w = simulation.weights("out")[0]
    np.testing.assert_array_equal((np.array(INPUTS) @ w > 0).astype(int), np.ravel(targets))
    simulation.advance(8 * 20)
    np.testing.assert_array_equal(simulation.weights("out")[0], w)
    assert measured(simulation, "accuracy") > 0.98


def test_the_perceptron_rule_is_as_by_hand() -> None:
    simulation = trained_unit(OR, "binary", 3, eta=0.5)
    w = np.zeros(3)
    for shown in range(12):
        x = np.array(INPUTS[shown % 4])
        w -= 0.5 * (float(w @ x > 0) - OR[shown % 4][0]) * x
    np.testing.assert_array_equal(simulation.weights("out")[0], w)


@pytest.mark.parametrize("model", ["binary", "sigmoid", "linear"])
def test_no_single_unit_learns_XOR(model: str) -> None:
    simulation = trained_unit(XOR, model, 500, eta=0.1, average_over=400)
    assert measured(simulation, "accuracy") <= 0.76
    made = (
        activation(model, np.array(INPUTS) @ simulation.weights("out")[0])
        if (model != "binary")
        else (np.array(INPUTS) @ simulation.weights("out")[0] > 0).astype(float)
    )
    assert np.any((made > 0.5) != np.ravel(XOR))


def test_least_squares_is_where_a_linear_unit_ends() -> None:
    simulation = trained_unit(AND, "linear", 3000, eta=0.01)
    best = np.linalg.lstsq(np.array(INPUTS, float), np.ravel(AND), rcond=None)[0]
    np.testing.assert_allclose(simulation.weights("out")[0], best, atol=0.02)


def test_a_unit_can_learn_from_another_one() -> None:
    """A signal may be a population of the same size: a teacher with weights of its own."""
    teacher = [[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]]
    source = stimulus("x", "noise", 3, tau=0, sigma=1, mean=0)
    nodes = [source, neurons("teacher", "tanh", 2), neurons("y", "tanh", 2)]
    edges = [
        edge("known", "x", "teacher", weight=teacher),
        edge("out", "x", "y", weight=0, plasticity=learns("delta_rule", "teacher", eta=0.2)),
    ]
    simulation = Simulation(load(json.dumps(raw_document(nodes, edges, dt=1))))
    simulation.advance(4000)
    np.testing.assert_allclose(simulation.weights("out"), teacher, atol=1e-4)
    assert measured(simulation, "error") < 1e-4


def test_two_layers_learn_XOR() -> None:
    random = np.random.default_rng(1)
    weights: tuple[Floats, Floats] = (random.normal(0, 1, (4, 3)), random.normal(0, 1, (1, 4)))
    nodes, edges = two_layers("tanh", "sigmoid", weights, eta=0.5)
    raw = raw_document([*presented(3, 3, 1), *nodes], edges, dt=1)
    simulation = Simulation(with_data(raw, inputs=INPUTS, targets=XOR))
    simulation.advance(3 * 4 * 300)
    hidden = np.tanh(np.array(INPUTS) @ simulation.weights("in").T)
    made = activation("sigmoid", hidden @ simulation.weights("out").T)
    np.testing.assert_array_equal(np.rint(made), XOR)
    assert measured(simulation, "accuracy") > 0.999
    assert measured(simulation, "loss") < 0.02


def test_two_layers_of_given_weights_make_XOR() -> None:
    """One unit for OR, one for AND, and one for the first without the second."""
    nodes = [
        *presented(3, 3, 1, order="in_order"),
        neurons("h", "binary", 2),
        neurons("y", "binary", params={"bias": -0.5}),
    ]
    edges = [
        {"id": "in", "source": "x", "target": "h", "weight": [[1, 1, -0.5], [1, 1, -1.5]]},
        {"id": "out", "source": "h", "target": "y", "weight": [[1, -1]]},
    ]
    simulation = Simulation(with_data(raw_document(nodes, edges, dt=1), inputs=INPUTS, targets=XOR))
    for target in XOR:
        simulation.advance(2)
        assert simulation.state("y")[0] == target[0] == simulation.state("d")[0]
        simulation.advance(1)
