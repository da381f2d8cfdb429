"""A population and its neurons one by one are the same network, drawn differently."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Network, Simulation, validate
from engine.document import Document, Neurons
from engine.regroup import group, split
from engine.validation import parse_document, parse_edit
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus

FOR = 150.0
Trains = list[list[int]]


def network_of(raw: Raw) -> Network:
    network = Network.from_document(parse_document(raw))
    validate(network)
    return network


def spikes(document: Document, nodes: list[str]) -> Trains:
    """Spikes, by step, of every cell of some nodes, in their order."""
    simulation = Simulation(document)
    simulation.run(FOR)
    found: Trains = []
    for node in nodes:
        record = simulation.network[node]
        assert isinstance(record, Neurons)
        heard = simulation.recorder.spikes_since(node)
        found += [heard.steps[heard.cells == k].tolist() for k in range(record.size)]
    return found


def regrouped(network: Network, edit: Any) -> Document:
    """The network after an edit as it comes over the wire, checked as every edit is."""
    simulation = Simulation(network.to_document())
    simulation.apply(parse_edit(json.loads(edit.model_dump_json())))
    return simulation.network.to_document()


def circuit(size: int = 7, **over: Any) -> Raw:
    """Varied cells that are driven, excite each other at random and reach another population."""
    nodes = [
        stimulus("stim", "pulse", start=5, stop=120, amplitude=24.0),
        neurons(
            "pop",
            "eif",
            size,
            label="E",
            params={"tau_m": {"normal": [14, 2]}, "E_L": {"uniform": [-74, -70]}},
            initial={"V": {"uniform": [-75, -60]}},
            **over,
        ),
        neurons("out", "lif", 3, params={"tau_m": [10, 12, 14]}),
        neurons("one", "lif"),
    ]
    random = {"rule": "fixed_probability", "p": 0.4, "allow_autapses": False}
    spiking = {"synapse": "exponential", "params": {"tau": 5}}
    edges = [
        edge("in", "stim", "pop", weight={"uniform": [0.8, 1.2]}),
        edge(
            "rec",
            "pop",
            "pop",
            connect=random,
            weight={"normal": [60, 20]},
            delay={"uniform": [0.5, 3]},
            **spiking,
        ),
        edge("on", "pop", "out", weight={"uniform": [100, 250]}, delay=1.5, **spiking),
        edge(
            "back", "out", "pop", weight=-60, connect={"rule": "fixed_indegree", "k": 2}, **spiking
        ),
        edge("all", "pop", "one", weight=9.0, synapse="delta", delay=2),
    ]
    views = [
        {"id": "v1", "kind": "trace", "of": [{"node": "pop", "variable": "V", "cells": [1, 4]}]},
        {"id": "v2", "kind": "raster", "of": [{"node": "pop"}, {"node": "out"}]},
        {"id": "v3", "kind": "weights", "of": [{"edge": "rec"}]},
        {"id": "v4", "kind": "trace", "of": [{"edge": "in", "variable": "I", "cells": [2]}]},
    ]
    return raw_document(nodes, edges, views, seed=3)


def singles(document: Document) -> list[str]:
    return [node.id for node in document.nodes if node.id.startswith("pop")]


def test_split_neurons_spike_as_the_population_did() -> None:
    network = network_of(circuit())
    before = spikes(network.to_document(), ["pop", "out", "one"])
    counts = [len(train) for train in before]
    assert sum(counts[:7]) > 14, counts
    assert sum(counts[7:]) > 3, counts
    assert len(set(counts[:7])) > 1, "the cells differ"
    after = regrouped(network, split(network, "pop"))
    assert len(singles(after)) == 7
    assert all(node.size == 1 for node in after.nodes if node.id in singles(after))
    assert spikes(after, [*singles(after), "out", "one"]) == before


def test_grouped_again_they_spike_as_before() -> None:
    network = network_of(circuit())
    before = spikes(network.to_document(), ["pop", "out", "one"])
    alone = Network.from_document(regrouped(network, split(network, "pop")))
    together = regrouped(alone, group(alone, singles(alone.to_document())))
    (population,) = (node for node in together.nodes if node.id.startswith("pop"))
    assert isinstance(population, Neurons)
    assert (population.size, population.label) == (7, "E")
    assert isinstance(population.params["tau_m"], list)
    assert spikes(together, [population.id, "out", "one"]) == before
    # As many connections as at first: those of one kind between two nodes are one again.
    assert len(together.edges) == 5


def test_views_show_the_same_cells() -> None:
    network = network_of(circuit())
    after = regrouped(network, split(network, "pop"))
    ids = singles(after)
    views = {view.id: view for view in after.views}
    assert [(entry.node, entry.variable) for entry in views["v1"].of] == [
        (ids[1], "V"),
        (ids[4], "V"),
    ]
    assert [entry.node for entry in views["v2"].of] == [*ids, "out"]
    (shown,) = views["v4"].of
    assert next(e.target for e in after.edges if e.id == shown.edge) == ids[2]

    alone = Network.from_document(after)
    together = regrouped(alone, group(alone, ids))
    views = {view.id: view for view in together.views}
    assert [entry.cells for entry in views["v1"].of] == [[1, 4]]
    assert [entry.cells for entry in views["v2"].of] == [[0, 1, 2, 3, 4, 5, 6], None]
    assert [entry.cells for entry in views["v4"].of] == [[2]]


def test_one_undo_brings_everything_back() -> None:
    network = network_of(circuit())
    simulation = Simulation(network.to_document())
    applied = simulation.apply(split(network, "pop"))
    simulation.apply(applied.inverse)
    again = simulation.network.to_document()
    assert {n.id: n for n in again.nodes} == {n.id: n for n in network.to_document().nodes}
    assert {e.id: e for e in again.edges} == {e.id: e for e in network.to_document().edges}
    assert {v.id: v for v in again.views} == {v.id: v for v in network.to_document().views}


def test_graded_units_keep_their_values() -> None:
    nodes = [
        neurons("pop", "linear", 4, initial={"x": [1, 2, 3, 4]}),
        neurons("sum", "tanh", 2, params={"bias": [0.1, 0.2]}),
    ]
    weights = [[0.1, 0.0, 0.3, 0.4], [0.0, -0.2, 0.0, 0.5]]
    network = network_of(raw_document(nodes, [edge("e", "pop", "sum", weight=weights)], dt=1))
    parted = regrouped(network, split(network, "pop"))
    values = []
    for document in (network.to_document(), parted):
        simulation = Simulation(document)
        simulation.advance(1)
        values.append(np.array(simulation.state("sum")))
    np.testing.assert_allclose(values[0], values[1], rtol=1e-12)
    assert np.ptp(values[0]) > 0


def test_short_weights_are_said_shortly() -> None:
    nodes = [stimulus("s", "constant", amplitude=20.0), neurons("pop", size=3)]
    network = network_of(raw_document(nodes, [edge("e", "s", "pop", weight=2.0)]))
    edges = regrouped(network, split(network, "pop")).edges
    assert [(e.weight, e.connect.rule) for e in edges] == [(2.0, "all_to_all")] * 3
    alone = Network.from_document(regrouped(network, split(network, "pop")))
    (edge_again,) = regrouped(alone, group(alone, [f"pop-{k}" for k in (1, 2, 3)])).edges
    assert (edge_again.weight, edge_again.connect.rule) == (2.0, "all_to_all")


def test_channels_and_functions_go_along() -> None:
    channel = {"channel": "potassium_m", "params": {"g": [0.1, 0.2, 0.3]}}
    network = network_of(raw_document([neurons("pop", "leaky", 3, channels=[channel])]))
    nodes = regrouped(network, split(network, "pop")).nodes
    given = [node.channels[0].params["g"] for node in nodes if isinstance(node, Neurons)]
    assert given == [0.1, 0.2, 0.3]
    alone = Network.from_document(regrouped(network, split(network, "pop")))
    (node,) = regrouped(alone, group(alone, [n.id for n in alone.nodes()])).nodes
    assert isinstance(node, Neurons)
    assert node.channels[0].params["g"] == [0.1, 0.2, 0.3]


def refusal(raw: Raw, how: Any, *ids: str) -> str:
    network = network_of(raw)
    with pytest.raises(DocumentError) as caught:
        how(network, list(ids) if how is group else ids[0])
    return str(caught.value)


def test_what_cannot_be_split_says_why() -> None:
    assert "at most 200 can be split" in refusal(raw_document([neurons("p", size=201)]), split, "p")
    one = raw_document([neurons("p"), stimulus("s", "constant", 3)])
    assert "two or more neurons" in refusal(one, split, "p")
    assert "two or more neurons" in refusal(one, split, "s")
    assert "two or more neurons" in refusal(one, split, "gone")
    softmax = raw_document([neurons("p", "softmax", size=3)], dt=1)
    assert "depend on all units" in refusal(softmax, split, "p")
    full = [edge("e", "p", "p", synapse="exponential")]
    many = raw_document([neurons("p", size=150)], full)
    assert "22500 connections" in refusal(many, split, "p")
    large = raw_document(
        [neurons("p", size=100), neurons("q", size=5000)],
        [edge("e", "p", "q", synapse="exponential")],
    )
    assert "hold 500000 weights" in refusal(large, split, "p")


def test_what_cannot_be_grouped_says_why() -> None:
    nodes = [
        neurons("a"),
        neurons("b", "eif"),
        neurons("c", sign="excitatory"),
        stimulus("s", "constant"),
        neurons("d", "leaky", 600),
        neurons("e", "leaky", 600),
        neurons("f", "leaky", channels=[{"channel": "leak"}]),
    ]
    raw = raw_document(nodes)
    assert "share one model" in refusal(raw, group, "a", "b")
    assert "all excitatory" in refusal(raw, group, "a", "c")
    assert "two or more neurons" in refusal(raw, group, "a", "s")
    assert "two or more neurons" in refusal(raw, group, "a")
    assert "1200 cells; at most 1000" in refusal(raw, group, "d", "e")
    assert "same ion channels" in refusal(raw, group, "d", "f")


def test_learning_that_is_about_all_cells_together_says_so() -> None:
    rule = {"rule": "hebb", "params": {}, "normalise": 5.0}
    nodes = [neurons("p", "linear", 3), neurons("q", "linear", 2)]
    raw = raw_document(nodes, [edge("e", "p", "q", plasticity=rule)], dt=1)
    assert "keeps the sum of the weights" in refusal(raw, split, "p")
    assert "keeps the sum of the weights" in refusal(raw, group, "p", "q")
    network = network_of(raw)
    assert len(split(network, "q").put) == 4, "its targets each keep their own sum"
