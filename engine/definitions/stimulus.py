"""A stimulus that a person has typed: a current, or the rate of Poisson spikes."""

from __future__ import annotations

from engine.declaration import StimulusModel
from engine.definitions.names import check_names, parameters_of
from engine.definitions.places import Reader
from engine.document import Definition
from engine.equations.tree import names_in


def check_stimulus(reader: Reader, definition: Definition) -> None:
    """Say what is wrong with the texts of a stimulus."""
    check_names(reader, definition)
    if definition.states:
        reader.say("states[0].name", "a stimulus has no states: write it as a function of t")
    names = [parameter.name for parameter in definition.parameters]
    if not definition.expression.strip():
        what = "the rate in Hz" if definition.output == "spikes" else "the value"
        reader.say("expression", f"it is missing: {what} as a function of t (ms)")
        return
    expr = reader.expression("expression", definition.expression, {*names, "t"})
    if expr is not None:
        used = names_in(expr)
        for index, name in enumerate(names):
            if name not in used:
                message = f"the parameter {name} has no effect: use it in the expression"
                reader.say(f"parameters[{index}].name", message)


def stimulus(definition: Definition, title: str, summary: str, source: str) -> StimulusModel:
    """The declaration of a stimulus without faults."""
    spikes = definition.output == "spikes"
    return StimulusModel(
        name=definition.name,
        title=title,
        summary=summary,
        output=definition.output,
        parameters=parameters_of(definition),
        expression=definition.expression,
        source=source,
        unit="Hz" if spikes else "mV",
        per_cell=not spikes,
    )
