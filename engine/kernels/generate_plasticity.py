"""Python source of the compiled kernel of a learning rule.

    rule(what, part, x, y, spikes, count, t: float) -> 0, or -1

`what` is one of the parts named in `engine.kernels.learning`, whose columns lie at address `part`.
`x` and `y` are addresses of the values of both sides (float64), `spikes` that of `count` cells
(int32). -1: a weight, a state or a trace left the finite range.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.declaration import PlasticityModel
from engine.equations.lines import Assignment, Equation
from engine.equations.plasticity import SIGNAL, WEIGHT, plasticity_system
from engine.equations.tree import Binary, Expr, Name, names_in, substitute
from engine.kernels import learning as part
from engine.kernels.emit import Emitter
from engine.kernels.source import constant_names, indent, module_source, used_parameters
from engine.kernels.stepping import Method, Program, current_name, next_name, step
from engine.kernels.tables import CSR, ONE

_ADDED = "added"


def plasticity_source(model: PlasticityModel, method: Method) -> str:
    """Source of a module whose `compiled` gives the kernel of a learning rule."""
    return _Rule(model, method).module()


def uses(model: PlasticityModel) -> int:
    """Which parts of the kernel do anything, as bits (`engine.kernels.learning.USES`)."""
    system = plasticity_system(model)
    parts = {
        part.EVOLVE: system.synapse,
        part.SOURCE_SPIKES: system.on_source.synapse,
        part.TARGET_SPIKES: system.on_target.synapse,
        part.TRACES: (*system.source, *system.target),
        part.SOURCE_JUMPS: system.on_source.traces,
        part.TARGET_JUMPS: system.on_target.traces,
    }
    return sum(1 << bit for bit, lines in parts.items() if lines)


def both_change(model: PlasticityModel) -> bool:
    """Whether spikes of either side change the weight."""
    system = plasticity_system(model)
    return all(
        any(line.target == WEIGHT for line in side.synapse)
        for side in (system.on_source, system.on_target)
    )


class _Rule:
    def __init__(self, model: PlasticityModel, method: Method) -> None:
        self.model = model
        self.method = method
        self.system = plasticity_system(model)
        self.parameters = [parameter.name for parameter in model.parameters]
        self.states = [state.name for state in model.states]
        self.traces = {
            "source": [trace.name for trace in model.traces if trace.side == "source"],
            "target": [trace.name for trace in model.traces if trace.side == "target"],
        }
        self.both = both_change(model)
        known = [*self.states, *self.traces["source"], *self.traces["target"], WEIGHT]
        self.now: dict[str, Expr] = {name: Name(current_name(name)) for name in known}
        self.names: dict[str, Expr] = {
            **{name: Name(f"p_{name}") for name in self.parameters},
            **{name: Name(name) for name in ("x", "y", SIGNAL, "t")},
        }

    def module(self) -> str:
        system = self.system
        blocks = {
            part.EVOLVE: self.evolve() if system.synapse else [],
            part.SOURCE_SPIKES: self.spikes("source", system.on_source.synapse),
            part.TARGET_SPIKES: self.spikes("target", system.on_target.synapse),
            part.TRACES: [*self.fade("source"), *self.fade("target")],
            part.SOURCE_JUMPS: self.jumps("source", system.on_source.traces),
            part.TARGET_JUMPS: self.jumps("target", system.on_target.traces),
        }
        body: list[str] = []
        for what, lines in blocks.items():
            if lines:
                body += [f"if what == {what}:", *indent(lines)]
        return module_source(
            "what, part, x, y, spikes, count, t",
            [
                *self.head(),
                "bad = 0",
                *body,
                "if bad > 0:",
                "    return -1",
                "return 0",
            ],
        )

    def head(self) -> list[str]:
        """What every part reads from its columns."""
        trees = [*self.system.synapse, *self.system.source, *self.system.target]
        lines = [
            line
            for side in (self.system.on_source, self.system.on_target)
            for line in (*side.synapse, *side.traces)
        ]
        coefficients = [each.coefficient for each in trees]
        others = [*(each.right for each in trees), *coefficients, *(line.value for line in lines)]
        used = used_parameters([], others, self.parameters, [])
        column = "R[{}]".format
        return [
            "R = int64_at(part)",
            f"P = float64_at({column(part.PARAMS)})",
            "dt, low, high = P[0], P[1], P[2]",
            *(f"p_{name} = P[{3 + self.parameters.index(name)}]" for name in used),
            f"active = {column(part.ACTIVE)} != 0",
            f"pattern = {column(part.PATTERN)}",
            f"n_source = {column(part.N_SOURCE)}",
            f"n_target = {column(part.N_TARGET)}",
            f"no_self = {column(part.NO_SELF)} != 0",
            f"indexed = pattern == {CSR}",
            f"row_starts = int64_at({column(part.INDPTR)})",
            f"targets = int32_at({column(part.TARGETS)})",
            f"column_starts = int64_at({column(part.COLUMN_STARTS)})",
            f"positions = int32_at({column(part.POSITIONS)})",
            f"sources = int32_at({column(part.SOURCES)})",
            f"W = float64_at({column(part.WEIGHTS)})",
            *(
                f"r_{name} = float64_at({column(part.STATES)} + 8 * {k} * {column(part.COUNT)})"
                for k, name in enumerate(self.states)
            ),
            *(
                f"r_{name} = float64_at({column(base)} + 8 * {k} * n_{side})"
                for side, base in (
                    ("source", part.SOURCE_TRACES),
                    ("target", part.TARGET_TRACES),
                )
                for k, name in enumerate(self.traces[side])
            ),
            f"third = float64_at({column(part.SIGNAL)})",
            f"own = {column(part.SIGNAL_STRIDE)}",
            f"both = float64_at({column(part.BOTH)})",
            "X = float64_at(x)",
            "Y = float64_at(y)",
            "S = int32_at(spikes)",
        ]

    def evolve(self) -> list[str]:
        """All synapses, row by row: weight and states step by dt."""
        program = step(self.system.synapse, self.method, self.names | self.outer())
        results = {each.state: next_name(each.state) for each in self.system.synapse}
        return [
            "for i in range(n_source):",
            *indent(self.row(program, results, waits=False)),
        ]

    def outer(self) -> dict[str, Expr]:
        """What the equations of a synapse only read: traces, and what has no equation."""
        stepped = {each.state for each in self.system.synapse}
        return {name: value for name, value in self.now.items() if name not in stepped}

    def spikes(self, side: str, lines: Sequence[Assignment]) -> list[str]:
        """The synapses of each cell of that side that has spiked."""
        if not lines:
            return []
        program, results = self.assigned(lines)
        make = self.row if side == "source" else self.column
        cell = "i" if side == "source" else "j"
        return [
            "for q in range(count):",
            f"    {cell} = int(S[q])",
            *indent(make(program, results, waits=self.both and side == "source")),
        ]

    def assigned(self, lines: Sequence[Assignment]) -> tuple[Program, dict[str, str]]:
        """Assignments in order, each result with a name of its own."""
        values = dict(self.now)
        program: Program = []
        results: dict[str, str] = {}
        for number, line in enumerate(lines):
            value = substitute(line.value, self.names | values)
            if line.added:
                value = Binary("+", values[line.target], value)
            results[line.target] = f"{_ADDED}{number}"
            program.append((results[line.target], value))
            values[line.target] = Name(results[line.target])
        return program, results

    def row(self, program: Program, results: dict[str, str], waits: bool) -> list[str]:
        """The synapses of source cell i: those of a row of the pattern."""
        emitter, outside, inside = self.emitted(program, "source")
        return [
            *outside,
            *emitter.before,
            "if indexed:",
            "    first, last, offset = row_starts[i], row_starts[i + 1], 0",
            f"elif pattern == {ONE}:",
            "    first, last, offset = i, i + 1, 0",
            "else:",
            "    first, last, offset = i * n_target, (i + 1) * n_target, i * n_target",
            "for m in range(first, last):",
            "    j = int(targets[m]) if indexed else m - offset",
            *indent([*inside, *emitter.inside, *self.stored(results, waits)]),
        ]

    def column(self, program: Program, results: dict[str, str], waits: bool) -> list[str]:
        """The synapses of target cell j: those of a column of the pattern."""
        emitter, outside, inside = self.emitted(program, "target")
        return [
            *outside,
            *emitter.before,
            "if indexed:",
            "    first, last, across, along = column_starts[j], column_starts[j + 1], 0, 0",
            f"elif pattern == {ONE}:",
            "    first, last, across, along = j, j + 1, 1, 0",
            "else:",
            "    first, last, across, along = 0, n_source, n_target, j",
            "for k in range(first, last):",
            "    m = int(positions[k]) if indexed else k * across + along",
            "    i = int(sources[k]) if indexed else k",
            *indent([*inside, *emitter.inside, *self.stored(results, waits)]),
        ]

    def emitted(self, program: Program, fixed: str) -> tuple[Emitter, list[str], list[str]]:
        """The program as lines, and what is read for the cell that is `fixed` and for each synapse
        of it."""
        read = {name for _, expr in program for name in names_in(expr)}
        cells = {"source": "i", "target": "j"}
        loads: dict[str, list[tuple[str, str]]] = {"source": [], "target": []}
        for side, cell in cells.items():
            loads[side] = [(current_name(n), f"r_{n}[{cell}]") for n in self.traces[side]]
        loads["source"].append(("x", "X[i]"))
        loads["target"] += [("y", "Y[j]"), (SIGNAL, "third[own * j]")]
        each = [(current_name(name), f"r_{name}[m]") for name in self.states]
        each.append((current_name(WEIGHT), "W[m]"))
        other = "target" if fixed == "source" else "source"
        outside = [(name, value) for name, value in loads[fixed] if name in read]
        inside = [(name, value) for name, value in (*loads[other], *each) if name in read]
        constant = [*constant_names(self.parameters, per_cell=False), *(n for n, _ in outside)]
        emitter = Emitter(constant)
        emitter.run(program)
        if current_name(WEIGHT) not in read:
            inside.append((current_name(WEIGHT), "W[m]"))
        return emitter, _assignments(outside), _assignments(inside)

    def stored(self, results: dict[str, str], waits: bool) -> list[str]:
        """The results go back; a weight within its bounds, unless it waits for the other spike.

        What stands in place of a weight that is no number any more tells which one it was.
        """
        lines: list[str] = []
        for name in self.states:
            if name in results:
                lines += [f"r_{name}[m] = flushed({results[name]})", _checked(results[name])]
        if WEIGHT in results:
            bounded = f"minimum(maximum({results[WEIGHT]}, low), high)"
            if waits:
                bounded = f"select(both[j] > 0.0, {results[WEIGHT]}, {bounded})"
            lines += [
                "learns = active & (not (no_self & (i == j)))",
                f"kept = select(learns, {bounded}, {current_name(WEIGHT)})",
                f"fine = abs(kept) <= {part.MOST!r}",
                f"W[m] = select(fine, flushed(kept), {2 * part.MOST!r})",
                "bad += not fine",
            ]
        return lines

    def fade(self, side: str) -> list[str]:
        """The traces of all cells of one side step by dt."""
        equations: tuple[Equation, ...] = getattr(self.system, side)
        if not equations:
            return []
        program = step(equations, self.method, self.names)
        value = ("x", "X[k]") if side == "source" else ("y", "Y[k]")
        read = {name for _, expr in program for name in names_in(expr)}
        emitter = Emitter(constant_names(self.parameters, per_cell=False))
        emitter.run(program)
        loads = [(current_name(name), f"r_{name}[k]") for name in self.traces[side]]
        after = [next_name(each.state) for each in equations]
        return [
            *emitter.before,
            f"for k in range(n_{side}):",
            *indent(
                [
                    *_assignments(load for load in (*loads, value) if load[0] in read),
                    *emitter.inside,
                    *(f"r_{e.state}[k] = flushed({next_name(e.state)})" for e in equations),
                    *(_checked(name) for name in after),
                ]
            ),
        ]

    def jumps(self, side: str, lines: Sequence[Assignment]) -> list[str]:
        """The traces of each cell that has spiked."""
        if not lines:
            return []
        program, results = self.assigned(lines)
        emitter = Emitter(constant_names(self.parameters, per_cell=False))
        emitter.run(program)
        loads = [(current_name(name), f"r_{name}[k]") for name in self.traces[side]]
        stores = [f"r_{name}[k] = {value}" for name, value in results.items()]
        return [
            *emitter.before,
            "for q in range(count):",
            *indent(["k = int(S[q])", *_assignments(loads), *emitter.inside, *stores]),
        ]


def _assignments(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name} = {value}" for name, value in pairs]


def _checked(name: str) -> str:
    return f"bad += outside({name})"
