"""Exact partial derivatives of a tree, and just enough algebra to keep them short."""

from __future__ import annotations

import math

from engine.equations.functions import polynomial
from engine.equations.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Compare,
    Expr,
    Logic,
    Name,
    Negate,
    Not,
    Number,
    names_in,
)

TWO = Number(2.0)


def derivative(expr: Expr, name: str) -> Expr:
    """The partial derivative with respect to `name`, 0s and 1s removed.

    At a jump or a kink (H, floor, sign, abs, min, max, clip, window, where, comparisons) it is the
    derivative of the side that the function takes there. Functions that a model defines must have
    been replaced by their bodies.
    """
    if name not in names_in(expr):
        return ZERO
    match expr:
        case Name():
            return ONE
        case Negate(operand):
            return negate(derivative(operand, name))
        case Binary(operator, left, right):
            return _binary(operator, left, right, name)
        case Call(function, arguments):
            return _call(function, arguments, name)
        case Number() | Compare() | Logic() | Not():
            return ZERO


def _binary(operator: str, u: Expr, v: Expr, name: str) -> Expr:
    du, dv = derivative(u, name), derivative(v, name)
    if operator == "+":
        return add(du, dv)
    if operator == "-":
        return subtract(du, dv)
    if operator == "*":
        return add(multiply(du, v), multiply(u, dv))
    if operator == "/":
        if dv == ZERO:
            return divide(du, v)
        return divide(subtract(du, multiply(divide(u, v), dv)), v)
    if dv == ZERO:
        return multiply(multiply(v, power(u, subtract(v, ONE))), du)
    rate = add(multiply(dv, Call("log", (u,))), divide(multiply(v, du), u))
    return multiply(Binary("**", u, v), rate)


def _call(function: str, arguments: tuple[Expr, ...], name: str) -> Expr:
    slopes = [derivative(argument, name) for argument in arguments]
    x = arguments[0]
    match function:
        case "where":
            return where(x, slopes[1], slopes[2])
        case "min":
            return where(Compare("<=", x, arguments[1]), slopes[0], slopes[1])
        case "max":
            return where(Compare(">=", x, arguments[1]), slopes[0], slopes[1])
        case "clip":
            below, above = Compare("<", x, arguments[1]), Compare(">", x, arguments[2])
            return where(above, slopes[2], where(below, slopes[1], slopes[0]))
        case "mod":
            whole = Call("floor", (divide(x, arguments[1]),))
            return subtract(slopes[0], multiply(whole, slopes[1]))
        case "linoid":
            # linoid(x, k) = k L(x/k) with L(y) = linoid(y, 1)
            y = divide(x, arguments[1])
            slope = _linoid_slope(y)
            along_k = subtract(Call("linoid", (y, ONE)), multiply(y, slope))
            return add(multiply(slope, slopes[0]), multiply(along_k, slopes[1]))
        case "window":
            return ZERO
        case _:
            return multiply(_slope(function, x), slopes[0])


def _slope(function: str, x: Expr) -> Expr:
    """The derivative of a function of one argument at x."""
    match function:
        case "exp":
            return Call("exp", (x,))
        case "log":
            return divide(ONE, x)
        case "sqrt":
            return divide(Number(0.5), Call("sqrt", (x,)))
        case "sin":
            return Call("cos", (x,))
        case "cos":
            return Negate(Call("sin", (x,)))
        case "tan":
            return add(ONE, power(Call("tan", (x,)), TWO))
        case "sinh":
            return Call("cosh", (x,))
        case "cosh":
            return Call("sinh", (x,))
        case "tanh":
            return subtract(ONE, power(Call("tanh", (x,)), TWO))
        case "erf":
            slope = divide(TWO, Call("sqrt", (Name("pi"),)))
            return multiply(slope, Call("exp", (Negate(power(x, TWO)),)))
        case "abs":
            return Call("sign", (x,))
        case "exprel":
            return _exprel_slope(x)
        case _:  # floor, sign and H are flat
            return ZERO


def _exprel_slope(x: Expr) -> Expr:
    """(exp(x) - exprel(x))/x, by its series near 0, where the quotient cancels."""
    series = polynomial(x, tuple((n + 1) / math.factorial(n + 2) for n in range(9)))
    quotient = Binary("/", Binary("-", Call("exp", (x,)), Call("exprel", (x,))), x)
    near = Compare("<", Call("abs", (x,)), Number(0.1))
    return Call("where", (near, series, quotient))


def _linoid_slope(y: Expr) -> Expr:
    """d/dy of y/(1 - exp(-y)) = L(y) (1 - L(-y))/y, by its series near 0.

    The derivative of linoid(x, k) with respect to x is this at y = x/k.
    """
    odd = Binary("*", y, polynomial(Binary("*", y, y), (1 / 6, -1 / 180, 1 / 5040, -1 / 151200)))
    series = Binary("+", Number(0.5), odd)
    there, back = Call("linoid", (y, ONE)), Call("linoid", (Negate(y), ONE))
    quotient = Binary("/", Binary("*", there, Binary("-", ONE, back)), y)
    near = Compare("<", Call("abs", (y,)), Number(0.1))
    return Call("where", (near, series, quotient))


def _number(value: float) -> Expr | None:
    if not math.isfinite(value):
        return None
    return Negate(Number(-value)) if value < 0 else Number(value)


def _constant(expr: Expr) -> float | None:
    if isinstance(expr, Number):
        return expr.value
    if isinstance(expr, Negate) and isinstance(expr.operand, Number):
        return -expr.operand.value
    return None


def _folded(operator: str, u: Expr, v: Expr) -> Expr | None:
    a, b = _constant(u), _constant(v)
    if a is None or b is None:
        return None
    return _number({"+": a + b, "-": a - b, "*": a * b}[operator])


def negate(u: Expr) -> Expr:
    """-u, without a double sign."""
    if u == ZERO:
        return ZERO
    return u.operand if isinstance(u, Negate) else Negate(u)


def add(u: Expr, v: Expr) -> Expr:
    """u + v, without zeros."""
    if u == ZERO:
        return v
    if v == ZERO:
        return u
    if (folded := _folded("+", u, v)) is not None:
        return folded
    if isinstance(v, Negate):
        return Binary("-", u, v.operand)
    return Binary("+", u, v)


def subtract(u: Expr, v: Expr) -> Expr:
    """u - v, without zeros."""
    if v == ZERO:
        return u
    if u == ZERO:
        return negate(v)
    if (folded := _folded("-", u, v)) is not None:
        return folded
    if isinstance(v, Negate):
        return Binary("+", u, v.operand)
    return Binary("-", u, v)


def multiply(u: Expr, v: Expr) -> Expr:
    """u*v, without zeros, ones and inner signs."""
    if ZERO in (u, v):
        return ZERO
    if u == ONE:
        return v
    if v == ONE:
        return u
    if (folded := _folded("*", u, v)) is not None:
        return folded
    if isinstance(u, Negate):
        return negate(multiply(u.operand, v))
    if isinstance(v, Negate):
        return negate(multiply(u, v.operand))
    return Binary("*", u, v)


def divide(u: Expr, v: Expr) -> Expr:
    """u/v, without zeros, ones and inner signs."""
    if u == ZERO:
        return ZERO
    if v == ONE:
        return u
    if isinstance(u, Negate):
        return negate(divide(u.operand, v))
    return Binary("/", u, v)


def power(u: Expr, v: Expr) -> Expr:
    """u**v, without exponents 0 and 1."""
    if v == ZERO:
        return ONE
    if v == ONE:
        return u
    return Binary("**", u, v)


def where(condition: Expr, u: Expr, v: Expr) -> Expr:
    """where(condition, u, v), u when both are the same."""
    return u if u == v else Call("where", (condition, u, v))
