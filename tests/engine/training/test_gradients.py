"""Backpropagation against finite differences and against the same steps by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Simulation
from engine.blocks.arrays import Floats
from tests.engine.boards import edge, neurons, raw_document, stimulus
from tests.engine.training.networks import (
    ACTIVATIONS,
    activation,
    learns,
    loss,
    measured,
    presented,
    two_layers,
    with_data,
)

ETA = 1e-3
X = np.array([0.7, -1.2, 0.4])
SIZES = (3, 4, 3)


def drawn(seed: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    inputs, hidden, outputs = SIZES
    return random.normal(0, 1, (hidden, inputs)), random.normal(0, 1, (outputs, hidden))


def slope(
    weights: tuple[Floats, Floats], names: tuple[str, str], target: Floats, entropy: bool
) -> tuple[Floats, Floats]:
    """Derivatives of the loss by every weight: central differences."""

    def after(changed: tuple[Floats, Floats]) -> float:
        h = activation(names[0], changed[0] @ X)
        return loss(names[1], activation(names[1], changed[1] @ h), target, entropy)

    found = [np.zeros_like(each) for each in weights]
    for layer, each in enumerate(weights):
        for place in np.ndindex(each.shape):
            sides = []
            for step in (1e-5, -1e-5):
                moved = [one.copy() for one in weights]
                moved[layer][place] += step
                sides.append(after((moved[0], moved[1])))
            found[layer][place] = (sides[0] - sides[1]) / 2e-5
    return found[0], found[1]


@pytest.mark.parametrize("entropy", [True, False], ids=["cross-entropy", "squared"])
@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_a_step_goes_down_the_gradient(hidden: str, output: str, entropy: bool) -> None:
    weights = drawn(0)  # some of the relu units are active with these
    target = np.array([0.0, 1.0, 0.0])
    nodes, edges = two_layers(hidden, output, weights, eta=ETA, cross_entropy=float(entropy))
    raw = raw_document([*presented(3, 3, 3), *nodes], edges, dt=1)
    simulation = Simulation(with_data(raw, inputs=[X.tolist()], targets=[target.tolist()]))
    # The third step begins with what has settled and ends the presentation.
    simulation.advance(2)
    np.testing.assert_array_equal(simulation.weights("in"), weights[0])
    simulation.advance(1)
    expected = slope(weights, (hidden, output), target, entropy)
    for name, before, gradient in zip(("in", "out"), weights, expected, strict=True):
        assert np.abs(gradient).max() > 1e-3
        change = (before - simulation.weights(name)) / ETA
        np.testing.assert_allclose(change, gradient, rtol=1e-6, atol=1e-8)
    y = activation(output, weights[1] @ activation(hidden, weights[0] @ X))
    assert measured(simulation, "loss") == pytest.approx(loss(output, y, target, entropy))


@pytest.mark.parametrize(("momentum", "batch"), [(0.9, 2), (0.0, 1), (0.5, 1), (0.0, 3)])
def test_batches_momentum_and_decay_are_as_by_hand(momentum: float, batch: int) -> None:
    random = np.random.default_rng(5)
    inputs, targets = random.normal(0, 1, (6, 3)), np.eye(3)[[0, 2, 1, 1, 0, 2]]
    first, second = drawn(6)
    rates = {"eta": 0.1, "momentum": momentum, "weight_decay": 0.01, "batch": batch}
    nodes, edges = two_layers("tanh", "softmax", (first, second), **rates)
    raw = raw_document([*presented(3, 3, 3, order="in_order"), *nodes], edges, dt=1)
    simulation = Simulation(with_data(raw, inputs=inputs.tolist(), targets=targets.tolist()))
    simulation.advance(3 * 10)
    velocity = [np.zeros_like(first), np.zeros_like(second)]
    sums = [np.zeros_like(first), np.zeros_like(second)]
    for shown in range(10):
        x, target = inputs[shown % 6], targets[shown % 6]
        h = np.tanh(first @ x)
        delta = activation("softmax", second @ h) - target
        sums[1] += np.outer(delta, h)
        sums[0] += np.outer((1 - h**2) * (second.T @ delta), x)
        if (shown + 1) % batch == 0:
            for layer, weights in enumerate((first, second)):
                gradient = sums[layer] / batch + 0.01 * weights
                velocity[layer] = momentum * velocity[layer] - 0.1 * gradient
                weights += velocity[layer]
                sums[layer][:] = 0
    np.testing.assert_allclose(simulation.weights("in"), first, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(simulation.weights("out"), second, rtol=1e-12, atol=1e-14)


def test_three_layers_in_any_order_of_edges_and_with_two_ways() -> None:
    """Errors come back along every trained edge, one that skips a layer included."""
    random = np.random.default_rng(7)
    shapes = {"a": (4, 3), "b": (5, 4), "c": (2, 5), "skip": (2, 4)}
    weights = {name: random.normal(0, 0.7, shape) for name, shape in shapes.items()}
    ends = {"a": ("x", "h1"), "b": ("h1", "h2"), "c": ("h2", "y"), "skip": ("h1", "y")}
    edges = [
        edge(
            name,
            *ends[name],
            weight=weights[name].tolist(),
            plasticity=learns("backprop", "d" if ends[name][1] == "y" else None, eta=ETA),
        )
        for name in ("b", "skip", "a", "c")
    ]
    units = [neurons("h1", "tanh", 4), neurons("h2", "sigmoid", 5), neurons("y", "linear", 2)]
    raw = raw_document([*presented(5, 3, 2), *units], edges, dt=1)
    simulation = Simulation(with_data(raw, inputs=[X.tolist()], targets=[[0.3, -0.8]]))
    simulation.advance(5)
    h1 = np.tanh(weights["a"] @ X)
    h2 = activation("sigmoid", weights["b"] @ h1)
    delta = weights["c"] @ h2 + weights["skip"] @ h1 - [0.3, -0.8]
    delta2 = weights["c"].T @ delta * h2 * (1 - h2)
    delta1 = (weights["b"].T @ delta2 + weights["skip"].T @ delta) * (1 - h1**2)
    gradients = {
        "a": np.outer(delta1, X),
        "b": np.outer(delta2, h1),
        "c": np.outer(delta, h2),
        "skip": np.outer(delta, h1),
    }
    for name, gradient in gradients.items():
        expected = weights[name] - ETA * gradient
        np.testing.assert_allclose(simulation.weights(name), expected, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("rule", ["explicit", "one_to_one"])
def test_only_synapses_that_are_there_learn(rule: str) -> None:
    random = np.random.default_rng(8)
    matrix = random.normal(0, 1, (3, 3))
    matrix *= np.eye(3) if rule == "one_to_one" else [[1, 0, 1], [0, 1, 1], [1, 1, 0]]
    second = random.normal(0, 1, (3, 3))
    nodes, edges = two_layers("tanh", "linear", (second, matrix), eta=ETA)
    edges[1]["connect"] = {"rule": rule}
    raw = raw_document([*presented(3, 3, 3), *nodes], edges, dt=1)
    simulation = Simulation(with_data(raw, inputs=[X.tolist()], targets=[[1.0, 2.0, 3.0]]))
    simulation.advance(3)
    h = np.tanh(second @ X)
    delta = matrix @ h - [1.0, 2.0, 3.0]
    changed = matrix - ETA * np.outer(delta, h) * (matrix != 0)
    first = second - ETA * np.outer((1 - h**2) * (matrix.T @ delta), X)
    np.testing.assert_allclose(simulation.weights("out"), changed, rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(simulation.weights("in"), first, rtol=1e-13, atol=1e-14)


def test_weights_keep_to_the_sign_of_their_source() -> None:
    source = neurons("s", "linear", 2, sign="excitatory", params={"I_ext": [1.0, 2.0]})
    target = stimulus("d", "constant", amplitude=-1)
    out = edge("out", "s", "y", weight=0.5, plasticity=learns("delta_rule", eta=0.2))
    raw = raw_document([source, target, neurons("y", "linear")], [out], dt=1)
    simulation = Simulation(with_data(raw, inputs=[[0]], targets=[[0]]))
    simulation.advance(20)
    np.testing.assert_array_equal(simulation.weights("out"), [[0.0, 0.0]])
