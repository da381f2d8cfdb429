"""Names, bounds and initial values of a definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.declaration import Parameter, State
from engine.definitions.places import Reader
from engine.document import DefinedParameter, DefinedState, Definition
from engine.equations.errors import EquationError
from engine.equations.lines import check_name
from engine.registry import (
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)
from engine.sentences import did_you_mean

RESERVED: Mapping[str, Mapping[str, str]] = {
    "neuron": {"I": "the summed input"},
    "synapse": {"J": "the weight", "V": "the target's membrane potential"},
    "stimulus": {},
    "plasticity": {
        "w": "the weight",
        "x": "the value of the source",
        "y": "the value of the target",
        "signal": "the third factor",
    },
}
"""What names stand for in the texts of each kind of model besides those that are declared."""
INPUT = Parameter(
    "I_ext",
    0.0,
    "",
    "constant input, added to I",
    title="Input",
    slider=(-50.0, 50.0),
    symbol=r"I_{\mathrm{ext}}",
)
"""Every neuron has it, whether or not it was declared."""
VALUES_ONLY: Mapping[str, str] = {
    "x": "the value of the source",
    "S": "the weighted sum over the sources",
    "W": "the sum of the weights",
}
"""What names stand for besides in a synapse that carries values."""


REGISTERED: Mapping[str, Mapping[str, object]] = {
    "neuron": neuron_models,
    "synapse": synapse_models,
    "stimulus": stimulus_models,
    "plasticity": plasticity_models,
}
"""The models whose names are taken, by kind."""


def taken_names(definition: Definition) -> dict[str, str]:
    """Names that cannot be declared, and what they stand for."""
    taken = dict(RESERVED[definition.of])
    if definition.of == "synapse" and definition.carries == "values":
        taken |= VALUES_ONLY
    return taken


def check_names(reader: Reader, definition: Definition) -> None:
    """Names are legal and given once, and each default lies within its bounds."""
    if definition.name in REGISTERED[definition.of]:
        message = f'there is a built-in model "{definition.name}" already: choose another name'
        reader.say("name", message)
    taken = taken_names(definition)
    items: list[tuple[str, DefinedParameter | DefinedState]] = [
        *((f"states[{i}]", state) for i, state in enumerate(definition.states)),
        *((f"parameters[{i}]", parameter) for i, parameter in enumerate(definition.parameters)),
    ]
    for field, item in items:
        name, at = item.name, f"{field}.name"
        try:
            check_name(name, name)
        except EquationError as error:
            reader.say(at, error.problem)
        if name in taken:
            reader.say(at, f'"{name}" already stands for {taken[name]}: choose another name')
        kind = "state" if isinstance(item, DefinedState) else "parameter"
        taken.setdefault(name, f"another {kind}")
        if isinstance(item, DefinedParameter):
            _check_bounds(reader, field, item)


def _check_bounds(reader: Reader, field: str, parameter: DefinedParameter) -> None:
    name, low, high = parameter.name, parameter.low, parameter.high
    if not low < high:
        reader.say(f"{field}.low", f"{name}: its least value {low:g} is not below {high:g}")
    elif not low <= parameter.default <= high:
        reader.say(
            f"{field}.default",
            f"{name}: its default {parameter.default:g} is not between {low:g} and {high:g}",
        )


def check_initial(
    reader: Reader, definition: Definition, names: Collection[str], functions: Mapping[str, int]
) -> None:
    """Initial values are numbers, or expressions in `names` and the states before."""
    known = set(names)
    for index, state in enumerate(definition.states):
        if isinstance(state.initial, str):
            reader.expression(f"states[{index}].initial", state.initial, known, functions)
        known.add(state.name)


def check_parameter_name(reader: Reader, definition: Definition, field: str, name: str) -> None:
    """A field that names a parameter names one that there is."""
    names = [parameter.name for parameter in definition.parameters]
    if name and name not in names:
        hint = did_you_mean(name, names) or "; it is the name of a parameter, or empty"
        reader.say(field, f'there is no parameter "{name}"{hint}')


def parameters_of(definition: Definition) -> tuple[Parameter, ...]:
    """The parameters as they are declared."""
    return tuple(
        Parameter(
            name=parameter.name,
            default=parameter.default,
            unit=parameter.unit,
            meaning=parameter.meaning or f"the parameter {parameter.name}",
            low=parameter.low,
            high=parameter.high,
        )
        for parameter in definition.parameters
    )


def states_of(definition: Definition) -> tuple[State, ...]:
    """The states as they are declared."""
    return tuple(
        State(
            name=state.name,
            initial=state.initial,
            unit=state.unit,
            meaning=state.meaning or f"the variable {state.name}",
        )
        for state in definition.states
    )
