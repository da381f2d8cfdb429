"""Everything that can be placed on a board, as plain data: what the palette and the inspector show.

Each entry is made of what JSON knows; `server.protocol` holds the same shapes as wire types.
"""

from __future__ import annotations

from typing import Any

from engine.dale import is_conductance
from engine.declaration import (
    ChannelModel,
    NeuronModel,
    Parameter,
    PlasticityModel,
    Preset,
    State,
    StimulusModel,
    SynapseModel,
)
from engine.equations.typeset import neuron_latex, stimulus_latex, symbol_of, synapse_latex
from engine.equations.typeset_rules import channel_latex, plasticity_latex
from engine.registry import (
    channel_models,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)

Entry = dict[str, Any]


def catalog() -> Entry:
    """A list per kind of model: one entry per registered model, in their order."""
    return {
        "neurons": [neuron_entry(model) for model in neuron_models.values()],
        "channels": [channel_entry(model) for model in channel_models.values()],
        "synapses": [synapse_entry(model) for model in synapse_models.values()],
        "plasticity": [plasticity_entry(model) for model in plasticity_models.values()],
        "stimuli": [stimulus_entry(model) for model in stimulus_models.values()],
    }


def neuron_entry(model: NeuronModel) -> Entry:
    """A neuron model; `latex` is a line per equation, then functions, then threshold and reset."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "family": model.family,
        "spikes": bool(model.threshold),
        "spike_peak": model.spike_peak,
        "latex": neuron_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "states": [state_entry(state) for state in model.states],
        "output_name": model.output_name,
        "ports": list(model.ports),
        "presets": [preset_entry(preset) for preset in model.presets],
        "source": model.source,
    }


def channel_entry(model: ChannelModel) -> Entry:
    """Channels; `stochastic` is whether a finite number of them can be asked for."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "stochastic": bool(model.gates),
        "latex": channel_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "states": [state_entry(state) for state in model.states],
        "ports": list(model.ports),
        "presets": [preset_entry(preset) for preset in model.presets],
        "source": model.source,
    }


def synapse_entry(model: SynapseModel) -> Entry:
    """A synapse; `current` is whether it has a current `I` to watch, `carries` what it takes from
    its source: "spikes" or "values"."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "weight_unit": model.weight_unit,
        "current": bool(model.current),
        "conductance": is_conductance(model),
        "carries": model.carries,
        "latex": synapse_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "source": model.source,
    }


def plasticity_entry(model: PlasticityModel) -> Entry:
    """A learning rule; `needs` is what both ends send, `signal` whether it has a third factor."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "needs": model.needs,
        "signal": model.signal,
        "algorithm": model.algorithm,
        "latex": plasticity_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "source": model.source,
    }


def stimulus_entry(model: StimulusModel) -> Entry:
    """A stimulus; `per_cell` is whether a current has a size, `port` the input that it feeds."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "output": model.output,
        "per_cell": model.per_cell,
        "port": model.port,
        "unit": model.unit,
        "latex": stimulus_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "source": model.source,
    }


def parameter_entry(parameter: Parameter) -> Entry:
    """A parameter; `default` is a number, a text or a list, `symbol` is LaTeX."""
    default = parameter.default
    return {
        "name": parameter.name,
        "title": parameter.title,
        "symbol": symbol_of(parameter),
        "default": list(default) if isinstance(default, tuple) else default,
        "unit": parameter.unit,
        "meaning": parameter.meaning,
        "low": parameter.low,
        "high": parameter.high,
        "slider": list(parameter.slider) if parameter.slider else None,
        "kind": parameter.kind,
        "argument": parameter.argument,
        "options": [
            {"name": option.name, "title": option.title, "expression": option.expression}
            for option in parameter.options
        ],
    }


def preset_entry(preset: Preset) -> Entry:
    """A preset; what it does not name keeps the model's default."""
    return {
        "name": preset.name,
        "title": preset.title,
        "params": dict(preset.params),
        "initial": dict(preset.initial),
        "note": preset.note,
    }


def state_entry(state: State) -> Entry:
    """A state; `initial` is a number or an expression, `display` what the fill of a cell covers."""
    return {
        "name": state.name,
        "symbol": symbol_of(state),
        "unit": state.unit,
        "meaning": state.meaning,
        "initial": state.initial,
        "display": list(state.display) if state.display else None,
    }
