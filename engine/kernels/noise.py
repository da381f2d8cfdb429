"""The compiled twin of the draws of `engine.randomness`: one at a time."""

from __future__ import annotations

import math

import numpy as np

from engine.kernels.jit import helper
from engine.randomness import GOLDEN, MIX_A, MIX_B

_GOLDEN = np.uint64(GOLDEN)
_MIX_A = np.uint64(MIX_A)
_MIX_B = np.uint64(MIX_B)


@helper
def _mix(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> np.uint64(30))) * _MIX_A
    x = (x ^ (x >> np.uint64(27))) * _MIX_B
    return x ^ (x >> np.uint64(31))


@helper
def _bits(stream: int, cell: int, count: int) -> np.uint64:
    x = _mix(np.uint64(stream) ^ _mix(np.uint64(cell) * _GOLDEN + np.uint64(1)))
    return _mix(x + np.uint64(count) * _GOLDEN)


@helper
def _uniform(bits: np.uint64) -> float:
    return (np.float64(bits >> np.uint64(11)) + 1.0) * (1.0 / 9007199254740992.0)


@helper
def uniform(stream: int, cell: int, count: int) -> float:
    """Draw number `count` of `cell`: evenly in (0, 1]."""
    return _uniform(_bits(stream, cell, count))


@helper
def exponential(stream: int, cell: int, count: int) -> float:
    """Draw number `count` of `cell`: exponential with mean 1."""
    draw: float = -np.log(_uniform(_bits(stream, cell, count)))
    return draw


@helper
def normal(stream: int, cell: int, count: int) -> float:
    """Draw number `count` of `cell`: normal with mean 0 and variance 1."""
    bits = _bits(stream, cell, count)
    radius: float = np.sqrt(-2.0 * np.log(_uniform(bits)))
    angle: float = 2.0 * np.pi * _uniform(_mix(bits + _GOLDEN))
    return radius * math.cos(angle)


@helper
def below(stream: int, cell: int, count: int, chance: int) -> bool:
    """Whether draw number `count` of `cell`, 53 bits, is less than `chance`."""
    return bool(np.int64(_bits(stream, cell, count) >> np.uint64(11)) < chance)


@helper
def hashed(stream: int, cell: int, count: int) -> int:
    """53 random bits: draw number `count` of `cell`."""
    return np.int64(_bits(stream, cell, count) >> np.uint64(11))  # type: ignore[return-value]  # NumPy
