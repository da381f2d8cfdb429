"""Python source of the compiled kernel that steps a population of a declared model by one dt.

    population(state, n, stride, params, inputs, t: float, out) -> spikes, or -1

Addresses are int64. `state`: float64 rows of length `stride`, one per state in declared order, then
those of `engine.kernels.rows` (held, and waiting for its turn, is a cell whose count is positive).
`params`: dt, then the parameters in declared order and those of chains, as numbers or (per_cell) as
rows of length `stride`. `inputs`: the current, the kick of the first state, and one row per port.
`out`: int32, room for n indices of cells that spiked, ascending. -1: a state left the finite range.

It works in blocks of BLOCK cells: a loop without branches that the compiler turns into vector
instructions and that only adds up what needs attention (a spike, a value out of range), then a
second look at the blocks that have any. Where the method calls `exprel`, a loop with a shorter form
of it comes first; a block in which one argument is too large for that takes back the step and
does it with the full form.
"""

from __future__ import annotations

from engine.declaration import NeuronModel
from engine.equations.source import to_condition, to_source
from engine.equations.system import neuron_system
from engine.equations.tree import ZERO, Binary, Call, Compare, Expr, Name, substitute
from engine.kernels.emit import Emitter
from engine.kernels.pointers import SPARE_ROWS
from engine.kernels.powers import named_arguments, shortened
from engine.kernels.rows import rows_of
from engine.kernels.source import (
    BLOCK,
    constant_names,
    indent,
    module_source,
    overflowing,
    row_lines,
    used_parameters,
)
from engine.kernels.stepping import Method, Program, current_name, next_name, step
from engine.kernels.transitions import chances, imports, loads, transitions

_HELD = Name("held")
_TURN = Name("turn")
_KICKED = Name("kicked")
_OUTPUT = Name("output")
_MARKS = (
    "found = int32_at(out)",
    "room = spare_bytes()",
    "marks = bytes_at(room)",
    "eights = int64_at(room)",
)


def population_source(model: NeuronModel, method: Method, per_cell: bool) -> str:
    """Source of a module whose `compiled` gives the kernel of a population."""
    return _Population(model, method, per_cell).module()


class _Population:
    def __init__(self, model: NeuronModel, method: Method, per_cell: bool) -> None:
        self.model = model
        self.system = neuron_system(model)
        self.per_cell = per_cell
        self.states = [state.name for state in model.states]
        self.first = self.states[0]
        self.rows = rows_of(model)
        self.all_parameters = [parameter.name for parameter in model.numbers]
        self.names: dict[str, Expr] = {name: Name(f"p_{name}") for name in self.all_parameters}
        self.now = {name: Name(current_name(name)) for name in self.states}
        self.after = {name: Name(next_name(name)) for name in self.states} | {self.first: _KICKED}
        constant = constant_names(self.all_parameters, per_cell)
        program, self.arguments = named_arguments(self.program(method), constant)
        self.emitter = Emitter(constant)
        self.emitter.run(program)
        self.short = Emitter(constant)
        # The copies of the states have room for so many; what is drawn cannot be taken back.
        if len(self.saved()) > SPARE_ROWS or model.chains or model.asynchronous:
            self.arguments = []
        if self.arguments:
            self.short.run(shortened(program, self.arguments))
        self.parameters = used_parameters(
            [expr for _, expr in program],
            [self.system.threshold, *(line.value for line in self.system.reset)],
            self.all_parameters,
            [model.refractory] if model.refractory else [],
        )

    def hold(self, state: str, kept: Expr, free: Expr) -> Expr:
        if self.model.asynchronous:
            return Call("where", (Compare(">", _TURN, ZERO), kept, free))
        if self.model.refractory and state == self.first:
            return Call("where", (Compare(">", _HELD, ZERO), kept, free))
        return free

    def program(self, method: Method) -> Program:
        total = Binary("+", Name("I_in"), self.names["I_ext"])
        ports = {port: Name(f"port_{port}") for port in self.model.ports}
        governed = self.system.governed
        fixed = {name: self.now[name] for name in governed}
        equations = [line for line in self.system.expanded if line.state not in governed]
        inputs = {**self.names, **ports, **fixed, "I": Name("I")}
        stepped = step(equations, method, inputs, self.hold)
        if self.model.normalised:
            stepped = [(name, _exponent(value)) for name, value in stepped]
        kicked = Binary("+", Name(next_name(self.first)), Name("kick"))
        last = (_KICKED.name, self.hold(self.first, self.now[self.first], kicked))
        program = [
            ("I", total),
            *stepped,
            last,
            *chances(self.system, {**self.names, **self.now}, method),
        ]
        if self.system.output is not None:
            output = substitute(self.system.output, {**self.names, **self.after})
            program.append((_OUTPUT.name, output))
        return program

    def spiked(self) -> str:
        """The condition of a spike in the values after the step; empty for graded units."""
        if self.system.threshold is None:
            return ""
        holds = to_condition(substitute(self.system.threshold, {**self.names, **self.after}))
        if self.model.crossing:
            before = to_condition(substitute(self.system.threshold, {**self.names, **self.now}))
            holds = f"({holds} & (not {before}))"
        if self.model.refractory:
            holds = f"({holds} & (not (held > 0.0)))"
        return holds

    def module(self) -> str:
        head = ["P = float64_at(params)", "dt = P[0]"]
        head += loads(self.rows, self.per_cell)
        if not self.per_cell:
            head += [f"p_{name} = P[{1 + self.index(name)}]" for name in self.parameters]
        return module_source(
            "state, n, stride, params, inputs, t, out",
            [
                *head,
                *self.emitter.before,
                *(_MARKS if self.system.threshold is not None else []),
                "spikes = 0",
                "bad = 0",
                "for b in range(0, n, BLOCK):",
                *indent(self.block()),
                "if bad > 0:",
                "    return -1",
                "return spikes",
            ],
            imports(self.rows),
        )

    def index(self, parameter: str) -> int:
        return self.all_parameters.index(parameter)

    def block(self) -> list[str]:
        rows = [(f"r_{name}", "state", index) for index, name in enumerate(self.states)]
        hidden = {"steps_held": self.rows.held, "turns": self.rows.turn}
        hidden["outputs"] = self.rows.output
        rows += [(name, "state", index) for name, index in hidden.items() if index >= 0]
        rows += [("in_I", "inputs", 0), ("in_kick", "inputs", 1)]
        rows += [(f"in_{p}", "inputs", 2 + i) for i, p in enumerate(self.model.ports)]
        if self.per_cell:
            rows += [(f"q_{name}", "params", 1 + self.index(name)) for name in self.parameters]
        watched = [f"r_{name}" for name in self.states] + ["outputs"] * bool(self.model.output)
        out_of_range = " | ".join(f"outside({row}[k])" for row in watched)
        return [
            "count = min(BLOCK, n - b)",
            *row_lines(rows),
            *self.loops(),
            "if attracts(total):",
            *indent(self.second_look()),
            "    for k in range(count):",
            f"        bad += {out_of_range}",
        ]

    def load_parameters(self) -> list[str]:
        return [f"p_{name} = q_{name}[k]" for name in self.parameters] if self.per_cell else []

    def saved(self) -> list[str]:
        """The rows that a step changes."""
        rows = [f"r_{name}" for name in self.states]
        return [*rows, "steps_held"] if self.model.refractory else rows

    def loops(self) -> list[str]:
        """The loop without branches; the short one, and the full one where it does not do."""
        full = ["total = 0.0", "for k in range(count):", *indent(self.update(self.emitter.inside))]
        if not self.arguments:
            return full
        saved = self.saved()
        return [
            "spare = spare_rows()",
            *(f"o_{row} = float64_at(spare + {8 * BLOCK * i})" for i, row in enumerate(saved)),
            "total = 0.0",
            "far = 0",
            "for k in range(count):",
            *(f"    o_{row}[k] = {row}[k]" for row in saved),
            *indent(self.update(self.short.inside)),
            f"    far += {' | '.join(f'beyond_near({name})' for name in self.arguments)}",
            "if far > 0:",
            "    for k in range(count):",
            *(f"        {row}[k] = o_{row}[k]" for row in saved),
            *indent(full),
        ]

    def update(self, inside: list[str]) -> list[str]:
        """New values of one cell, and a sum that is infinite when one needs a second look."""
        lines = [f"{current_name(name)} = r_{name}[k]" for name in self.states]
        if self.model.refractory:
            lines.append("held = steps_held[k]")
        if self.model.asynchronous:
            lines.append("turn = turns[k]")
        lines += ["I_in = in_I[k]", "kick = in_kick[k]"]
        lines += [f"port_{port} = in_{port}[k]" for port in self.model.ports]
        lines += [*self.load_parameters(), *inside]
        lines += transitions(self.rows)
        lines += [f"r_{name}[k] = {self.after[name].name}" for name in self.states]
        if self.model.refractory:
            lines.append("steps_held[k] = held - 1.0")
        watched = [self.after[name].name for name in self.states]
        if self.model.asynchronous:
            lines.append("turns[k] = select(turn > 0.0, turn, n) - 1.0")
        if self.model.output:
            lines.append(f"outputs[k] = {_OUTPUT.name}")
            watched.append(_OUTPUT.name)
        attention = overflowing(watched)
        if spiked := self.spiked():
            lines.append(f"spiked = {spiked}")
            attention = f"select(spiked, np.inf, {overflowing(watched)})"
        if self.model.crossing:
            # The value before the step is gone by the second look, so the answer is kept.
            lines.append("marks[k] = spiked")
        return [*lines, f"total += {attention}"]

    def second_look(self) -> list[str]:
        """Find the cells of a block that spiked and reset them."""
        if self.system.threshold is None:
            return []
        values = self.names | {name: Name(f"z_{name}") for name in self.states}
        condition = to_condition(substitute(self.system.threshold, values))
        if self.model.refractory:
            # It has been lowered since: what is negative now was not positive in the step.
            condition = f"({condition}) & (steps_held[k] < 0.0)"
        spike = ["found[spikes] = b + k", "spikes += 1"]
        spike += [
            f"z_{line.target} = {to_source(substitute(line.value, values))}"
            for line in self.system.reset
        ]
        changed = dict.fromkeys(line.target for line in self.system.reset)
        spike += [f"r_{name}[k] = z_{name}" for name in changed]
        if self.model.refractory:
            spike.append(f"steps_held[k] = np.floor(p_{self.model.refractory} / dt + 0.5)")
        loads = [f"z_{name} = r_{name}[k]" for name in self.states]
        loads += self.load_parameters()
        each = [*loads, f"marks[k] = {condition}"]
        return [
            *([] if self.model.crossing else ["for k in range(count):", *indent(each)]),
            "for g in range(0, count, 8):",
            "    if g + 8 <= count and eights[g >> 3] == 0:",
            "        continue",
            "    for k in range(g, min(g + 8, count)):",
            "        if marks[k] != 0:",
            *indent([*loads, *spike], 3),
        ]


def _exponent(value: Expr) -> Expr:
    """What is under the exponential, which the run loop takes beside the others'."""
    assert isinstance(value, Call)
    return value.arguments[0]
