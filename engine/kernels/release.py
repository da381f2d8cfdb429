"""Spikes on their way where not all of them arrive whole, or at the same time.

The column RELEASE of an edge holds the address of an int64 row with the columns below.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.jit import helper
from engine.kernels.noise import below
from engine.kernels.pointers import float64_at, int32_at, int64_at

CHANCE = 0
"""A synapse transmits when its draw of 53 bits is less than this; -1: always."""
STREAM = 1
CELLS = 2
"""float64 (2, n of source): u and x right after LAST; 0 without short-term plasticity."""
LAST = 3
"""int64 (n of source,): label at which u and x of each cell were brought up to date."""
CONSTANTS = 4
"""float64 (4,): U, what a step keeps of u and of 1 - x, and the one weight of all synapses."""
DELAYS = 5
"""int32, in steps, in the order of the weights; 0 when DELAY of the edge serves all."""
ARRIVALS = 6
"""float64 (slots, n of target): weight that arrives, by label modulo slots; 0 without."""
SLOTS = 7
COLUMNS = 8


@helper
def _release(part: Any, n: int, cell: int, label: int) -> float:
    """Resources that a spike of this cell and label releases, with u and x moved on to after it."""
    constants = float64_at(part[CONSTANTS])
    cells = float64_at(part[CELLS])
    last = int64_at(part[LAST])
    steps = label - last[cell]
    u = cells[cell] * constants[1] ** steps
    x = 1.0 - (1.0 - cells[n + cell]) * constants[2] ** steps
    u += constants[0] * (1.0 - u)
    released = u * x
    cells[cell] = u
    cells[n + cell] = x - released
    last[cell] = label
    return released  # type: ignore[no-any-return]  # compiled


@helper
def release_spikes(
    nodes: Any, edges: Any, factors: Any, e: int, spikes: int, count: int, label: int, step: int
) -> None:
    """Let `count` spikes (int32 cells at address `spikes`) with that label leave at `step`.

    Called for every label of the source once, also when nothing spiked. Where the delay of the edge
    serves all synapses they arrive at once; otherwise `arrive` finds them in their step.
    """
    part = int64_at(edges[e, c.RELEASE])
    n_source = nodes[edges[e, c.SOURCE], c.N]
    n_target = nodes[edges[e, c.TARGET], c.N]
    cells = int32_at(spikes)
    pattern = edges[e, c.PATTERN]
    indptr = int64_at(edges[e, c.INDPTR])
    targets = int32_at(edges[e, c.TARGETS])
    weights = float64_at(edges[e, c.WEIGHTS])
    varied = edges[e, c.WEIGHTS] != 0
    no_self = edges[e, c.NO_SELF] != 0
    chance = part[CHANCE]
    delays = int32_at(part[DELAYS])
    slots = part[SLOTS]
    spread = part[DELAYS] != 0
    # Weights wait for their step as they are; only those that arrive now are made into jumps.
    factor = 1.0 if spread else factors[e, c.FACTOR]
    y = float64_at(part[ARRIVALS] if spread else edges[e, c.JUMP])
    now = step % slots if spread else 0
    late = step - label
    for q in range(count):
        cell = cells[q]
        amount = factor
        if part[CELLS] != 0:
            amount *= _release(part, n_source, cell, label)
        if not varied:
            amount *= float64_at(part[CONSTANTS])[3]
        if pattern == c.CSR:
            first = indptr[cell]
            last = indptr[cell + 1]
        elif pattern == c.ONE:
            first = cell
            last = first + 1
        else:
            first = cell * n_target
            last = first + n_target
        for m in range(first, last):
            if pattern == c.CSR:
                j = targets[m]
            elif pattern == c.ONE:
                j = cell
            else:
                j = m - first
                if no_self and j == cell:
                    continue
            if chance >= 0 and not below(part[STREAM], label, m, chance):
                continue
            at = j
            if spread:
                slot = now + max(delays[m] - late, 0)
                if slot >= slots:
                    slot -= slots
                at += slot * n_target
            y[at] += amount * weights[m] if varied else amount


@helper
def arrive(edges: Any, factors: Any, e: int, n_target: int, step: int) -> None:
    """Let what was sent with a delay of its own arrive at `step`, after all that leaves then."""
    part = int64_at(edges[e, c.RELEASE])
    if part[ARRIVALS] == 0:
        return
    y = float64_at(edges[e, c.JUMP])
    waiting = float64_at(part[ARRIVALS] + 8 * n_target * (step % part[SLOTS]))
    factor = factors[e, c.FACTOR]
    for j in range(n_target):
        y[j] += factor * waiting[j]
        waiting[j] = 0.0


@helper
def short_term(edges: Any, e: int, n: int, row: int, label: int, out: int) -> None:
    """u (row 0) or x (row 1) of each source cell at `label`, to the float64 row at address `out`.

    A spike shows from the step after its arrival on, as it does in a synaptic current.
    """
    part = int64_at(edges[e, c.RELEASE])
    keep = float64_at(part[CONSTANTS])[1 + row]
    stored = float64_at(part[CELLS] + 8 * n * row)
    last = int64_at(part[LAST])
    values = float64_at(out)
    rest = 1.0 if row == 1 else 0.0
    for i in range(n):
        steps = max(label - 1 - edges[e, c.DELAY] - last[i], 0)
        values[i] = rest + (stored[i] - rest) * keep**steps
