"""What travels along an edge: spikes to a row of the target, or values to its summed input.

All loops index raw pointers: a NumPy array of signed indices would test for negative ones at every
synapse, which costs a quarter of the time.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels.jit import helper
from engine.kernels.pointers import call_synapse, float64_at, int32_at, int64_at, prefetch

LINE = 16
"""Indices of targets that the processor fetches together."""
AHEAD = 512
"""Indices of the next row that are fetched ahead; the processor itself sees how a row goes on."""


@helper
def deliver_spikes(
    edges: Any, factors: Any, e: int, n_target: int, spikes: int, count: int
) -> None:
    """Add the jumps of `count` spikes (int32 cells at address `spikes`) to the row of edge e."""
    deliver_to_range(edges, factors, e, n_target, spikes, count, 0, n_target)


@helper
def _lower(targets: Any, first: int, last: int, cell: int) -> int:
    """The first synapse of a row, whose targets ascend, that reaches `cell` or one after it."""
    while first < last:
        middle = (first + last) // 2
        if targets[middle] < cell:
            first = middle + 1
        else:
            last = middle
    return first


@helper
def deliver_to_range(
    edges: Any,
    factors: Any,
    e: int,
    n_target: int,
    spikes: int,
    count: int,
    begin: int,
    end: int,
) -> None:
    """The same to the cells from `begin` to before `end` only."""
    y = float64_at(edges[e, c.JUMP])
    cells = int32_at(spikes)
    weight = factors[e, c.WEIGHT]
    factor = factors[e, c.FACTOR]
    pattern = edges[e, c.PATTERN]
    varied = edges[e, c.WEIGHTS] != 0
    weights = float64_at(edges[e, c.WEIGHTS])
    if pattern == c.CSR:
        indptr = int64_at(edges[e, c.INDPTR])
        targets = int32_at(edges[e, c.TARGETS])
        part = begin > 0 or end < n_target
        for q in range(count):
            first = indptr[cells[q]]
            last = indptr[cells[q] + 1]
            if q + 1 < count:
                # The row of the next spike lies anywhere: it is on its way while this one is used.
                ahead = indptr[cells[q + 1]]
                for m in range(ahead, min(indptr[cells[q + 1] + 1], ahead + AHEAD), LINE):
                    prefetch(edges[e, c.TARGETS] + 4 * m)
            if part:
                first = _lower(targets, first, last, begin)
                last = _lower(targets, first, last, end)
            if varied:
                for m in range(first, last):
                    y[targets[m]] += factor * weights[m]
            else:
                for m in range(first, last):
                    y[targets[m]] += weight
    elif pattern == c.ALL:
        jump = count * weight
        for j in range(begin, end):
            y[j] += jump
        if edges[e, c.NO_SELF]:
            for q in range(count):
                if begin <= cells[q] < end:
                    y[cells[q]] -= weight
    elif pattern == c.DENSE:
        for q in range(count):
            row = cells[q] * n_target
            for j in range(begin, end):
                y[j] += factor * weights[row + j]
    else:
        for q in range(count):
            if begin <= cells[q] < end:
                if varied:
                    y[cells[q]] += factor * weights[cells[q]]
                else:
                    y[cells[q]] += weight


@helper
def deliver_values(
    edges: Any, factors: Any, e: int, n_source: int, n_target: int, values: int, out: int
) -> None:
    """Add the weighted sum of the source's values (float64 at address `values`) to `out`."""
    x = float64_at(out)
    v = float64_at(values)
    weight = factors[e, c.WEIGHT]
    pattern = edges[e, c.PATTERN]
    varied = edges[e, c.WEIGHTS] != 0
    weights = float64_at(edges[e, c.WEIGHTS])
    if pattern == c.ALL:
        total = 0.0
        for i in range(n_source):
            total += v[i]
        if edges[e, c.NO_SELF]:
            for j in range(n_target):
                x[j] += weight * (total - v[j])
        else:
            for j in range(n_target):
                x[j] += weight * total
    elif pattern == c.DENSE:
        for i in range(n_source):
            value = v[i]
            row = i * n_target
            for j in range(n_target):
                x[j] += value * weights[row + j]
    elif pattern == c.ONE:
        for j in range(n_target):
            if varied:
                x[j] += weights[j] * v[j]
            else:
                x[j] += weight * v[j]
    else:
        indptr = int64_at(edges[e, c.INDPTR])
        targets = int32_at(edges[e, c.TARGETS])
        for i in range(n_source):
            value = v[i]
            if varied:
                for m in range(indptr[i], indptr[i + 1]):
                    x[targets[m]] += value * weights[m]
            else:
                for m in range(indptr[i], indptr[i + 1]):
                    x[targets[m]] += value * weight


@helper
def value_address(nodes: Any, source: int, delay: int, label: int) -> int:
    """Where the values of a node lie as an edge with that delay sees them at `label`."""
    if delay == 0:
        return nodes[source, c.OUTPUT]  # type: ignore[no-any-return]  # compiled
    slots = nodes[source, c.VALUE_SLOTS]
    slot = (label - delay) % slots
    return nodes[source, c.VALUES] + 8 * nodes[source, c.N] * slot  # type: ignore[no-any-return]


@helper
def pass_values(
    nodes: Any,
    edges: Any,
    factors: Any,
    e: int,
    states: int,
    total: int,
    current: int,
    label: int,
    t: float,
) -> int:
    """What edge e passes of its source's values at `label`: a weighted sum, added to the row at
    `total`; or, through its synapse with the states at address `states`, to that at `current`.

    The answer is that of the synapse: -1 when a state left the finite range. Writes S and SENT.
    """
    source = edges[e, c.SOURCE]
    target = edges[e, c.TARGET]
    n_source = nodes[source, c.N]
    n = nodes[target, c.N]
    values = value_address(nodes, source, edges[e, c.DELAY], label)
    if edges[e, c.SYNAPSE] == 0:
        deliver_values(edges, factors, e, n_source, n, values, total)
        return 0
    params = edges[e, c.SYNAPSE_PARAMS]
    if edges[e, c.PRESYNAPTIC] != 0:
        sent = edges[e, c.SENT]
        call_synapse(edges[e, c.PRESYNAPTIC], sent, n_source, n_source, params, values, values, t)
        values = sent
    sums = states + edges[e, c.SUMS]
    row = float64_at(sums)
    for j in range(n):
        row[j] = 0.0
    deliver_values(edges, factors, e, n_source, n, values, sums)
    return call_synapse(  # type: ignore[no-any-return]  # compiled
        edges[e, c.SYNAPSE],
        states,
        n,
        nodes[target, c.STRIDE],
        params,
        current,
        nodes[target, c.STATE],
        t,
    )
