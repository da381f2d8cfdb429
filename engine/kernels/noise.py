"""The compiled twin of `engine.randomness.exponentials`: one draw at a time."""

from __future__ import annotations

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
def exponential(stream: int, cell: int, count: int) -> float:
    """Draw number `count` of `cell`: exponential with mean 1."""
    x = _mix(np.uint64(stream) ^ _mix(np.uint64(cell) * _GOLDEN + np.uint64(1)))
    x = _mix(x + np.uint64(count) * _GOLDEN)
    uniform = (np.float64(x >> np.uint64(11)) + 1.0) * (1.0 / 9007199254740992.0)
    return -np.log(uniform)  # type: ignore[no-any-return]  # NumPy's scalar, compiled
