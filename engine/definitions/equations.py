"""Equations, functions and assignments of a definition: one to a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from engine.definitions.places import Line, Reader
from engine.equations.errors import EquationError
from engine.equations.lines import (
    Assignment,
    Equation,
    FunctionDefinition,
    parse_assignment,
    parse_equation,
    parse_function,
)
from engine.sentences import did_you_mean


def read_functions(reader: Reader, text: str, names: Collection[str]) -> dict[str, int]:
    """The functions that a model defines, with their number of arguments."""
    known: dict[str, int] = {}
    broken: set[str] = set()

    def read(line: str) -> FunctionDefinition:
        try:
            return parse_function(line, names, known)
        except EquationError:
            # What calls it is not wrong because of it.
            broken.add(line.partition("(")[0].strip())
            raise

    for line in reader.lines("functions", text, read):
        name = line.value.name
        if name in known or name in names:
            reader.point("functions", text, line.offset, f'the name "{name}" is already taken')
        known[name] = 1
    return known | dict.fromkeys(broken, 1)


def read_equations(
    reader: Reader,
    text: str,
    states: Collection[str],
    names: Collection[str],
    functions: Mapping[str, int],
    iterated: bool = False,
    needed: Collection[str] | None = None,
) -> list[Line[Equation]]:
    """One equation for each of `states`, of which `needed` (None: all) must have one."""
    found: dict[str, Line[Equation]] = {}
    read = partial(parse_equation, names=names, functions=functions)
    form = "{}' = ..." if iterated else "d{}/dt = ..."
    broken = len(reader.faults)
    for line in reader.lines("equations", text, read):
        state = line.value.state
        at = line.offset + _place_of(line)
        if state not in states:
            hint = did_you_mean(state, states) or ": add it to the states"
            reader.point("equations", text, at, f'there is no state "{state}"{hint}')
        elif line.value.iterated != iterated:
            reader.point("equations", text, line.offset, f"write {form.format(state)} here")
        elif state in found:
            reader.point("equations", text, at, f"{state} has an equation already")
        else:
            found[state] = line
    if len(reader.faults) == broken:
        # A line that could not be read may be the one that would be said to be missing.
        for state in states if needed is None else needed:
            if state not in found:
                message = f"{state} has no equation: add a line {form.format(state)}"
                reader.say("equations", message)
    return list(found.values())


def _place_of(line: Line[Equation]) -> int:
    """Where the name of the state stands in its line."""
    left = line.text.partition("=")[0]
    return max(0, left.rfind(line.value.state))


def read_assignments(
    reader: Reader, field: str, text: str, names: Collection[str], functions: Mapping[str, int]
) -> list[Line[Assignment]]:
    """Assignments, one to a line."""
    read = partial(parse_assignment, names=names, functions=functions)
    return list(reader.lines(field, text, read))
