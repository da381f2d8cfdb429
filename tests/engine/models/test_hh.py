"""Hodgkin and Huxley (A8)."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.stats import norm

from engine.equations import evaluate, names_in
from engine.equations.system import neuron_system
from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

HH = neuron_models["hh"]


def alpha(x: float, rate: float) -> float:
    """rate x/(1 - exp(-x/10)) with its limit at 0, written with expm1 for comparison."""
    return 10 * rate if x == 0 else -rate * x / float(np.expm1(-x / 10))


def field(state: Sequence[float] | NDArray[np.float64], current: float) -> NDArray[np.float64]:
    """The right-hand sides of V, m, h, n as the curriculum prints them."""
    v, m, h, n = map(float, state)
    dv = -120 * m**3 * h * (v - 50) - 36 * n**4 * (v + 77) - 0.3 * (v + 54.387) + current
    dm = alpha(v + 40, 0.1) * (1 - m) - 4 * np.exp(-0.0556 * (v + 65)) * m
    dh = 0.07 * np.exp(-0.05 * (v + 65)) * (1 - h) - h / (1 + np.exp(-0.1 * (v + 35)))
    dn = alpha(v + 55, 0.01) * (1 - n) - 0.125 * np.exp(-0.0125 * (v + 65)) * n
    return np.array([dv, dm, dh, dn], np.float64)


def steady(v: float) -> list[float]:
    """Gates at which their equations vanish for this V."""
    at_zero, at_one = field([v, 0, 0, 0], 0)[1:], field([v, 1, 1, 1], 0)[1:]
    return [float(a / (a - b)) for a, b in zip(at_zero, at_one, strict=True)]


def test_gates_start_at_their_steady_state() -> None:
    for v in (-65.0, -40.0, -55.0, -30.0):
        population = Population(HH, initial={"V": v})
        gates = [population[name][0] for name in "mhn"]
        assert gates == pytest.approx(steady(v), rel=1e-10)


def test_euler_equals_the_reference() -> None:
    state = np.array([-65.0, *steady(-65.0)])
    population = Population(HH, dt=0.01)
    for _ in range(3000):
        state = state + 0.01 * field(state, 10.0)
        population.step(10.0)
        assert population.state[:, 0] == pytest.approx(state, abs=1e-6)


def test_rk4_follows_an_adaptive_solver() -> None:
    start = [-65.0, *steady(-65.0)]
    times = np.arange(1, 3001) * 0.01
    solution = solve_ivp(
        lambda t, y: field(y, 10.0), (0, 30), start, t_eval=times, rtol=1e-10, atol=1e-12
    )
    trace, _ = Population(HH, method="rk4", dt=0.01).run(3000, 10.0)
    assert np.abs(trace[:, 0] - solution.y[0]).max() < 5e-4


@pytest.mark.parametrize("offset", [0.0, 1e-12, -1e-9, 1e-6, -1e-3, 0.05, 0.999, -1.001])
@pytest.mark.parametrize("singular", [-40.0, -55.0])
def test_rates_are_smooth_through_their_removable_singularities(
    singular: float, offset: float
) -> None:
    v = singular + offset
    population = Population(HH, dt=1e-3, initial={"V": v, "m": 0.3, "h": 0.4, "n": 0.5})
    population.step()
    change = (population.state[:, 0] - np.array([v, 0.3, 0.4, 0.5])) / 1e-3
    assert change == pytest.approx(field([v, 0.3, 0.4, 0.5], 0.0), rel=1e-7, abs=1e-9)


def test_a_spike_is_an_upward_crossing_of_0_mv_and_nothing_is_reset() -> None:
    population = Population(HH, dt=0.01)
    crossings, spikes, before = [], [], -65.0
    for k in range(10_000):
        spikes += [k] * len(population.step(10.0))
        now = population["V"][0]
        if before < 0.0 <= now:
            crossings.append(k)
        before = now
    assert spikes == crossings
    assert len(spikes) >= 5


def test_rests_near_minus_65_and_is_all_or_none() -> None:
    resting, _ = Population(HH, dt=0.01).run(10_000)
    assert resting[-1, 0] == pytest.approx(-65.0, abs=0.5)
    peaks = []
    for kick in (3.0, 6.0, 10.0, 15.0):
        population = Population(HH, dt=0.01)
        population.step(kick=kick)
        peaks.append(population.run(1000)[0].max())
    assert peaks[0] < -50
    assert min(peaks[2:]) > 30
    assert not any(-40 < peak < 10 for peak in peaks)


@pytest.mark.parametrize("dt", [0.01, 0.05])
def test_exponential_euler_keeps_gates_between_0_and_1(dt: float) -> None:
    population = Population(HH, method="exponential_euler", dt=dt)
    spikes = 0
    for _ in range(int(100 / dt)):
        spikes += len(population.step(20.0))
        assert (population.state[1:, 0] >= 0).all()
        assert (population.state[1:, 0] <= 1).all()
    assert spikes > 5


def test_exponential_euler_is_exact_for_gates_at_a_constant_potential() -> None:
    for equation in neuron_system(HH).expanded[1:]:
        assert names_in(equation.right) == {"V", equation.state}
    # With a huge capacitance V does not move, and each gate relaxes with its own time constant.
    population = Population(
        HH,
        method="exponential_euler",
        dt=1.0,
        params={"C": 1e4},
        initial={"V": -20.0, "m": 0.0, "h": 1.0, "n": 0.0},
    )
    population.step()
    expr = neuron_system(HH).expanded[1].right
    rate = -float(evaluate(expr, {"V": -20.0, "m": 1.0})) + float(
        evaluate(expr, {"V": -20.0, "m": 0.0})
    )
    final = steady(-20.0)[0]
    assert population["m"][0] == pytest.approx(final * (1 - np.exp(-rate)), rel=1e-9)


def test_crossings_and_extremes_of_the_recorded_run(shared: Path) -> None:
    row = json.loads((shared / "reference" / "expected.json").read_text())["A8_hh_pulses"]
    dt, steps = row["dt"], int(row["duration"] / row["dt"])
    t = np.arange(steps) * dt
    current = 8.0 * norm.cdf((t - 150) / 2)
    for height, centre in zip((2, 3, 5, 7), (25, 50, 75, 100), strict=True):
        current += height * np.exp(-((t - centre) ** 2) / (2 * 1.5**2))
    population = Population(HH, dt=dt)
    times, v_max, v_min = [], -100.0, 100.0
    for k in range(steps):
        if population.step(float(current[k])):
            times.append((k + 1) * dt)
        v_max, v_min = max(v_max, population["V"][0]), min(v_min, population["V"][0])
    assert times == pytest.approx(row["upward_zero_crossings"], abs=row["tolerance_ms"])
    assert v_max == pytest.approx(row["V_max"], abs=0.05)
    assert v_min == pytest.approx(row["V_min"], abs=0.05)
