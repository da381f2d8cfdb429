"""A learning rule that a person has typed."""

from __future__ import annotations

from collections.abc import Iterable

from engine.declaration import PlasticityModel, Trace
from engine.definitions.equations import read_assignments, read_equations
from engine.definitions.names import (
    check_initial,
    check_names,
    check_parameter_name,
    parameters_of,
    states_of,
)
from engine.definitions.places import Reader
from engine.document import DefinedState, Definition
from engine.equations.lines import split_lines
from engine.equations.tokens import tokenize
from engine.sentences import did_you_mean

WEIGHT = "w"
SIGNAL = "signal"


def check_plasticity(reader: Reader, definition: Definition) -> None:
    """Say what is wrong with the texts of a learning rule."""
    check_names(reader, definition)
    states = [state.name for state in definition.states]
    parameters = {parameter.name for parameter in definition.parameters}
    names = {*parameters, *states, WEIGHT, SIGNAL, "t"}
    values = {"x", "y"} if definition.needs == "values" else set()
    # The weight and what each synapse keeps may change at spikes alone; a trace that has no
    # equation would never fade.
    needed = [state.name for state in definition.states if state.side]
    read_equations(
        reader,
        definition.equations,
        [*states, WEIGHT],
        names | values,
        {},
        needed=needed,
    )
    if definition.needs == "spikes":
        for field in ("on_source_spike", "on_target_spike"):
            _check_jumps(reader, definition, field, names)
    if not _changes_weight(definition):
        if definition.needs == "spikes":
            message = "nothing changes the weight: add w += ... at a spike, or dw/dt = ..."
            reader.say("on_target_spike", message)
        else:
            reader.say("equations", "w has no equation: add a line dw/dt = ...")
    check_initial(reader, definition, parameters, {})
    check_parameter_name(reader, definition, "low", definition.low)
    check_parameter_name(reader, definition, "high", definition.high)


def _check_jumps(reader: Reader, definition: Definition, field: str, names: set[str]) -> None:
    side = "source" if field == "on_source_spike" else "target"
    text = getattr(definition, field)
    own = [state.name for state in definition.states if state.side in ("", side)]
    jumped = False
    for line in read_assignments(reader, field, text, names, {}):
        target = line.value.target
        jumped = jumped or _is_trace(definition.states, target)
        if target == WEIGHT and jumped:
            message = "what changes w comes first: it reads the traces as they were at the spike"
            reader.point(field, text, line.offset, message)
        elif target not in [*own, WEIGHT]:
            if target in {state.name for state in definition.states}:
                hint = f": a spike of the {side} changes traces of the {side}"
            else:
                hint = did_you_mean(target, [*own, WEIGHT]) or ": add it to the states"
            reader.point(field, text, line.offset, f'"{target}" cannot be changed here{hint}')


def _is_trace(states: Iterable[DefinedState], name: str) -> bool:
    return any(state.name == name and state.side for state in states)


def _changes_weight(definition: Definition) -> bool:
    spikes = definition.needs == "spikes"
    texts = (definition.on_source_spike, definition.on_target_spike) if spikes else ()
    lines = [line for text in texts for line in text.split("\n")]
    return "dw/dt" in definition.equations.replace(" ", "") or any(
        line.partition("=")[0].rstrip("+").strip() == WEIGHT for line in lines
    )


def plasticity(definition: Definition, title: str, summary: str, source: str) -> PlasticityModel:
    """The declaration of a learning rule without faults."""
    spikes = definition.needs == "spikes"
    declared = states_of(definition)
    sides = [state.side for state in definition.states]
    texts = [definition.equations]
    if spikes:
        texts += [definition.on_source_spike, definition.on_target_spike]
    return PlasticityModel(
        name=definition.name,
        title=title,
        summary=summary,
        parameters=parameters_of(definition),
        source=source,
        needs=definition.needs,
        traces=tuple(
            Trace(state.name, side, state.initial, state.unit, state.meaning)
            for state, side in zip(declared, sides, strict=True)
            if side
        ),
        states=tuple(state for state, side in zip(declared, sides, strict=True) if not side),
        equations=definition.equations,
        on_source_spike=definition.on_source_spike if spikes else "",
        on_target_spike=definition.on_target_spike if spikes else "",
        low=definition.low,
        high=definition.high,
        signal="required" if any(map(_names_signal, texts)) else "",
    )


def _names_signal(text: str) -> bool:
    right = (line.partition("=")[2] for line in split_lines(text))
    return any(token.text == SIGNAL for side in right for token in tokenize(side))
