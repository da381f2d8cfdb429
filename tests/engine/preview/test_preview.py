"""Curves of a model by itself, against closed forms and plain calculations."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from engine import DocumentError
from engine.errors import Cancelled
from engine.preview import Curve, preview
from engine.preview.bench import MAX_POINTS
from tests.engine.definitions.written import (
    DAMPED,
    EXPONENTIAL,
    IZHIKEVICH,
    LIF,
    STDP,
    Raw,
    parameters,
    states,
    written,
)


def curves(base: Raw, **fields: float | tuple[float, float] | dict[str, float]) -> dict[str, Curve]:
    params = fields.pop("params", {})
    assert isinstance(params, dict)
    found = preview(written(**base), params, **fields)  # type: ignore[arg-type]  # by their names
    assert all(len(curve.x) == len(curve.y) <= MAX_POINTS for curve in found)
    return {curve.kind: curve for curve in found}


def test_the_rates_of_a_leaky_integrator_are_those_of_its_formula() -> None:
    found = curves(LIF, params={"V_th": -60.0}, currents=(0.0, 40.0))["f_i"]
    current = np.array(found.x)
    driven = current > 12
    period = 15 * np.log((current[driven] + 3) / (current[driven] - 12))
    # Counted over 0.8 s, and each period is a whole number of steps.
    assert_allclose(np.array(found.y)[driven], 1000 / period, atol=1.3, rtol=0.01)
    assert not np.any(np.array(found.y)[current < 12])


def test_the_range_of_currents_is_found() -> None:
    found = curves(LIF)["f_i"]
    first = next(x for x, y in zip(found.x, found.y, strict=True) if y > 0)
    assert 17 <= first <= 19
    assert found.x[-1] == 64


def test_a_phase_line_has_its_equilibria_with_their_stability() -> None:
    quadratic = {
        "states": states(V=-1),
        "equations": "dV/dt = V**2 + I",
        "threshold": "V >= 20",
        "reset": "V = -20",
    }
    line = curves(quadratic, current=-4.0)["phase_line"]
    assert_allclose(np.array(line.y), np.array(line.x) ** 2 - 4, rtol=1e-9)
    assert [zero.stable for zero in line.zeros] == [True, False]
    assert_allclose([zero.x for zero in line.zeros], [-2, 2], atol=1e-9)
    assert curves(quadratic, current=1.0)["phase_line"].zeros == []
    (rest,) = curves(LIF, current=5.0)["phase_line"].zeros
    assert rest.stable
    assert rest.x == pytest.approx(-67)
    jump = {"family": "graded", "states": states(x=0.5), "equations": "dx/dt = 1 - 2*H(x)"}
    assert curves(jump)["phase_line"].zeros == []


def test_two_states_have_no_phase_line_and_a_trace_follows_the_euler_scheme() -> None:
    found = curves(IZHIKEVICH, current=10.0)
    assert set(found) == {"f_i", "trace"}
    V, u, expected = -70.0, -14.0, [-70.0]
    for _ in range(3000):
        V, u = V + 0.1 * (0.04 * V * V + 5 * V + 140 - u + 10), u + 0.1 * 0.02 * (0.2 * V - u)
        if V >= 30:
            V, u = -65.0, u + 6
        expected.append(V)
    trace = found["trace"]
    assert_allclose(trace.y[:60], expected[: 60 * 8 : 8], rtol=1e-6)
    assert_allclose(trace.x[:3], [0, 0.8, 1.6])


def test_units_show_what_they_transmit() -> None:
    unit = {
        "family": "iterated",
        "parameters": parameters(bias=0.5),
        "states": states(x=0),
        "equations": "x' = tanh(I + bias)",
    }
    found = curves(unit, currents=(-2.0, 2.0))
    assert set(found) == {"f_i", "trace"}
    assert_allclose(found["f_i"].y, np.tanh(np.array(found["f_i"].x) + 0.5), rtol=1e-9)


def test_what_blows_up_ends_there_and_the_rest_is_shown() -> None:
    grows = {"family": "graded", "states": states(x=-1), "equations": "dx/dt = x**2 + I"}
    found = curves(grows, currents=(-2.0, 2.0))["f_i"]
    current, value = np.array(found.x), np.array(found.y)
    assert_allclose(value[current < -0.1], -np.sqrt(-current[current < -0.1]), rtol=1e-6)
    assert np.all(np.isnan(value[current > 0.1]))


def test_a_synapse_answers_one_spike() -> None:
    found = curves(EXPONENTIAL)["response"]
    t, current = np.array(found.x), np.array(found.y)
    peak = int(np.argmax(current))
    assert current[peak] == pytest.approx(1 / 5)
    after = slice(peak, None)
    steps = np.rint((t[after] - t[peak]) / 0.1)
    assert_allclose(current[after], 0.2 * (1 - 0.1 / 5) ** steps, rtol=1e-9)
    kick = curves({"of": "synapse", "on_spike": "V += J"})["response"]
    assert max(kick.y) == pytest.approx(1, rel=0.03)


def test_a_stimulus_is_sampled() -> None:
    found = curves(DAMPED, params={"amplitude": 3.0})["samples"]
    t = np.array(found.x)
    assert_allclose(found.y, 3 * np.exp(-t / 200) * np.sin(2 * np.pi * t / 50), atol=1e-12)


def test_a_learning_rule_shows_its_window() -> None:
    found = curves(STDP, params={"A_plus": 0.5})["window"]
    lag, change = np.array(found.x), np.array(found.y)
    later = lag > 0
    assert_allclose(change[later], 0.5 * np.exp(-lag[later] / 20), rtol=0.04)
    assert_allclose(change[~later], -0.105 * np.exp(lag[~later] / 20), rtol=0.04)
    values = {"of": "plasticity", "needs": "values", "equations": "dw/dt = x*y"}
    assert curves(values) == {}


def test_what_cannot_be_tried_is_said() -> None:
    with pytest.raises(DocumentError, match='unknown name "y"'):
        curves({**LIF, "equations": "dV/dt = y"})
    with pytest.raises(DocumentError, match='no parameter "tau"'):
        curves(LIF, params={"tau": 3.0})
    with pytest.raises(Cancelled):
        preview(written(**LIF), {}, cancelled=lambda: True)


def test_no_preview_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.preview.bench.PATIENCE", 1e-4)
    with pytest.raises(DocumentError, match="given up after"):
        curves(LIF)
