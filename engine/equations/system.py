"""A declaration read and checked: its text as trees, its functions replaced by their bodies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.declaration import NeuronModel, StimulusModel, SynapseModel
from engine.equations.errors import EquationError
from engine.equations.expand import expand_functions
from engine.equations.lines import (
    Assignment,
    Equation,
    FunctionDefinition,
    parse_assignment,
    split_lines,
)
from engine.equations.reader import DeclarationError, DeclarationReader, parse_value
from engine.equations.tree import ZERO, Call, Expr, Name, is_condition, signed, summands, walk

__all__ = [
    "DeclarationError",
    "NeuronSystem",
    "SynapseSystem",
    "neuron_system",
    "parse_value",
    "stimulus_expression",
    "synapse_system",
]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A summand, without its sign, and the words under it."""

    negative: bool
    expression: Expr
    label: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Opening and closing of a gate (1/ms); `names` are the states of the gate and of its chain."""

    names: tuple[str, str]
    count: int
    opening: Expr
    closing: Expr


@dataclass(frozen=True, slots=True)
class NeuronSystem:
    """The trees of a neuron model.

    `equations` are in the order of the states and as written; `expanded` are the same without
    calls of the model's own `functions`, as are `threshold`, `reset`, `initial`, `output` and the
    rates of `chains`: opening and closing of each gate, chain after chain.
    """

    functions: tuple[FunctionDefinition, ...]
    equations: tuple[Equation, ...]
    expanded: tuple[Equation, ...]
    threshold: Expr | None
    reset: tuple[Assignment, ...]
    initial: tuple[Expr, ...]
    terms: tuple[Labelled, ...]
    output: Expr | None = None
    chains: tuple[tuple[Rates, ...], ...] = ()

    @property
    def governed(self) -> frozenset[str]:
        """States that follow from the chains."""
        return frozenset(name for chain in self.chains for rates in chain for name in rates.names)


@dataclass(frozen=True, slots=True)
class SynapseSystem:
    """The trees of a synapse. `kicks` names what `on_spike` adds to: a state, or V.

    One that carries values kicks nothing; `presynaptic` is what a source cell sends.
    """

    equations: tuple[Equation, ...]
    initial: tuple[Expr, ...]
    kicks: str
    kick: Expr
    current: Expr | None
    presynaptic: Expr | None = None


@lru_cache(maxsize=256)
def neuron_system(model: NeuronModel) -> NeuronSystem:
    """The checked trees of a neuron model; DeclarationError says what is wrong with it."""
    reader = DeclarationReader("neuron model", model)
    reader.names(("I", *model.ports))
    if not model.states:
        raise reader.fail("states", "a model has at least one")
    parameters = {parameter.name for parameter in model.numbers}
    if "I_ext" not in parameters:
        raise reader.fail("parameters", "I_ext, a constant current, is missing")
    states = {state.name for state in model.states}
    functions = reader.functions(parameters)
    arities = {definition.name: 1 for definition in functions}
    names = {*parameters, *states, *model.ports, "I", "t"}
    equations = reader.equations(names, arities)
    for equation in equations:
        if equation.iterated != (model.family == "iterated"):
            wanted = "X' = ..." if model.family == "iterated" else "dX/dt = ..."
            raise reader.fail("equations", f"{equation.state}: write {wanted} in this family")
    threshold = _threshold(reader, model, {*parameters, *states}, arities)
    reset = _reset(reader, model, parameters, states, arities)
    initial = reader.initial(arities)
    output = _output(reader, model, equations, {*parameters, *states}, arities)
    if model.refractory and (model.refractory not in parameters or threshold is None):
        raise reader.fail("refractory", "it names a parameter of a model with a threshold")

    def flat(expr: Expr) -> Expr:
        try:
            return expand_functions(expr, functions)
        except ValueError as error:
            raise reader.fail("functions", str(error)) from None

    return NeuronSystem(
        functions=functions,
        equations=equations,
        expanded=tuple(
            replace(
                equation,
                right=flat(equation.right),
                coefficient=flat(equation.coefficient) if equation.coefficient else None,
            )
            for equation in equations
        ),
        threshold=flat(threshold) if threshold is not None else None,
        reset=tuple(replace(line, value=flat(line.value)) for line in reset),
        initial=tuple(flat(expr) for expr in initial),
        terms=_terms(reader, model, equations, names, arities),
        output=flat(output) if output is not None else None,
        chains=tuple(
            tuple(
                Rates(
                    (gate.state, chain.opened),
                    gate.count,
                    flat(reader.read("chains", gate.opening, {*parameters, *states}, arities)),
                    flat(reader.read("chains", gate.closing, {*parameters, *states}, arities)),
                )
                for gate in chain.gates
            )
            for chain in model.chains
        ),
    )


def _output(
    reader: DeclarationReader,
    model: NeuronModel,
    equations: tuple[Equation, ...],
    names: Collection[str],
    arities: Mapping[str, int],
) -> Expr | None:
    """What a unit transmits instead of its first state, and whether it may."""
    if model.family != "iterated" and (model.normalised or model.asynchronous):
        raise reader.fail("family", "only iterated units are normalised or updated in turns")
    exponential = isinstance(equations[0].right, Call) and equations[0].right.function == "exp"
    if model.normalised and (len(equations) > 1 or not exponential):
        raise reader.fail("normalised", "it needs one state, and an equation X' = exp(...)")
    if not model.output:
        return None
    if model.family == "spiking" or model.normalised:
        raise reader.fail("output", "a unit that spikes or is normalised transmits no other value")
    if not model.output_name or model.output_name in names:
        raise reader.fail("output_name", "it is missing, or taken by something else")
    return reader.read("output", model.output, names, arities)


def _threshold(
    reader: DeclarationReader,
    model: NeuronModel,
    names: Collection[str],
    arities: Mapping[str, int],
) -> Expr | None:
    if (model.family == "spiking") != bool(model.threshold):
        raise reader.fail("threshold", "spiking models have one, others none")
    if not model.threshold:
        if model.reset or model.crossing or model.refractory:
            raise reader.fail("threshold", "it is missing beside reset, crossing or refractory")
        return None
    threshold = reader.read("threshold", model.threshold, names, arities)
    if not is_condition(threshold):
        raise reader.fail("threshold", f'"{model.threshold}" is not a comparison')
    return threshold


def _reset(
    reader: DeclarationReader,
    model: NeuronModel,
    parameters: Collection[str],
    states: Collection[str],
    arities: Mapping[str, int],
) -> tuple[Assignment, ...]:
    lines: list[Assignment] = []
    for line in split_lines(model.reset):
        try:
            assignment = parse_assignment(line, {*parameters, *states}, arities)
        except EquationError as error:
            raise reader.fail("reset", f'"{line}": {error}') from None
        if assignment.target not in states or assignment.added:
            raise reader.fail("reset", f'"{line}": write STATE = expression')
        lines.append(assignment)
    return tuple(lines)


def _terms(
    reader: DeclarationReader,
    model: NeuronModel,
    equations: tuple[Equation, ...],
    names: Collection[str],
    arities: Mapping[str, int],
) -> tuple[Labelled, ...]:
    present = {summand for equation in equations for summand in summands(equation.right)}
    labels: list[Labelled] = []
    for term in model.terms:
        negative, expr = signed(reader.read("terms", term.expression, names, arities))
        if (negative, expr) not in present:
            raise reader.fail("terms", f'"{term.expression}" is not a summand of an equation')
        labels.append(Labelled(negative, expr, term.label))
    return tuple(labels)


@lru_cache(maxsize=256)
def synapse_system(model: SynapseModel) -> SynapseSystem:
    """The checked trees of a synapse; DeclarationError says what is wrong with it."""
    reader = DeclarationReader("synapse", model)
    values = model.carries == "values"
    sums = {"S", "W"} if values else set[str]()
    reader.names(("x", "V", *sums) if values else ("J", "V"))
    parameters = {parameter.name for parameter in model.parameters}
    states = {state.name for state in model.states}
    equations = reader.equations({*parameters, *states, *sums, "t"}, {})
    if any(equation.iterated for equation in equations):
        raise reader.fail("equations", "write dX/dt = ... for a synapse")
    kicks: str = ""
    kick: Expr = ZERO
    if not values:
        if model.presynaptic:
            raise reader.fail("presynaptic", "only a synapse that carries values has one")
        kicks, kick = _kick(reader, model, parameters, states)
    elif model.on_spike:
        raise reader.fail("on_spike", "a synapse that carries values hears no spikes: leave it out")
    presynaptic = None
    if values:
        presynaptic = reader.read("presynaptic", model.presynaptic or "x", {*parameters, "x"})
    current = None
    if model.current:
        current = reader.read("current", model.current, {*parameters, *states, *sums, "V", "t"})
    elif states or values:
        raise reader.fail("current", "it is missing: nothing would leave the synapse")
    return SynapseSystem(equations, reader.initial({}), kicks, kick, current, presynaptic)


def _kick(
    reader: DeclarationReader, model: SynapseModel, parameters: set[str], states: set[str]
) -> tuple[str, Expr]:
    """What a spike adds to, and what it adds."""
    try:
        kick = parse_assignment(model.on_spike, {*parameters, "J"})
    except EquationError as error:
        raise reader.fail("on_spike", f'"{model.on_spike}": {error}') from None
    if not kick.added or kick.target not in states | {"V"}:
        raise reader.fail("on_spike", f'"{model.on_spike}": write STATE += expression or V += ...')
    return kick.target, kick.value


@lru_cache(maxsize=256)
def stimulus_expression(model: StimulusModel) -> Expr | None:
    """The checked tree of a stimulus, None for one that is made by another `process`.

    DeclarationError says what is wrong. A parameter of kind `expression` is a name in it, to be
    replaced by the tree of its own text.
    """
    reader = DeclarationReader("stimulus", model)
    reader.names(())
    usable = {p.name for p in model.parameters if p.kind != "times"}
    if model.process != "expression":
        if model.expression:
            raise reader.fail("expression", f"a stimulus made by {model.process} has none")
        return None
    if not model.expression:
        raise reader.fail("expression", "it is missing")
    expr = reader.read("expression", model.expression, {*usable, "t"})
    unused = usable - {n.name for n in walk(expr) if isinstance(n, Name)}
    if unused:
        raise reader.fail("expression", f"the parameter {min(unused)} has no effect")
    return expr
