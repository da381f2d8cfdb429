"""Every registered model, and the smallest boards on which each of them runs."""

from __future__ import annotations

from typing import Any

from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.registry import (
    AnyModel,
    channel_models,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)
from tests.engine.boards import Raw, edge, neurons, stimulus

NEURONS = list(neuron_models.values())
SYNAPSES = list(synapse_models.values())
STIMULI = list(stimulus_models.values())
RULES = list(plasticity_models.values())
EVERY: list[AnyModel] = [*NEURONS, *SYNAPSES, *STIMULI, *RULES, *channel_models.values()]

# A constant input in each model's own units that moves it and, where it spikes, makes it spike.
DRIVE = {"lif": 25.0, "eif": 25.0, "adex": 40.0, "izhikevich": 15.0, "hh": 12.0, "hh2d": 12.0}
DRIVE |= {"leaky": 6.0, "qif": 5.0, "theta": 5.0, "morris_lecar": 60.0, "fitzhugh_nagumo": 0.1}
# The step that is usual for a model, where it is not 0.1 ms.
STEP = {"hh": 0.02, "hh2d": 0.02, "qif": 0.01, "theta": 0.01}


def drive(model: NeuronModel) -> float:
    return DRIVE.get(model.name, 1.0 if model.family != "spiking" else 25.0)


def usual_step(model: NeuronModel) -> float:
    return STEP.get(model.name, 1.0 if model.family == "iterated" else 0.1)


def board(model: NeuronModel, size: int = 1, **fields: Any) -> Raw:
    """A population `a` of a model under its usual drive."""
    params = {"I_ext": drive(model)} | fields.pop("params", {})
    return neurons("a", model.name, size, params=params, **fields)


def with_parameter(model: AnyModel, name: str, value: float) -> tuple[list[Raw], list[Raw]]:
    """Nodes and edges of a board on which a parameter of a model has a value."""
    params = {name: value}
    if isinstance(model, NeuronModel):
        return [neurons("a", model.name, params=params)], []
    if isinstance(model, StimulusModel):
        return [stimulus("s", model.name, 1, **params)], []
    if isinstance(model, SynapseModel):
        return joined(model, params=params)
    if isinstance(model, PlasticityModel):
        return learning(model, params)
    channel = {"channel": model.name, "params": params}
    return [neurons("a", "leaky", channels=[channel])], []


def joined(model: SynapseModel, size: int = 1, **fields: Any) -> tuple[list[Raw], list[Raw]]:
    source = stimulus("s", "poisson", size, rate=200)
    if model.carries == "values":
        source = neurons("s", "leaky", size, initial={"V": {"uniform": [-80, -60]}})
    nodes = [source, neurons("a", "lif", size)]
    return nodes, [edge("e", "s", "a", synapse=model.name, **fields)]


def learning(
    model: PlasticityModel, params: dict[str, float], size: int = 1
) -> tuple[list[Raw], list[Raw]]:
    plasticity: Raw = {"rule": model.name, "params": params}
    nodes = [stimulus("third", "constant", amplitude=0.5)]
    if model.signal == "required" or model.algorithm:
        plasticity["signal"] = "third"
    fields: Raw = {"weight": {"uniform": [0, 0.5]}, "plasticity": plasticity}
    if model.needs == "spikes":
        nodes += [stimulus("s", "poisson", size, rate=100), neurons("a", "lif", size)]
        nodes[-1]["params"] = {"I_ext": 20}
        fields["synapse"] = "exponential"
        if model.high == "" or model.name == "homeostatic_inhibitory":
            fields["weight"] = {"uniform": [-0.5, 0]}
    else:
        nodes += [
            stimulus("s", "sine", size, amplitude=0.5, offset=0.3),
            neurons("a", "linear", size),
        ]
    return nodes, [edge("e", "s", "a", **fields)]
