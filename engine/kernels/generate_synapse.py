"""Python source of the compiled kernel that steps the synapses of an edge by one dt.

    synapse(state, n, stride, params, inputs, post, t: float) -> 0, or -1

Addresses are int64; n is the size of the target. `state`: float64 rows of length `stride`, one per
state of the synapse, in declared order; then S and W, the sums over the sources, of a synapse that
carries values. `params`: dt, then the parameters in declared order. `inputs`: row 0 receives the
current. `post`: rows of the target, V first. -1: a state left the finite range.

What the sources of such a synapse send is computed by a kernel of the same signature: n is then the
size of the source, `inputs` its values, and `state` the row to write.
"""

from __future__ import annotations

from engine.declaration import SynapseModel
from engine.equations.system import synapse_system
from engine.equations.tree import Expr, Name, names_in, substitute
from engine.kernels.emit import Emitter
from engine.kernels.source import (
    constant_names,
    indent,
    module_source,
    overflowing,
    row_lines,
    used_parameters,
)
from engine.kernels.stepping import Method, Program, current_name, next_name, step


def synapse_source(model: SynapseModel, method: Method) -> str:
    """Source of a module whose `compiled` gives the kernel of the synapses of one edge.

    The current of the values at t goes to the target's input, then the states step to t + dt.
    ValueError for a synapse that carries no current.
    """
    system = synapse_system(model)
    if system.current is None:
        raise ValueError(f'the synapse "{model.name}" carries no current: it needs no kernel')
    states = [state.name for state in model.states]
    parameters = [parameter.name for parameter in model.parameters]
    names: dict[str, Expr] = {name: Name(f"p_{name}") for name in parameters}
    now: dict[str, Expr] = {name: Name(current_name(name)) for name in states}
    sums = ["S", "W"] if model.carries == "values" else []
    names |= {name: Name(f"sum_{name}") for name in sums}
    current = substitute(system.current, names | now | {"V": Name("V")})
    program: Program = [("current", current), *step(system.equations, method, names)]
    emitter = Emitter(constant_names(parameters, per_cell=False))
    emitter.run(program)
    used = used_parameters([expr for _, expr in program], [], parameters, [])

    rows = [(f"r_{name}", "state", index) for index, name in enumerate([*states, *sums])]
    rows.append(("in_I", "inputs", 0))
    loop = [f"{current_name(name)} = r_{name}[k]" for name in states]
    loop += [f"sum_{name} = r_{name}[k]" for name in sums]
    if "V" in names_in(current):
        rows.append(("post_V", "post", 0))
        loop.append("V = post_V[k]")
    loop += [*emitter.inside, "in_I[k] += current"]
    loop += [f"r_{name}[k] = flushed({next_name(name)})" for name in states]
    check: list[str] = []
    if states:
        loop.append(f"total += {overflowing(next_name(name) for name in states)}")
        outside = " | ".join(f"outside(r_{name}[k])" for name in states)
        check = ["if attracts(total):", "    bad = 0", "    for k in range(n):"]
        check += [f"        bad += {outside}", "    if bad > 0:", "        return -1"]
    return module_source(
        "state, n, stride, params, inputs, post, t",
        [
            "P = float64_at(params)",
            "dt = P[0]",
            *(f"p_{name} = P[{1 + parameters.index(name)}]" for name in used),
            *emitter.before,
            *row_lines(rows, "0"),
            "total = 0.0",
            "for k in range(n):",
            *indent(loop),
            *check,
            "return 0",
        ],
    )


def presynaptic_source(model: SynapseModel) -> str:
    """Source of a module whose `compiled` gives the kernel of what the sources of an edge send.

    ValueError for a synapse that sends the value as it is, or hears spikes.
    """
    system = synapse_system(model)
    if system.presynaptic is None or system.presynaptic == Name("x"):
        raise ValueError(f'the synapse "{model.name}" needs no kernel at its source')
    parameters = [parameter.name for parameter in model.parameters]
    names: dict[str, Expr] = {name: Name(f"p_{name}") for name in parameters}
    sent = substitute(system.presynaptic, names | {"x": Name("x")})
    emitter = Emitter(constant_names(parameters, per_cell=False))
    emitter.run([("sent", sent)])
    used = used_parameters([sent], [], parameters, [])
    return module_source(
        "state, n, stride, params, inputs, post, t",
        [
            "P = float64_at(params)",
            *(f"p_{name} = P[{1 + parameters.index(name)}]" for name in used),
            *emitter.before,
            "value = float64_at(inputs)",
            "out = float64_at(state)",
            "for k in range(n):",
            *indent(["x = value[k]", *emitter.inside, "out[k] = sent"]),
            "return 0",
        ],
    )
