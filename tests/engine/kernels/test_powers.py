"""Exponentials that are powers of one another, and the short form of a step's exprel."""

import numpy as np
import pytest

from engine.equations import evaluate, parse
from engine.equations.tree import Call, walk
from engine.kernels.powers import shared
from engine.kernels.stepping import Method, Program
from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

NONE: frozenset[str] = frozenset()


def program(*texts: str) -> Program:
    return [(f"n_{k}", parse(text, ["V", "a"])) for k, text in enumerate(texts)]


def calls(found: Program, function: str) -> int:
    nodes = (node for _, expr in found for node in walk(expr))
    return sum(isinstance(node, Call) and node.function == function for node in nodes)


def test_the_rates_of_a_channel_need_one_exponential_and_that_of_another_slope_its_own() -> None:
    texts = (
        "4*exp(-0.0556*(V + 65))",
        "0.07*exp(-0.05*(V + 65))",
        "1/(1 + exp(-0.1*(V + 35)))",
        "exp(-(V + 65)/80)",
    )
    found = shared(program(*texts), NONE)
    assert [name for name, _ in found] == ["n_0", "u0", "n_1", "n_2", "n_3"]
    assert calls(found, "exp_within") == 1
    assert calls(found, "exp") == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("exp(V/7)", "exp(V/5)"),
        ("exp(V)", "exp(-V)"),
        ("exp(V)", "exp(17*V)"),
        ("exp(V)", "exp(2*V + 60)"),
        ("exp(V)", "exp(2*V + a)"),
        ("exp(V*V)", "exp(V)"),
        ("linoid(V, 10)", "exp(V/20)"),
    ],
)
def test_what_is_no_positive_whole_multiple_stays(texts: tuple[str, ...]) -> None:
    plain = program(*texts)
    assert shared(plain, NONE) == plain


def test_exponentials_of_constants_stay() -> None:
    plain = program("exp(a)", "exp(2*a)")
    assert shared(plain, frozenset({"a"})) == plain


def squid(n: int, method: Method, dt: float, v: np.ndarray) -> tuple[Population, np.ndarray]:
    """One step of the model beside the same in plain NumPy: rates by NumPy's exp, gates by the
    exact solution for constant rates or by Euler's rule."""
    cells = Population(
        neuron_models["hh"], n, method=method, dt=dt, initial={"V": v, "m": 0.3, "h": 0.4, "n": 0.5}
    )
    rates = {
        "m": ("0.1*linoid(V + 40, 10)", "4*exp(-0.0556*(V + 65))"),
        "h": ("0.07*exp(-0.05*(V + 65))", "1/(1 + exp(-0.1*(V + 35)))"),
        "n": ("0.01*linoid(V + 55, 10)", "0.125*exp(-0.0125*(V + 65))"),
    }
    expected = []
    for gate, value in (("m", 0.3), ("h", 0.4), ("n", 0.5)):
        alpha, beta = (evaluate(parse(text, ["V"]), {"V": v}) for text in rates[gate])
        total = np.asarray(alpha + beta)
        if method == "euler":
            expected.append(value + dt * (alpha - total * value))
        else:
            rest = alpha / total
            expected.append(rest + (value - rest) * np.exp(-dt * total))
    return cells, np.array(expected)


@pytest.mark.parametrize("method", ["euler", "exponential_euler"])
@pytest.mark.parametrize("dt", [0.01, 0.5])
def test_gates_equal_plain_arithmetic_in_short_and_full_form(method: Method, dt: float) -> None:
    # Steps of 0.5 ms are beyond the short form in the cells with fast rates only.
    v = np.linspace(-120.0, 80.0, 700)
    cells, expected = squid(len(v), method, dt, v)
    cells.step()
    for row, gate in zip(expected, "mhn", strict=True):
        assert cells[gate] == pytest.approx(row, rel=1e-12)


def test_a_block_that_needs_the_full_form_gives_what_it_gives_alone() -> None:
    v = np.linspace(-120.0, 80.0, 700)
    cells, _ = squid(len(v), "exponential_euler", 0.5, v)
    cells.step()
    for k in (0, 300, 699):
        alone, _ = squid(1, "exponential_euler", 0.5, v[k : k + 1])
        alone.step()
        assert cells["m"][k] == pytest.approx(alone["m"][0], rel=1e-13)
