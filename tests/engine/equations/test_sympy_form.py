"""The SymPy form: equal in value, exact, and never evaluated by surprise."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import sympy

from engine.equations import derivative, evaluate, parse, to_sympy
from engine.equations.system import neuron_system
from engine.registry import neuron_models

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("x", "y")


@pytest.mark.parametrize(
    "text",
    [
        "x**2 - 3*y/x",
        "exp(-x)*sin(y) + cos(x)*tan(y)",
        "sqrt(x) + log(x) + tanh(y) + sinh(y) + cosh(x)",
        "where(x < y, x, y) + min(x, y) - max(x, y)",
        "where(x < y and not y < 1, 1, 2)",
        "(x >= 0.5) + (y > 7) + (x <= 0.5) + H(x - 0.5)",
        "abs(-y) + sign(-y) + floor(y) + mod(y, x) + clip(y, 0, 1)",
        "exprel(x) + linoid(y, x)",
        "pi*x + 0.1",
    ],
)
def test_has_the_same_value(text: str) -> None:
    form = to_sympy(parse(text, NAMES)).doit()
    x, y = sympy.symbols("x y", real=True)
    value = form.subs({x: sympy.Rational(1, 2), y: sympy.Rational(9, 4)})
    expected = evaluate(parse(text, NAMES), {"x": 0.5, "y": 2.25})
    assert float(value) == pytest.approx(expected, rel=1e-12)


def test_decimals_are_exact() -> None:
    assert to_sympy(parse("0.1 + 0.2", ())).doit() == sympy.Rational(3, 10)


def test_symbols_can_be_given() -> None:
    z = sympy.Symbol("z")
    assert to_sympy(parse("x + 1", NAMES), {"x": z}).doit() == z + 1


def test_derivatives_agree_for_every_continuous_model() -> None:
    point = {"V": -43.7, "u": -9.0, "m": 0.3, "h": 0.2, "n": 0.6, "I": 2.0, "x": 0.4}
    point |= {"w": 0.1, "r": 0.02, "theta": 0.7}
    for model in neuron_models.values():
        values = point | {p.name: p.default for p in model.numbers}
        for equation in neuron_system(model).expanded:
            own = to_sympy(derivative(equation.right, equation.state))
            theirs = sympy.diff(
                to_sympy(equation.right).doit(), sympy.Symbol(equation.state, real=True)
            )
            numbers = {sympy.Symbol(name, real=True): value for name, value in values.items()}
            # The slope of a rate near its singularity is a Piecewise: compare the values.
            assert float(own.doit().subs(numbers)) == pytest.approx(float(theirs.subs(numbers)))


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9**9",
        "mod(9**9**9, 7) + floor(exp(exp(exp(9))))",
        "min(exp(exp(9**9)), 9**9**9**9)",
        "where(9**9**9**9 < exp(9**9**9), 1, 2)",
        "where(where(9**9**9 < x, 1, 2) < 1 and not 9**9**9 > 1, 1, 2)",
        "exp(exp(exp(99.5))) < 2 or sin(9**9**9) > 0",
        "where(" * 38 + "x" + ", 1, 2)" * 38,
        "where(exprel(" * 19 + "x" + "), 1, 2)" * 19,
    ],
    ids=lambda text: text[:16],
)
def test_nothing_is_worked_out(text: str) -> None:
    begin = time.process_time()
    assert to_sympy(parse(text, NAMES)) is not None
    assert time.process_time() - begin < 1


def test_the_engine_starts_without_sympy() -> None:
    code = "import sys, engine.registry, engine.catalog; engine.catalog.catalog(); " + (
        "assert 'sympy' not in sys.modules, 'sympy'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)
