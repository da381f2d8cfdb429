"""What would have to be compiled is known before anything is built."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from engine import Network, Simulation
from engine.kernels import cache
from engine.kernels.needed import needed_kernels
from engine.kernels.store import KernelStore
from engine.validation import parse_document
from tests.engine.boards import edge, neurons, raw_document, stimulus

LIF: dict[str, Any] = {
    "id": "d",
    "kind": "definition",
    "name": "mine",
    "title": "My neuron",
    "parameters": [{"name": "tau_m", "default": 15}],
    "states": [{"name": "V", "initial": -70, "unit": "mV"}],
    "threshold": "V >= -55",
    "reset": "V = -75",
}


@pytest.fixture(autouse=True)
def forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests compile is not kept."""
    monkeypatch.setattr(cache, "store", KernelStore(tmp_path))


def fresh() -> dict[str, Any]:
    """A model that nobody has compiled yet."""
    number = time.time_ns() % 10**12
    return {**LIF, "equations": f"tau_m*dV/dt = -(V + 72) + I + 0*{number}"}


def network(*nodes: dict[str, Any], edges: tuple[Any, ...] = (), **settings: Any) -> Network:
    raw = raw_document(list(nodes), list(edges), **settings) | {"definitions": [fresh()]}
    return Network.from_document(parse_document(raw))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"params": {"tau_m": [10, 20]}},
        {"channels": [{"channel": "leak", "params": {"g": [1, 2]}}]},
    ],
    ids=str,
)
def test_what_is_named_is_what_a_build_compiles(
    fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = network(neurons("a", "mine", 2, **fields))
    compiled: list[str] = []
    monkeypatch.setattr(cache, "compile_apart", lambda name, source: compiled.append(name))
    needed = needed_kernels(wanted, ["a"])
    assert len(needed) == 1
    assert needed[0].title == "My neuron"
    needed[0].make()
    assert len(compiled) == 1
    Simulation(wanted)
    assert len(compiled) == 1
    assert needed_kernels(wanted, wanted.records.keys() - {"d"}) == []


def test_a_definition_is_compiled_before_anything_runs_it_and_others_are_ready() -> None:
    spikes = stimulus("in", "spike_times", times=[1.0])
    synapse = edge("e", "in", "b", synapse="exponential")
    wanted = network(neurons("b", "lif"), spikes, edges=(synapse,))
    Simulation(wanted)
    assert [each.title for each in needed_kernels(wanted, wanted.records)] == ["My neuron"]
    assert needed_kernels(wanted, ["b", "in", "e", "nobody"]) == []


def test_stimuli_are_compiled_when_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_kernels", {})
    current = stimulus("in", "constant", amplitude=20)
    wanted = network(neurons("b", "lif"), current, edges=(edge("e", "in", "b"),))
    assert "stimuli" not in [each.title for each in needed_kernels(wanted, ["b"])]
    first, *others = needed_kernels(wanted, ["in", "b"])
    assert first.title == "stimuli"
    for each in (first, *others):
        each.make()
    assert needed_kernels(wanted, ["in", "b"]) == []
    simulation = Simulation(wanted)
    before = simulation.state("b", "V")[0]
    simulation.run(10)
    assert simulation.state("b", "V")[0] > before + 1


def test_a_record_of_no_model_is_left_to_validation() -> None:
    assert needed_kernels(network(neurons("a", "nothing")), ["a"]) == []


def test_a_typed_rule_is_compiled_before_an_edge_learns_by_it() -> None:
    raw = raw_document(
        [neurons("b", "leaky", 2)],
        [edge("e", "b", "b", plasticity={"rule": "own"})],
    )
    number = time.time_ns() % 10**12
    own = {"id": "r", "kind": "definition", "of": "plasticity", "name": "own", "title": "My rule"}
    own |= {"needs": "values", "equations": f"dw/dt = x*y + 0*{number}"}
    wanted = Network.from_document(parse_document(raw | {"definitions": [own]}))
    assert "My rule" in [each.title for each in needed_kernels(wanted, ["e"])]
    assert "My rule" in [each.title for each in needed_kernels(wanted, ["r"])]
    Simulation(wanted)
    assert needed_kernels(wanted, wanted.records) == []
