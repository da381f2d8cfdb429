"""Connections looked at before they are made are those that the network then has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Cancelled, Network, Simulation
from engine.analysis.connectivity import connectivity
from engine.errors import TooLarge
from tests.engine.boards import edge, make_document, neurons

RULES: dict[str, dict[str, Any]] = {
    "all": {"rule": "all_to_all"},
    "all but self": {"rule": "all_to_all", "allow_autapses": False},
    "one": {"rule": "one_to_one"},
    "p": {"rule": "fixed_probability", "p": 0.2},
    "in": {"rule": "fixed_indegree", "k": 5},
    "out": {"rule": "fixed_outdegree", "k": 5, "allow_autapses": False},
    "near": {"rule": "distance", "sigma": 0.15},
}
WEIGHTS: dict[str, Any] = {"one": -3.0, "drawn": {"normal": [2.0, 5.0]}}


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("rule", RULES)
def test_it_is_what_the_network_has(rule: str, weight: str) -> None:
    fields = {"connect": RULES[rule], "weight": WEIGHTS[weight]}
    document = make_document(
        [neurons("a", size=60)], [edge("e", "a", "a", synapse="delta", **fields)], seed=7
    )
    found = connectivity(Network.from_document(document), "e", 25)
    matrix = Simulation(document).weights("e", absent=np.nan)
    present = ~np.isnan(matrix)
    assert found.synapses == present.sum()
    for degrees, axis in ((found.inputs, 1), (found.outputs, 0)):
        each = present.sum(axis=axis)
        assert (degrees.least, degrees.most) == (each.min(), each.max())
        assert degrees.mean == pytest.approx(each.mean())
    assert found.fold == 3
    assert found.weights.shape == found.filled.shape == (20, 20)
    for row in range(20):
        for column in range(20):
            block = matrix[3 * row : 3 * row + 3, 3 * column : 3 * column + 3]
            assert found.filled[row, column] == pytest.approx(np.mean(~np.isnan(block)))
            if np.isnan(block).all():
                assert np.isnan(found.weights[row, column])
            else:
                strongest = block.ravel()[np.nanargmax(np.abs(block))]
                assert found.weights[row, column] == strongest


def test_an_explicit_matrix_and_uneven_blocks() -> None:
    weight = [[0, 1, -4, 0, 0], [2, 0, 0, 0, 0], [0, 0, 0, 0, 7]]
    document = make_document(
        [neurons("a", size=5), neurons("b", size=3)],
        [edge("e", "a", "b", synapse="delta", connect={"rule": "explicit"}, weight=weight)],
    )
    found = connectivity(Network.from_document(document), "e", 3)
    assert found.fold == 2
    expected = np.array([[2, -4, np.nan], [np.nan, np.nan, 7]])
    np.testing.assert_array_equal(found.weights, expected)
    assert found.filled.tolist() == [[0.5, 0.25, 0], [0, 0, 1]]
    assert found.inputs == (1, 4 / 3, 2)
    assert found.outputs == (0, 4 / 5, 1)


def test_a_dense_matrix_keeps_its_holes() -> None:
    weight = [[1, 2, 3], [4, 0, 6], [7, 8, 9]]
    document = make_document(
        [neurons("a", size=3)],
        [edge("e", "a", "a", synapse="delta", connect={"rule": "explicit"}, weight=weight)],
    )
    found = connectivity(Network.from_document(document), "e", 10)
    assert found.synapses == 8
    assert np.argwhere(np.isnan(found.weights)).tolist() == [[1, 1]]


def test_weights_of_the_wrong_sign_are_shown_as_they_will_be() -> None:
    document = make_document(
        [neurons("a", size=40, sign="excitatory")],
        [edge("e", "a", "a", synapse="delta", weight={"normal": [1.0, 2.0]})],
    )
    assert connectivity(Network.from_document(document), "e", 40).weights.min() == 0


def test_what_takes_too_long_is_said_with_its_size() -> None:
    document = make_document(
        [neurons("a", size=100_000)],
        [edge("e", "a", "a", synapse="delta", connect={"rule": "fixed_probability", "p": 0.5})],
    )
    with pytest.raises(TooLarge, match="about 5,000,000,000 synapses of 10,000,000,000 pairs"):
        connectivity(Network.from_document(document), "e", 96)


def test_a_draw_can_be_cancelled() -> None:
    document = make_document([neurons("a", size=50)], [edge("e", "a", "a", synapse="delta")])
    with pytest.raises(Cancelled):
        connectivity(Network.from_document(document), "e", 96, cancelled=lambda: True)
