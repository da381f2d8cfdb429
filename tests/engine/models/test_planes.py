"""Models of two variables (A10): equilibria of the presets, and what the run does there."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import brentq

from engine.blocks.arrays import Floats
from engine.equations import evaluate
from engine.equations.derivative import derivative
from engine.equations.system import neuron_system
from engine.registry import neuron_models
from tests.engine.boards import make_document, neurons
from tests.engine.models.runs import numbers, preset, spike_times, traces, with_preset


def equilibria(
    model: str, values: dict[str, float], second: str
) -> list[tuple[float, float, Floats]]:
    """V, the other variable, and the eigenvalues of the Jacobian, for each equilibrium.

    `second` is an expression for the nullcline of the second variable.
    """
    declared = neuron_models[model]
    system = neuron_system(declared)
    known = numbers(declared) | values
    known |= {"I": known["I_ext"], "t": 0.0}
    names = [state.name for state in declared.states]

    def rate(row: int, v: float, w: float) -> float:
        here = known | dict(zip(names, (v, w), strict=True))
        equation = system.expanded[row]
        factor = evaluate(equation.coefficient, here) if equation.coefficient else 1.0
        return float(evaluate(equation.right, here)) / float(factor)

    def other(v: float) -> float:
        # The second equation is linear in its own variable.
        at_zero, at_one = rate(1, v, 0.0), rate(1, v, 1.0)
        return at_zero / (at_zero - at_one)

    def along(v: float) -> float:
        return rate(0, v, other(v))

    low, high = (-0.9, 1.9) if "g_L" not in known else (-83.0, 100.0)
    grid = np.linspace(low, high, 401)
    found = []
    for left, right in pairwise(grid):
        if along(left) * along(right) < 0:
            v = brentq(along, left, right, xtol=1e-12)
            here = known | dict(zip(names, (v, other(v)), strict=True))
            jacobian = np.array(
                [
                    [
                        float(evaluate(derivative(equation.right, name), here))
                        / (
                            float(evaluate(equation.coefficient, here))
                            if equation.coefficient
                            else 1.0
                        )
                        for name in names
                    ]
                    for equation in system.expanded
                ]
            )
            found.append((v, other(v), np.linalg.eigvals(jacobian)))
    return found


def kind(eigenvalues: Floats) -> str:
    real = eigenvalues.real
    if real.min() < 0 < real.max():
        return "saddle"
    shape = "focus" if np.any(eigenvalues.imag != 0) else "node"
    return f"{'stable' if real.max() < 0 else 'unstable'} {shape}"


@pytest.mark.parametrize(
    ("name", "kinds", "cycle"),
    [
        ("rest", ["stable node", "saddle", "unstable focus"], False),
        ("onset", ["stable node", "saddle", "unstable focus"], False),
        ("firing", ["unstable focus"], True),
        ("focus", ["stable focus"], False),
    ],
)
def test_morris_lecar_presets(name: str, kinds: list[str], cycle: bool) -> None:
    values = dict(preset("morris_lecar", name).params)
    found = equilibria("morris_lecar", values, "w")
    assert [kind(eigenvalues) for _, _, eigenvalues in found] == kinds
    document = make_document([with_preset("a", "morris_lecar", name)], dt=0.1)
    (v,) = traces(document, 1500, "V")
    late = v[-5000:, 0]
    assert (np.ptp(late) > 30) == cycle
    if not cycle:
        assert late[-1] == pytest.approx(found[0][0], abs=0.05)


def test_morris_lecar_fires_beyond_its_saddle_and_returns_before_it() -> None:
    """The saddle is the threshold: started on either side of it, with w at rest there."""
    values = dict(preset("morris_lecar", "rest").params)
    (_, w, _), (saddle, _, _), _ = equilibria("morris_lecar", values, "w")
    for v, spikes in ((saddle - 3, 0), (saddle + 5, 1)):
        node = neurons("a", "morris_lecar", params=values, initial={"V": v, "w": w})
        assert len(spike_times(make_document([node], dt=0.05), 300)) == spikes


@pytest.mark.parametrize(
    ("name", "kinds", "cycle"),
    [
        ("excitable", ["stable"], False),
        ("oscillating", ["unstable"], True),
        ("bistable", ["stable", "saddle", "stable"], False),
    ],
)
def test_fitzhugh_nagumo_presets(name: str, kinds: list[str], cycle: bool) -> None:
    values = dict(preset("fitzhugh_nagumo", name).params)
    found = [kind(each) for _, _, each in equilibria("fitzhugh_nagumo", values, "w")]
    assert [each.split()[0] for each in found] == kinds
    document = make_document([with_preset("a", "fitzhugh_nagumo", name)], dt=0.1)
    (v,) = traces(document, 1500, "V")
    assert (np.ptp(v[-5000:]) > 0.5) == cycle


def test_fitzhugh_nagumo_has_its_hopf_point_where_the_trace_vanishes() -> None:
    """C = 1: tr = -3 V^2 + 2 (1 + a) V - a - eps gamma; the equilibrium has I = V/gamma - cubic."""
    a, eps, gamma = 0.1, 0.01, 1.0
    v = min(np.roots([-3, 2 * (1 + a), -a - eps * gamma]))
    onset = v / gamma - v * (v - a) * (1 - v)
    for current, stable in ((onset - 1e-4, True), (onset + 1e-4, False)):
        ((_, _, eigenvalues),) = equilibria("fitzhugh_nagumo", {"I_ext": float(current)}, "w")
        assert (eigenvalues.real.max() < 0) == stable


def test_the_reduced_axon_fires_like_the_full_one() -> None:
    for current, many in ((0.0, False), (15.0, True)):
        full, reduced = (
            spike_times(make_document([neurons("a", model, params={"I_ext": current})], dt=dt), 150)
            for model, dt in (("hh", 0.02), ("hh2d", 0.02))
        )
        assert (len(full) > 5) == (len(reduced) > 5) == many
    document = make_document([neurons("a", "hh2d", params={"I_ext": 15.0})], dt=0.02)
    (v,) = traces(document, 150, "V")
    assert 10 < v.max() < 55
    assert -80 < v.min() < -60


def test_the_reduced_axon_equals_plain_numpy() -> None:
    def rates(v: float, n: float) -> tuple[float, float]:
        am = 0.1 * (v + 40) / (1 - np.exp(-0.1 * (v + 40)))
        m = am / (am + 4 * np.exp(-0.0556 * (v + 65)))
        an = 0.01 * (v + 55) / (1 - np.exp(-0.1 * (v + 55)))
        current = -120 * m**3 * (0.8 - n) * (v - 50) - 36 * n**4 * (v + 77) - 0.3 * (v + 54.387)
        return current + 12.0, an * (1 - n) - 0.125 * np.exp(-0.0125 * (v + 65)) * n

    document = make_document([neurons("a", "hh2d", params={"I_ext": 12.0})], dt=0.01)
    v, n = traces(document, 20, "V", "n")
    for k in range(0, 2000, 7):
        dv, dn = rates(float(v[k, 0]), float(n[k, 0]))
        assert v[k + 1, 0] == pytest.approx(v[k, 0] + 0.01 * dv, abs=1e-9)
        assert n[k + 1, 0] == pytest.approx(n[k, 0] + 0.01 * dn, abs=1e-12)
