"""How weights follow errors: down a gradient, or by recursive least squares.

Both work on any pattern of connection; weights lie as `engine.kernels.tables.WEIGHTS` says.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels import training_columns as r
from engine.kernels.jit import helper
from engine.kernels.learning import MOST
from engine.kernels.pointers import float64_at, int32_at, int64_at


@helper
def _row_of(edges: Any, e: int, i: int, n_target: int) -> tuple[int, int]:
    """Where the synapses of source cell i begin and end in the order of the pattern."""
    pattern = edges[e, c.PATTERN]
    if pattern == c.CSR:
        indptr = int64_at(edges[e, c.INDPTR])
        return indptr[i], indptr[i + 1]
    if pattern == c.ONE:
        return i, i + 1
    return i * n_target, (i + 1) * n_target


@helper
def _target_of(edges: Any, e: int, i: int, m: int, n_target: int) -> int:
    """Target cell of synapse m of source cell i; -1 where the pattern has none."""
    pattern = edges[e, c.PATTERN]
    if pattern == c.CSR:
        return int32_at(edges[e, c.TARGETS])[m]  # type: ignore[no-any-return]  # compiled
    if pattern == c.ONE:
        return i
    j = m - i * n_target
    return -1 if edges[e, c.NO_SELF] != 0 and j == i else j


@helper
def back(edges: Any, e: int, n_source: int, n_target: int, delta: Any, out: Any) -> None:
    """Add to `out` (n source,) the deltas (n target,) of edge e, each times its weight."""
    weights = float64_at(edges[e, c.WEIGHTS])
    for i in range(n_source):
        first, last = _row_of(edges, e, i, n_target)
        total = 0.0
        for m in range(first, last):
            j = _target_of(edges, e, i, m, n_target)
            if j >= 0:
                total += weights[m] * delta[j]
        out[i] += total


@helper
def _descend_all(
    weights: Any, numbers: Any, past: Any, delta: Any, n_source: int, n_target: int
) -> bool:
    """As `descend`, for a full matrix and nothing kept beside it: loops that become vectors."""
    rate, decay = numbers[r.RATE], numbers[r.DECAY]
    low, high = numbers[r.LOW], numbers[r.HIGH]
    beyond = 0
    for i in range(n_source):
        x = past[i]
        row = i * n_target
        for j in range(n_target):
            before = weights[row + j]
            after = before - rate * (delta[j] * x + decay * before)
            after = low if after < low else after
            after = high if after > high else after
            inside = abs(after) <= MOST
            weights[row + j] = after if inside else before
            beyond += 0 if inside else 1
    return beyond == 0


@helper
def descend(edges: Any, e: int, n_source: int, n_target: int) -> bool:
    """One sample of edge e: w -= rate (delta x + decay w), with momentum over batches.

    False when a weight would leave the finite range; it is as it was then.
    """
    row = int64_at(edges[e, c.TRAINS])
    numbers = float64_at(row[r.NUMBERS])
    counts = int64_at(row[r.COUNTS])
    counts[r.IN_BATCH] += 1
    complete = counts[r.IN_BATCH] >= numbers[r.BATCH]
    size = float(counts[r.IN_BATCH])
    if complete:
        counts[r.IN_BATCH] = 0
    past = float64_at(row[r.PAST])
    delta = float64_at(row[r.DELTA])
    sums = float64_at(row[r.GRADIENT])
    velocity = float64_at(row[r.VELOCITY])
    weights = float64_at(edges[e, c.WEIGHTS])
    whole = edges[e, c.PATTERN] == c.DENSE and edges[e, c.NO_SELF] == 0
    if whole and row[r.GRADIENT] == 0 and row[r.VELOCITY] == 0:
        return _descend_all(weights, numbers, past, delta, n_source, n_target)
    for i in range(n_source):
        first, last = _row_of(edges, e, i, n_target)
        for m in range(first, last):
            j = _target_of(edges, e, i, m, n_target)
            if j < 0:
                continue
            gradient = delta[j] * past[i]
            if row[r.GRADIENT] != 0:
                sums[m] += gradient
                if not complete:
                    continue
                gradient = sums[m] / size
                sums[m] = 0.0
            change = -numbers[r.RATE] * (gradient + numbers[r.DECAY] * weights[m])
            if row[r.VELOCITY] != 0:
                change += numbers[r.MOMENTUM] * velocity[m]
                velocity[m] = change
            weight = min(max(weights[m] + change, numbers[r.LOW]), numbers[r.HIGH])
            if not abs(weight) <= MOST:
                return False
            weights[m] = weight
    return True


@helper
def solve(edges: Any, e: int, n_source: int, n_target: int) -> bool:
    """One sample of edge e by recursive least squares, all weights of which are there:

    k = P x / (1 + x P x), P -= k (P x)^T, w -= error k (Haykin (2002) Adaptive Filter Theory, 4th
    edition, chapter 9; Sussillo and Abbott 2009). False as for `descend`.
    """
    row = int64_at(edges[e, c.TRAINS])
    numbers = float64_at(row[r.NUMBERS])
    past = float64_at(row[r.PAST])
    gain = float64_at(row[r.GAIN])
    inverse = float64_at(row[r.INVERSE])
    weights = float64_at(edges[e, c.WEIGHTS])
    delta = float64_at(row[r.DELTA])
    scale = 1.0
    for i in range(n_source):
        total = 0.0
        for k in range(n_source):
            total += inverse[i * n_source + k] * past[k]
        gain[i] = total
        scale += total * past[i]
    for i in range(n_source):
        part = gain[i] / scale
        for k in range(n_source):
            inverse[i * n_source + k] -= part * gain[k]
    for i in range(n_source):
        part = gain[i] / scale
        for j in range(n_target):
            m = i * n_target + j
            weight = weights[m] - part * delta[j]
            weight = min(max(weight, numbers[r.LOW]), numbers[r.HIGH])
            if not abs(weight) <= MOST:
                return False
            weights[m] = weight
    return True
