"""The threads that run one network: one leads, the others, if any, take part in its steps.

The leader does what is not cut into ranges (`engine.kernels.ranges`). Then each takes ranges of
its own, whose numbers its processor holds already, and after them those that nobody else has begun,
so that a thread which the system does not run holds nobody up. What they share is an int64 array:

- GO: number of the step in this call; or OVER
- STEP, TIME (its bits), PARTS, YIELD, TRAINING
- for each range, TAKEN, DONE: the number of the step that was begun, and finished, last; CODE,
  INDEX: what failed
- (parts, nodes): spikes of each range; (parts + 1, nodes): its first cell

Every thread is in compiled code that does not hold the interpreter.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.fastmath import bits_to_float, float_to_bits
from engine.kernels.jit import helper
from engine.kernels.pointers import (
    call_yield,
    exchanged,
    int32_at,
    int64_at,
    load_acquire,
    store_release,
)
from engine.kernels.ranges import deliver_joined, step_cells

LINE = 8
"""int64 in a cache line."""
GO = 0
STEP = LINE
TIME = LINE + 1
PARTS = LINE + 2
YIELD = LINE + 3
"""Address of the system's function that lets other threads run."""
TRAINING = LINE + 4
"""Address of the kernel of `engine.kernels.generate_aside`; 0 where nothing is trained."""
DONE = 2 * LINE
CODE = DONE + 1
INDEX = DONE + 2
TAKEN = DONE + 3
OVER = -1
PATIENCE = 500
"""Looks at a number that does not change before the processor is left to others."""


@helper
def counts_of(team: int, part: int, n_nodes: int) -> int:
    """Address of the spike counts (nodes,) of a range."""
    parts = int64_at(team)[PARTS]
    return team + 8 * (DONE + LINE * parts + part * n_nodes)  # type: ignore[no-any-return]  # compiled


@helper
def bounds_of(team: int, part: int, n_nodes: int) -> int:
    """Address of the first cell of a range in every node; that of the next range follows."""
    parts = int64_at(team)[PARTS]
    return team + 8 * (DONE + LINE * parts + (parts + part) * n_nodes)  # type: ignore[no-any-return]  # compiled


@helper
def _rest(team: int, looks: int) -> int:
    """After one look more that found nothing."""
    if looks >= PATIENCE:
        call_yield(int64_at(team)[YIELD])
    return looks + 1


@helper
def _take_parts(team: int, first: int, number: int, nodes: Any, edges: Any, factors: Any) -> int:
    """Step the ranges from `first` on, then those before it, that nobody has begun; how many."""
    shared = int64_at(team)
    parts = shared[PARTS]
    taken = 0
    for k in range(parts):
        part = first + k if first + k < parts else first + k - parts
        if not exchanged(team + 8 * (TAKEN + LINE * part), number - 1, number):
            continue
        counts = int64_at(counts_of(team, part, nodes.shape[0]))
        bounds = int64_at(bounds_of(team, part, nodes.shape[0]))
        step = shared[STEP]
        t = bits_to_float(shared[TIME])
        code, index = step_cells(nodes, edges, bounds, counts, step + 1, t)
        if code == c.OK:
            deliver_joined(nodes, edges, factors, bounds, step)
        shared[CODE + LINE * part] = code
        shared[INDEX + LINE * part] = index
        store_release(team + 8 * (DONE + LINE * part), number)
        taken += 1
    return taken


@helper
def step_ranges(
    team: int, nodes: Any, edges: Any, factors: Any, number: int, step: int, t: float
) -> tuple[int, int]:
    """Have all ranges stepped from `step` at t, the step with that number in this call, from 1 on.

    The answer is OK, or what failed in the first range in which something did.
    """
    shared = int64_at(team)
    parts = shared[PARTS]
    shared[STEP] = step
    shared[TIME] = float_to_bits(t)
    store_release(team + 8 * GO, number)
    _take_parts(team, 0, number, nodes, edges, factors)
    for part in range(parts):
        looks = 0
        while load_acquire(team + 8 * (DONE + LINE * part)) != number:
            looks = _rest(team, looks)
    for part in range(parts):
        if shared[CODE + LINE * part] != c.OK:
            return shared[CODE + LINE * part], shared[INDEX + LINE * part]
    return c.OK, 0


@helper
def gathered(nodes: Any, team: int, p: int, label: int) -> int:
    """Close the gaps between the spikes of the ranges of node p; how many there are."""
    parts = int64_at(team)[PARTS]
    n = nodes[p, c.N]
    total = int64_at(counts_of(team, 0, nodes.shape[0]))[p]
    ring = int32_at(nodes[p, c.RING] + 4 * n * (label % nodes[p, c.SLOTS]))
    for part in range(1, parts):
        count = int64_at(counts_of(team, part, nodes.shape[0]))[p]
        begin = int64_at(bounds_of(team, part, nodes.shape[0]))[p]
        for q in range(count):
            ring[total + q] = ring[begin + q]
        total += count
    return total  # type: ignore[no-any-return]  # compiled


@helper
def follow_leader(team: int, first: int, nodes: Any, edges: Any, factors: Any) -> int:
    """Take part in every step, from range `first` on, until the call is over; ranges taken."""
    looks = 0
    taken = 0
    seen = 0
    while True:
        number = load_acquire(team + 8 * GO)
        if number == OVER:
            return taken
        if number != seen:
            seen = number
            taken += _take_parts(team, first, number, nodes, edges, factors)
            looks = 0
        else:
            looks = _rest(team, looks)
