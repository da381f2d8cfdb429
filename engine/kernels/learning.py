"""Weights that change by a rule local to each synapse.

The column LEARNS of an edge holds the address of an int64 row with the columns below. What a rule
computes is compiled from its declaration (`engine.kernels.generate_plasticity`); here is when it
does: all right-hand sides use the values at t, what spikes change comes after what evolves, and
traces jump last.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types

from engine.kernels import tables as c
from engine.kernels.deliver import value_address
from engine.kernels.jit import helper, pointer_primitive
from engine.kernels.pointers import float64_at, int32_at, int64_at

KERNEL = 0
"""Address of the kernel of the rule."""
USES = 1
"""What the rule consists of: bits 1 << EVOLVE and so on."""
ACTIVE = 2
"""0: weights stay as they are; traces and states go on."""
PATTERN = 3
N_SOURCE = 4
N_TARGET = 5
NO_SELF = 6
INDPTR = 7
TARGETS = 8
WEIGHTS = 9
"""float64, one per synapse in the order of the pattern: CSR, DENSE or ONE."""
COUNT = 10
"""Numbers behind WEIGHTS."""
STATES = 11
"""float64 (states, numbers behind WEIGHTS)."""
COLUMN_STARTS = 12
"""int64 (n target + 1,): where the synapses of each target cell begin in the next two; CSR only."""
POSITIONS = 13
"""int32: places of those synapses in the order of the pattern."""
SOURCES = 14
"""int32: their source cells."""
SOURCE_TRACES = 15
"""float64 (traces, n source)."""
TARGET_TRACES = 16
PARAMS = 17
"""float64: dt, least and greatest weight, then the parameters of the rule."""
SIGNAL = 18
"""float64 value of the third factor, or its row; 0 where there is none."""
SIGNAL_STRIDE = 19
"""1 when each target cell has a third factor of its own."""
HEARD = 20
"""int64 (1,): label of the next spikes of the source to learn from."""
BEFORE = 21
"""float64 (n source,): values of the source one step ago, which made those of an iterated target;
0 where values are paired as they are."""
VALUES = 22
"""1: the rule reads values rather than spikes."""
BOTH = 23
"""float64 (n target,), zeros: 1 marks a cell that spikes in this step, whose weights keep to
their bounds only when both spikes have been counted; 0 where it makes no difference."""
NORMALISE = 24
"""float64 (1 + n target,): the sum to keep, and room for the sums; 0 where none is kept."""
LEARN = 25
"""Address of the kernel of `learn`, below (`engine.kernels.generate_aside`)."""
COLUMNS = 26

# What a kernel does: its first argument.
EVOLVE = 0
"""The equations of the weight and of the states of synapses."""
SOURCE_SPIKES = 1
"""What they change at each synapse."""
TARGET_SPIKES = 2
TRACES = 3
"""The equations of all traces."""
SOURCE_JUMPS = 4
"""What spikes of the source change in its traces."""
TARGET_JUMPS = 5

MOST = 1e15
"""Largest weight: what a document can hold."""


@pointer_primitive
def call_rule(
    typing_context: Any,
    kernel: Any,
    what: Any,
    part: Any,
    x: Any,
    y: Any,
    spikes: Any,
    count: Any,
    t: Any,
) -> Any:
    """Part of a rule: int64 f(what, part, x, y, spikes, count, double t); 0, or -1 when a value
    left the finite range."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = ir.IntType(64)
        function = ir.FunctionType(number, [number] * 6 + [ir.DoubleType()])
        return builder.call(
            builder.inttoptr(arguments[0], function.as_pointer()), list(arguments[1:])
        )

    return types.int64(*([types.int64] * 7), types.float64), generate


@helper
def learn(nodes: Any, edges: Any, e: int, step: int, t: float) -> int:
    """Evolve traces and weights of edge e from t to t + dt, after all spikes of the step have
    arrived; spikes of the target are those with the label `step`. -1: a value left the finite
    range."""
    address = edges[e, c.LEARNS]
    part = int64_at(address)
    uses = part[USES]
    source, target = edges[e, c.SOURCE], edges[e, c.TARGET]
    kernel = part[KERNEL]
    x, y, spiked, n_spiked, upcoming = 0, 0, 0, 0, 0
    heard = int64_at(part[HEARD])
    if part[VALUES] != 0:
        x = value_address(nodes, source, edges[e, c.DELAY], step)
        y = nodes[target, c.OUTPUT]
    code = 0
    changed = part[VALUES] != 0
    if uses & (1 << EVOLVE):
        now = x if part[BEFORE] == 0 else part[BEFORE]
        code += call_rule(kernel, EVOLVE, address, now, y, 0, 0, t)
        changed = True
    if part[VALUES] == 0:
        label = step % nodes[target, c.SLOTS]
        spiked = nodes[target, c.RING] + 4 * nodes[target, c.N] * label
        n_spiked = int64_at(nodes[target, c.COUNTS])[label]
        both = float64_at(part[BOTH])
        marked = int32_at(spiked)
        if part[BOTH] != 0:
            for q in range(n_spiked):
                both[marked[q]] = 1.0
        upcoming = int64_at(edges[e, c.NEXT])[0]
        for arrived in range(heard[0], upcoming):
            slot = arrived % nodes[source, c.SLOTS]
            count = int64_at(nodes[source, c.COUNTS])[slot]
            if count > 0 and uses & (1 << SOURCE_SPIKES):
                spikes = nodes[source, c.RING] + 4 * nodes[source, c.N] * slot
                code += call_rule(kernel, SOURCE_SPIKES, address, 0, 0, spikes, count, t)
                changed = True
        if n_spiked > 0 and uses & (1 << TARGET_SPIKES):
            code += call_rule(kernel, TARGET_SPIKES, address, 0, 0, spiked, n_spiked, t)
            changed = True
        if part[BOTH] != 0:
            for q in range(n_spiked):
                both[marked[q]] = 0.0
    if code == 0 and changed and part[ACTIVE] != 0 and part[NORMALISE] != 0:
        _normalise(part)
    if uses & (1 << TRACES):
        now = x if part[BEFORE] == 0 else part[BEFORE]
        code += call_rule(kernel, TRACES, address, now, y, 0, 0, t)
    if part[VALUES] == 0:
        if uses & (1 << SOURCE_JUMPS):
            for arrived in range(heard[0], upcoming):
                slot = arrived % nodes[source, c.SLOTS]
                count = int64_at(nodes[source, c.COUNTS])[slot]
                spikes = nodes[source, c.RING] + 4 * nodes[source, c.N] * slot
                code += call_rule(kernel, SOURCE_JUMPS, address, 0, 0, spikes, count, t)
        if uses & (1 << TARGET_JUMPS):
            code += call_rule(kernel, TARGET_JUMPS, address, 0, 0, spiked, n_spiked, t)
        heard[0] = upcoming
    elif part[BEFORE] != 0:
        values, before = float64_at(x), float64_at(part[BEFORE])
        for i in range(part[N_SOURCE]):
            before[i] = values[i]
    return code


@helper
def _normalise(part: Any) -> None:
    """Scale the weights that reach each target cell to the sum of absolute values that is kept;
    cells whose weights are all 0 stay so, and the bounds of the rule come first."""
    n_target, pattern = part[N_TARGET], part[PATTERN]
    sums = float64_at(part[NORMALISE])
    weights = float64_at(part[WEIGHTS])
    targets = int32_at(part[TARGETS])
    params = float64_at(part[PARAMS])
    wanted = sums[0]
    low, high = params[1], params[2]
    for j in range(1, n_target + 1):
        sums[j] = 0.0
    for m in range(part[COUNT]):
        j = targets[m] if pattern == c.CSR else m % n_target
        sums[1 + j] += abs(weights[m])
    for j in range(1, n_target + 1):
        sums[j] = wanted / sums[j] if sums[j] > 0.0 else 1.0
    for m in range(part[COUNT]):
        j = targets[m] if pattern == c.CSR else m % n_target
        weights[m] = min(max(weights[m] * sums[1 + j], low), high)
