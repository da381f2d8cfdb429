"""Reads the parts of a declaration and says which one is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.declaration import (
    NeuronModel,
    Parameter,
    PlasticityModel,
    State,
    StimulusModel,
    SynapseModel,
    Trace,
)
from engine.equations.errors import EquationError
from engine.equations.lines import (
    NAME,
    Equation,
    FunctionDefinition,
    check_name,
    parse_equation,
    parse_function,
    split_lines,
)
from engine.equations.parser import parse
from engine.equations.tree import Expr, Negate, Number


class DeclarationError(ValueError):
    """A declaration that does not describe a model: which model, which part, why."""


def parse_value(value: float | str, names: Collection[str]) -> Expr:
    """A number, or an expression in `names`, as a tree."""
    if isinstance(value, str):
        return parse(value, names)
    return Negate(Number(-float(value))) if value < 0 else Number(float(value))


def function_text(parameter: Parameter, chosen: str | None = None) -> str:
    """The expression of a parameter of kind `function`: that of the option which `chosen` (None:
    the default) names, or `chosen` itself."""
    text = str(parameter.default) if chosen is None else chosen
    named = {option.name: option.expression for option in parameter.options}
    return named.get(text, text)


class DeclarationReader:
    """Reads the parts of one declaration and says which one is wrong."""

    def __init__(
        self, kind: str, model: NeuronModel | SynapseModel | StimulusModel | PlasticityModel
    ) -> None:
        self.where = f'{kind} "{model.name}"'
        self.model = model

    def fail(self, part: str, why: str) -> DeclarationError:
        return DeclarationError(f"{self.where}, {part}: {why}")

    def names(self, inputs: Collection[str]) -> None:
        """Names are legal, declared once and do not shadow an input; units are given."""
        taken = set(inputs)
        # No equation names a model, so that it may be called like a function: tanh.
        if not NAME.fullmatch(self.model.name):
            why = f'"{self.model.name}" is not a name: letters, digits and _, a letter first'
            raise self.fail("name", why)
        items: list[Parameter | State | Trace] = list(self.model.parameters)
        if not isinstance(self.model, StimulusModel):
            items += self.model.states
        if isinstance(self.model, PlasticityModel):
            items += self.model.traces
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
        if parameter.kind == "function" and not (parameter.argument and isinstance(default, str)):
            raise self.fail(part, "a function has an argument, and a text as its default")
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
        """Those that are chosen by parameters, then the model's own, which may use them."""
        assert isinstance(self.model, NeuronModel)
        known: dict[str, FunctionDefinition] = {}
        numbers = {parameter.name for parameter in self.model.numbers}
        for parameter in self.model.parameters:
            if parameter.kind == "function":
                argument, part = parameter.argument, f"parameter {parameter.name}"
                for option in parameter.options:
                    self.read(part, option.expression, {*numbers, argument})
                body = self.read(part, function_text(parameter), {*numbers, argument})
                known[parameter.name] = FunctionDefinition(parameter.name, argument, body)
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
        names = {p.name for p in self.model.parameters if p.kind == "number"}
        values: list[Expr] = []
        for state in self.model.states:
            part = f"state {state.name}"
            if isinstance(state.initial, str):
                values.append(self.read(part, state.initial, names, functions))
            else:
                values.append(parse_value(state.initial, ()))
            names.add(state.name)
        return tuple(values)
