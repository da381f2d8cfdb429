"""How much a definition may ask of the compiler."""

from __future__ import annotations

from collections.abc import Iterable

from engine.equations.derivative import derivative
from engine.equations.expand import MAX_EXPANDED
from engine.equations.lines import Equation
from engine.equations.tree import Expr, extent

MAX_PARTS = 2_000
"""Numbers, names, operators and calls of a model, its functions written out: what compiles in a
quarter of a minute with the method that evaluates it most often."""


def fault_of_size(equations: Iterable[Equation], others: Iterable[Expr]) -> str | None:
    """A sentence where a model is too large to be compiled in a short time, else None.

    `equations` and `others` hold no call of a function that the model defines.
    """
    equations = list(equations)
    parts = [equation.right for equation in equations]
    parts += [equation.coefficient for equation in equations if equation.coefficient]
    if _exceeds([*parts, *others], MAX_PARTS):
        return (
            f"with its functions written out the model has more than {MAX_PARTS} parts (numbers, "
            "names, operators): shorten it"
        )
    # What the exponential method needs besides; a long product has a much longer derivative.
    slopes = (derivative(equation.right, equation.state) for equation in equations)
    if _exceeds(slopes, MAX_EXPANDED):
        return (
            "the derivatives of its equations are too long: shorten the longest products, "
            "quotients and powers"
        )
    return None


def _exceeds(expressions: Iterable[Expr], limit: int) -> bool:
    left = limit
    for expression in expressions:
        try:
            left -= extent(expression, left)[0]
        except ValueError:
            return True
    return left < 0
