"""What a model takes is known before it is taken, those registered tomorrow included."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Simulation
from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.memory import estimate
from tests.engine.boards import Raw, make_document, neurons, stimulus
from tests.engine.every import NEURONS, RULES, STIMULI, SYNAPSES, joined, learning


def _holds_what_was_estimated(nodes: list[Raw], edges: list[Raw]) -> None:
    simulation = Simulation(make_document(nodes, edges))
    expected = estimate(simulation.network)
    logs = {n: simulation.recorder.log_bytes(n) for n in simulation.recorder.spiking()}
    blocks: dict[str, Any] = {**simulation.assembly.nodes, **simulation.assembly.edges}
    for key, block in blocks.items():
        held = block.byte_count() + logs.get(key, 0)
        # A few words of bookkeeping matter to nobody.
        assert expected[key] == pytest.approx(held, rel=0.1, abs=2000), key
    assert sum(expected.values()) == pytest.approx(simulation.byte_count(), rel=0.1)


@pytest.mark.parametrize("model", NEURONS, ids=lambda m: m.name)
def test_memory_of_a_population_is_known_before_it_is_taken(model: NeuronModel) -> None:
    _holds_what_was_estimated([neurons("a", model.name, 20_000)], [])


@pytest.mark.parametrize(
    "model",
    # A data set is as large as its record says.
    [
        m
        for m in STIMULI
        if (m.output == "spikes" or m.per_cell) and all(p.kind != "dataset" for p in m.parameters)
    ],
    ids=lambda m: m.name,
)
def test_memory_of_a_stimulus_is_known_before_it_is_taken(model: StimulusModel) -> None:
    params: Raw = {}
    if model.process == "samples":
        params["values"] = np.zeros((2000, 50)).tolist()
    elif model.process == "script":
        params["times"] = [[1.0, 2.0]] * 2000
    else:
        number = next(p for p in model.parameters if p.kind in ("number", "expression"))
        params[number.name] = [1.0] * 2000
    _holds_what_was_estimated([stimulus("s", model.name, 2000, **params)], [])


CONNECTIONS = [
    {"rule": "all_to_all"},
    {"rule": "one_to_one"},
    {"rule": "fixed_probability", "p": 0.1},
    {"rule": "fixed_indegree", "k": 40},
    {"rule": "fixed_outdegree", "k": 40},
]


@pytest.mark.parametrize("model", SYNAPSES, ids=lambda m: m.name)
@pytest.mark.parametrize("varied", [False, True])
def test_memory_of_synapses_is_known_before_it_is_taken(model: SynapseModel, varied: bool) -> None:
    weight: Any = {"uniform": [0.0, 0.1]} if varied else 0.1
    for connect in (
        CONNECTIONS if model.name in ("exponential", "gap_junction") else CONNECTIONS[:3]
    ):
        _holds_what_was_estimated(*joined(model, 1000, weight=weight, connect=connect))
    matrix = (np.random.default_rng(0).random((1000, 1000)) < 0.1) * 0.1
    explicit = {"rule": "explicit"}
    if varied:
        _holds_what_was_estimated(*joined(model, 1000, weight=matrix.tolist(), connect=explicit))


@pytest.mark.parametrize("model", RULES, ids=lambda m: m.name)
def test_memory_of_learning_synapses_is_known_before_it_is_taken(model: PlasticityModel) -> None:
    _holds_what_was_estimated(*learning(model, {}, 400))
