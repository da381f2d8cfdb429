"""Functions that generated kernels call: inlined by LLVM, without a branch, so that a loop over
cells becomes vector instructions.

`exp` is a polynomial, 3e-14 relative at worst, at a quarter of the library's cost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from llvmlite import ir
from numba import types

from engine.kernels.jit import part, pointer_primitive
from engine.kernels.pointers import FLUSHES

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

OVERFLOWS = 1.8e208
"""Times this, what is beyond LIMIT is more than a double can hold."""

GREATEST = 1.7976931348623157e308

NEAR = 2.0
"""Arguments of `exprel` in one step of an equation are rarely larger, in absolute value."""

TINY = 1e-200
"""Below this a synaptic state is 0 where the processor cannot do without denormal numbers, which
would cost fifty times as much."""


def inlined(function: F) -> F:
    """Compile with FAST; LLVM puts it into the caller's loop."""
    return part(function, fastmath=FAST, forceinline=True)


def exact(function: F) -> F:
    """Compile without FAST, which would cancel the additions that round; inlined all the same."""
    # Said in so many words: an option that is not given is inherited from the caller.
    return part(function, fastmath=False, forceinline=True)


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
def exprel_reduced(r: float) -> float:
    """exprel(r) to 2e-15 relative for |r| <= log(2)/2: a polynomial of degree 9.

    It meets the function at the 10 Chebyshev nodes of that range, its constant set to 1, and is
    evaluated in Estrin's order.
    """
    r2 = r * r
    r4 = r2 * r2
    a = (1.0 + r * 0.5) + r2 * (0.16666666666615607 + r * 0.04166666666662413)
    b = (0.008333333367332009 + r * 0.0013888888917213717) + r2 * (
        0.0001984119061583585 + r * 2.4801521295954376e-05
    )
    c = 2.763265575933203e-06 + r * 2.7620088445409746e-07
    return a + r4 * (b + r4 * c)


@inlined
def exp(x: float) -> float:
    """e**x to 2e-15 relative for |x| <= 40 and to 3e-14 for |x| <= 700, where it saturates.

    nan for nan. Cody and Waite's reduction by powers of 2, then a polynomial.
    """
    return exp_within(x, 700.0)


@inlined
def exp_within(x: float, limit: float) -> float:
    """The same, saturating at |x| = limit (at most 700)."""
    x = x if not x > limit else limit
    x = x if not x < -limit else -limit
    shifted = _add_rounder(x * LOG2_E)
    k = _remove_rounder(shifted)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    bits: int = float_to_bits(1.0 + r * exprel_reduced(r)) + (float_to_bits(shifted) << 52)
    result: float = bits_to_float(bits)
    return result


@exact
def quotient(a: float, b: float) -> float:
    """a/b as it stands: with FAST, (a/b)*x in a loop becomes two multiplications."""
    return a / b


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
    """(exp(x) - 1)/x as exactly as exp, 1 at x = 0; where exp saturates its numerator does."""
    bounded = x if not x > 700.0 else 700.0
    bounded = bounded if not bounded < -700.0 else -700.0
    shifted = _add_rounder(bounded * LOG2_E)
    k = _remove_rounder(shifted)
    r = (bounded - k * LN2_HIGH) - k * LN2_LOW
    q = exprel_reduced(r)
    scale: float = bits_to_float(float_to_bits(1.0) + (float_to_bits(shifted) << 52))
    # Nothing cancels: scale - 1 is exact, and at least half as large as what it is added to.
    quotient = (scale * (r * q) + (scale - 1.0)) / select(k == 0.0, 1.0, x)
    return select(k == 0.0, q, quotient)


@inlined
def exprel_near(x: float) -> float:
    """exprel(x) to 1e-14 relative for |x| <= NEAR, without a division.

    A polynomial of degree 12 for x/2, then exprel(2 y) = exprel(y)(1 + exp(y))/2.
    """
    y = 0.5 * x
    y2 = y * y
    y4 = y2 * y2
    a = (1.0 + y * 0.49999999999996303) + y2 * (0.16666666666666421 + y * 0.041666666667700816)
    b = (0.008333333333402169 + y * 0.0013888888806204078) + y2 * (
        0.00019841269786230955 + y * 2.4801615625369213e-05
    )
    c = (2.755733807915398e-06 + y * 2.755260558314026e-07) + y2 * (
        2.5048970038582773e-08 + y * 2.1252754936418813e-09
    )
    half = a + y4 * (b + y4 * (c + y4 * 1.6309463095056427e-10))
    return half + 0.5 * (y * half) * half


@inlined
def beyond_near(x: float) -> bool:
    """Whether x is out of the range of `exprel_near`; True for nan."""
    return not abs(x) <= NEAR


@inlined
def linoid(x: float, k: float) -> float:
    """x/(1 - exp(-x/k)), k at x = 0."""
    return k / exprel(-x / k)


@inlined
def linoid_from(x: float, k: float, power: float) -> float:
    """linoid(x, k) where `power` = exp(-x/k) is known already: its series where the quotient
    cancels."""
    y = x / k
    near = abs(y) < 0.1
    y2 = y * y
    series = 1.0 + 0.5 * y + y2 * (1 / 12 + y2 * (-1 / 720 + y2 * (1 / 30240)))
    quotient = y / select(near, 1.0, 1.0 - power)
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


@exact
def overflowing(x: float) -> float:
    """Infinite where x is outside the finite range, finite where it is well inside; nan for nan.

    A sum of such values tells with one addition a cell whether there may be one (`attracts`).
    """
    return x * OVERFLOWS


@inlined
def attracts(total: float) -> bool:
    """Whether a sum of what is `overflowing` calls for a second look."""
    return not abs(total) <= GREATEST


@inlined
def flushed_here(x: float) -> float:
    """x, or 0 where it is so small that it only costs time."""
    return select(abs(x) < TINY, 0.0, x)


@inlined
def _unchanged(x: float) -> float:
    return x


flushed = _unchanged if FLUSHES else flushed_here
"""x, or 0 where it is so small that it only costs time and the processor does not see to that."""
