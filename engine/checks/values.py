"""Parameters, initial values and distributions against what a model declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from engine.declaration import Parameter, State
from engine.document import LogNormal, Normal, Uniform
from engine.equations.bytecode import ProgramTooLong, to_bytecode
from engine.equations.errors import EquationError
from engine.equations.parser import parse
from engine.errors import Problem
from engine.sentences import did_you_mean, shown

Fault = tuple[str, str]
"""A field and what is wrong with it."""


def faults_of_parameters(
    given: Mapping[str, object], declared: Sequence[Parameter], size: int, per_cell: bool
) -> Iterator[Fault]:
    """What is wrong with parameters. `per_cell` allows a list or a distribution."""
    known = {parameter.name: parameter for parameter in declared}
    for name, value in given.items():
        field = f"params.{name}"
        if name not in known:
            yield field, _unknown("parameter", name, known)
            continue
        parameter = known[name]
        if parameter.kind == "times":
            faults = _times(parameter, value, size)
        elif parameter.kind == "expression" and isinstance(value, str):
            faults = _expression(parameter, value)
        elif parameter.kind == "function":
            faults = _function(parameter, value, declared)
        elif isinstance(value, str):
            faults = iter([f"{name} must be a number (it is {shown(value)})"])
        else:
            faults = _numbers(parameter, value, size, per_cell)
        yield from ((field, fault) for fault in faults)


def faults_of_initial(
    given: Mapping[str, object], states: Sequence[State], size: int
) -> Iterator[Fault]:
    """What is wrong with initial values."""
    known = [state.name for state in states]
    for name, value in given.items():
        if name not in known:
            yield f"initial.{name}", _unknown("state", name, known)
        elif isinstance(value, list):
            for fault in _length(name, value, size):
                yield f"initial.{name}", fault
        else:
            for fault in fault_of_distribution(name, value):
                yield f"initial.{name}", fault


def fault_of_distribution(name: str, value: object) -> Iterator[str]:
    """Bounds in the wrong order."""
    if isinstance(value, Uniform) and value.uniform[0] > value.uniform[1]:
        low, high = value.uniform
        yield f"{name}: the lower bound {low:g} of the distribution is above the upper one {high:g}"


def named(record: str, kind: str, faults: Iterable[Fault]) -> Iterator[Problem]:
    """Faults of one record as problems."""
    for field, fault in faults:
        yield Problem(record, field, f'{kind} "{record}": {fault}')


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    hint = did_you_mean(name, names) or f"; there are: {', '.join(names) or 'none'}"
    return f'there is no {what} "{name[:64]}"{hint}'


def _length(name: str, value: Sequence[object], size: int) -> Iterator[str]:
    if len(value) != size:
        cells = "1 cell" if size == 1 else f"{size} cells"
        yield f"{name} lists {len(value)} values for {cells}"


def _numbers(parameter: Parameter, value: object, size: int, per_cell: bool) -> Iterator[str]:
    name = parameter.name
    if isinstance(value, int | float):
        yield from _bounds(parameter, float(value))
    elif not per_cell:
        yield f"{name} must be one number"
    elif isinstance(value, Uniform | Normal | LogNormal):
        yield from fault_of_distribution(name, value)
        if isinstance(value, Uniform):
            for bound in value.uniform:
                yield from _bounds(parameter, bound)
        else:
            mean = value.normal[0] if isinstance(value, Normal) else value.lognormal[0]
            yield from _bounds(parameter, mean)
    elif isinstance(value, list):
        if any(isinstance(row, list) for row in value):
            yield f"{name} takes one number per cell, not a matrix"
            return
        yield from _length(name, value, size)
        worst = {min(value), max(value)} if value else set()
        for number in worst:
            yield from _bounds(parameter, number)


def _bounds(parameter: Parameter, value: float) -> Iterator[str]:
    unit = f" {parameter.unit}" if parameter.unit else ""
    if value < parameter.low:
        yield f"{parameter.name} must be at least {parameter.low:g}{unit} (it is {value:g})"
    elif value > parameter.high:
        yield f"{parameter.name} must be at most {parameter.high:g}{unit} (it is {value:g})"


def _expression(parameter: Parameter, text: str) -> Iterator[str]:
    try:
        to_bytecode(parse(text, {"t"}), ["t"])
    except EquationError as error:
        yield f"{parameter.name} {shown(text)}: {error}"
    except ProgramTooLong as error:
        yield f"{parameter.name}: {error}"


def _function(parameter: Parameter, value: object, declared: Sequence[Parameter]) -> Iterator[str]:
    """The name of an option, or an expression in the argument and the numbers of the model."""
    names = [option.name for option in parameter.options]
    listed = ", ".join(f'"{name}"' for name in names)
    if not isinstance(value, str):
        yield (
            f"{parameter.name} must be one of {listed}, or an expression in {parameter.argument} "
            f"(it is {shown(value)})"
        )
    elif value not in names:
        numbers = {other.name for other in declared if other.kind == "number"}
        try:
            parse(value, {*numbers, parameter.argument})
        except EquationError as error:
            yield (
                f"{parameter.name} {shown(value)} is none of {listed}, and as an expression in "
                f"{parameter.argument}: {error}"
            )


def _times(parameter: Parameter, value: object, size: int) -> Iterator[str]:
    name = parameter.name
    if not isinstance(value, list):
        yield f"{name} must be a list of times, or one list per cell"
        return
    nested = any(isinstance(row, list) for row in value)
    if nested and len(value) != size:
        cells = "1 cell" if size == 1 else f"{size} cells"
        yield f"{name} has {len(value)} lists of times for {cells}: give one list per cell"
        return
    for cell, times in enumerate(value if nested else [value]):
        where = f"{name} of cell {cell}" if nested else name
        for before, after in pairwise(times):
            if after < before:
                yield f"{where} must be in ascending order ({after:g} comes after {before:g})"
                break
        if times and min(times) < parameter.low:
            yield f"{where} must be at least {parameter.low:g} ms (one is {min(times):g})"
