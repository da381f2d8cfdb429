"""What units are worth beside their targets: errors, loss, accuracy, and the slope of the loss."""

from __future__ import annotations

import math
from typing import Any

from engine.kernels import tables as c
from engine.kernels import training_columns as r
from engine.kernels.jit import helper
from engine.kernels.pointers import float64_at, int64_at


@helper
def compare(nodes: Any, edges: Any, e: int) -> None:
    """Deltas, errors, loss and accuracy of an edge with a signal."""
    row = int64_at(edges[e, c.TRAINS])
    target = edges[e, c.TARGET]
    n = nodes[target, c.N]
    y = float64_at(nodes[target, c.OUTPUT])
    wanted = float64_at(nodes[edges[e, c.SIGNAL], c.OUTPUT])
    own = nodes[edges[e, c.SIGNAL], c.N] == n
    delta = float64_at(row[r.DELTA])
    error = float64_at(row[r.ERROR])
    kind = nodes[target, c.ACTIVATION]
    for j in range(n):
        delta[j] = y[j] - (wanted[j] if own else wanted[0])
        error[j] = abs(delta[j])
    entropy = row[r.ALGORITHM] == r.GRADIENTS and (kind == r.SIGMOID or kind == r.SOFTMAX)
    entropy = entropy and float64_at(row[r.NUMBERS])[r.CROSS_ENTROPY] > 0.0
    loss = 0.0
    if entropy:
        loss = _cross_entropy(y, wanted, n, own, kind)
    else:
        for j in range(n):
            loss += 0.5 * delta[j] * delta[j]
    _note(row, loss, _right(y, wanted, n, own, kind))
    if row[r.ALGORITHM] == r.GRADIENTS and not entropy:
        through(kind, y, delta, n)


@helper
def _cross_entropy(y: Any, wanted: Any, n: int, own: bool, kind: int) -> float:
    """Minus the logarithm of the probability that the units give to the targets."""
    loss = 0.0
    for j in range(n):
        d = wanted[j] if own else wanted[0]
        loss -= d * math.log(max(y[j], r.CONFIDENCE))
        if kind == r.SIGMOID:
            loss -= (1.0 - d) * math.log(max(1.0 - y[j], r.CONFIDENCE))
    return loss


@helper
def _note(row: Any, loss: float, right: bool) -> None:
    """Take loss and accuracy into their means: plain ones at first, then exponential ones."""
    counts = int64_at(row[r.COUNTS])
    means = float64_at(row[r.MEANS])
    of = 0 if counts[r.DUE] == r.TRAINING else 1
    counts[r.SHOWN + of] += 1
    part = 1.0 / min(float(counts[r.SHOWN + of]), float64_at(row[r.NUMBERS])[r.WINDOW])
    means[2 * of] += part * (loss - means[2 * of])
    means[2 * of + 1] += part * ((1.0 if right else 0.0) - means[2 * of + 1])


@helper
def _right(y: Any, wanted: Any, n: int, own: bool, kind: int) -> bool:
    """Whether the unit that should be largest is; of one unit, whether it is nearer to its target
    than to the other of two classes (0 and 1; -1 and 1 for tanh)."""
    wrong = 0
    if n == 1 or not own:
        near = 1.0 if kind == r.TANH else 0.5
        for j in range(n):
            wrong += not abs(y[j] - (wanted[j] if own else wanted[0])) < near
        return wrong == 0
    largest = 0
    for j in range(n):
        if wanted[j] > wanted[largest]:
            largest = j
    for j in range(n):
        wrong += j != largest and not y[largest] > y[j]
    return wrong == 0


@helper
def through(kind: int, y: Any, delta: Any, n: int) -> None:
    """From derivatives by values to derivatives by summed inputs, in place."""
    total = 0.0
    if kind == r.SOFTMAX:
        for j in range(n):
            total += delta[j] * y[j]
    for j in range(n):
        if kind == r.SOFTMAX:
            delta[j] = y[j] * (delta[j] - total)
        elif kind == r.SIGMOID:
            delta[j] *= y[j] * (1.0 - y[j])
        elif kind == r.TANH:
            delta[j] *= 1.0 - y[j] * y[j]
        elif kind == r.RELU and not y[j] > 0.0:
            delta[j] = 0.0
