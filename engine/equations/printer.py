"""Tree to text of the language: the inverse of `parse`."""

from __future__ import annotations

from engine.equations.tree import (
    Binary,
    Call,
    Compare,
    Expr,
    Logic,
    Name,
    Negate,
    Not,
    Number,
)

OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, POWER, ATOM = range(1, 10)
"""How tightly a node binds, loosest first."""


def precedence(expr: Expr) -> int:
    """The binding strength of the outermost operator."""
    match expr:
        case Logic(operator, _, _):
            return OR if operator == "or" else AND
        case Not():
            return NOT
        case Compare():
            return COMPARE
        case Binary(operator, _, _):
            return {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}[operator]
        case Negate():
            return SIGN
        case Number(value) if value < 0:
            return SIGN
        case _:
            return ATOM


def format_number(value: float) -> str:
    """The shortest text that reads back as the same number; integers without a point."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def to_text(expr: Expr) -> str:
    """Text that parses to the same tree, with no more parentheses than it needs."""
    match expr:
        case Number(value):
            return format_number(value)
        case Name(name):
            return name
        case Negate(operand):
            return "-" + _at(operand, SIGN)
        case Not(operand):
            return "not " + _at(operand, NOT)
        case Logic(operator, left, right):
            level = precedence(expr)
            return f"{_at(left, level)} {operator} {_at(right, level + 1)}"
        case Compare(operator, left, right):
            return f"{_at(left, SUM)} {operator} {_at(right, SUM)}"
        case Binary("**", left, right):
            # A sign in front binds less than a power, so a signed base needs parentheses.
            return f"{_at(left, ATOM)}**{_at(right, SIGN)}"
        case Binary(operator, left, right):
            level = precedence(expr)
            space = " " if level == SUM else ""
            return f"{_at(left, level)}{space}{operator}{space}{_at(right, level + 1)}"
        case Call(function, arguments):
            return f"{function}({', '.join(to_text(argument) for argument in arguments)})"


def _at(expr: Expr, level: int) -> str:
    text = to_text(expr)
    return f"({text})" if precedence(expr) < level else text
