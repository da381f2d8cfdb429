"""E6: what is learned holds for samples that were not learned from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine import Network, Simulation, load
from engine.blocks.arrays import Floats
from engine.validation import parse_edit
from tests.engine.boards import Raw, raw_document
from tests.engine.training.networks import learns, one_layer, presented, two_layers

DIGITS = Path(__file__).parents[3] / "static" / "datasets" / "digits.json"


def board(raw: Raw, data: Raw) -> Simulation:
    raw["datasets"] = [data]
    return Simulation(Network.from_document(load(json.dumps(raw))))


def accuracy(simulation: Simulation, tests: int, hold: int) -> float:
    """Of all test samples, shown once each by changing what the stimuli show."""
    nodes = [simulation.network[name].model_dump() for name in "xd"]
    put = [node | {"params": node["params"] | {"split": "test"}} for node in nodes]
    out = simulation.network["out"].model_dump()
    out["plasticity"]["params"] |= {"average_over": float(tests)}
    before = simulation.weights("out")
    simulation.apply(parse_edit({"put": [*put, out]}))
    simulation.advance(hold * tests)
    np.testing.assert_array_equal(simulation.weights("out"), before)
    part = simulation.assembly.edges["out"].parts["training"]
    return float(part.rows()["test_accuracy"][0])


def digits() -> Raw:
    record: Raw = json.loads(DIGITS.read_text())["record"]
    assert np.array(record["inputs"]).shape == (1797, 64)
    return record


def test_softmax_reads_digits_that_it_has_not_seen() -> None:
    data = digits()
    raw = one_layer("softmax", 0.0, 64, 10, learns("delta_rule", eta=0.001), data="digits")
    simulation = board(raw, data)
    simulation.advance(2 * 1347 * 10)
    assert accuracy(simulation, 450, 2) > 0.93


def test_a_hidden_layer_reads_them_too() -> None:
    random = np.random.default_rng(2)
    weights: tuple[Floats, Floats] = (
        random.normal(0, 0.02, (32, 64)),
        random.normal(0, 0.1, (10, 32)),
    )
    nodes, edges = two_layers("tanh", "softmax", weights, eta=0.003)
    simulation = board(
        raw_document([*presented(3, 64, 10, data="digits"), *nodes], edges, dt=1), digits()
    )
    simulation.advance(3 * 1347 * 10)
    assert accuracy(simulation, 450, 3) > 0.93


def test_the_licence_of_the_digits_is_with_them() -> None:
    file = json.loads(DIGITS.read_text())
    assert "Alpaydin and C. Kaynak" in file["source"]
    assert "CC BY 4.0" in file["licence"]
    assert "CC BY 4.0" in file["record"]["title"]


def test_recorded_spike_counts_tell_the_orientation(shared: Path) -> None:
    path = shared / "data" / "SpikeCounts112Neuron12Thetas.npz"
    if not path.exists():
        pytest.skip("the recorded spike counts are not there")
    with np.load(path) as file:
        x, y, x_test, y_test = (file[name] for name in ("x", "y", "xTest", "yTest"))
    scale = x.mean(axis=1, keepdims=True) + 1.0
    inputs = np.concatenate([x / scale, x_test / scale], axis=1).T
    targets = np.concatenate([y, y_test], axis=1).T
    data: Raw = {"id": "counts", "inputs": inputs.tolist(), "targets": targets.tolist()}
    data["train"] = x.shape[1]
    raw = one_layer("softmax", 0.0, 112, 12, learns("delta_rule", eta=0.01), data="counts")
    simulation = board(raw, data)
    simulation.advance(2 * x.shape[1] * 20)
    assert accuracy(simulation, x_test.shape[1], 2) > 0.8
