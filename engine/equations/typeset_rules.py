"""Channels and learning rules as lines of LaTeX."""

from __future__ import annotations

from engine.declaration import ChannelModel, PlasticityModel
from engine.equations.latex import escape, name_to_latex, to_latex
from engine.equations.lines import (
    Assignment,
    parse_assignment,
    parse_equation,
    parse_function,
    split_lines,
)
from engine.equations.parser import parse
from engine.equations.tree import signed, summands
from engine.equations.typeset import equation_latex, symbols_of

_ALGORITHMS = {
    "lms": (r"\frac{dw_{ij}}{dt} = -\varepsilon\, (y_i - s_i)\, x_j",),
    "rls": (
        r"e_i = y_i - s_i, \quad k = \frac{P x}{1 + x^{\top} P x}",
        r"P \leftarrow P - k\, x^{\top} P, \quad w_{ij} \leftarrow w_{ij} - e_i k_j",
    ),
    "delta_rule": (
        r"\delta_i = (y_i - s_i)\, f'_i",
        r"w_{ij} \leftarrow w_{ij} - \eta\, \delta_i x_j",
    ),
    "backprop": (
        r"\delta_i = f'_i \sum_k w_{ki} \delta_k",
        r"w_{ij} \leftarrow w_{ij} - \eta\, \delta_i x_j",
    ),
}
"""What training does, where it is not declared as equations: x of the source, y of the target, s of
the signal."""


def channel_latex(model: ChannelModel) -> list[str]:
    """One line per equation and function, the last for the current that enters the membrane."""
    symbols = symbols_of(model.states, model.parameters)
    names = {*symbols, *model.ports, "V", "t"}
    arities = {line.partition("(")[0].strip(): 1 for line in split_lines(model.functions)}
    lines = [
        equation_latex(parse_equation(line, names, arities), symbols)
        for line in split_lines(model.equations)
    ]
    for line in split_lines(model.functions):
        function = parse_function(line, names, arities)
        argument = symbols.get(function.argument) or name_to_latex(function.argument)
        body = to_latex(function.body, symbols | {function.argument: argument})
        lines.append(f"{name_to_latex(function.name)}({argument}) = {body}")
    current = to_latex(parse(model.current, names, arities), symbols)
    return [rf"I_{{\text{{{escape(model.name)}}}}} = {current}", *lines]


def plasticity_latex(model: PlasticityModel) -> list[str]:
    """One line per equation, then one for what a spike of either side changes."""
    if model.algorithm:
        return list(_ALGORITHMS[model.algorithm])
    symbols = {trace.name: trace.symbol or name_to_latex(trace.name) for trace in model.traces}
    symbols |= symbols_of(model.states, model.parameters) | {"w": "w"}
    names = {*symbols, "x", "y", "signal", "t"}
    lines = [
        equation_latex(parse_equation(line, names), symbols)
        for line in split_lines(model.equations)
    ]
    for side, text in (("source", model.on_source_spike), ("target", model.on_target_spike)):
        changes = [
            _assignment(parse_assignment(line, names), symbols) for line in split_lines(text)
        ]
        if changes:
            lines.append(rf"\text{{{side} spike:}}\quad " + r",\;\; ".join(changes))
    return lines


def _assignment(line: Assignment, symbols: dict[str, str]) -> str:
    """`a += b` as it is written: a line has little room."""
    target = symbols.get(line.target) or name_to_latex(line.target)
    if not line.added:
        return rf"{target} \leftarrow {to_latex(line.value, symbols)}"
    negative, value = signed(line.value)
    sign = "-" if negative and len(summands(value)) == 1 else "+"
    shown = value if sign == "-" else line.value
    return rf"{target} \mathrel{{{sign}}}= {to_latex(shown, symbols)}"
