"""Functions that a model defines, replaced by their bodies within fixed bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.equations.lines import FunctionDefinition
from engine.equations.tree import Call, Expr, extent, substitute, transform

MAX_EXPANDED = 20_000
"""Nodes of one expression after its functions are replaced by their bodies."""
MAX_LEVELS = 150
"""Levels of such an expression."""


def expand_functions(expr: Expr, functions: Iterable[FunctionDefinition]) -> Expr:
    """Replace calls of `functions` by their bodies.

    A function may call those defined before it. Raises ValueError when the result has more than
    MAX_EXPANDED nodes or MAX_LEVELS levels.
    """
    known: dict[str, FunctionDefinition] = {}
    for definition in functions:
        known[definition.name] = replace(definition, body=_expanded(definition.body, known))
    return _expanded(expr, known)


def _expanded(expr: Expr, known: dict[str, FunctionDefinition]) -> Expr:
    spent = 0

    def replaced(node: Expr) -> Expr:
        nonlocal spent
        if not isinstance(node, Call) or node.function not in known:
            return node
        definition = known[node.function]
        result = substitute(definition.body, {definition.argument: node.arguments[0]})
        # Counted while it grows: a few lines that call one another could ask for more than
        # any memory holds.
        spent += _size_and_levels(result)[0]
        if spent > 4 * MAX_EXPANDED:
            raise ValueError(f"with its functions written out it has more than {spent} parts")
        return result

    result = transform(expr, replaced)
    _, levels = _size_and_levels(result)
    if levels > MAX_LEVELS:
        raise ValueError(
            f"with its functions written out it is {levels} levels deep, more than {MAX_LEVELS}"
        )
    return result


def _size_and_levels(expr: Expr) -> tuple[int, int]:
    try:
        return extent(expr, MAX_EXPANDED)
    except ValueError as error:
        raise ValueError(f"with its functions written out {error}") from None
