"""Stimuli inside the loop: the value of a current, and the spikes of a source."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.kernels import tables as c
from engine.kernels.bytecode_machine import run
from engine.kernels.jit import helper
from engine.kernels.noise import exponential, normal
from engine.kernels.pointers import float64_at, int32_at, int64_at, spare_rows
from engine.kernels.presenting import set_sample
from engine.kernels.record import spiked

TICK = 1e-9
"""Below the resolution of time (ms): what lies this near a sample is on it."""


@helper
def evaluate(nodes: Any, p: int, cell: int, t: float, stack: Any) -> float:
    """Value of the program of node row p at t (ms), with the numbers of a cell."""
    names = float64_at(nodes[p, c.NAMES] + 8 * nodes[p, c.N_NAMES] * cell)
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
    """Store the values that a current has at `label`; False when one is not finite."""
    n = nodes[p, c.N]
    values = float64_at(nodes[p, c.STATE])
    process = nodes[p, c.PROCESS]
    if process == c.BY_NOISE:
        _set_noise(nodes, p, label, values)
    elif process == c.BY_SAMPLES:
        _set_samples(nodes, p, t, values)
    elif process == c.BY_DATASET:
        set_sample(nodes, p, t, values)
    elif nodes[p, c.N_NAMES] != 0:
        for i in range(n):
            values[i] = evaluate(nodes, p, i, t, stack)
    else:
        value = evaluate(nodes, p, 0, t, stack)
        for i in range(n):
            values[i] = value
    finite = True
    for i in range(n):
        finite = finite and math.isfinite(values[i])
    if nodes[p, c.VALUES] != 0:
        past = float64_at(nodes[p, c.VALUES] + 8 * n * (label % nodes[p, c.VALUE_SLOTS]))
        for i in range(n):
            past[i] = values[i]
    return finite


@helper
def _set_noise(nodes: Any, p: int, label: int, values: Any) -> None:
    """Move an Ornstein-Uhlenbeck process on to `label`, exactly; nothing where it is there.

    x(t + dt) = mean + decay (x(t) - mean) + sd N(0, 1), decay = exp(-dt/tau) (Gillespie 1996);
    with decay 0 this is white noise.
    """
    marks = int64_at(nodes[p, c.MARKS])
    if marks[c.EMITTED] >= label:
        return
    marks[c.EMITTED] = label
    rows = nodes[p, c.DATA_ROWS]
    numbers = float64_at(nodes[p, c.DATA])
    stream = nodes[p, c.STREAM]
    for i in range(nodes[p, c.N]):
        k = i if rows > 1 else 0
        mean = numbers[k]
        kept = numbers[rows + k] * (values[i] - mean)
        values[i] = mean + kept + numbers[2 * rows + k] * normal(stream, i, label)


@helper
def _set_samples(nodes: Any, p: int, t: float, values: Any) -> None:
    """Read a series at t (ms): 0 before it begins, its own value after its end."""
    n = nodes[p, c.N]
    form = float64_at(nodes[p, c.FORM])
    since = t - form[1]
    if since < -TICK:
        for i in range(n):
            values[i] = 0.0
        return
    repeated = form[2] > 0.0
    if repeated:
        since = max(0.0, since - form[2] * np.floor((since + TICK) / form[2]))
    position = since / form[0]
    length = nodes[p, c.DATA_LENGTH]
    first = int(min(np.floor(position + TICK), float(length)))
    # Where a step of the run falls on a sample it is that sample, to the last bit.
    part = position - first if form[3] > 0.0 and abs(position - first) > TICK else 0.0
    following = first + 1 if first + 1 < length else (0 if repeated else length - 1)
    series = float64_at(nodes[p, c.DATA])
    for i in range(n):
        k = i if nodes[p, c.DATA_ROWS] > 1 else 0
        if first >= length:
            values[i] = form[4 + k]
        else:
            here = series[k * length + first]
            values[i] = here + part * (series[k * length + following] - here)


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
        rate = evaluate(nodes, p, 0, t, stack)
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


@helper
def _emit(nodes: Any, p: int, label: int, t: float, dt: float, stack: Any) -> bool:
    """Spikes of a source with that label; False when its rate is not finite."""
    marks = int64_at(nodes[p, c.MARKS])
    slot = label % nodes[p, c.SLOTS]
    if nodes[p, c.KIND] == c.POISSON:
        count = emit_poisson(nodes, p, slot, t, dt, stack)
    else:
        count = emit_script(nodes, p, slot, label)
    if count < 0:
        return False
    marks[c.EMITTED] = label
    spiked(nodes, p, label, slot, count)
    return True


@helper
def set_source(nodes: Any, p: int, label: int, t: float, dt: float) -> int:
    """Bring a stimulus to `label`, at t (ms); -1 when its value is not finite."""
    stack = float64_at(spare_rows())
    if nodes[p, c.KIND] == c.CURRENT:
        good = set_current(nodes, p, label, t, stack)
    elif int64_at(nodes[p, c.MARKS])[c.EMITTED] < label:
        good = _emit(nodes, p, label, t, dt, stack)
    else:
        good = True
    return 0 if good else -1
