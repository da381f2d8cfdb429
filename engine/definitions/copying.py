"""A registered model as a definition: something for a person to start from."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from engine.declaration import (
    NeuronModel,
    Parameter,
    PlasticityModel,
    State,
    StimulusModel,
    SynapseModel,
    Trace,
)
from engine.document import DefinedParameter, DefinedState, Definition

Copied = NeuronModel | SynapseModel | StimulusModel | PlasticityModel


def definition_of(model: Copied, name: str) -> Definition | None:
    """The texts of a model under a name of its own; None for what texts cannot say: hand-written
    training, values that a process makes, cells that depend on each other."""
    if isinstance(model, NeuronModel):
        return _neuron(model, name)
    if isinstance(model, SynapseModel):
        return _synapse(model, name)
    if isinstance(model, StimulusModel):
        return _stimulus(model, name)
    return _plasticity(model, name)


def _neuron(model: NeuronModel, name: str) -> Definition | None:
    if model.normalised or model.asynchronous or model.output:
        return None
    functions = [_function(p) for p in model.parameters if p.kind == "function"]
    return Definition(
        id=name,
        of="neuron",
        name=name,
        title=f"{model.title}, copy",
        family=model.family,
        parameters=_parameters(model.numbers),
        states=[_state(state) for state in model.states],
        equations=_lines(model.equations),
        functions="\n".join([*functions, _lines(model.functions)]).strip(),
        threshold=model.threshold,
        reset=_lines(model.reset),
        crossing=model.crossing,
        refractory=model.refractory,
    )


def _synapse(model: SynapseModel, name: str) -> Definition:
    return Definition(
        id=name,
        of="synapse",
        name=name,
        title=f"{model.title}, copy",
        parameters=_parameters(model.parameters),
        states=[_state(state) for state in model.states],
        equations=_lines(model.equations),
        carries=model.carries,
        presynaptic=model.presynaptic,
        on_spike=model.on_spike,
        current=model.current,
    )


def _stimulus(model: StimulusModel, name: str) -> Definition | None:
    if not model.expression or any(p.kind != "number" for p in model.parameters):
        return None
    return Definition(
        id=name,
        of="stimulus",
        name=name,
        title=f"{model.title}, copy",
        parameters=_parameters(model.parameters),
        output=model.output,
        expression=model.expression,
    )


def _plasticity(model: PlasticityModel, name: str) -> Definition | None:
    if model.algorithm:
        return None
    return Definition(
        id=name,
        of="plasticity",
        name=name,
        title=f"{model.title}, copy",
        parameters=_parameters(model.parameters),
        states=[*(_state(trace) for trace in model.traces), *(_state(s) for s in model.states)],
        equations=_lines(model.equations),
        needs=model.needs,
        on_source_spike=_lines(model.on_source_spike),
        on_target_spike=_lines(model.on_target_spike),
        low=model.low,
        high=model.high,
    )


def _parameters(parameters: Sequence[Parameter]) -> list[DefinedParameter]:
    return [
        DefinedParameter(
            name=p.name,
            default=p.default,
            unit=p.unit,
            meaning=p.meaning,
            low=p.low,
            high=p.high,
        )
        for p in parameters
    ]


def _state(state: State | Trace) -> DefinedState:
    return DefinedState(
        name=state.name,
        initial=state.initial,
        unit=state.unit,
        meaning=state.meaning,
        side=state.side if isinstance(state, Trace) else "",
    )


def _function(parameter: Parameter) -> str:
    """The function that a parameter of kind `function` stands for by default."""
    (chosen,) = [option for option in parameter.options if option.name == parameter.default]
    return f"{parameter.name}({parameter.argument}) = {chosen.expression}"


def _lines(text: str) -> str:
    return textwrap.dedent(text).strip()
