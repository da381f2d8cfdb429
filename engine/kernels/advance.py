"""The run loop: many steps of any network in one compiled call that releases the interpreter lock.

The network comes as tables of integers (`engine.kernels.tables`), so an edit rewrites rows and
never waits for a compiler. One step k, from t_k to t_k + dt:

1. every population's summed input is set to zero;
2. weights are trained; edges add their current, computed from the states at t_k, and synapses
   evolve;
3. spikes labelled t_k minus the delay of the edge arrive;
4. populations step and spike with the label k + 1; stimuli take their value for k + 1;
5. what is probed is sampled with the label k + 1.

Where nothing can tell the difference, 2 to 4 are done piece by piece (`engine.kernels.ranges`),
by one or several threads.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numpy as np
from numba import njit, types

from engine import randomness
from engine.kernels import (
    deliver,
    jit,
    learning,
    noise,
    pointers,
    ranges,
    record,
    release,
    team,
    views,
)
from engine.kernels import tables as c
from engine.kernels.deliver import deliver_spikes, pass_values
from engine.kernels.jit import helper
from engine.kernels.pointers import (
    call_aside,
    call_synapse,
    float64_at,
    flush_denormals,
    int64_at,
    restore_denormals,
)
from engine.kernels.ranges import deliver_joined, delivered, step_cells
from engine.kernels.record import sample, spiked
from engine.kernels.release import arrive, release_spikes
from engine.kernels.stamps import stamp as stamp_of
from engine.kernels.team import (
    PARTS,
    TRAINING,
    bounds_of,
    counts_of,
    follow_leader,
    gathered,
    step_ranges,
)
from engine.kernels.views import address_of, table

_compiling = threading.Lock()

log = logging.getLogger(__name__)

_TABLE = types.int64[:, ::1]
_SIGNATURE = types.UniTuple(types.int64, 3)(
    types.int64,  # step
    types.int64,  # number of steps
    types.int64,  # step of the origin of time
    types.float64,  # its time (ms)
    types.float64,  # dt (ms)
    types.int64,  # 1: sample all probes before the first step
    _TABLE,  # nodes
    _TABLE,  # edges
    types.float64[:, ::1],  # factors of edges
    _TABLE,  # probes
    types.int64,  # address of what the threads share (`engine.kernels.team`)
)
_FOLLOW = types.int64(types.int64, types.int64, _TABLE, _TABLE, types.float64[:, ::1])

_node_table = table(c.NODE_COLUMNS)
_edge_table = table(c.EDGE_COLUMNS)
_factor_table = table(c.EDGE_FACTORS)
_probe_table = table(c.PROBE_COLUMNS)

Advance = Callable[..., tuple[int, int, int]]


@helper
def time_at(step: int, origin_step: int, origin: float, dt: float) -> float:
    """Time of a step in ms, to the picosecond: comparisons with typed decimals are exact."""
    return np.rint((origin + (step - origin_step) * dt) * 1e9) / 1e9  # type: ignore[no-any-return]  # NumPy scalar


@helper
def _full(nodes: Any, probes: Any) -> tuple[int, int]:
    """Whether a buffer that must not wrap could overflow in the next step."""
    for p in range(nodes.shape[0]):
        if (
            nodes[p, c.LOG_COUNT] != 0
            and nodes[p, c.LOG_WRAPS] == 0
            and int64_at(nodes[p, c.LOG_COUNT])[0] + 2 * nodes[p, c.N] > nodes[p, c.LOG_CAPACITY]
        ):
            return c.LOG_FULL, p
    for r in range(probes.shape[0]):
        if probes[r, c.WRAPS] == 0 and int64_at(probes[r, c.COUNT])[0] + 2 > probes[r, c.CAPACITY]:
            return c.PROBE_FULL, r
    return c.OK, 0


@helper
def _normalise(x: Any, n: int) -> None:
    """Exponents to exponentials over their sum, the largest exponent taken off all of them."""
    top = x[0]
    for i in range(1, n):
        top = max(top, x[i])
    total = 0.0
    for i in range(n):
        x[i] = np.exp(x[i] - top)
        total += x[i]
    for i in range(n):
        x[i] /= total


@helper
def _after_cells(nodes: Any, team: int, label: int) -> None:
    """Keep the spikes of all populations and the values that delayed edges need."""
    for p in range(nodes.shape[0]):
        if nodes[p, c.KIND] != c.NEURONS:
            continue
        n = nodes[p, c.N]
        count = gathered(nodes, team, p, label)
        spiked(nodes, p, label, label % nodes[p, c.SLOTS], count)
        if nodes[p, c.NORMALISED] != 0:
            _normalise(float64_at(nodes[p, c.OUTPUT]), n)
        if nodes[p, c.VALUES] != 0:
            state = float64_at(nodes[p, c.OUTPUT])
            past = float64_at(nodes[p, c.VALUES] + 8 * n * (label % nodes[p, c.VALUE_SLOTS]))
            for i in range(n):
                past[i] = state[i]


@helper
def _aside(kernel: int, nodes: Any, edges: Any, row: int, step: int, t: float, dt: float) -> int:
    """Call a kernel of `engine.kernels.generate_aside`."""
    return call_aside(  # type: ignore[no-any-return]  # compiled
        kernel,
        address_of(nodes),
        nodes.shape[0],
        address_of(edges),
        edges.shape[0],
        row,
        step,
        t,
        dt,
    )


@helper
def _set_sources(nodes: Any, edges: Any, label: int, t: float, dt: float) -> int:
    """Bring all stimuli to `label`; the row of the first that is not finite, or -1."""
    for p in range(nodes.shape[0]):
        if nodes[p, c.KIND] == c.NEURONS:
            continue
        if _aside(nodes[p, c.KERNEL], nodes, edges, p, label, t, dt) < 0:
            return p
    return -1


@helper
def _run_edges(nodes: Any, edges: Any, factors: Any, training: int, step: int, t: float) -> int:
    """Training, by the kernel at `training` if any; then currents and arriving spikes of the edges
    that are not joined. The row of the first edge that is not finite, or -1."""
    if training != 0:
        failed = _aside(training, nodes, edges, 0, step, t, 0.0)
        if failed >= 0:
            return failed
    for e in range(edges.shape[0]):
        if edges[e, c.JOINED] != 0:
            continue
        target = edges[e, c.TARGET]
        code = 0
        if edges[e, c.SPIKES] == 0:
            into, inputs = edges[e, c.INTO], nodes[target, c.INPUTS]
            code = pass_values(nodes, edges, factors, e, edges[e, c.Y], into, inputs, step, t)
        elif edges[e, c.SYNAPSE] != 0:
            code = call_synapse(
                edges[e, c.SYNAPSE],
                edges[e, c.Y],
                nodes[target, c.N],
                nodes[target, c.STRIDE],
                edges[e, c.SYNAPSE_PARAMS],
                nodes[target, c.INPUTS],
                nodes[target, c.STATE],
                t,
            )
        if code < 0:
            return e
    for e in range(edges.shape[0]):
        if edges[e, c.SPIKES] == 0 or edges[e, c.JOINED] != 0:
            continue
        source = edges[e, c.SOURCE]
        n = nodes[source, c.N]
        upcoming = int64_at(edges[e, c.NEXT])
        # More than one label at once only after the delay of the edge was shortened.
        while upcoming[0] <= step - edges[e, c.DELAY]:
            slot = upcoming[0] % nodes[source, c.SLOTS]
            count = int64_at(nodes[source, c.COUNTS])[slot]
            spikes = nodes[source, c.RING] + 4 * n * slot
            if edges[e, c.RELEASE] != 0:
                release_spikes(nodes, edges, factors, e, spikes, count, upcoming[0], step)
            elif count > 0:
                n_target = nodes[edges[e, c.TARGET], c.N]
                deliver_spikes(edges, factors, e, n_target, spikes, count)
            upcoming[0] += 1
        if edges[e, c.RELEASE] != 0:
            arrive(edges, factors, e, nodes[edges[e, c.TARGET], c.N], step)
    for e in range(edges.shape[0]):
        if edges[e, c.LEARNS] != 0:
            kernel = int64_at(edges[e, c.LEARNS])[learning.LEARN]
            if _aside(kernel, nodes, edges, e, step, t, 0.0) < 0:
                return e
    return -1


def _stamp() -> int:
    """Changes with the source of any module that the run loop is made of."""
    modules = (deliver, jit, learning, noise, pointers, randomness, ranges, record, release)
    return stamp_of(*modules, team, views, c, sys.modules[__name__])


@helper
def _steps(
    step: int,
    n_steps: int,
    origin_step: int,
    origin: float,
    dt: float,
    sample_first: int,
    nodes: Any,
    edges: Any,
    factors: Any,
    probes: Any,
    team: int,
) -> tuple[int, int, int]:
    """What `advance` does, on tables."""
    parts = int64_at(team)[PARTS]
    training = int64_at(team)[TRAINING]
    counts = int64_at(counts_of(team, 0, nodes.shape[0]))
    bounds = int64_at(bounds_of(team, 0, nodes.shape[0]))
    done = 0
    t = time_at(step, origin_step, origin, dt)
    failed = _set_sources(nodes, edges, step, t, dt)
    if failed >= 0:
        return done, c.STIMULUS_NOT_FINITE, failed
    if sample_first:
        for r in range(probes.shape[0]):
            sample(nodes, edges, factors, probes, r, step, t)
    while done < n_steps:
        code, index = _full(nodes, probes)
        if code != c.OK:
            return done, code, index
        for p in range(nodes.shape[0]):
            if nodes[p, c.INPUTS] != 0 and nodes[p, c.ONLY_JOINED] == 0:
                inputs = float64_at(nodes[p, c.INPUTS])
                for j in range((2 + nodes[p, c.N_PORTS]) * nodes[p, c.STRIDE]):
                    inputs[j] = 0.0
        failed = _run_edges(nodes, edges, factors, training, step, t)
        if failed >= 0:
            return done, c.SYNAPSE_NOT_FINITE, failed
        if parts > 1:
            code, index = step_ranges(team, nodes, edges, factors, done + 1, step, t)
        else:
            code, index = step_cells(nodes, edges, bounds, counts, step + 1, t)
            if code == c.OK:
                deliver_joined(nodes, edges, factors, bounds, step)
        if code != c.OK:
            return done, code, index
        delivered(edges, step)
        step += 1
        _after_cells(nodes, team, step)
        t = time_at(step, origin_step, origin, dt)
        failed = _set_sources(nodes, edges, step, t, dt)
        if failed >= 0:
            return done, c.STIMULUS_NOT_FINITE, failed
        for r in range(probes.shape[0]):
            if step % probes[r, c.EVERY] == 0:
                sample(nodes, edges, factors, probes, r, step, t)
        done += 1
    return done, c.OK, 0


def _make(stamp: int) -> Callable[..., Any]:
    def advance(
        step: int,
        n_steps: int,
        origin_step: int,
        origin: float,
        dt: float,
        sample_first: int,
        node_array: Any,
        edge_array: Any,
        factor_array: Any,
        probe_array: Any,
        team: int,
    ) -> tuple[int, int, int]:
        if n_steps < 0:
            return -stamp, c.OK, 0
        before = flush_denormals()
        answer = _steps(
            step,
            n_steps,
            origin_step,
            origin,
            dt,
            sample_first,
            _node_table(node_array),
            _edge_table(edge_array),
            _factor_table(factor_array),
            _probe_table(probe_array),
            team,
        )
        restore_denormals(before)
        return answer

    return advance


def advance_kernel() -> Advance:
    """The compiled loop `advance(step, n_steps, origin_step, origin, dt, sample_first, nodes,
    edges, factors, probes, team) -> (steps done, code, index)`; compiled once, cached on disk.

    It writes to the arrays behind the addresses in its tables and to nothing else.
    """
    # Whoever comes second waits for the compiler instead of starting it again.
    with _compiling:
        return _compiled()


def follow_kernel() -> Callable[..., int]:
    """The compiled `follow(team, first, nodes, edges, factors) -> ranges taken` of the threads
    beside the one that is in `advance`."""
    with _compiling:
        return _compiled_follower()


@cache
def _compiled() -> Advance:
    return cast(Advance, _kept(_SIGNATURE, _make(_stamp())))


@cache
def _compiled_follower() -> Callable[..., int]:
    return cast(Callable[..., int], _kept(_FOLLOW, _make_follower(_stamp())))


def _kept(signature: Any, function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled, or loaded from disk."""
    try:
        return _jit(signature, cache=True)(function)
    except Exception as error:
        # A damaged file in the cache, or no place that can be written: only time is lost.
        log.warning("the compiled %s cannot be kept on disk (%r)", function.__name__, error)
        return _jit(signature, cache=False)(function)


def _jit(signature: Any, cache: bool) -> Callable[..., Callable[..., Any]]:
    jitted = njit(signature, cache=cache, nogil=True, error_model="numpy")
    return cast(Callable[..., Callable[..., Any]], jitted)


def _make_follower(stamp: int) -> Callable[..., Any]:
    def follow(team: int, first: int, nodes: Any, edges: Any, factors: Any) -> int:
        if team == 0:
            return stamp
        before = flush_denormals()
        tables = _node_table(nodes), _edge_table(edges), _factor_table(factors)
        taken = follow_leader(team, first, *tables)
        restore_denormals(before)
        return taken

    return follow
