"""The functions that an equation may call, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.equations.tree import ONE, ZERO, Binary, Call, Compare, Expr, Logic, Negate, Number


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    `arity` counts its arguments. `expand` writes it in terms of the others where it is a
    shorthand; renderers that have no notation of their own for it use that form.
    """

    name: str
    arity: int
    meaning: str
    expand: Callable[..., Expr] | None = None


EDGE = 5e-10
"""Half the resolution of time (ms): keeps the edges of a periodic window on their sample."""


def polynomial(x: Expr, coefficients: tuple[float, ...]) -> Expr:
    """A polynomial in x in Horner's form; coefficients from the constant upwards."""
    result: Expr = Number(coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        product = Binary("*", x, result)
        if coefficient < 0:
            result = Binary("-", product, Number(-coefficient))
        else:
            result = Binary("+", product, Number(coefficient))
    return result


def _near_zero(x: Expr) -> Expr:
    return Compare("<", Call("abs", (x,)), Number(0.1))


def _exprel(x: Expr) -> Expr:
    series = polynomial(x, (1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320))
    quotient = Binary("/", Binary("-", Call("exp", (x,)), ONE), x)
    return Call("where", (_near_zero(x), series, quotient))


def _linoid(x: Expr, k: Expr) -> Expr:
    y = Binary("/", x, k)
    even = polynomial(Binary("*", y, y), (1.0, 1 / 12, -1 / 720, 1 / 30240))
    series = Binary("*", k, Binary("+", even, Binary("/", y, Number(2.0))))
    quotient = Binary("/", x, Binary("-", ONE, Call("exp", (Negate(y),))))
    return Call("where", (_near_zero(y), series, quotient))


def _window(t: Expr, start: Expr, stop: Expr, period: Expr) -> Expr:
    begun = Compare("<=", start, t)
    since = Binary("+", Binary("-", t, start), Number(EDGE))
    within = Compare("<", Call("mod", (since, period)), Binary("-", stop, start))
    repeated = Logic("and", begun, within)
    once = Logic("and", begun, Compare("<", t, stop))
    return Call("where", (Compare(">", period, ZERO), repeated, once))


def _clip(x: Expr, low: Expr, high: Expr) -> Expr:
    return Call("min", (Call("max", (x, low)), high))


_TABLE = (
    Function("exp", 1, "e to the power of x"),
    Function("log", 1, "natural logarithm"),
    Function("sqrt", 1, "square root"),
    Function("sin", 1, "sine of x in radians"),
    Function("cos", 1, "cosine of x in radians"),
    Function("tan", 1, "tangent of x in radians"),
    Function("sinh", 1, "hyperbolic sine"),
    Function("cosh", 1, "hyperbolic cosine"),
    Function("tanh", 1, "hyperbolic tangent"),
    Function("erf", 1, "error function"),
    Function("abs", 1, "absolute value"),
    Function("floor", 1, "largest integer that is not above x"),
    Function("sign", 1, "-1, 0 or 1"),
    Function("H", 1, "Heaviside step: 1 where x >= 0, else 0"),
    Function("min", 2, "the smaller of two"),
    Function("max", 2, "the larger of two"),
    Function("mod", 2, "a - b*floor(a/b): the remainder with the sign of b"),
    Function("where", 3, "where(condition, a, b): a where the condition holds, else b"),
    Function("clip", 3, "clip(x, low, high): x kept within bounds", _clip),
    Function("exprel", 1, "(exp(x) - 1)/x, 1 at x = 0", _exprel),
    Function("linoid", 2, "linoid(x, k): x/(1 - exp(-x/k)), k at x = 0", _linoid),
    Function(
        "window",
        4,
        "window(t, start, stop, period): 1 while start <= t < stop, repeated if period > 0",
        _window,
    ),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in _TABLE}
