"""Stimuli inside the loop: the value of a current, and the spikes of a source."""

from __future__ import annotations

import math
from typing import Any

from engine.kernels import tables as c
from engine.kernels.bytecode_machine import run
from engine.kernels.jit import helper
from engine.kernels.noise import exponential
from engine.kernels.pointers import float64_at, int32_at, int64_at


@helper
def evaluate(nodes: Any, p: int, t: float, stack: Any) -> float:
    """Value of the program of node row p at t (ms)."""
    names = float64_at(nodes[p, c.NAMES])
    names[0] = t
    return run(
        int32_at(nodes[p, c.PROGRAM]),
        nodes[p, c.PROGRAM_LENGTH],
        float64_at(nodes[p, c.CONSTANTS]),
        names,
        stack,
    )


@helper
def set_current(nodes: Any, p: int, label: int, t: float, stack: Any) -> bool:
    """Store the value that a current has at `label`; False when it is not finite."""
    value = evaluate(nodes, p, t, stack)
    float64_at(nodes[p, c.STATE])[0] = value
    if nodes[p, c.VALUES] != 0:
        float64_at(nodes[p, c.VALUES])[label % nodes[p, c.VALUE_SLOTS]] = value
    return math.isfinite(value)


@helper
def emit_poisson(nodes: Any, p: int, slot: int, t: float, dt: float, stack: Any) -> int:
    """Write the cells that spike into a ring slot; their number, or -1 when the rate is not finite.

    The hazard H grows by -log(1 - p) per step, with p = rate dt / 1000; a cell spikes in the step
    in which H passes its threshold, and takes H + Exp(1) as the next. Per step and cell this is
    exactly a draw with probability p, at the cost of one draw per spike. Cells whose rates differ
    have thresholds in units of steps, with mean `INTERVALS`.
    """
    n = nodes[p, c.N]
    hazard = float64_at(nodes[p, c.HAZARD])
    own = nodes[p, c.INTERVALS] != 0
    intervals = float64_at(nodes[p, c.INTERVALS])
    if own:
        hazard[0] += 1.0
    else:
        rate = evaluate(nodes, p, t, stack)
        if not math.isfinite(rate):
            return -1
        chance = min(max(rate * dt * 1e-3, 0.0), 0.9999)
        hazard[0] -= math.log1p(-chance)
    h = hazard[0]
    out = int32_at(nodes[p, c.RING] + 4 * n * slot)
    thresholds = float64_at(nodes[p, c.THRESHOLDS])
    draws = int64_at(nodes[p, c.DRAWS])
    minima = float64_at(nodes[p, c.MINIMA])
    stream = nodes[p, c.STREAM]
    count = 0
    for b in range((n + c.BLOCK - 1) // c.BLOCK):
        if minima[b] > h:
            continue
        least = math.inf
        for i in range(b * c.BLOCK, min(n, (b + 1) * c.BLOCK)):
            if thresholds[i] <= h:
                out[count] = i
                count += 1
                draws[i] += 1
                draw = exponential(stream, i, draws[i])
                thresholds[i] = h + (draw * intervals[i] if own else draw)
            least = min(least, thresholds[i])
        minima[b] = least
    return count


@helper
def emit_script(nodes: Any, p: int, slot: int, label: int) -> int:
    """Write the cells whose scripted spikes fall on `label` into a ring slot; their number."""
    marks = int64_at(nodes[p, c.MARKS])
    steps = int64_at(nodes[p, c.SCRIPT_STEPS])
    cells = int32_at(nodes[p, c.SCRIPT_CELLS])
    out = int32_at(nodes[p, c.RING] + 4 * nodes[p, c.N] * slot)
    length = nodes[p, c.SCRIPT_LENGTH]
    at = marks[c.CURSOR]
    while at < length and steps[at] < label:
        at += 1
    count = 0
    while at < length and steps[at] == label:
        out[count] = cells[at]
        count += 1
        at += 1
    marks[c.CURSOR] = at
    return count
