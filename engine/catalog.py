"""Everything that can be placed on a board, as plain data: what the palette and the inspector show.

Each entry is made of what JSON knows; `server.protocol` holds the same shapes as wire types.
"""

from __future__ import annotations

from typing import Any

from engine.declaration import NeuronModel, Parameter, State, StimulusModel, SynapseModel
from engine.equations.typeset import neuron_latex, stimulus_latex, symbol_of, synapse_latex
from engine.registry import neuron_models, stimulus_models, synapse_models

Entry = dict[str, Any]


def catalog() -> Entry:
    """`neurons`, `synapses` and `stimuli`: one entry per registered model, in their order."""
    return {
        "neurons": [neuron_entry(model) for model in neuron_models.values()],
        "synapses": [synapse_entry(model) for model in synapse_models.values()],
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
        "source": model.source,
    }


def synapse_entry(model: SynapseModel) -> Entry:
    """A synapse; `current` is whether it has a current `I` to watch."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "weight_unit": model.weight_unit,
        "current": bool(model.current),
        "latex": synapse_latex(model),
        "parameters": [parameter_entry(parameter) for parameter in model.parameters],
        "source": model.source,
    }


def stimulus_entry(model: StimulusModel) -> Entry:
    """A stimulus."""
    return {
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "output": model.output,
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
