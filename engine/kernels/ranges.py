"""What one thread does in a step: the cells of its range, and the spikes that arrive at them.

A range is a number of whole blocks of cells of every population. Its cells are stepped together
with the synapses onto them, in pieces that stay in the cache: the current of a piece is read where
it has just been written. No range reads what another writes in the same step, so that a network
comes out the same, bit for bit, however many ranges there are.

An edge is JOINED when its synapses are stepped here: it hears spikes, and nothing else happens to
them. Spikes arrive at joined edges after the cells have stepped, in synapses that have evolved; the
step after reads them. The ring of a source has a slot to spare for that.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.deliver import deliver_to_range
from engine.kernels.jit import helper
from engine.kernels.pointers import call_population, call_synapse, float64_at, int32_at, int64_at

PIECE = 4 * c.BLOCK
"""Cells that are stepped at once: their rows and those of a few synapses fit into a cache."""


@helper
def step_cells(
    nodes: Any, edges: Any, bounds: Any, counts: Any, label: int, t: float
) -> tuple[int, int]:
    """Step the cells of a range, and the joined synapses onto them, from t to `label`.

    `bounds` (2, nodes) are the first cell of the range of each node and the one after its last. The
    cells that spiked lie in the ring from the first cell of the range on, their number in
    `counts` (nodes,). The answer is OK, or what failed and the row of its node or edge.
    """
    for p in range(nodes.shape[0]):
        if nodes[p, c.KIND] != c.NEURONS:
            continue
        n = nodes[p, c.N]
        begin = bounds[p]
        end = bounds[nodes.shape[0] + p]
        stride = nodes[p, c.STRIDE]
        spikes = nodes[p, c.RING] + 4 * (n * (label % nodes[p, c.SLOTS]) + begin)
        count = 0
        for b in range(begin, end, PIECE):
            m = min(PIECE, end - b)
            state = nodes[p, c.STATE] + 8 * b
            inputs = nodes[p, c.INPUTS] + 8 * b
            if nodes[p, c.ONLY_JOINED] != 0:
                inputs = nodes[p, c.INPUTS] + 8 * begin
                row = float64_at(inputs)
                for j in range(m):
                    row[j] = 0.0
            e = nodes[p, c.FIRST_JOINED]
            while e >= 0:
                code = call_synapse(
                    edges[e, c.SYNAPSE],
                    edges[e, c.Y] + 8 * b,
                    m,
                    stride,
                    edges[e, c.SYNAPSE_PARAMS],
                    inputs,
                    state,
                    t,
                )
                if code < 0:
                    return c.SYNAPSE_NOT_FINITE, e
                e = edges[e, c.NEXT_JOINED]
            found = call_population(
                nodes[p, c.KERNEL],
                state,
                m,
                stride,
                nodes[p, c.PARAMS] + (8 * b if nodes[p, c.PER_CELL] != 0 else 0),
                inputs,
                t,
                spikes + 4 * count,
            )
            if found < 0:
                return c.NOT_FINITE, p
            if b > 0:
                cells = int32_at(spikes + 4 * count)
                for q in range(found):
                    cells[q] += b
            count += found
        counts[p] = count
    return c.OK, 0


@helper
def deliver_joined(nodes: Any, edges: Any, factors: Any, bounds: Any, step: int) -> None:
    """Let the spikes that arrive at `step` at joined edges arrive in a range of their targets."""
    for e in range(edges.shape[0]):
        if edges[e, c.JOINED] == 0:
            continue
        source = edges[e, c.SOURCE]
        n = nodes[source, c.N]
        target = edges[e, c.TARGET]
        n_target = nodes[target, c.N]
        begin = bounds[target]
        end = bounds[nodes.shape[0] + target]
        # More than one label at once only after the delay of the edge was shortened.
        for label in range(int64_at(edges[e, c.NEXT])[0], step - edges[e, c.DELAY] + 1):
            slot = label % nodes[source, c.SLOTS]
            count = int64_at(nodes[source, c.COUNTS])[slot]
            if count > 0 and begin < end:
                spikes = nodes[source, c.RING] + 4 * n * slot
                deliver_to_range(edges, factors, e, n_target, spikes, count, begin, end)


@helper
def delivered(edges: Any, step: int) -> None:
    """Note that all ranges have taken what arrives at `step` at joined edges."""
    for e in range(edges.shape[0]):
        if edges[e, c.JOINED] != 0:
            upcoming = int64_at(edges[e, c.NEXT])
            upcoming[0] = max(upcoming[0], step - edges[e, c.DELAY] + 1)
