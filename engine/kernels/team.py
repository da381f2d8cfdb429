"""The threads that run one network: one leads, the others, if any, follow it step by step.

The leader does what is not cut into ranges, then lets everybody step the cells of one range
(`engine.kernels.ranges`) and waits for all. What they share is an int64 array:

- GO: how many steps were begun in this call; OVER when the call is over
- STEP, TIME (its bits), PARTS, YIELD
- for each part, DONE: how many steps it has finished; CODE, INDEX: what failed
- (parts, nodes): spikes of each range; (parts + 1, nodes): its first cell

Every thread is in compiled code that does not hold the interpreter.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.fastmath import bits_to_float, float_to_bits
from engine.kernels.jit import helper
from engine.kernels.pointers import call_yield, int32_at, int64_at, load_acquire, store_release
from engine.kernels.ranges import deliver_joined, step_cells

LINE = 8
"""int64 in a cache line."""
GO = 0
STEP = LINE
TIME = LINE + 1
PARTS = LINE + 2
YIELD = LINE + 3
"""Address of the system's function that lets other threads run."""
DONE = 2 * LINE
CODE = DONE + 1
INDEX = DONE + 2
OVER = -1
PATIENCE = 2000
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
def _wait(team: int, at: int, known: int) -> int:
    """The number at that place as soon as it is another than `known`."""
    looks = 0
    while True:
        number = load_acquire(team + 8 * at)
        if number != known:
            return number  # type: ignore[no-any-return]  # compiled
        looks += 1
        if looks > PATIENCE:
            call_yield(int64_at(team)[YIELD])


@helper
def begin_step(team: int, step: int, t: float) -> None:
    """Let the followers step their ranges from `step` at t."""
    shared = int64_at(team)
    shared[STEP] = step
    shared[TIME] = float_to_bits(t)
    store_release(team + 8 * GO, shared[GO] + 1)


@helper
def await_all(team: int, code: int, index: int) -> tuple[int, int]:
    """Wait for the followers; what failed first in the order of ranges, if anything did."""
    shared = int64_at(team)
    for part in range(1, shared[PARTS]):
        place = DONE + LINE * part
        _wait(team, place, shared[GO] - 1)
        if code == c.OK:
            code, index = shared[CODE + LINE * part], shared[INDEX + LINE * part]
    return code, index


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
def follow_leader(team: int, part: int, nodes: Any, edges: Any, factors: Any) -> int:
    """Step one range whenever the leader says so, until the call is over; steps done."""
    shared = int64_at(team)
    counts = int64_at(counts_of(team, part, nodes.shape[0]))
    bounds = int64_at(bounds_of(team, part, nodes.shape[0]))
    done = 0
    while _wait(team, GO, done) != OVER:
        step = shared[STEP]
        t = bits_to_float(shared[TIME])
        code, index = step_cells(nodes, edges, bounds, counts, step + 1, t)
        if code == c.OK:
            deliver_joined(nodes, edges, factors, bounds, step)
        shared[CODE + LINE * part] = code
        shared[INDEX + LINE * part] = index
        done += 1
        store_release(team + 8 * (DONE + LINE * part), done)
    return done
