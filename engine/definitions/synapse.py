"""A synapse that a person has typed."""

from __future__ import annotations

from engine.declaration import SynapseModel
from engine.definitions.equations import read_assignments, read_equations
from engine.definitions.names import check_initial, check_names, parameters_of, states_of
from engine.definitions.places import Reader
from engine.document import Definition
from engine.sentences import did_you_mean


def check_synapse(reader: Reader, definition: Definition) -> None:
    """Say what is wrong with the texts of a synapse."""
    check_names(reader, definition)
    states = [state.name for state in definition.states]
    parameters = {parameter.name for parameter in definition.parameters}
    values = definition.carries == "values"
    inside = {*parameters, *states, "t"} | ({"S", "W"} if values else set())
    read_equations(reader, definition.equations, states, inside, {})
    if values:
        if definition.presynaptic.strip():
            reader.expression("presynaptic", definition.presynaptic, {*parameters, "x"})
        else:
            reader.say("presynaptic", "it is missing: what a source cell sends, such as x")
    else:
        _check_jump(reader, definition, states, parameters)
    if definition.current.strip():
        reader.expression("current", definition.current, inside | {"V"})
    elif states or values:
        reader.say("current", "it is missing: nothing would reach the target; write a state, say")
    check_initial(reader, definition, parameters, {})


def _check_jump(
    reader: Reader, definition: Definition, states: list[str], parameters: set[str]
) -> None:
    text = definition.on_spike
    lines = read_assignments(reader, "on_spike", text, {*parameters, "J"}, {})
    if not text.strip():
        what = states[0] if states else "V"
        reader.say("on_spike", f"it is missing: what a spike does, such as {what} += J")
    for line in lines[1:]:
        reader.point("on_spike", text, line.offset, "a spike changes one thing: write one line")
    for line in lines[:1]:
        target = line.value.target
        if target not in [*states, "V"]:
            hint = did_you_mean(target, states) or ": only a state or V can be changed"
            reader.point("on_spike", text, line.offset, f'there is no state "{target}"{hint}')
        elif not line.value.added:
            at = line.offset + line.text.index("=")
            reader.point("on_spike", text, at, f"write {target} += ..., so that spikes add up")


def synapse(definition: Definition, title: str, summary: str, source: str) -> SynapseModel:
    """The declaration of a synapse without faults."""
    values = definition.carries == "values"
    return SynapseModel(
        name=definition.name,
        title=title,
        summary=summary,
        parameters=parameters_of(definition),
        states=states_of(definition),
        equations=definition.equations,
        on_spike="" if values else definition.on_spike.strip(),
        current=definition.current,
        source=source,
        carries=definition.carries,
        presynaptic=definition.presynaptic if values else "",
    )
