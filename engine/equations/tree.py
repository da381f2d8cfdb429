"""The checked expression tree: every node that an equation can consist of.

Values are real numbers. A comparison is 1 where it holds and 0 elsewhere, and a number counts as
true where it is not 0, so that every node has a value and there is one kind of tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Literal

ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
ComparisonOperator = Literal["<", "<=", ">", ">="]
LogicOperator = Literal["and", "or"]


@dataclass(frozen=True, slots=True)
class Number:
    """A literal: finite and not negative when it was typed."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A state, a parameter, an input or the constant `pi`."""

    name: str


@dataclass(frozen=True, slots=True)
class Negate:
    """Unary minus."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic of two operands."""

    operator: ArithmeticOperator
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """1 where the comparison holds, else 0."""

    operator: ComparisonOperator
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Logic:
    """`and`, `or` of two conditions."""

    operator: LogicOperator
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Not:
    """1 where the operand is 0, else 0."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language or one that the model defines."""

    function: str
    arguments: tuple[Expr, ...]


Expr = Number | Name | Negate | Binary | Compare | Logic | Not | Call

ZERO = Number(0.0)
ONE = Number(1.0)
PI = Name("pi")


def children(expr: Expr) -> tuple[Expr, ...]:
    """The operands of a node, from left to right."""
    match expr:
        case Number() | Name():
            return ()
        case Negate(operand) | Not(operand):
            return (operand,)
        case Binary(_, left, right) | Compare(_, left, right) | Logic(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments


def rebuild(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same node with `change` applied to its operands."""
    match expr:
        case Number() | Name():
            return expr
        case Negate(operand):
            return Negate(change(operand))
        case Not(operand):
            return Not(change(operand))
        case Binary(operator, left, right):
            return Binary(operator, change(left), change(right))
        case Compare(comparison, left, right):
            return Compare(comparison, change(left), change(right))
        case Logic(logic, left, right):
            return Logic(logic, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple(change(argument) for argument in arguments))


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node, the root first, without recursion."""
    pending = [expr]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def names_in(expr: Expr) -> frozenset[str]:
    """Names that the value depends on (`pi` and names of functions are not among them)."""
    return frozenset(n.name for n in walk(expr) if isinstance(n, Name) and n != PI)


def transform(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """Replace every node by `change` of it, the operands first.

    One Python frame a level, so that the deepest tree there is stays within the interpreter's
    limit.
    """
    match expr:
        case Number() | Name():
            return change(expr)
        case Negate(operand):
            return change(Negate(transform(operand, change)))
        case Not(operand):
            return change(Not(transform(operand, change)))
        case Binary(operator, left, right):
            return change(Binary(operator, transform(left, change), transform(right, change)))
        case Compare(comparison, left, right):
            return change(Compare(comparison, transform(left, change), transform(right, change)))
        case Logic(logic, left, right):
            return change(Logic(logic, transform(left, change), transform(right, change)))
        case Call(function, arguments):
            return change(Call(function, tuple(map(transform, arguments, repeat(change)))))


def substitute(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    """Replace names by expressions, all at once."""
    return transform(expr, lambda e: values.get(e.name, e) if isinstance(e, Name) else e)


def extent(expr: Expr, limit: int) -> tuple[int, int]:
    """Number of nodes and of levels, without recursion; ValueError beyond `limit` nodes."""
    size, depth = 0, 0
    pending = [(expr, 1)]
    while pending:
        node, level = pending.pop()
        size += 1
        depth = max(depth, level)
        if size > limit:
            raise ValueError(f"it has more than {limit} parts")
        pending.extend((child, level + 1) for child in children(node))
    return size, depth


def signed(expr: Expr) -> tuple[bool, Expr]:
    """Whether a product or quotient begins with a minus, and the rest: -a*b is (True, a*b)."""
    if isinstance(expr, Negate):
        return True, expr.operand
    if isinstance(expr, Binary) and expr.operator in ("*", "/"):
        negative, left = signed(expr.left)
        return negative, Binary(expr.operator, left, expr.right) if negative else expr
    return False, expr


def summands(expr: Expr) -> list[tuple[bool, Expr]]:
    """The terms of a sum in reading order, each as whether it is subtracted and its rest."""
    if isinstance(expr, Binary) and expr.operator in ("+", "-"):
        if expr.operator == "-":
            return [*summands(expr.left), (True, expr.right)]
        return [*summands(expr.left), signed(expr.right)]
    return [signed(expr)]


def is_condition(expr: Expr) -> bool:
    """Whether the value is 0 or 1 by construction."""
    return isinstance(expr, Compare | Logic | Not)
