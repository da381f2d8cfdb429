"""Python source of the compiled kernel of a declared model.

One kernel steps a whole population, or all synapses of one edge, by one dt. It works in blocks of
BLOCK cells: a loop without branches that the compiler turns into vector instructions and that only
counts what needs attention (a spike, a value out of range), then a second look at the blocks that
have any.

Signatures (every address is an int64):

    population(state, n, stride, params, inputs, t: float, out) -> spikes, or -1
    synapse(state, n, stride, params, inputs, post, t: float) -> 0, or -1

`state`: float64 rows of length `stride`, one per state in declared order, and for a model with a
refractory time one more that counts down its steps (held while positive). `params`: dt, then the
parameters in declared order, as numbers or (per_cell) as rows of length `stride`. `inputs`: two
rows, the current and the kick of the first state. `post`: rows of the target population. `out`:
int32, room for n indices of cells that spiked, ascending. -1: a state left the finite range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.declaration import NeuronModel, SynapseModel
from engine.equations.source import HELPERS, to_condition, to_source
from engine.equations.system import neuron_system, synapse_system
from engine.equations.tree import (
    ZERO,
    Binary,
    Call,
    Compare,
    Expr,
    Name,
    names_in,
    substitute,
)
from engine.kernels.emit import Emitter
from engine.kernels.stepping import Method, Program, current_name, next_name, step

BLOCK = 256

_HELD = Name("held")
_KICK = Name("kick")
_IMPORTS = sorted(
    {name for name in HELPERS.values() if name.isidentifier() and name != "abs"}
    | {"FAST", "flushed", "outside", "select"}
)
_HEADER = f"""\
import math

import numpy as np
from numba import cfunc, types

from engine.kernels.fastmath import {", ".join(_IMPORTS)}
from engine.kernels.pointers import float64_at, int32_at
"""


def population_source(model: NeuronModel, method: Method, per_cell: bool) -> str:
    """Source of a module whose `compiled` is the kernel of a population."""
    system = neuron_system(model)
    states = [state.name for state in model.states]
    parameters = [parameter.name for parameter in model.parameters]
    names: dict[str, Expr] = {name: Name(f"p_{name}") for name in parameters}
    first = states[0]

    def hold(state: str, kept: Expr, free: Expr) -> Expr:
        if model.refractory and state == first:
            return Call("where", (Compare(">", _HELD, ZERO), kept, free))
        return free

    program: Program = [("I", Binary("+", Name("I_in"), names["I_ext"]))]
    program += step(system.expanded, method, names | {"I": Name("I")}, hold)
    now = {name: Name(current_name(name)) for name in states}
    after: dict[str, Expr] = {name: Name(next_name(name)) for name in states}
    kicked = Binary("+", after[first], _KICK)
    after[first] = Name("v")
    program.append(("v", hold(first, now[first], kicked)))

    emitter = Emitter(_constants(parameters, per_cell))
    emitter.run(program)
    hits = [f"outside({_name(after[name])})" for name in states]
    condition = ""
    if system.threshold is not None:
        condition = to_condition(substitute(system.threshold, names | after))
        if model.crossing:
            before = to_condition(substitute(system.threshold, names | now))
            condition = f"({condition} & (not {before}))"
        if model.refractory:
            condition = f"({condition} & (not (held > 0.0)))"

    rows = [(f"r_{name}", "state", index) for index, name in enumerate(states)]
    if model.refractory:
        rows.append(("steps_held", "state", len(states)))
    rows += [("in_I", "inputs", 0), ("in_kick", "inputs", 1)]
    used = _used(
        [expr for _, expr in program],
        [system.threshold, *(line.value for line in system.reset)],
        parameters,
        [model.refractory] if model.refractory else [],
    )
    if per_cell:
        rows += [(f"q_{name}", "params", 1 + parameters.index(name)) for name in used]

    loop = [f"{current_name(name)} = r_{name}[k]" for name in states]
    if model.refractory:
        loop.append("held = steps_held[k]")
    loop += ["I_in = in_I[k]", "kick = in_kick[k]"]
    if per_cell:
        loop += [f"p_{name} = q_{name}[k]" for name in used]
    loop += emitter.inside
    loop += [f"r_{name}[k] = {_name(after[name])}" for name in states]
    if model.refractory:
        loop.append("steps_held[k] = held - 1.0")
    if model.crossing:
        loop += [f"spiked = {condition}", "flags[b + k] = spiked"]
        hits.append("spiked")
    elif condition:
        hits.append(condition)
    loop.append(f"hit += {' | '.join(hits)}")

    lines = ["P = float64_at(params)", "dt = P[0]"]
    if not per_cell:
        lines += [f"p_{name} = P[{1 + parameters.index(name)}]" for name in used]
    lines += [*emitter.before, "flags = int32_at(out)", "spikes = 0", "bad = 0"]
    attention: list[str] = []
    if condition:
        attention = _scan(model, states, used, per_cell)
    body = [
        "count = min(BLOCK, n - b)",
        *(f"{row} = float64_at({base} + 8 * ({index} * stride + b))" for row, base, index in rows),
        "hit = 0",
        "for k in range(count):",
        *_indent(loop),
        "if hit > 0:",
        *_indent(attention),
        *_indent(["for k in range(count):"]),
        *_indent([f"bad += {' | '.join(f'outside(r_{name}[k])' for name in states)}"], 2),
    ]
    lines += ["for b in range(0, n, BLOCK):", *_indent(body)]
    lines += ["if bad > 0:", "    return -1", "return spikes"]
    return _module("state, n, stride, params, inputs, t, out", "t", lines)


def _scan(
    model: NeuronModel, states: Sequence[str], used: Sequence[str], per_cell: bool
) -> list[str]:
    """The second look at a block: find the cells that spiked, reset them."""
    system = neuron_system(model)
    assert system.threshold is not None
    values: dict[str, Expr] = {name: Name(f"z_{name}") for name in states}
    values |= {parameter.name: Name(f"p_{parameter.name}") for parameter in model.parameters}
    loads = [f"z_{name} = r_{name}[k]" for name in states]
    if per_cell:
        loads += [f"p_{name} = q_{name}[k]" for name in used]
    if model.crossing:
        condition = "flags[b + k] != 0"
    else:
        condition = to_condition(substitute(system.threshold, values))
        if model.refractory:
            # The countdown has been lowered since: it was not positive when it is negative now.
            condition += " and steps_held[k] < 0.0"
    reset: list[str] = ["flags[spikes] = b + k", "spikes += 1"]
    reset += [
        f"z_{line.target} = {to_source(substitute(line.value, values))}" for line in system.reset
    ]
    touched = dict.fromkeys(line.target for line in system.reset)
    reset += [f"r_{name}[k] = z_{name}" for name in touched]
    if model.refractory:
        reset.append(f"steps_held[k] = np.floor(p_{model.refractory} / dt + 0.5)")
    return ["for k in range(count):", *_indent([*loads, f"if {condition}:", *_indent(reset)])]


def synapse_source(model: SynapseModel, method: Method) -> str:
    """Source of a module whose `compiled` is the kernel of the synapses of one edge.

    The current of the values at t goes to the target's input, then the states step to t + dt.
    """
    system = synapse_system(model)
    if system.current is None:
        raise ValueError(f'the synapse "{model.name}" carries no current: it needs no kernel')
    states = [state.name for state in model.states]
    parameters = [parameter.name for parameter in model.parameters]
    names: dict[str, Expr] = {name: Name(f"p_{name}") for name in parameters}
    now: dict[str, Expr] = {name: Name(current_name(name)) for name in states}
    current = substitute(system.current, names | now | {"V": Name("V")})
    program: Program = [("current", current), *step(system.equations, method, names)]
    emitter = Emitter(_constants(parameters, per_cell=False))
    emitter.run(program)
    used = _used([expr for _, expr in program], [], parameters, [])
    needs_post = "V" in names_in(current)

    loop = [f"{current_name(name)} = r_{name}[k]" for name in states]
    loop += ["V = post_V[k]"] if needs_post else []
    loop += emitter.inside
    loop.append("in_I[k] += current")
    loop += [f"r_{name}[k] = flushed({next_name(name)})" for name in states]
    loop.append(f"hit += {' | '.join(f'outside({next_name(name)})' for name in states)}")
    rows = [(f"r_{name}", "state", index) for index, name in enumerate(states)]
    rows.append(("in_I", "inputs", 0))
    rows += [("post_V", "post", 0)] if needs_post else []
    body = [
        "count = min(BLOCK, n - b)",
        *(f"{row} = float64_at({base} + 8 * ({index} * stride + b))" for row, base, index in rows),
        "for k in range(count):",
        *_indent(loop),
    ]
    lines = ["P = float64_at(params)", "dt = P[0]"]
    lines += [f"p_{name} = P[{1 + parameters.index(name)}]" for name in used]
    lines += [*emitter.before, "hit = 0", "for b in range(0, n, BLOCK):", *_indent(body)]
    lines += ["if hit > 0:", "    return -1", "return 0"]
    return _module("state, n, stride, params, inputs, post, t", "t", lines)


def _constants(parameters: Iterable[str], per_cell: bool) -> list[str]:
    return ["dt", "t"] + ([] if per_cell else [f"p_{name}" for name in parameters])


def _used(
    program: Sequence[Expr],
    others: Sequence[Expr | None],
    parameters: Sequence[str],
    always: Sequence[str],
) -> list[str]:
    """Parameters that a kernel reads, in declared order."""
    found = {name for expr in program for name in names_in(expr)}
    found |= {f"p_{name}" for expr in others if expr is not None for name in names_in(expr)}
    found |= {f"p_{name}" for name in always}
    return [name for name in parameters if f"p_{name}" in found]


def _name(expr: Expr) -> str:
    assert isinstance(expr, Name)
    return expr.name


def _indent(lines: Iterable[str], levels: int = 1) -> list[str]:
    return ["    " * levels + line for line in lines]


def _module(arguments: str, double: str, lines: list[str]) -> str:
    kinds = ["float64" if name == double else "int64" for name in arguments.split(", ")]
    signature = f"types.int64({', '.join(f'types.{kind}' for kind in kinds)})"
    return "\n".join(
        [
            _HEADER,
            f"BLOCK = {BLOCK}",
            "",
            "",
            f"def kernel({arguments}):",
            *_indent(lines),
            "",
            "",
            "def compiled(cache):",
            f"    signature = {signature}",
            "    options = {'nopython': True, 'fastmath': FAST, 'error_model': 'numpy'}",
            "    return cfunc(signature, cache=cache, **options)(kernel)",
            "",
        ]
    )
