"""A neuron that a person has typed."""

from __future__ import annotations

from engine.declaration import NeuronModel
from engine.definitions.equations import read_assignments, read_equations, read_functions
from engine.definitions.names import (
    INPUT,
    check_initial,
    check_names,
    check_parameter_name,
    parameters_of,
    states_of,
)
from engine.definitions.places import Reader
from engine.document import Definition
from engine.equations.tree import is_condition
from engine.sentences import did_you_mean


def check_neuron(reader: Reader, definition: Definition) -> None:
    """Say what is wrong with the texts of a neuron."""
    check_names(reader, definition)
    states = [state.name for state in definition.states]
    if not states:
        reader.say("states", "a neuron has at least one state: add the one that the equations name")
    parameters = {parameter.name for parameter in definition.parameters} | {INPUT.name}
    functions = read_functions(reader, definition.functions, parameters)
    iterated = definition.family == "iterated"
    names = {*parameters, *states, "I", "t"}
    read_equations(reader, definition.equations, states, names, functions, iterated)
    if definition.family == "spiking":
        _check_spike(reader, definition, {*parameters, *states}, functions)
    else:
        for field in ("threshold", "reset"):
            if getattr(definition, field).strip():
                message = "only a spiking neuron has it: empty it, or choose the family spiking"
                reader.say(field, message)
    check_initial(reader, definition, parameters, functions)


def _check_spike(
    reader: Reader, definition: Definition, names: set[str], functions: dict[str, int]
) -> None:
    states = [state.name for state in definition.states]
    text = definition.threshold
    if not text.strip():
        example = f"{states[0] if states else 'V'} >= 30"
        message = f"a spiking neuron needs one: a comparison, such as {example}"
        reader.say("threshold", message)
    else:
        condition = reader.expression("threshold", text, names, functions)
        if condition is not None and not is_condition(condition):
            start = len(text) - len(text.lstrip())
            reader.point("threshold", text, start, "this is not a comparison: use <, <=, > or >=")
    for line in read_assignments(reader, "reset", definition.reset, names, functions):
        target = line.value.target
        if target not in states:
            hint = did_you_mean(target, states) or ": only states can be set"
            message = f'there is no state "{target}"{hint}'
            reader.point("reset", definition.reset, line.offset, message)
        elif line.value.added:
            message = f"write {target} = {target} + ... here"
            at = line.offset + line.text.index("+=")
            reader.point("reset", definition.reset, at, message)
    check_parameter_name(reader, definition, "refractory", definition.refractory)


def neuron(definition: Definition, title: str, summary: str, source: str) -> NeuronModel:
    """The declaration of a neuron without faults."""
    spiking = definition.family == "spiking"
    parameters = parameters_of(definition)
    if INPUT.name not in {parameter.name for parameter in parameters}:
        parameters = (*parameters, INPUT)
    return NeuronModel(
        name=definition.name,
        title=title,
        summary=summary,
        family=definition.family,
        states=states_of(definition),
        parameters=parameters,
        equations=definition.equations,
        functions=definition.functions,
        threshold=definition.threshold if spiking else "",
        reset=definition.reset if spiking else "",
        crossing=definition.crossing and spiking,
        refractory=definition.refractory if spiking else "",
        source=source,
    )
