"""Transitions of channels whose number is finite, drawn step by step.

The channels of a cell are counted by state: how many subunits of each gate are open. In a step each
closed subunit opens, and each open one closes, with the probabilities that hold at its beginning;
gates follow one another, for their subunits are independent. Averaged over the draws, the mean
fraction of open subunits is then exactly what euler or exponential_euler makes of the gate; under
rk4 it is what exponential_euler does.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.kernels.jit import helper
from engine.kernels.noise import uniform
from engine.kernels.pointers import float64_at

SEARCHED = 10.0
"""Up to this mean the number of successes is searched from 0; above it is drawn by rejection."""


@helper
def _searched(n: float, p: float, u: float) -> float:
    """Successes of n tries by inversion: `u` in (0, 1] is used up by the probabilities from 0."""
    odds = p / (1.0 - p)
    chance = math.exp(n * math.log1p(-p))
    k = 0.0
    while u > chance and k < n:
        u -= chance
        k += 1.0
        chance *= odds * (n - k + 1.0) / k
    return k


@helper
def _rejected(n: float, p: float, stream: int, cell: int, draws: Any) -> float:
    """Successes of n tries, n p >= 10 and p <= 1/2, by the transformed rejection of Hörmann (1993)
    Journal of Statistical Computation and Simulation 46:101."""
    deviation = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    alpha = (2.83 + 5.1 / b) * deviation
    odds = math.log(p / (1.0 - p))
    mode = math.floor((n + 1.0) * p)
    top = math.lgamma(mode + 1.0) + math.lgamma(n - mode + 1.0)
    while True:
        u = uniform(stream, cell, int(draws[0])) - 0.5
        v = uniform(stream, cell, int(draws[0]) + 1)
        draws[0] += 2.0
        s = max(0.5 - abs(u), 1e-300)
        k = math.floor((2.0 * a / s + b) * u + n * p + 0.5)
        if s >= 0.07 and v <= 0.92 - 4.2 / b:
            return k
        if k < 0.0 or k > n:
            continue
        chance = top - math.lgamma(k + 1.0) - math.lgamma(n - k + 1.0) + (k - mode) * odds
        if math.log(v * alpha / (a / (s * s) + b)) <= chance:
            return k


@helper
def binomial(n: float, p: float, stream: int, cell: int, draws: Any) -> float:
    """How many of n tries succeed with probability p; `draws` counts what the cell has drawn."""
    if not (p > 0.0 and n > 0.0):
        return 0.0
    if p >= 1.0:
        return n
    rare = min(p, 1.0 - p)
    if n * rare < SEARCHED:
        k = _searched(n, rare, uniform(stream, cell, int(draws[0])))
        draws[0] += 1.0
    else:
        k = _rejected(n, rare, stream, cell, draws)
    return k if p <= 0.5 else n - k


@helper
def _moves(count: int, before: int, after: int, opening: float, closing: float) -> float:
    """Probability that a channel with `before` of `count` subunits open has `after` open."""
    total = 0.0
    for stay in range(min(before, after) + 1):
        new = after - stay
        if new > count - before:
            continue
        ways = 1.0
        for i in range(stay):
            ways *= (before - i) / (i + 1.0) * (1.0 - closing)
        for _ in range(before - stay):
            ways *= closing
        for i in range(new):
            ways *= (count - before - i) / (i + 1.0) * opening
        for _ in range(count - before - new):
            ways *= 1.0 - opening
        total += ways
    return total


@helper
def move_gate(
    rows: int,
    spare: int,
    row: int,
    outer: int,
    count: int,
    inner: int,
    opening: float,
    closing: float,
    stream: int,
    cell: int,
    draws: Any,
) -> None:
    """Open and close the subunits of one gate of the channels of a cell.

    At the address `rows` is how many channels are in the first state, those in the next ones lie
    `row` bytes apart, the levels of this gate `inner` states apart; at `spare`, in the same way,
    is room for count + 1 numbers.
    """
    opening = min(opening, 1.0) if opening > 0.0 else 0.0
    closing = min(closing, 1.0) if closing > 0.0 else 0.0
    for first in range(outer):
        for last in range(inner):
            base = rows + row * (first * (count + 1) * inner + last)
            for level in range(count + 1):
                float64_at(spare + row * level)[0] = 0.0
            for before in range(count + 1):
                left = float64_at(base + row * before * inner)[0]
                share = 1.0
                for after in range(count):
                    if not left > 0.0:
                        break
                    chance = _moves(count, before, after, opening, closing)
                    moved = binomial(
                        left, min(chance / share, 1.0) if share > 0.0 else 1.0, stream, cell, draws
                    )
                    float64_at(spare + row * after)[0] += moved
                    left -= moved
                    share -= chance
                float64_at(spare + row * count)[0] += left
            for level in range(count + 1):
                float64_at(base + row * level * inner)[0] = float64_at(spare + row * level)[0]


@helper
def open_subunits(rows: int, row: int, outer: int, count: int, inner: int, number: float) -> float:
    """The mean fraction of open subunits of a gate; see `move_gate`."""
    total = 0.0
    for first in range(outer):
        for level in range(count + 1):
            for last in range(inner):
                state = (first * (count + 1) + level) * inner + last
                total += level * float64_at(rows + row * state)[0]
    return total / (number * count)


@helper
def stream_of(high: float, low: float) -> int:
    """The key of a stream from its halves, as parameters hold them."""
    key: Any = (np.int64(high) << np.int64(32)) | np.int64(low)
    return key  # type: ignore[no-any-return]  # a NumPy scalar
