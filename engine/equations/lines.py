"""Lines of a declaration: differential equations, maps, functions and assignments."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.equations.errors import EquationError
from engine.equations.functions import FUNCTIONS
from engine.equations.parser import parse
from engine.equations.tokens import LOGIC_WORDS, RESERVED
from engine.equations.tree import Expr

MAX_LINES = 64

_NAME = r"[A-Za-z][A-Za-z0-9_]{0,63}"
_LEFT_ODE = re.compile(rf"(?:(?P<coefficient>.+?)\s*\*\s*)?d(?P<state>{_NAME})\s*/\s*dt")
_LEFT_MAP = re.compile(rf"(?P<state>{_NAME})\s*'")
_LEFT_FUNCTION = re.compile(rf"(?P<name>{_NAME})\s*\(\s*(?P<argument>{_NAME})\s*\)")
NAME = re.compile(_NAME)
"""What a name looks like."""


@dataclass(frozen=True, slots=True)
class Equation:
    """`coefficient*dX/dt = right` (coefficient None is 1), or `X' = right` when `iterated`."""

    state: str
    right: Expr
    coefficient: Expr | None = None
    iterated: bool = False


@dataclass(frozen=True, slots=True)
class FunctionDefinition:
    """`name(argument) = body`."""

    name: str
    argument: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Assignment:
    """`target = value`; `added` when it was written `target += value`."""

    target: str
    value: Expr
    added: bool = False


def split_lines(text: str) -> list[str]:
    """Lines that are not blank, stripped."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MAX_LINES:
        raise EquationError(f"there are at most {MAX_LINES} lines, not {len(lines)}", text, 0)
    return lines


def check_name(name: str, text: str, position: int = 0) -> None:
    """Raise EquationError when `name` cannot be given to a state, parameter or function."""
    if not NAME.fullmatch(name):
        raise EquationError(
            f'"{name}" is not a name: letters, digits and _, a letter first', text, position
        )
    if name in RESERVED | LOGIC_WORDS | FUNCTIONS.keys() | {"pi", "t"}:
        raise EquationError(f'"{name}" has a meaning of its own: choose another', text, position)


def _sides(line: str, sign: str = "=") -> tuple[str, str, int]:
    left, found, right = line.partition(sign)
    if not found:
        raise EquationError(f'"{sign}" is missing', line, len(line))
    return left.strip(), right, len(left) + len(sign)


def _parse_part(
    part: str, offset: int, line: str, names: Collection[str], functions: Mapping[str, int]
) -> Expr:
    """Parse a part of a line and report positions in the line."""
    try:
        return parse(part, names, functions)
    except EquationError as error:
        raise EquationError(error.problem, line, offset + error.position) from None


def parse_equation(
    line: str, names: Collection[str], functions: Mapping[str, int] | None = None
) -> Equation:
    """`coefficient*dX/dt = expression` or `X' = expression`.

    Raises EquationError with the position in the line.
    """
    functions = functions or {}
    left, right, offset = _sides(line)
    if ode := _LEFT_ODE.fullmatch(left):
        factor = ode["coefficient"]
        coefficient = _parse_part(factor, 0, line, names, functions) if factor else None
        body = _parse_part(right, offset, line, names, functions)
        return Equation(ode["state"], body, coefficient)
    if iterated := _LEFT_MAP.fullmatch(left):
        body = _parse_part(right, offset, line, names, functions)
        return Equation(iterated["state"], body, iterated=True)
    raise EquationError(
        f'"{left}" is not the left side of an equation: write dX/dt = ..., '
        "coefficient*dX/dt = ... or X' = ...",
        line,
        0,
    )


def parse_function(
    line: str, names: Collection[str], functions: Mapping[str, int] | None = None
) -> FunctionDefinition:
    """`name(argument) = expression` in the argument and `names`."""
    left, right, offset = _sides(line)
    match = _LEFT_FUNCTION.fullmatch(left)
    if match is None:
        raise EquationError(
            f'"{left}" is not the left side of a function: write name(argument) = ...', line, 0
        )
    check_name(match["name"], line)
    check_name(match["argument"], line, match.start("argument"))
    body = _parse_part(right, offset, line, {*names, match["argument"]}, functions or {})
    return FunctionDefinition(match["name"], match["argument"], body)


def parse_assignment(
    line: str, names: Collection[str], functions: Mapping[str, int] | None = None
) -> Assignment:
    """`X = expression` or `X += expression`."""
    added = "+=" in line
    left, right, offset = _sides(line, "+=" if added else "=")
    if not NAME.fullmatch(left):
        raise EquationError(f'"{left}" cannot be assigned to: write X = expression', line, 0)
    return Assignment(left, _parse_part(right, offset, line, names, functions or {}), added)
