"""Training in a run that is cut into frames, rewound, edited, watched, or goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import BlowUp, Document, Probe, Simulation, TooLarge, load
from engine.headless import run_document
from engine.memory import estimate
from engine.network import Network
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus
from tests.engine.training.networks import (
    learns,
    measured,
    one_layer,
    presented,
    read_out,
    two_layers,
    with_data,
)

RANDOM = np.random.default_rng(3)
DATA = {
    "inputs": RANDOM.normal(0, 1, (20, 4)).tolist(),
    "labels": RANDOM.integers(0, 3, 20).tolist(),
    "train": 15,
}
RATES = {"eta": 0.05, "momentum": 0.5, "batch": 4}


def layers(**params: Any) -> Document:
    weights = RANDOM.normal(0, 0.5, (5, 4)), RANDOM.normal(0, 0.5, (3, 5))
    nodes, edges = two_layers("tanh", "softmax", weights, **RATES)
    raw = raw_document([*presented(3, 4, 3, split="all", **params), *nodes], edges, dt=1)
    return with_data(raw, **DATA)


def by_rls() -> Document:
    return load(json.dumps(read_out()))


def moving(simulation: Simulation) -> dict[str, bytes]:
    arrays = simulation.snapshot().arrays
    return {f"{k}.{n}": a.tobytes() for k, block in arrays.items() for n, a in block.items()}


@pytest.mark.parametrize("make", [layers, by_rls])
def test_frames_snapshots_and_resets_change_nothing(make: Callable[[], Document]) -> None:
    simulation = Simulation(make())
    started = simulation.weights("out")
    simulation.advance(40)
    snapshot = simulation.snapshot()
    simulation.advance(60)
    once = moving(simulation)
    assert np.any(simulation.weights("out") != started)
    simulation.restore(snapshot)
    for _ in range(60):
        simulation.advance(1)
    assert moving(simulation) == once
    simulation.reset()
    np.testing.assert_array_equal(simulation.weights("out"), started)
    for frame in [7] * 14 + [2]:
        simulation.advance(frame)
    assert moving(simulation) == once


def plasticity_of(document: Document, change: Raw, identifier: str = "out") -> Raw:
    record = next(e for e in document.edges if e.id == identifier).model_dump()
    return {"put": [record | {"plasticity": record["plasticity"] | change}]}


def test_learning_is_switched_off_and_on_in_place() -> None:
    document = layers()
    simulation = Simulation(document)
    simulation.advance(60)
    first, second = simulation.weights("in"), simulation.weights("out")
    assert not simulation.apply(parse_edit(plasticity_of(document, {"active": False}))).rebuilt
    simulation.advance(60)
    np.testing.assert_array_equal(simulation.weights("out"), second)
    # Errors go on through an edge whose own weights rest.
    assert np.any(simulation.weights("in") != first)
    assert not simulation.apply(parse_edit(plasticity_of(document, {"active": True}))).rebuilt
    np.testing.assert_array_equal(simulation.weights("out"), second)
    simulation.advance(60)
    assert np.any(simulation.weights("out") != second)


def test_a_rate_changes_without_forgetting_what_was_learned() -> None:
    document = by_rls()
    simulation = Simulation(document)
    simulation.advance(100)
    inverse = moving(simulation)["out.training.inverse"]
    simulation.apply(parse_edit(plasticity_of(document, {"params": {"average_over": 5}})))
    assert moving(simulation)["out.training.inverse"] == inverse
    simulation.apply(parse_edit(plasticity_of(document, {"params": {"alpha": 2}})))
    part = simulation.assembly.edges["out"].parts["training"].mutable()
    np.testing.assert_array_equal(part["inverse"], np.eye(6) / 2)


def test_test_samples_are_measured_and_never_learned_from() -> None:
    rule = learns("delta_rule", eta=0.1, average_over=5)
    raw = one_layer("softmax", 0.0, 4, 3, rule, split="test")
    simulation = Simulation(with_data(raw, **DATA))
    simulation.advance(2 * 50)
    np.testing.assert_array_equal(simulation.weights("out"), np.zeros((3, 4)))
    # Three alternatives alike: no unit is larger than the others.
    assert measured(simulation, "test_loss") == pytest.approx(np.log(3))
    assert measured(simulation, "test_accuracy") == 0
    assert measured(simulation, "loss") == 0


def test_loss_and_accuracy_are_running_means_of_what_is_shown() -> None:
    rule = learns("delta_rule", eta=0, average_over=10)
    weight = RANDOM.normal(0, 1, (3, 4))
    raw = one_layer("softmax", weight.tolist(), 4, 3, rule, order="in_order")
    simulation = Simulation(with_data(raw, **DATA))
    loss = accuracy = 0.0
    for shown in range(30):
        simulation.advance(2)
        power = np.exp(weight @ DATA["inputs"][shown % 15])
        y, label = power / power.sum(), DATA["labels"][shown % 15]
        part = 1 / min(shown + 1, 10)
        loss += part * (-np.log(y[label]) - loss)
        accuracy += part * ((y.argmax() == label) - accuracy)
        assert measured(simulation, "loss") == pytest.approx(loss)
        assert measured(simulation, "accuracy") == pytest.approx(accuracy)


def test_errors_means_and_weights_can_be_watched_and_shown() -> None:
    raw = read_out("lms")
    of = [{"edge": "out", "variable": name} for name in ("loss", "error", "w")]
    raw["views"] = [{"id": "v", "kind": "trace", "of": of}]
    simulation = Simulation(load(json.dumps(raw)))
    for name, cells in (("error", None), ("loss", None), ("w", (7,))):
        simulation.watch(Probe("out", name, cells))
    simulation.advance(50)
    read = simulation.recorder.samples_since
    assert read(Probe("out", "error")).values.shape == (51, 2)
    assert np.all(read(Probe("out", "error")).values[2:] >= 0)
    assert read(Probe("out", "loss")).values.shape == (51, 1)
    # Synapse 7 comes from cell 1 of 6 and reaches cell 1.
    assert read(Probe("out", "w", (7,))).values[-1, 0] == simulation.weights("out")[1, 1]


def test_a_run_writes_what_was_learned(tmp_path: Path) -> None:
    raw = read_out("lms")
    raw["views"] = [{"id": "v", "kind": "trace", "of": [{"edge": "out", "variable": "loss"}]}]
    (tmp_path / "board.json").write_text(json.dumps(raw))
    run_document(tmp_path / "board.json", 50, tmp_path / "shown.npz")
    run_document(tmp_path / "board.json", 50, tmp_path / "named.npz", ["out.error", "out.w"])
    simulation = Simulation(load(json.dumps(raw)))
    simulation.run(50)
    with np.load(tmp_path / "shown.npz") as shown, np.load(tmp_path / "named.npz") as named:
        np.testing.assert_array_equal(shown["out.weights"], simulation.weights("out"))
        assert shown["out.loss"].shape == (51, 1)
        assert shown["out.loss"][-1, 0] == measured(simulation, "loss")
        assert named["out.error"].shape == (51, 2)
        flat = simulation.weights("out").ravel()
        np.testing.assert_array_equal(named["out.w"][-1], flat[named["out.w.cells"]])


@pytest.mark.parametrize(
    ("rule", "params", "advice"),
    [
        ("lms", {"epsilon": 1e3}, "make epsilon smaller"),
        ("delta_rule", {"eta": 50}, "make eta smaller"),
        ("backprop", {"eta": 50}, "make eta smaller"),
    ],
)
def test_a_rate_too_large_is_reported(rule: str, params: Raw, advice: str) -> None:
    nodes = [
        neurons("s", "linear", 3, params={"I_ext": [1, 2, 3]}),
        neurons("y", "linear"),
        stimulus("d", "constant", amplitude=1),
    ]
    raw = raw_document(
        nodes, [edge("out", "s", "y", weight=0.1, plasticity=learns(rule, **params))]
    )
    simulation = Simulation(load(json.dumps(raw)))
    with pytest.raises(BlowUp) as caught:
        simulation.advance(10_000)
    assert caught.value.node == "out"
    assert f'edge "out": under the rule "{rule}" its weights would grow beyond 1e+15' in str(
        caught.value
    )
    assert advice in str(caught.value)
    assert np.all(np.isfinite(simulation.weights("out")))
    assert np.all(np.isfinite(simulation.state("y")))


def test_the_matrix_of_least_squares_is_counted_before_it_is_made() -> None:
    raw = read_out()
    raw["nodes"][0]["size"] = 20_000
    raw["edges"] = raw["edges"][1:]
    with pytest.raises(TooLarge, match=r'edge "out" from 20,000 to 2 cells'):
        Simulation(load(json.dumps(raw)), memory_limit=2**31)
    raw["nodes"][0]["size"] = 400
    network = Network.from_document(load(json.dumps(raw)))
    part = Simulation(network).assembly.edges["out"].byte_count()
    assert estimate(network)["out"] == pytest.approx(part, rel=0.1)
