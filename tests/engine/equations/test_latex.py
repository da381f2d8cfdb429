"""LaTeX as a textbook would set it."""

import re

import pytest

from engine.equations import parse, to_latex
from engine.equations.latex import escape, name_to_latex
from engine.equations.typeset import formula_latex, neuron_latex, stimulus_latex, synapse_latex
from engine.registry import neuron_models, stimulus_models, synapse_models

NAMES = ("t", "V", "tau_m", "Delta_T", "V_th", "g_Na", "a")


def test_the_eif_as_the_inspector_shows_it() -> None:
    assert neuron_latex(neuron_models["eif"]) == [
        r"\tau_m\,\frac{dV}{dt} = \underset{\text{leak}}{-(V - E_L)} + "
        r"\underset{\text{spike onset}}{\Delta_T\,e^{(V - V_T)/\Delta_T}} + "
        r"\underset{\text{input}}{I}",
        r"\text{spike if } V \ge V_{\mathrm{th}}\text{:}\quad "
        r"V \leftarrow V_{\mathrm{re}}\;\;\text{for } t_{\mathrm{ref}}",
    ]


def test_labels_can_be_left_out() -> None:
    assert neuron_latex(neuron_models["eif"], labels=False)[0] == (
        r"\tau_m\,\frac{dV}{dt} = -(V - E_L) + \Delta_T\,e^{(V - V_T)/\Delta_T} + I"
    )


def test_hodgkin_huxley_has_its_rates_as_printed_in_books() -> None:
    lines = neuron_latex(neuron_models["hh"])
    assert r"\alpha_m(V) = \frac{0.1\,(V + 40)}{1 - e^{-(V + 40)/10}}" in lines
    assert r"\frac{dn}{dt} = \alpha_n(V)\,(1 - n) - \beta_n(V)\,n" in lines
    assert lines[-1] == r"\text{spike as soon as } V \ge 0"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("V/(t + 1)", r"\frac{V}{t + 1}"),
        ("(V + 1)*(t - 1)", r"(V + 1)\,(t - 1)"),
        ("(V/t)**2", r"\left(\frac{V}{t}\right)^2"),
        ("V**(t + 1)", r"V^{t + 1}"),
        ("2*3*V", r"2 \cdot 3\,V"),
        ("V*-3", r"V\,(-3)"),
        ("V - (t - 1)", r"V - (t - 1)"),
        ("V - -t", r"V - (-t)"),
        ("-V*t", r"-V\,t"),
        ("exp(V)**2", r"(e^{V})^2"),
        ("exp(exp(V))", r"e^{\exp(V)}"),
        ("exp(V/(2*t))", r"e^{V/(2\,t)}"),
        ("sqrt(V)", r"\sqrt{V}"),
        ("abs(V)", r"\left|V\right|"),
        ("tanh(V/2)", r"\tanh\left(\frac{V}{2}\right)"),
        ("max(0, V)", r"\max(0,\, V)"),
        ("H(t)", "H(t)"),
        ("2*pi*t", r"2\,\pi\,t"),
        ("1e-9*V", r"10^{-9}\,V"),
        ("2.5e-7*V", r"2.5 \times 10^{-7}\,V"),
        ("V >= V_th and t < 1", r"V \ge V_{\mathrm{th}} \land t < 1"),
        ("not V < 1", r"\lnot (V < 1)"),
        ("g_Na*tau_m/Delta_T", r"\frac{g_{\mathrm{Na}}\,\tau_m}{\Delta_T}"),
        (
            "where(t < 1, V, 0)",
            r"\begin{cases} V & \text{if } t < 1 \\ 0 & \text{otherwise} \end{cases}",
        ),
        ("exprel(t)", r"\frac{e^{t} - 1}{t}"),
        ("0.1*linoid(t, 1)", r"\frac{0.1\,t}{1 - e^{-t}}"),
        ("mod(t, 5)", r"(t \bmod 5)"),
        ("floor(t)", r"\left\lfloor t \right\rfloor"),
        ("window(t, 1, 2, 0)", r"\mathbf{1}_{[1,\,2)}(t)"),
    ],
)
def test_typography(text: str, latex: str) -> None:
    assert to_latex(parse(text, NAMES)) == latex


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("V", "V"),
        ("tau", r"\tau"),
        ("tau_m", r"\tau_m"),
        ("E_L", "E_L"),
        ("V_th", r"V_{\mathrm{th}}"),
        ("V1", "V_1"),
        ("tau_rise", r"\tau_{\mathrm{rise}}"),
        ("rate", r"\mathrm{rate}"),
        ("w_e_i", "w_{e,i}"),
        ("alpha_m", r"\alpha_m"),
        ("x_inf2", r"x_{\mathrm{inf2}}"),
    ],
)
def test_names(name: str, latex: str) -> None:
    assert name_to_latex(name) == latex


def test_words_cannot_be_commands() -> None:
    assert escape(r"\input{x} 5 % $a_b^c$ & #~") == (
        r"\textbackslash{}input\{x\} 5 \% \$a\_b\textasciicircum{}c\$ \& \#\textasciitilde{}"
    )


def test_formulas_that_a_person_types() -> None:
    assert formula_latex("4*sin(2*pi*t/200)") == (r"4\,\sin\left(\frac{2\,\pi\,t}{200}\right)")


def test_every_registered_model_has_balanced_lines() -> None:
    lines = [line for model in neuron_models.values() for line in neuron_latex(model)]
    lines += [line for model in synapse_models.values() for line in synapse_latex(model)]
    lines += [line for model in stimulus_models.values() for line in stimulus_latex(model)]
    assert len(lines) > 20
    for line in lines:
        bare = line.replace(r"\{", "").replace(r"\}", "")
        assert bare.count("{") == bare.count("}")
        assert len(re.findall(r"\\left\b", line)) == len(re.findall(r"\\right\b", line))
        assert line.isascii()
