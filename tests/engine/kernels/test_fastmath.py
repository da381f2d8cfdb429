"""The functions that kernels inline, against the library's, value by value."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from numba import njit
from numpy.typing import NDArray
from scipy.special import exprel

from engine.equations import evaluate, parse
from engine.kernels import fastmath

Array = NDArray[np.float64]
compiled = cast(
    Callable[[Callable[..., Any]], Callable[..., Any]],
    njit(fastmath=fastmath.FAST, error_model="numpy"),
)


@compiled
def _map(x: Array) -> Array:
    """As in a kernel: a loop with relaxed arithmetic that the compiler may turn into vectors."""
    y = np.empty((10, x.size))
    for k in range(x.size):
        y[0, k] = fastmath.exp(x[k])
        y[1, k] = fastmath.exprel(x[k])
        y[2, k] = fastmath.linoid(x[k], 10.0)
        y[3, k] = fastmath.sign(x[k])
        y[4, k] = fastmath.heaviside(x[k])
        y[5, k] = fastmath.flushed_here(x[k])
        y[6, k] = fastmath.outside(x[k])
        y[7, k] = fastmath.exprel_near(x[k])
        y[8, k] = fastmath.beyond_near(x[k])
        y[9, k] = fastmath.linoid_from(x[k], 10.0, fastmath.exp_within(-x[k] / 10.0, 87.5))
    return y


@compiled
def _two(a: Array, b: Array) -> Array:
    y = np.empty((4, a.size))
    for k in range(a.size):
        y[0, k] = fastmath.minimum(a[k], b[k])
        y[1, k] = fastmath.maximum(a[k], b[k])
        y[2, k] = fastmath.modulo(a[k], b[k])
        y[3, k] = fastmath.clip(a[k], -1.0, b[k])
    return y


@compiled
def _window(t: Array, start: float, stop: float, period: float) -> Array:
    y = np.empty(t.size)
    for k in range(t.size):
        y[k] = fastmath.window(t[k], start, stop, period)
    return y


DENSE = np.concatenate(
    [np.linspace(-700, 700, 20_001), np.linspace(-1, 1, 20_001), 10.0 ** np.arange(-300, 2)]
)


def test_exp_is_the_library_s_to_3e_14_and_to_2e_15_near_zero() -> None:
    error = np.abs(_map(DENSE)[0] / np.exp(DENSE) - 1)
    assert error.max() < 3e-14
    assert error[np.abs(DENSE) <= 40].max() < 2e-15


def test_exp_saturates_and_passes_nan_on() -> None:
    y = _map(np.array([-1e300, -np.inf, 1e300, np.inf, np.nan]))[0]
    assert y[:2] == pytest.approx(np.exp(-700.0))
    assert y[2:4] == pytest.approx(np.exp(700.0))
    assert np.isnan(y[4])


def test_exprel_and_linoid_are_smooth_through_zero() -> None:
    x = np.concatenate([DENSE[np.abs(DENSE) < 600], [0.0, 0.1, -0.1, 1.0, -1.0]])
    y = _map(x)
    assert np.abs(y[1] / exprel(x) - 1).max() < 3e-14
    for rate in (y[2], y[9]):
        assert np.abs(rate / (10.0 / exprel(-x / 10)) - 1).max() < 4e-14


def test_the_short_exprel_holds_as_far_as_it_says() -> None:
    x = np.concatenate([DENSE[np.abs(DENSE) <= 2.1], [2.0, -2.0, np.nan, np.inf]])
    y = _map(x)
    assert y[8].tolist() == [not abs(value) <= 2.0 for value in x]
    inside = y[8] == 0
    assert np.abs(y[7][inside] / exprel(x[inside]) - 1).max() < 1e-14


def test_sign_step_and_flush() -> None:
    x = np.array([-2.0, -0.0, 0.0, 3.0, 1e-201, -1e-201, 1e-199])
    sign, step, flushed, outside = _map(x)[3:7]
    assert sign.tolist() == [-1, 0, 0, 1, 1, -1, 1]
    assert step.tolist() == [0, 1, 1, 1, 1, 0, 1]
    assert flushed.tolist() == [-2, 0, 0, 3, 0, 0, 1e-199]
    assert not outside.any()
    assert _map(np.array([np.nan, np.inf, -np.inf, 1e101, -1e101]))[6].all()
    assert np.isnan(_map(np.array([np.nan]))[3][0])


def test_minimum_maximum_clip_modulo_equal_the_tree_walk() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(0, 10, 1000), rng.normal(0, 3, 1000)
    values = {"a": a, "b": b}
    texts = ("min(a, b)", "max(a, b)", "mod(a, b)", "clip(a, -1, b)")
    for row, text in zip(_two(a, b), texts, strict=True):
        assert row == pytest.approx(evaluate(parse(text, values), values), abs=1e-12)
    low, high, *_ = _two(np.array([np.nan, 1.0]), np.array([1.0, np.nan]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@pytest.mark.parametrize("period", [0.0, 20.0, 0.7])
def test_window_switches_on_its_sample(period: float) -> None:
    t = np.rint(np.arange(3000) * 0.1 * 1e9) / 1e9
    start, stop = 10.0, 10.3
    tenths = np.arange(3000)
    since = tenths - 100
    if period:
        since = np.where(since >= 0, since % round(period * 10), -1)
    expected = (since >= 0) & (since < 3)
    assert (_window(t, start, stop, period) == expected).all()
