"""A declaration read and checked: its text as trees, its functions replaced by their bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.declaration import NeuronModel, Parameter, State, StimulusModel, SynapseModel
from engine.equations.errors import EquationError
from engine.equations.lines import (
    Assignment,
    Equation,
    FunctionDefinition,
    check_name,
    parse_assignment,
    parse_equation,
    parse_function,
    split_lines,
)
from engine.equations.parser import parse
from engine.equations.tree import (
    Call,
    Expr,
    Name,
    Negate,
    Number,
    is_condition,
    rebuild,
    signed,
    substitute,
    summands,
    walk,
)

MAX_EXPANDED = 20_000
"""Nodes of one expression after its functions are replaced by their bodies."""


class DeclarationError(ValueError):
    """A declaration that does not describe a model: which model, which part, why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A summand, without its sign, and the words under it."""

    negative: bool
    expression: Expr
    label: str


@dataclass(frozen=True, slots=True)
class NeuronSystem:
    """The trees of a neuron model.

    `equations` are in the order of the states and as written; `expanded` are the same without
    calls of the model's own `functions`, as are `threshold`, `reset` and `initial`.
    """

    functions: tuple[FunctionDefinition, ...]
    equations: tuple[Equation, ...]
    expanded: tuple[Equation, ...]
    threshold: Expr | None
    reset: tuple[Assignment, ...]
    initial: tuple[Expr, ...]
    terms: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class SynapseSystem:
    """The trees of a synapse. `kicks` names what `on_spike` adds to: a state, or V."""

    equations: tuple[Equation, ...]
    initial: tuple[Expr, ...]
    kicks: str
    kick: Expr
    current: Expr | None


def expand_functions(expr: Expr, functions: Iterable[FunctionDefinition]) -> Expr:
    """Replace calls of `functions` by their bodies.

    A function may call those defined before it. Raises ValueError when the result has more than
    MAX_EXPANDED nodes.
    """
    known: dict[str, FunctionDefinition] = {}
    for definition in functions:
        body = _bounded(_replace_calls(definition.body, known))
        known[definition.name] = replace(definition, body=body)
    return _bounded(_replace_calls(expr, known))


def _bounded(expr: Expr) -> Expr:
    for count, _ in enumerate(walk(expr)):
        if count >= MAX_EXPANDED:
            raise ValueError(
                f"with its functions written out it has more than {MAX_EXPANDED} parts"
            )
    return expr


def _replace_calls(expr: Expr, known: Mapping[str, FunctionDefinition]) -> Expr:
    expr = rebuild(expr, lambda operand: _replace_calls(operand, known))
    if isinstance(expr, Call) and (definition := known.get(expr.function)):
        return substitute(definition.body, {definition.argument: expr.arguments[0]})
    return expr


def parse_value(value: float | str, names: Collection[str]) -> Expr:
    """A number, or an expression in `names`, as a tree."""
    if isinstance(value, str):
        return parse(value, names)
    return Negate(Number(-float(value))) if value < 0 else Number(float(value))


class _Reader:
    """Reads the parts of one declaration and says which one is wrong."""

    def __init__(self, kind: str, model: NeuronModel | SynapseModel | StimulusModel) -> None:
        self.where = f'{kind} "{model.name}"'
        self.model = model

    def fail(self, part: str, why: str) -> DeclarationError:
        return DeclarationError(f"{self.where}, {part}: {why}")

    def names(self, inputs: Collection[str]) -> None:
        """Names are legal, declared once and do not shadow an input; units are given."""
        taken = set(inputs)
        try:
            check_name(self.model.name, self.model.name)
        except EquationError as error:
            raise self.fail("name", str(error)) from None
        items: list[Parameter | State] = list(self.model.parameters)
        if not isinstance(self.model, StimulusModel):
            items += self.model.states
        for item in items:
            part = f"{'parameter' if isinstance(item, Parameter) else 'state'} {item.name}"
            try:
                check_name(item.name, item.name)
            except EquationError as error:
                raise self.fail(part, str(error)) from None
            if item.name in taken:
                raise self.fail(part, "the name is already taken")
            if not item.meaning:
                raise self.fail(part, "its meaning is missing")
            taken.add(item.name)
        for parameter in self.model.parameters:
            self.parameter(parameter)
        for field in ("title", "summary", "source"):
            if not getattr(self.model, field):
                raise self.fail(field, "it is missing")

    def parameter(self, parameter: Parameter) -> None:
        part = f"parameter {parameter.name}"
        low, high = parameter.low, parameter.high
        if not -1e15 <= low < high <= 1e15:
            raise self.fail(part, f"its bounds {low:g} and {high:g} are not low < high")
        if parameter.slider is not None:
            start, stop = parameter.slider
            if not low <= start < stop <= high:
                raise self.fail(part, f"its slider {start:g} to {stop:g} leaves its bounds")
        default = parameter.default
        if parameter.kind == "number" and not (
            isinstance(default, int | float) and low <= default <= high
        ):
            raise self.fail(part, f"its default {default!r} is not a number within its bounds")
        if parameter.kind == "expression":
            if not isinstance(default, str | int | float):
                raise self.fail(part, f"its default {default!r} is not an expression")
            self.read(part, str(default), {"t"})
        if parameter.kind == "times" and not isinstance(default, tuple):
            raise self.fail(part, f"its default {default!r} is not a list of times")

    def read(
        self, part: str, text: str, names: Collection[str], functions: Mapping[str, int] = {}
    ) -> Expr:
        try:
            return parse(text, names, functions)
        except EquationError as error:
            raise self.fail(part, f'"{text}": {error}') from None

    def equations(
        self, names: Collection[str], functions: Mapping[str, int]
    ) -> tuple[Equation, ...]:
        """One equation per state, in the order of the states."""
        assert not isinstance(self.model, StimulusModel)
        found: dict[str, Equation] = {}
        states = [state.name for state in self.model.states]
        for line in split_lines(self.model.equations):
            try:
                equation = parse_equation(line, names, functions)
            except EquationError as error:
                raise self.fail("equations", f'"{line}": {error}') from None
            if equation.state not in states:
                raise self.fail("equations", f'"{line}": {equation.state} is not a state')
            if equation.state in found:
                raise self.fail("equations", f"{equation.state} has two equations")
            found[equation.state] = equation
        for state in states:
            if state not in found:
                raise self.fail("equations", f"the state {state} has no equation")
        return tuple(found[state] for state in states)

    def functions(self, names: Collection[str]) -> tuple[FunctionDefinition, ...]:
        assert isinstance(self.model, NeuronModel)
        known: dict[str, FunctionDefinition] = {}
        for line in split_lines(self.model.functions):
            try:
                definition = parse_function(line, names, dict.fromkeys(known, 1))
            except EquationError as error:
                raise self.fail("functions", f'"{line}": {error}') from None
            if definition.name in known or definition.name in names:
                raise self.fail("functions", f'"{line}": the name is already taken')
            known[definition.name] = definition
        return tuple(known.values())

    def initial(self, functions: Mapping[str, int]) -> tuple[Expr, ...]:
        assert not isinstance(self.model, StimulusModel)
        names = {parameter.name for parameter in self.model.parameters}
        values: list[Expr] = []
        for state in self.model.states:
            part = f"state {state.name}"
            if isinstance(state.initial, str):
                values.append(self.read(part, state.initial, names, functions))
            else:
                values.append(parse_value(state.initial, ()))
            names.add(state.name)
        return tuple(values)


@lru_cache(maxsize=256)
def neuron_system(model: NeuronModel) -> NeuronSystem:
    """The checked trees of a neuron model; DeclarationError says what is wrong with it."""
    reader = _Reader("neuron model", model)
    reader.names(("I",))
    if not model.states:
        raise reader.fail("states", "a model has at least one")
    parameters = {parameter.name for parameter in model.parameters}
    if "I_ext" not in parameters:
        raise reader.fail("parameters", "I_ext, a constant current, is missing")
    states = {state.name for state in model.states}
    functions = reader.functions(parameters)
    arities = {definition.name: 1 for definition in functions}
    equations = reader.equations({*parameters, *states, "I", "t"}, arities)
    for equation in equations:
        if equation.iterated != (model.family == "iterated"):
            wanted = "X' = ..." if model.family == "iterated" else "dX/dt = ..."
            raise reader.fail("equations", f"{equation.state}: write {wanted} in this family")
    threshold = _threshold(reader, model, {*parameters, *states}, arities)
    reset = _reset(reader, model, parameters, states, arities)
    initial = reader.initial(arities)
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
        terms=_terms(reader, model, equations, {*parameters, *states, "I", "t"}, arities),
    )


def _threshold(
    reader: _Reader, model: NeuronModel, names: Collection[str], arities: Mapping[str, int]
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
    reader: _Reader,
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
    reader: _Reader,
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
    reader = _Reader("synapse", model)
    reader.names(("J", "V"))
    parameters = {parameter.name for parameter in model.parameters}
    states = {state.name for state in model.states}
    equations = reader.equations({*parameters, *states, "t"}, {})
    if any(equation.iterated for equation in equations):
        raise reader.fail("equations", "write dX/dt = ... for a synapse")
    try:
        kick = parse_assignment(model.on_spike, {*parameters, "J"})
    except EquationError as error:
        raise reader.fail("on_spike", f'"{model.on_spike}": {error}') from None
    if not kick.added or kick.target not in states | {"V"}:
        raise reader.fail("on_spike", f'"{model.on_spike}": write STATE += expression or V += ...')
    current = None
    if model.current:
        current = reader.read("current", model.current, {*parameters, *states, "V", "t"})
    elif states:
        raise reader.fail("current", "it is missing: nothing would leave the synapse")
    return SynapseSystem(equations, reader.initial({}), kick.target, kick.value, current)


@lru_cache(maxsize=256)
def stimulus_expression(model: StimulusModel) -> Expr | None:
    """The checked tree of a stimulus, None for scripted spikes.

    DeclarationError says what is wrong. A parameter of kind `expression` is a name in it, to be
    replaced by the tree of its own text.
    """
    reader = _Reader("stimulus", model)
    reader.names(())
    usable = {p.name for p in model.parameters if p.kind != "times"}
    if not model.expression:
        if not any(parameter.kind == "times" for parameter in model.parameters):
            raise reader.fail("expression", "it is missing")
        return None
    expr = reader.read("expression", model.expression, {*usable, "t"})
    unused = usable - {n.name for n in walk(expr) if isinstance(n, Name)}
    if unused:
        raise reader.fail("expression", f"the parameter {min(unused)} has no effect")
    return expr
