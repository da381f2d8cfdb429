"""Data sets as stimuli show them, and what is said of those that cannot be shown."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Network, Probe, Simulation, TooLarge, load
from engine.blocks.arrays import Floats
from engine.memory import estimate
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus
from tests.engine.training.networks import learns, one_layer, presented, two_layers, with_data

COUNT = 11
ROWS = [[k, 10 * k] for k in range(COUNT)]
LABELS = [k % 3 for k in range(COUNT)]
DATA = {"inputs": ROWS, "labels": LABELS, "train": 7}


def shown(samples: int, *, frame: int = 10_000, seed: int = 1, **params: Any) -> Floats:
    """What `x` and `d` show of each of the first samples: its row and its class."""
    hold = params.setdefault("hold", 2)
    raw = raw_document(presented(**params, inputs=2, targets=3), dt=1, seed=seed)
    simulation = Simulation(with_data(raw, **DATA))
    for probe in (Probe("x"), Probe("d")):
        simulation.watch(probe)
    steps = samples * hold - 1
    while simulation.step < steps:
        simulation.advance(min(frame, steps - simulation.step))
    x, d = (simulation.recorder.samples_since(Probe(node)).values for node in "xd")
    assert np.all(x.reshape(samples, hold, 2) == x[::hold, None])
    np.testing.assert_array_equal(x[:, 1], 10 * x[:, 0])
    np.testing.assert_array_equal(d, np.eye(3)[x[:, 0].astype(int) % 3])
    return np.asarray(x[::hold, 0])


@pytest.mark.parametrize(
    ("split", "expected"), [("train", range(7)), ("test", range(7, 11)), ("all", range(11))]
)
def test_in_order_the_samples_of_a_split_come_round(split: str, expected: range) -> None:
    found = shown(2 * len(expected) + 1, order="in_order", split=split, hold=3)
    assert found.tolist() == [*expected, *expected, expected[0]]


def test_each_round_is_shuffled_anew() -> None:
    rounds = shown(40 * COUNT, split="all").reshape(40, COUNT)
    np.testing.assert_array_equal(np.sort(rounds), np.tile(np.arange(COUNT), (40, 1)))
    assert len({tuple(each) for each in rounds.tolist()}) == 40
    # Every sample comes at every place about as often: 40/11 times, 440 in all.
    places = np.array([(rounds[:, place] == k).sum() for place in range(COUNT) for k in range(11)])
    expected = 40 / COUNT
    # Chi-squared with 100 degrees of freedom: mean 100, standard deviation 14.
    assert np.sum((places - expected) ** 2 / expected) < 160


def test_the_order_depends_on_the_seed_and_not_on_frames() -> None:
    once = shown(30, split="all")
    np.testing.assert_array_equal(shown(30, split="all", frame=1), once)
    np.testing.assert_array_equal(shown(30, split="all", frame=7, hold=3), once)
    assert np.any(shown(30, split="all", seed=2) != once)


def test_a_past_moment_shows_the_same_sample() -> None:
    simulation = Simulation(with_data(raw_document(presented(2, 2, 3), dt=1), **DATA))
    simulation.advance(31)
    snapshot, there = simulation.snapshot(), simulation.state("x")
    simulation.advance(24)
    simulation.restore(snapshot)
    np.testing.assert_array_equal(simulation.state("x"), there)


def test_without_a_data_set_a_stimulus_shows_zeros_and_nothing_is_learned() -> None:
    nodes = [
        stimulus("x", "dataset", 2),
        stimulus("d", "dataset", 3, part="targets"),
        neurons("y", "linear", 3, params={"bias": 1}),
    ]
    out = edge("out", "x", "y", weight=0.5, plasticity=learns("delta_rule"))
    simulation = Simulation(load(json.dumps(raw_document(nodes, [out], dt=1))))
    simulation.advance(10)
    np.testing.assert_array_equal(simulation.state("x"), [0, 0])
    np.testing.assert_array_equal(simulation.weights("out"), np.full((3, 2), 0.5))


def test_an_edit_of_the_data_is_shown_at_once() -> None:
    raw = raw_document(presented(2, 2, 3, order="in_order"), dt=1)
    simulation = Simulation(with_data(raw, **DATA))
    simulation.advance(5)
    changed = {"id": "data", "kind": "dataset", **DATA, "inputs": [[-k, k] for k in range(COUNT)]}
    applied = simulation.apply(parse_edit({"put": [changed]}))
    np.testing.assert_array_equal(simulation.state("x"), [-2, 2])
    simulation.apply(applied.inverse)
    np.testing.assert_array_equal(simulation.state("x"), [2, 20])


def test_a_data_set_that_is_shown_cannot_be_removed() -> None:
    simulation = Simulation(with_data(raw_document(presented(2, 2, 3), dt=1), **DATA))
    with pytest.raises(DocumentError, match='there is no data set "data"'):
        simulation.apply(parse_edit({"remove": ["data"]}))
    simulation.apply(parse_edit({"remove": ["data", "x", "d"]}))
    assert not list(simulation.network.datasets())


def test_the_memory_of_what_is_shown_is_counted_before_it_is_taken() -> None:
    data = {"inputs": [[0.5] * 40] * 500, "labels": [k % 50 for k in range(500)]}
    network = Network.from_document(with_data(raw_document(presented(2, 40, 50), dt=1), **data))
    nodes = Simulation(network).assembly.nodes
    for name in "xd":
        assert estimate(network)[name] == pytest.approx(nodes[name].byte_count(), rel=0.1)
    labels = {"labels": [0] * 499 + [9_999]}
    large = with_data(raw_document(presented(2, 40, 10_000), dt=1), **(data | labels))
    with pytest.raises(TooLarge, match=r'stimulus "d" with 38\.2 MiB'):
        Simulation(large, memory_limit=2**24)


def complaints(raw: Raw, **data: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        Simulation(with_data(raw, **data))
    return " | ".join(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"inputs": []}, "it has no samples"),
        ({"inputs": [[1], [1, 2]]}, "rows of 1 and of 2 numbers"),
        ({"inputs": [[]] * COUNT}, "at least one number in each row"),
        ({"labels": [1]}, "there are 1 labels for 11 samples"),
        ({"labels": None}, "either targets or labels (it has neither)"),
        ({"targets": [[1]] * COUNT}, "either targets or labels (it has both"),
        ({"labels": None, "targets": [[1]] * 3}, "there are 3 targets for 11 samples"),
        ({"train": 12}, "train is 12, but there are only 11 samples"),
    ],
)
def test_what_is_wrong_with_a_data_set_is_said(change: Raw, said: str) -> None:
    assert said in complaints(raw_document([]), **(DATA | change))


@pytest.mark.parametrize(
    ("change", "size", "said"),
    [
        ({"data": "date"}, 2, 'there is no data set "date"; did you mean "data"?'),
        ({"data": 3}, 2, "data must be the id of a data set (it is 3)"),
        ({}, 5, 'the inputs of "data" have 2 values per sample, and it has 5 cells'),
        ({"part": "targets"}, 2, 'the targets of "data" have 3 values per sample'),
        ({"order": "inorder"}, 2, 'did you mean "in_order"?'),
        ({"hold": 0}, 2, "hold must be at least 0.001 ms"),
        ({"hold": [1, 2]}, 2, "hold"),
    ],
)
def test_what_is_wrong_with_a_stimulus_is_said(change: Raw, size: int, said: str) -> None:
    node = stimulus("x", "dataset", size, **{"data": "data", **change})
    assert said in complaints(raw_document([node]), **DATA)


def test_a_split_without_samples_is_refused() -> None:
    raw = raw_document(presented(2, 2, 3, split="test"))
    assert "there are none to test with" in complaints(raw, **(DATA | {"train": None}))


# What training needs of the data


def test_both_sides_must_show_the_same_samples() -> None:
    for change in ({"hold": 4}, {"order": "in_order"}, {"split": "all"}):
        raw = one_layer("softmax", 0.0, 2, 3, learns("delta_rule"))
        raw["nodes"][0]["params"] |= change
        said = complaints(raw, **DATA)
        assert f'"d" and "x" do not show the same samples of "data": {next(iter(change))}' in (
            said.replace(" at the same time", "")
        )


def test_a_sample_must_be_held_until_all_layers_have_settled() -> None:
    weights = np.ones((4, 2)), np.ones((3, 4))
    nodes, edges = two_layers("tanh", "softmax", weights)
    said = complaints(raw_document([*presented(2, 2, 3), *nodes], edges, dt=1), **DATA)
    assert (
        "takes 2 steps of 1 ms to reach the output and one more to learn: set hold to 3 ms" in said
    )
    Simulation(with_data(raw_document([*presented(3, 2, 3), *nodes], edges, dt=1), **DATA))
    delayed = [edges[0] | {"delay": 2}, edges[1]]
    said = complaints(raw_document([*presented(3, 2, 3), *nodes], delayed, dt=1), **DATA)
    assert "set hold to 5 ms" in said
