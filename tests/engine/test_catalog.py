"""The catalogue: plain data for every registered model, in the shape of the wire."""

import json

from pydantic import TypeAdapter

from engine.catalog import catalog, parameter_entry, preset_entry
from engine.declaration import (
    ChannelModel,
    Gate,
    Option,
    Parameter,
    PlasticityModel,
    Preset,
    State,
    Trace,
)
from engine.equations.typeset_rules import channel_latex, plasticity_latex
from engine.registry import (
    channel_models,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)
from server.protocol import (
    CatalogParameter,
    ChannelEntry,
    NeuronModelEntry,
    PlasticityEntry,
    StimulusEntry,
    SynapseEntry,
)


def test_lists_every_registered_model_in_its_order() -> None:
    entries = catalog()
    assert [entry["name"] for entry in entries["neurons"]] == list(neuron_models)
    assert [entry["name"] for entry in entries["synapses"]] == list(synapse_models)
    assert [entry["name"] for entry in entries["stimuli"]] == list(stimulus_models)
    assert [entry["name"] for entry in entries["channels"]] == list(channel_models)
    assert [entry["name"] for entry in entries["plasticity"]] == list(plasticity_models)


def test_is_json_as_it_stands() -> None:
    entries = catalog()
    assert json.loads(json.dumps(entries, allow_nan=False)) == entries


def test_fits_the_messages_of_the_wire() -> None:
    entries = catalog()
    for kind, shape in (
        ("neurons", TypeAdapter(list[NeuronModelEntry])),
        ("channels", TypeAdapter(list[ChannelEntry])),
        ("plasticity", TypeAdapter(list[PlasticityEntry])),
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


def test_presets_and_options_are_plain_data() -> None:
    preset = Preset("fast", "Fast", (("tau_m", 5.0),), (("V", -60.0),), "give it 20 mV")
    assert preset_entry(preset) == {
        "name": "fast",
        "title": "Fast",
        "params": {"tau_m": 5.0},
        "initial": {"V": -60.0},
        "note": "give it 20 mV",
    }
    chosen = Parameter(
        "f",
        "linear",
        "",
        "what a unit makes of its input",
        kind="function",
        argument="I",
        options=(Option("linear", "Linear", "g*I"),),
    )
    read = CatalogParameter.model_validate(parameter_entry(chosen))
    assert (read.argument, read.options[0].expression) == ("I", "g*I")


def test_typesets_a_channel() -> None:
    channel = ChannelModel(
        name="slow_K",
        title="Slow potassium",
        summary="",
        states=(State("n", 0.1, "", "open fraction"),),
        parameters=(
            Parameter("g", 2.0, "", "conductance"),
            Parameter("E", -77.0, "mV", "reversal potential"),
        ),
        equations="dn/dt = a(V)*(1 - n) - 0.1*n",
        functions="a(V) = 0.01*(V + 55)",
        current="-g*n^4*(V - E)",
        source="none",
        gates=(Gate("n", 4, "a(V)", "0.1"),),
    )
    current, equation, function = channel_latex(channel)
    assert current.startswith(r"I_{\text{slow\_K}} = -g")
    assert r"\frac{dn}{dt}" in equation
    assert function.startswith("a(V) = ")


def test_typesets_a_learning_rule() -> None:
    rule = PlasticityModel(
        name="pairs",
        title="Pairs",
        summary="",
        parameters=(Parameter("A", 0.1, "", "step"), Parameter("tau_plus", 20.0, "ms", "memory")),
        source="none",
        needs="spikes",
        traces=(Trace("p", "source", 0.0, "", "trace of the source", "p_j"),),
        equations="tau_plus*dp/dt = -p",
        on_source_spike="p += 1",
        on_target_spike="w += -A*p",
    )
    decay, source, target = plasticity_latex(rule)
    assert r"\frac{dp_j}{dt} = -p_j" in decay
    assert source == r"\text{source spike:}\quad p_j \mathrel{+}= 1"
    assert target == r"\text{target spike:}\quad w \mathrel{-}= A\,p_j"
