"""What every model is, as plain data made from its declaration alone: the reference in print.

Unlike `engine.catalog`, which holds what the page needs to show, formulas are here as the text that
they were declared in, which is also what a person would type.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.declaration import (
    ChannelModel,
    NeuronModel,
    Parameter,
    PlasticityModel,
    Preset,
    State,
    StimulusModel,
    SynapseModel,
    Trace,
)
from engine.equations.lines import split_lines
from engine.registry import (
    AnyModel,
    channel_models,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)

Entry = dict[str, Any]

KINDS = {
    "neuron": "Neurons",
    "channel": "Channels",
    "synapse": "Synapses",
    "stimulus": "Stimuli",
    "learning rule": "Learning rules",
}
"""Kinds of model, and the titles of their chapters."""

_NOISE = "tau*dI/dt = -(I - mean) + sigma*sqrt(2*tau)*xi(t)"


def reference() -> list[Entry]:
    """An entry for every registered model, kind by kind.

    Its fields: `kind`, `name`, `title`, `summary`, `formulas` (lines of text), `states` and
    `parameters` (with `unit`, `meaning`, and initial value, or default and bounds), `presets`,
    `source`.
    """
    models: list[tuple[str, AnyModel]] = [
        *(("neuron", model) for model in neuron_models.values()),
        *(("channel", model) for model in channel_models.values()),
        *(("synapse", model) for model in synapse_models.values()),
        *(("stimulus", model) for model in stimulus_models.values()),
        *(("learning rule", model) for model in plasticity_models.values()),
    ]
    return [_entry(kind, model) for kind, model in models]


def _entry(kind: str, model: AnyModel) -> Entry:
    states: tuple[State | Trace, ...] = ()
    if isinstance(model, PlasticityModel):
        states = (*model.traces, *model.states)
    elif not isinstance(model, StimulusModel):
        states = model.states
    presets = model.presets if isinstance(model, NeuronModel | ChannelModel) else ()
    return {
        "kind": kind,
        "name": model.name,
        "title": model.title,
        "summary": model.summary,
        "formulas": list(_formulas(model)),
        "states": [_state(state) for state in states],
        "parameters": [_parameter(parameter) for parameter in model.parameters],
        "presets": [_preset(preset) for preset in presets],
        "source": model.source,
    }


def _formulas(model: AnyModel) -> Iterator[str]:
    match model:
        case NeuronModel():
            yield from [*split_lines(model.equations), *split_lines(model.functions)]
            if model.output:
                yield f"{model.output_name or 'output'} = {model.output}"
            if model.threshold:
                begins = "spike when it begins that" if model.crossing else "spike when"
                yield "; ".join([f"{begins} {model.threshold}", *split_lines(model.reset)])
            if model.refractory:
                yield f"{model.states[0].name} is held for {model.refractory} after a spike"
        case ChannelModel():
            yield from [*split_lines(model.equations), *split_lines(model.functions)]
            yield f"current: {model.current}"
        case SynapseModel():
            yield from split_lines(model.equations)
            if model.carries == "values":
                yield f"S = sum of weight * ({model.presynaptic or 'x'}), W = sum of the weights"
            if model.on_spike:
                yield f"on a spike: {model.on_spike}"
            if model.current:
                yield f"current: {model.current}"
        case StimulusModel():
            yield from _of_stimulus(model)
        case PlasticityModel():
            yield from split_lines(model.equations)
            for side, text in (
                ("source", model.on_source_spike),
                ("target", model.on_target_spike),
            ):
                if text:
                    yield f"on a spike of the {side}: {'; '.join(split_lines(text))}"


def _of_stimulus(model: StimulusModel) -> Iterator[str]:
    if model.process == "expression":
        name = model.port if model.output == "current" else "rate"
        yield f"{name}(t) = {model.expression}"
    elif model.process == "noise":
        yield _NOISE
        yield "tau = 0: I = mean + sigma*xi(t), white"


def _state(state: State | Trace) -> Entry:
    entry = {
        "name": state.name,
        "initial": state.initial,
        "unit": state.unit,
        "meaning": state.meaning,
    }
    return entry | ({"side": state.side} if isinstance(state, Trace) else {})


def _parameter(parameter: Parameter) -> Entry:
    default = parameter.default
    entry: Entry = {
        "name": parameter.name,
        "default": list(default) if isinstance(default, tuple) else default,
        "unit": parameter.unit,
        "low": parameter.low,
        "high": parameter.high,
        "meaning": parameter.meaning,
        "kind": parameter.kind,
    }
    if parameter.options:
        entry["options"] = {option.name: option.expression for option in parameter.options}
    return entry


def _preset(preset: Preset) -> Entry:
    return {
        "name": preset.name,
        "title": preset.title,
        "params": dict(preset.params),
        "initial": dict(preset.initial),
        "note": preset.note,
    }
