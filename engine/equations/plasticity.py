"""A learning rule read and checked: what evolves, and what spikes change, as trees."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from engine.declaration import PlasticityModel, State, Trace
from engine.equations.errors import EquationError
from engine.equations.lines import (
    Assignment,
    Equation,
    parse_assignment,
    parse_equation,
    split_lines,
)
from engine.equations.reader import DeclarationReader, parse_value
from engine.equations.tree import Expr, names_in

WEIGHT = "w"
SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Jumps:
    """What a spike of one side changes: `synapse` the weight and the states of a synapse, from
    the traces before their own jump; `traces` those of the side that spiked."""

    synapse: tuple[Assignment, ...] = ()
    traces: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class PlasticitySystem:
    """The trees of a learning rule.

    `synapse` are the equations of the weight and of the states of each synapse, `source` and
    `target` those of the traces of the two sides; what has none changes at spikes only.
    """

    synapse: tuple[Equation, ...]
    source: tuple[Equation, ...]
    target: tuple[Equation, ...]
    on_source: Jumps
    on_target: Jumps
    initial: tuple[tuple[str, Expr], ...]

    @property
    def third_factor(self) -> bool:
        """Whether the value of a third node occurs."""
        lines = (*self.on_source.synapse, *self.on_target.synapse)
        trees = [*(line.value for line in lines), *(each.right for each in self.synapse)]
        return any(SIGNAL in names_in(tree) for tree in trees)


@lru_cache(maxsize=256)
def plasticity_system(model: PlasticityModel) -> PlasticitySystem:
    """The checked trees of a learning rule; DeclarationError says what is wrong with it.

    A rule with an `algorithm` has none: its parameters stand in no equation.
    """
    if model.algorithm:
        return PlasticitySystem((), (), (), Jumps(), Jumps(), ())
    reader = DeclarationReader("learning rule", model)
    reader.names((WEIGHT, SIGNAL, "x", "y"))
    parameters = {parameter.name for parameter in model.parameters}
    for bound in (model.low, model.high):
        if bound and bound not in parameters:
            raise reader.fail("low and high", f'"{bound}" is not a parameter')
    values = {"x", "y"} if model.needs == "values" else set[str]()
    sides = {
        side: {trace.name for trace in model.traces if trace.side == side}
        for side in ("source", "target")
    }
    synapse = {WEIGHT, *(state.name for state in model.states)}
    everything = {*parameters, *synapse, *sides["source"], *sides["target"], SIGNAL, "t", *values}
    equations = _equations(reader, model, everything)
    for side, value in (("source", "x"), ("target", "y")):
        allowed = {*parameters, *sides[side], "t", *(values & {value})}
        for name in sides[side]:
            if name not in equations:
                raise reader.fail("equations", f"the trace {name} has no equation")
            _only(reader, equations[name], allowed, side)
    jumps = {}
    for side in ("source", "target"):
        text = model.on_source_spike if side == "source" else model.on_target_spike
        if text and model.needs == "values":
            raise reader.fail(f"on_{side}_spike", "a rule of values hears no spikes: leave it out")
        own = {*parameters, *sides[side], "t"}
        jumps[side] = _jumps(reader, side, text, everything, synapse, sides[side], own)
    changing = {line.target for side in jumps.values() for line in side.synapse}
    if WEIGHT not in changing | equations.keys():
        raise reader.fail("equations", "nothing changes the weight w")
    system = PlasticitySystem(
        synapse=tuple(equation for name, equation in equations.items() if name in synapse),
        source=tuple(e for name, e in equations.items() if name in sides["source"]),
        target=tuple(e for name, e in equations.items() if name in sides["target"]),
        on_source=jumps["source"],
        on_target=jumps["target"],
        initial=_initial(reader, model, parameters),
    )
    if system.third_factor and not model.signal:
        raise reader.fail("signal", "it occurs in the equations: say that it is required")
    return system


def _equations(
    reader: DeclarationReader, model: PlasticityModel, names: Collection[str]
) -> dict[str, Equation]:
    known = {WEIGHT, *(s.name for s in model.states), *(t.name for t in model.traces)}
    found: dict[str, Equation] = {}
    for line in split_lines(model.equations):
        try:
            equation = parse_equation(line, names)
        except EquationError as error:
            raise reader.fail("equations", f'"{line}": {error}') from None
        if equation.iterated:
            raise reader.fail("equations", f'"{line}": write dX/dt = ... for a learning rule')
        if equation.state not in known:
            raise reader.fail("equations", f'"{line}": {equation.state} is not a state')
        if equation.state in found:
            raise reader.fail("equations", f"{equation.state} has two equations")
        found[equation.state] = equation
    return found


def _only(
    reader: DeclarationReader, equation: Equation, allowed: Collection[str], side: str
) -> None:
    """A trace is the same for all synapses of its cell, so it can depend on nothing else."""
    trees = [equation.right] + ([equation.coefficient] if equation.coefficient else [])
    foreign = {name for tree in trees for name in names_in(tree)} - set(allowed)
    if foreign:
        why = f"a trace of the {side} cannot depend on {min(foreign)}"
        raise reader.fail("equations", f"{equation.state}: {why}")


def _jumps(
    reader: DeclarationReader,
    side: str,
    text: str,
    names: Collection[str],
    synapse: Collection[str],
    traces: Collection[str],
    own: Collection[str],
) -> Jumps:
    part = f"on_{side}_spike"
    lines: dict[bool, list[Assignment]] = {True: [], False: []}
    for line in split_lines(text):
        try:
            assignment = parse_assignment(line, names)
        except EquationError as error:
            raise reader.fail(part, f'"{line}": {error}') from None
        if assignment.target not in {*synapse, *traces}:
            what = "w, a state of the synapse or a trace of that side"
            raise reader.fail(part, f'"{line}": only {what} changes')
        is_trace = assignment.target in traces
        foreign = names_in(assignment.value) - set(own)
        if is_trace and foreign:
            why = f"a trace of the {side} cannot depend on {min(foreign)}"
            raise reader.fail(part, f'"{line}": {why}')
        lines[is_trace].append(assignment)
    return Jumps(tuple(lines[False]), tuple(lines[True]))


def _initial(
    reader: DeclarationReader, model: PlasticityModel, parameters: Collection[str]
) -> tuple[tuple[str, Expr], ...]:
    values: list[tuple[str, Expr]] = []
    items: list[Trace | State] = [*model.traces, *model.states]
    for item in items:
        if isinstance(item.initial, str):
            expr = reader.read(f"initial {item.name}", item.initial, parameters)
        else:
            expr = parse_value(item.initial, ())
        values.append((item.name, expr))
    return tuple(values)
