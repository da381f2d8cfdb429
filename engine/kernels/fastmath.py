"""Functions that generated kernels call: inlined by LLVM, without a branch, so that a loop over
cells becomes vector instructions.

`exp` is a polynomial, 4e-14 relative, at a quarter of the library's cost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from llvmlite import ir
from numba import njit, types

from engine.kernels.jit import pointer_primitive

F = TypeVar("F", bound=Callable[..., Any])

FAST = {"contract", "reassoc", "nsz", "arcp", "afn"}
"""Freedom for the compiler that keeps the meaning of nan and inf."""

LOG2_E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
ROUNDER = 6755399441055744.0
"""1.5 * 2**52: adding it leaves the nearest integer in the low bits of a double."""

LIMIT = 1e100
"""Beyond this a state has left the finite range; products of three such values still are finite."""

TINY = 1e-200
"""Below this a synaptic state is 0: denormal numbers would cost fifty times as much."""


def inlined(function: F) -> F:
    """Compile with FAST; LLVM puts it into the caller's loop."""
    return cast(F, njit(fastmath=FAST, error_model="numpy", forceinline=True)(function))


def exact(function: F) -> F:
    """Compile without FAST, which would cancel the additions that round; inlined all the same."""
    # Said in so many words: an option that is not given is inherited from the caller.
    return cast(F, njit(fastmath=False, error_model="numpy", forceinline=True)(function))


@pointer_primitive
def bits_to_float(typing_context: Any, bits: Any) -> Any:
    """The double with these 64 bits."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


@pointer_primitive
def float_to_bits(typing_context: Any, value: Any) -> Any:
    """The 64 bits of a double."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


@exact
def _add_rounder(x: float) -> float:
    return x + ROUNDER


@exact
def _remove_rounder(x: float) -> float:
    return x - ROUNDER


@inlined
def exp(x: float) -> float:
    """e**x to 4e-14 relative for |x| <= 700, saturating there, nan for nan.

    Cody and Waite's reduction by powers of 2, then the Taylor polynomial of degree 11 in
    Estrin's order.
    """
    x = x if not x > 700.0 else 700.0
    x = x if not x < -700.0 else -700.0
    shifted = _add_rounder(x * LOG2_E)
    k = _remove_rounder(shifted)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    a = (1.0 + r) + r2 * (0.5 + r * (1 / 6))
    b = (1 / 24 + r * (1 / 120)) + r2 * (1 / 720 + r * (1 / 5040))
    c = (1 / 40320 + r * (1 / 362880)) + r2 * (1 / 3628800 + r * (1 / 39916800))
    bits: int = float_to_bits(a + r4 * (b + r4 * c)) + (float_to_bits(shifted) << 52)
    result: float = bits_to_float(bits)
    return result


@inlined
def select(condition: bool, a: float, b: float) -> float:
    """a where the condition holds, else b; both are computed."""
    return a if condition else b


@inlined
def minimum(a: float, b: float) -> float:
    """The smaller of two; nan when one is."""
    return a if (a < b) | (a != a) else b


@inlined
def maximum(a: float, b: float) -> float:
    """The larger of two; nan when one is."""
    return a if (a > b) | (a != a) else b


@inlined
def clip(x: float, low: float, high: float) -> float:
    """x kept within bounds."""
    return minimum(maximum(x, low), high)


@inlined
def sign(x: float) -> float:
    """-1, 0 or 1; nan for nan."""
    return select(x > 0.0, 1.0, select(x < 0.0, -1.0, x))


@inlined
def heaviside(x: float) -> float:
    """1 where x >= 0, else 0."""
    return select(x >= 0.0, 1.0, 0.0)


@exact
def modulo(a: float, b: float) -> float:
    """a - b*floor(a/b): without FAST, so that a multiple of b leaves 0."""
    return float(a - b * np.floor(a / b))


@inlined
def exprel(x: float) -> float:
    """(exp(x) - 1)/x, by its series where the quotient cancels."""
    near = abs(x) < 0.1
    series = 1.0 + x * (
        1 / 2
        + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x / 40320)))))
    )
    quotient = (exp(x) - 1.0) / select(near, 1.0, x)
    return select(near, series, quotient)


@inlined
def linoid(x: float, k: float) -> float:
    """x/(1 - exp(-x/k)), by its series where the quotient cancels."""
    y = x / k
    near = abs(y) < 0.1
    y2 = y * y
    series = 1.0 + 0.5 * y + y2 * (1 / 12 + y2 * (-1 / 720 + y2 * (1 / 30240)))
    quotient = y / (1.0 - exp(-select(near, 1.0, y)))
    return k * select(near, series, quotient)


@inlined
def window(t: float, start: float, stop: float, period: float) -> float:
    """1 while start <= t < stop, again every `period` when that is positive, else 0."""
    since = modulo(t - start + 5e-10, select(period > 0.0, period, 1.0))
    again = (start <= t) & (since < stop - start)
    once = (start <= t) & (t < stop)
    return select(period > 0.0, select(again, 1.0, 0.0), select(once, 1.0, 0.0))


@inlined
def outside(x: float) -> bool:
    """Whether a state has left the finite range; True for nan."""
    return not abs(x) <= LIMIT


@inlined
def flushed(x: float) -> float:
    """x, or 0 where it is so small that it only costs time."""
    return select(abs(x) < TINY, 0.0, x)
