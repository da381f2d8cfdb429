"""The samples of a data set, one after the other: which one is shown is a function of time alone.

Every node that shows the same data in the same way therefore shows the same sample, whatever the
frame size, and rewinding needs to keep nothing.
"""

from __future__ import annotations

import math
from typing import Any

from engine.kernels import tables as c
from engine.kernels.jit import helper
from engine.kernels.noise import hashed
from engine.kernels.pointers import float64_at

TICK = 1e-9
"""Below the resolution of time (ms): what ends this soon has ended."""

# Entries of FORM.
HOLD = 0
SHUFFLED = 1
TRAIN = 2

ROUNDS = 4
"""Of the Feistel network that shuffles; Luby and Rackoff (1988) SIAM J Comput 17:373."""


@helper
def shuffled(at: int, n: int, stream: int, epoch: int) -> int:
    """Where place `at` of n comes in the order of an epoch: a permutation of 0 to n - 1.

    A Feistel network permutes the next power of four; places beyond n are walked over.
    """
    half = 1
    while 1 << (2 * half) < n:
        half += 1
    mask = (1 << half) - 1
    while True:
        left = at >> half
        right = at & mask
        for k in range(ROUNDS):
            left, right = right, left ^ (hashed(stream, ROUNDS * epoch + k, right) & mask)
        at = (left << half) | right
        if at < n:
            return at


@helper
def presentation(nodes: Any, p: int, t: float) -> int:
    """How many samples node row p had shown before the one that it shows at t (ms)."""
    return math.floor((t + TICK) / float64_at(nodes[p, c.FORM])[HOLD])  # type: ignore[no-any-return]  # compiled


@helper
def sample_shown(nodes: Any, p: int, t: float) -> int:
    """Index, in the data set, of the sample that node row p shows at t (ms)."""
    form = float64_at(nodes[p, c.FORM])
    n = nodes[p, c.DATA_LENGTH]
    shown = presentation(nodes, p, t)
    at = shown % n
    if form[SHUFFLED] > 0.0:
        at = shuffled(at, n, nodes[p, c.STREAM], shown // n)
    return nodes[p, c.DATA_ROWS] + at  # type: ignore[no-any-return]  # compiled


@helper
def set_sample(nodes: Any, p: int, t: float, values: Any) -> None:
    """Write the features of the sample that is shown at t (ms)."""
    n = nodes[p, c.N]
    row = float64_at(nodes[p, c.DATA] + 8 * n * sample_shown(nodes, p, t))
    for i in range(n):
        values[i] = row[i]
