"""The value of a tree, walked with NumPy: for initial values and factors, not for the run loop."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.equations.functions import EDGE
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

Value = float | NDArray[np.float64]

_ARITHMETIC: dict[str, Any] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def _mod(a: Any, b: Any) -> Any:
    return a - b * np.floor(a / b)


def _heaviside(x: Any) -> Any:
    return np.where(x >= 0.0, 1.0, 0.0)


def _where(condition: Any, a: Any, b: Any) -> Any:
    return np.where(condition != 0.0, a, b)


def _exprel(x: Any) -> Any:
    near = np.abs(x) < 1e-8
    return np.where(near, 1.0 + x / 2.0, np.expm1(x) / np.where(near, 1.0, x))


def _linoid(x: Any, k: Any) -> Any:
    return k / _exprel(-x / k)


def _window(t: Any, start: Any, stop: Any, period: Any) -> Any:
    since = _mod(t - start + EDGE, np.where(period > 0.0, period, 1.0))
    inside = np.where(period > 0.0, since < stop - start, t < stop)
    return np.where((start <= t) & inside, 1.0, 0.0)


def error_function(x: Any) -> Any:
    """erf of a number or an array; the standard library's, without loading SciPy for it."""
    return np.vectorize(math.erf, otypes=[float])(x)


def _clip(x: Any, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(x, low), high)


_CALLS: dict[str, Any] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "erf": error_function,
    "abs": np.abs,
    "floor": np.floor,
    "sign": np.sign,
    "H": _heaviside,
    "min": np.minimum,
    "max": np.maximum,
    "mod": _mod,
    "where": _where,
    "clip": _clip,
    "exprel": _exprel,
    "linoid": _linoid,
    "window": _window,
}


def evaluate(expr: Expr, values: Mapping[str, Value]) -> Value:
    """The value of `expr` where each name has the value given.

    Arrays broadcast against each other; the result has their common shape, or is a float when
    all values are numbers. What is not defined (a logarithm of a negative number, 0/0) is nan,
    an overflow is inf, without a warning: the caller decides what that means. KeyError for a
    name without a value.
    """
    numbers = {name: np.asarray(value, np.float64) for name, value in values.items()}
    numbers["pi"] = np.asarray(math.pi)
    with np.errstate(all="ignore"):
        result = np.asarray(_value(expr, numbers), np.float64)
    return float(result) if result.ndim == 0 else result


def _value(expr: Expr, names: Mapping[str, NDArray[np.float64]]) -> Any:
    match expr:
        case Number(value):
            return np.float64(value)
        case Name(name):
            return names[name]
        case Negate(operand):
            return -_value(operand, names)
        case Not(operand):
            return np.where(_value(operand, names) == 0.0, 1.0, 0.0)
        case Logic(operator, left, right):
            a, b = _value(left, names) != 0.0, _value(right, names) != 0.0
            return np.where(a & b if operator == "and" else a | b, 1.0, 0.0)
        case Compare(operator, left, right):
            holds = _ARITHMETIC[operator](_value(left, names), _value(right, names))
            return np.where(holds, 1.0, 0.0)
        case Binary(operator, left, right):
            return _ARITHMETIC[operator](_value(left, names), _value(right, names))
        case Call(function, arguments):
            return _CALLS[function](*(_value(argument, names) for argument in arguments))
