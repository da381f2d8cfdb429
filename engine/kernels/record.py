"""Samples and spikes on their way out of the loop."""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.deliver import pass_values
from engine.kernels.jit import helper
from engine.kernels.pointers import call_synapse, float64_at, int32_at, int64_at
from engine.kernels.release import short_term


@helper
def log_spikes(nodes: Any, p: int, label: int, spikes: int, count: int) -> None:
    """Append the cells that spiked to the log of node row p, wrapping when it is a ring."""
    log_count = int64_at(nodes[p, c.LOG_COUNT])
    steps = int64_at(nodes[p, c.LOG_STEPS])
    cells = int32_at(nodes[p, c.LOG_CELLS])
    source = int32_at(spikes)
    capacity = nodes[p, c.LOG_CAPACITY]
    at = log_count[0] % capacity
    for q in range(count):
        steps[at] = label
        cells[at] = source[q]
        at += 1
        if at == capacity:
            at = 0
    log_count[0] += count


@helper
def spiked(nodes: Any, p: int, label: int, slot: int, count: int) -> None:
    """Keep the count of the spikes that lie in a ring slot, and log them."""
    int64_at(nodes[p, c.COUNTS])[slot] = count
    int64_at(nodes[p, c.MARKS])[c.TOTAL] += count
    if count > 0 and nodes[p, c.LOG_COUNT] != 0:
        log_spikes(nodes, p, label, nodes[p, c.RING] + 4 * nodes[p, c.N] * slot, count)


@helper
def edge_current(
    nodes: Any, edges: Any, factors: Any, probes: Any, r: int, label: int, t: float
) -> int:
    """Address of the current that the probed edge passes at `label`, from a copy of its state."""
    e = probes[r, c.ELEMENT]
    target = edges[e, c.TARGET]
    n = nodes[target, c.N]
    stride = nodes[target, c.STRIDE]
    states = probes[r, c.SCRATCH_STATES]
    scratch = probes[r, c.SCRATCH]
    out = scratch + 8 * states * stride
    row = float64_at(out)
    for j in range(n):
        row[j] = 0.0
    y = float64_at(edges[e, c.Y])
    copy = float64_at(scratch)
    for m in range(states * stride):
        copy[m] = y[m]
    if edges[e, c.SPIKES]:
        call_synapse(
            edges[e, c.SYNAPSE],
            scratch,
            n,
            stride,
            edges[e, c.SYNAPSE_PARAMS],
            out,
            nodes[target, c.STATE],
            t,
        )
    else:
        pass_values(nodes, edges, factors, e, scratch, out, out, label, t)
    return out  # type: ignore[no-any-return]  # compiled


@helper
def sample(nodes: Any, edges: Any, factors: Any, probes: Any, r: int, label: int, t: float) -> None:
    """Append one row of samples to the buffer of probe row r."""
    if probes[r, c.PROBE_KIND] == c.EDGE_CURRENT:
        source = float64_at(edge_current(nodes, edges, factors, probes, r, label, t))
    elif probes[r, c.PROBE_KIND] == c.SHORT_TERM:
        e = probes[r, c.ELEMENT]
        n_source = nodes[edges[e, c.SOURCE], c.N]
        row_of = probes[r, c.SCRATCH_STATES]
        short_term(edges, e, n_source, row_of, label, probes[r, c.SCRATCH])
        source = float64_at(probes[r, c.SCRATCH])
    else:
        source = float64_at(probes[r, c.ADDRESS])
    count = int64_at(probes[r, c.COUNT])
    n = probes[r, c.N_CELLS]
    row = float64_at(probes[r, c.BUFFER] + 8 * n * (count[0] % probes[r, c.CAPACITY]))
    if probes[r, c.CELLS] == 0:
        for j in range(n):
            row[j] = source[j]
    else:
        cells = int64_at(probes[r, c.CELLS])
        for j in range(n):
            row[j] = source[cells[j]]
    count[0] += 1
