"""Memory is known before it is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine import Network, Simulation, TooLarge, load
from engine.memory import MAX_LIMIT, check_memory, default_limit, estimate
from engine.memory_words import in_words
from tests.engine.boards import EXAMPLES, edge, make_document, neurons, stimulus
from tests.engine.test_reproducibility import document

SYNAPSE = {"synapse": "exponential"}


def test_estimate_of_each_part_is_the_truth() -> None:
    boards = [document(), load((EXAMPLES / "recurrent-network.json").read_bytes())]
    boards.append(
        make_document(
            [
                neurons("a", "eif", 3000, params={"tau_m": {"normal": [10, 1]}}),
                neurons("b", "hh", 2000),
                neurons("c", "linear", 5000),
                stimulus("p", "poisson", 9000, rate={"uniform": [0, 5]}),
            ],
            [
                edge("ab", "a", "b", **SYNAPSE, weight={"normal": [1, 1]}, delay=20)
                | {"connect": {"rule": "fixed_probability", "p": 0.05}},
                edge("ba", "b", "a", **SYNAPSE) | {"connect": {"rule": "fixed_indegree", "k": 30}},
                edge("cc", "c", "c", connect={"rule": "one_to_one"}, delay=3),
                edge("pa", "p", "a", **SYNAPSE, weight={"normal": [1, 1]}),
            ],
        )
    )
    for board in boards:
        simulation = Simulation(board)
        expected = estimate(simulation.network)
        blocks: dict[str, Any] = {**simulation.assembly.nodes, **simulation.assembly.edges}
        logs = {n: simulation.recorder.log_bytes(n) for n in simulation.recorder.spiking()}
        for key, block in blocks.items():
            actual = block.byte_count() + logs.get(key, 0)
            # Small parts have a few words of bookkeeping that do not matter.
            assert expected[key] == pytest.approx(actual, rel=0.1, abs=1500), key
        total = simulation.byte_count()
        assert sum(expected.values()) == pytest.approx(total, rel=0.1)


def test_what_a_block_counts_is_what_it_holds() -> None:
    simulation = Simulation(document())
    for block in simulation.assembly.nodes.values():
        arrays = {array.ctypes.data: array.nbytes for array in block.mutable().values()}
        assert block.byte_count() >= sum(arrays.values())


def test_too_large_names_the_largest_part_and_allocates_nothing() -> None:
    nodes = [neurons("a", size=10_000_000), neurons("b", size=10_000_000)]
    board = make_document(
        nodes, [edge("e", "a", "b", **SYNAPSE, connect={"rule": "fixed_probability", "p": 0.1})]
    )
    with pytest.raises(TooLarge) as caught:
        check_memory(Network.from_document(board), 4 * 2**30)
    [problem] = caught.value.problems
    assert problem.record == "e"
    assert "needs about 36.4 TiB; the limit is 4 GiB" in problem.message
    assert 'edge "e" from 10,000,000 to 10,000,000 cells' in problem.message


def test_the_limit_can_be_set() -> None:
    board = document()
    with pytest.raises(TooLarge, match=r"the limit is 97\.7 KiB"):
        Simulation(board, memory_limit=100_000)
    Simulation(board, memory_limit=10_000_000)


def test_a_long_delay_of_a_large_population_counts() -> None:
    nodes = [neurons("a", size=1_000_000), neurons("b")]
    link = edge("e", "a", "b", **SYNAPSE, delay=1000)
    with pytest.raises(TooLarge, match='population "a"'):
        Simulation(make_document(nodes, [link]))


def test_default_limit() -> None:
    assert 2**28 < default_limit() <= MAX_LIMIT


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (812, "812 bytes"),
        (4 * 2**30, "4 GiB"),
        (3.6e6, "3.43 MiB"),
        (3.1 * 2**40, "3.1 TiB"),
        (5000 * 2**40, "5,000 TiB"),
    ],
)
def test_words(size: float, words: str) -> None:
    assert in_words(size) == words


def test_the_document_of_the_estimate_is_not_changed() -> None:
    board = document()
    before = json.dumps(board.model_dump(mode="json"))
    estimate(Network.from_document(board))
    assert json.dumps(board.model_dump(mode="json")) == before
