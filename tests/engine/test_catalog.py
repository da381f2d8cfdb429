"""The catalogue: plain data for every registered model, in the shape of the wire."""

import json

from pydantic import TypeAdapter

from engine.catalog import catalog
from engine.registry import neuron_models, stimulus_models, synapse_models
from server.protocol import NeuronModelEntry, StimulusEntry, SynapseEntry


def test_lists_every_registered_model_in_its_order() -> None:
    entries = catalog()
    assert [entry["name"] for entry in entries["neurons"]] == list(neuron_models)
    assert [entry["name"] for entry in entries["synapses"]] == list(synapse_models)
    assert [entry["name"] for entry in entries["stimuli"]] == list(stimulus_models)


def test_is_json_as_it_stands() -> None:
    entries = catalog()
    assert json.loads(json.dumps(entries, allow_nan=False)) == entries


def test_fits_the_messages_of_the_wire() -> None:
    entries = catalog()
    for kind, shape in (
        ("neurons", TypeAdapter(list[NeuronModelEntry])),
        ("synapses", TypeAdapter(list[SynapseEntry])),
        ("stimuli", TypeAdapter(list[StimulusEntry])),
    ):
        read = shape.validate_json(json.dumps(entries[kind]), strict=True)
        assert len(read) == len(entries[kind])


def test_says_what_spikes_and_what_has_a_current() -> None:
    entries = catalog()
    spikes = {entry["name"] for entry in entries["neurons"] if entry["spikes"]}
    assert {"lif", "eif", "izhikevich", "hh"} <= spikes
    assert spikes.isdisjoint({"leaky", "linear"})
    currents = {entry["name"]: entry["current"] for entry in entries["synapses"]}
    assert currents["exponential"]
    assert not currents["delta"]


def test_every_model_has_a_formula() -> None:
    for entries in catalog().values():
        assert all(entry["latex"] and entry["source"] for entry in entries)
