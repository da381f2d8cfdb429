"""Python source of the compiled kernel that steps the synapses of an edge by one dt.

    synapse(state, n, stride, params, inputs, post, t: float) -> 0, or -1

Addresses are int64; n is the size of the target. `state`: float64 rows of length `stride`, one per
state of the synapse, in declared order. `params`: dt, then the parameters in declared order.
`inputs`: row 0 receives the current. `post`: rows of the target, V first. -1: a state left the
finite range.
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
    current = substitute(system.current, names | now | {"V": Name("V")})
    program: Program = [("current", current), *step(system.equations, method, names)]
    emitter = Emitter(constant_names(parameters, per_cell=False))
    emitter.run(program)
    used = used_parameters([expr for _, expr in program], [], parameters, [])

    rows = [(f"r_{name}", "state", index) for index, name in enumerate(states)]
    rows.append(("in_I", "inputs", 0))
    loop = [f"{current_name(name)} = r_{name}[k]" for name in states]
    if "V" in names_in(current):
        rows.append(("post_V", "post", 0))
        loop.append("V = post_V[k]")
    loop += [*emitter.inside, "in_I[k] += current"]
    loop += [f"r_{name}[k] = flushed({next_name(name)})" for name in states]
    loop.append(f"bad += {' | '.join(f'outside({next_name(name)})' for name in states)}")
    return module_source(
        "state, n, stride, params, inputs, post, t",
        [
            "P = float64_at(params)",
            "dt = P[0]",
            *(f"p_{name} = P[{1 + parameters.index(name)}]" for name in used),
            *emitter.before,
            "bad = 0",
            "for b in range(0, n, BLOCK):",
            "    count = min(BLOCK, n - b)",
            *indent(row_lines(rows)),
            "    for k in range(count):",
            *indent(loop, 2),
            "if bad > 0:",
            "    return -1",
            "return 0",
        ],
    )
