"""Exact derivatives: their form, and their value where formulas cancel."""

import numpy as np
import pytest

from engine.equations import derivative, evaluate, parse, to_text
from engine.equations.system import neuron_system
from engine.registry import neuron_models

NAMES = ("V", "m", "E_L", "tau", "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-(V - E_L)", "-1"),
        ("a*V", "a"),
        ("V*a + E_L", "a"),
        ("V**2", "2*V"),
        ("V**3", "3*V**2"),
        ("(V - E_L)/tau", "1/tau"),
        ("a*(1 - V) - tau*V", "-a - tau"),
        ("exp(V)", "exp(V)"),
        ("exp(a)", "0"),
        ("V > 3", "0"),
        ("abs(V)", "sign(V)"),
        ("where(V > 0, V, 0)", "where(V > 0, 1, 0)"),
        ("floor(V) + H(V) + sign(V)", "0"),
        ("window(V, 1, 2, 3)", "0"),
        ("mod(V, a)", "1"),
        ("pi*V", "pi"),
    ],
)
def test_is_simplified(text: str, expected: str) -> None:
    assert to_text(derivative(parse(text, NAMES), "V")) == expected


@pytest.mark.parametrize("x", [0.0, 1e-12, -1e-9, 1e-4, 0.0999, 0.1001, -0.1, 3.0, -40.0])
def test_slopes_of_the_removable_singularities(x: float) -> None:
    slope = float(evaluate(derivative(parse("exprel(V)", NAMES), "V"), {"V": x}))
    series = (
        sum((n + 1) * x**n / float(np.prod(np.arange(1.0, n + 3))) for n in range(40))
        if abs(x) < 5
        else (np.exp(x) - (np.exp(x) - 1) / x) / x
    )
    assert slope == pytest.approx(series, rel=1e-10)
    h = 1e-5
    rate = parse("linoid(V, 2)", NAMES)
    numeric = (float(evaluate(rate, {"V": x + h})) - float(evaluate(rate, {"V": x - h}))) / (2 * h)
    slope = float(evaluate(derivative(rate, "V"), {"V": x}))
    assert slope == pytest.approx(numeric, rel=1e-7, abs=1e-9)


def test_along_the_second_argument_of_linoid() -> None:
    rate = parse("linoid(m, V)", NAMES)
    for x, k in ((0.0, 2.0), (0.01, 2.0), (3.0, 2.0), (-3.0, 5.0)):
        h = 1e-5
        numeric = (
            float(evaluate(rate, {"m": x, "V": k + h}))
            - float(evaluate(rate, {"m": x, "V": k - h}))
        ) / (2 * h)
        slope = float(evaluate(derivative(rate, "V"), {"m": x, "V": k}))
        assert slope == pytest.approx(numeric, rel=1e-7, abs=1e-9)


def test_jacobian_of_hodgkin_huxley_equals_differences() -> None:
    model = neuron_models["hh"]
    point = {p.name: p.default for p in model.parameters} | {"I": 3.0, "t": 0.0}
    point |= {"V": -41.3, "m": 0.2, "h": 0.4, "n": 0.5}
    values = {name: float(value) for name, value in point.items()}  # type: ignore[arg-type]  # numbers only
    for equation in neuron_system(model).expanded:
        for name in ("V", "m", "h", "n"):
            h = 1e-6
            up = float(evaluate(equation.right, values | {name: values[name] + h}))
            down = float(evaluate(equation.right, values | {name: values[name] - h}))
            exact = float(evaluate(derivative(equation.right, name), values))
            assert exact == pytest.approx((up - down) / (2 * h), rel=1e-5, abs=1e-6)
