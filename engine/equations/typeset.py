"""A declared model as lines of LaTeX: its equations with labelled terms, functions, spikes."""

from __future__ import annotations

from engine.declaration import NeuronModel, Parameter, State, StimulusModel, SynapseModel
from engine.equations.latex import escape, name_to_latex, to_latex
from engine.equations.lines import Equation
from engine.equations.parser import parse
from engine.equations.system import (
    NeuronSystem,
    neuron_system,
    stimulus_expression,
    synapse_system,
)
from engine.equations.tree import Expr, Name, summands


def symbols_of(*items: tuple[Parameter | State, ...]) -> dict[str, str]:
    """The declared LaTeX symbols of parameters and states, by name."""
    return {item.name: symbol_of(item) for group in items for item in group}


def symbol_of(item: Parameter | State) -> str:
    """The declared LaTeX symbol, or one made from the name."""
    return item.symbol or name_to_latex(item.name)


def formula_latex(text: str) -> str:
    """LaTeX of a formula in t that a person typed; EquationError when it is not one."""
    return to_latex(parse(text, {"t"}))


def neuron_latex(model: NeuronModel, labels: bool = True) -> list[str]:
    """One line per equation, function, and for the spike with its reset.

    With `labels` a term that the model names has its words under it.
    """
    system = neuron_system(model)
    symbols = symbols_of(model.states, model.parameters)
    lines = [
        equation_latex(equation, symbols, system if labels else None)
        for equation in system.equations
    ]
    for function in system.functions:
        argument = symbols.get(function.argument) or name_to_latex(function.argument)
        body = to_latex(function.body, symbols | {function.argument: argument})
        lines.append(f"{name_to_latex(function.name)}({argument}) = {body}")
    if system.output is not None:
        symbol = name_to_latex(model.output_name)
        lines.append(f"{symbol} = {to_latex(system.output, symbols)}")
    for chain in model.chains:
        words = "follows single channels, drawn at random; its equation is the limit of many"
        lines.append(rf"{symbols[chain.opened]} \text{{ {words}}}")
    if model.normalised:
        x = symbols[model.states[0].name]
        lines.append(rf"{x}_i \leftarrow {x}_i / \textstyle\sum_j {x}_j")
    if system.threshold is not None:
        lines.append(_spike(model, system, symbols))
    return lines


def equation_latex(
    equation: Equation, symbols: dict[str, str], labelled: NeuronSystem | None = None
) -> str:
    """An equation as a line; terms that `labelled` names have their words under them."""
    right = to_latex(equation.right, symbols)
    if labelled is not None:
        right = _labelled(equation.right, symbols, labelled)
    state = symbols[equation.state]
    if equation.iterated:
        return rf"{state} \leftarrow {right}"
    rate = rf"\frac{{d{state}}}{{dt}}"
    if equation.coefficient is None:
        return f"{rate} = {right}"
    return rf"{to_latex(equation.coefficient, symbols)}\,{rate} = {right}"


def _labelled(expr: Expr, symbols: dict[str, str], system: NeuronSystem) -> str:
    words = {(term.negative, term.expression): term.label for term in system.terms}
    parts: list[str] = []
    for negative, term in summands(expr):
        # A product whose only sum is itself needs parentheses after a minus.
        text = to_latex(term, symbols)
        if negative and len(summands(term)) > 1:
            text = f"({text})"
        label = words.get((negative, term))
        first = not parts
        if first and negative:
            text = f"-{text}"
        if label is not None:
            text = rf"\underset{{\text{{{escape(label)}}}}}{{{text}}}"
        if not first:
            parts.append("-" if negative else "+")
        parts.append(text)
    return " ".join(parts)


def _spike(model: NeuronModel, system: NeuronSystem, symbols: dict[str, str]) -> str:
    assert system.threshold is not None
    condition = to_latex(system.threshold, symbols)
    verb = "spike as soon as" if model.crossing else "spike if"
    line = rf"\text{{{verb} }} {condition}"
    changes = [
        rf"{symbols[reset.target]} \leftarrow {to_latex(reset.value, symbols)}"
        for reset in system.reset
    ]
    if changes:
        line += r"\text{:}\quad " + r",\;\; ".join(changes)
    if model.refractory:
        line += rf"\;\;\text{{for }} {symbols[model.refractory]}"
    return line


def synapse_latex(model: SynapseModel) -> list[str]:
    """One line per equation, one for the jump at a spike or the sums over the sources, one for the
    current if it has a form of its own."""
    system = synapse_system(model)
    symbols = symbols_of(model.states, model.parameters)
    lines = [equation_latex(equation, symbols) for equation in system.equations]
    if system.presynaptic is not None:
        sent = to_latex(system.presynaptic, symbols | {"x": "x_j"})
        lines.append(rf"S = \sum_j w_j\,{sent}, \quad W = \sum_j w_j")
    if system.kicks:
        target = symbols.get(system.kicks) or name_to_latex(system.kicks)
        jump = to_latex(system.kick, symbols)
        lines.append(rf"\text{{spike:}}\quad {target} \leftarrow {target} + {jump}")
    if system.current is not None and system.current != Name("I"):
        lines.append(rf"I_{{\mathrm{{syn}}}} = {to_latex(system.current, symbols)}")
    return lines


def stimulus_latex(model: StimulusModel) -> list[str]:
    """The line that says what a stimulus gives at time t."""
    expr = stimulus_expression(model)
    symbols = symbols_of(model.parameters)
    if model.process == "noise":
        tau, sigma, mean = (symbols[name] for name in ("tau", "sigma", "mean"))
        drift = rf"{tau} \frac{{dI}}{{dt}} = -(I - {mean})"
        return [
            rf"{drift} + {sigma} \sqrt{{2 {tau}}}\, \xi(t)",
            rf"{tau} = 0: \quad I = {mean} + {sigma}\, \xi(t)",
        ]
    if model.process == "samples":
        values, step, start = (symbols[name] for name in ("values", "dt", "start"))
        return [rf"I(t) = {values}, \quad k = (t - {start}) / {step}"]
    if expr is None:
        times = next((p for p in model.parameters if p.kind == "times"), None)
        if times is None:
            return [r"x_k(t) = X_{n(t),\,k}"]
        return [rf"S(t) = \sum_k \delta(t - {symbols[times.name]})"]
    value = to_latex(expr, symbols)
    if model.output == "spikes":
        return [rf"P(\text{{spike in }} [t,\, t + dt)) = {value}\,dt"]
    own = "I" if value.endswith("(t)") else "I(t)"
    return [f"{own} = {value}"]
