"""Rules of values against plain NumPy, and what they are known for (E1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import Probe, Simulation
from engine.document import Edit, Projection
from engine.errors import BlowUp
from engine.validation import parse_document, parse_edit
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus

Floats = NDArray[np.float64]

TAU = 10.0


def board(
    rule: str,
    values: Floats,
    every: float,
    weight: Any,
    params: dict[str, float] | None = None,
    target: Raw | None = None,
    dt: float = 1.0,
    **more: Any,
) -> Simulation:
    """Inputs given by samples (cells, samples), `every` ms one, held; they repeat."""
    inputs = stimulus(
        "x",
        "samples",
        len(values),
        dt=every,
        values=values.tolist(),
        between="hold",
        period=every * values.shape[1],
    )
    unit = target or neurons("y", "linear", len(weight))
    learning = {"rule": rule, "params": params or {}, **more}
    joined = edge("e", "x", "y", weight=weight, plasticity=learning)
    return Simulation(make_document([inputs, unit], [joined], dt=dt))


Step = Callable[[Floats, Floats, Floats, dict[str, Floats], float], Floats]


def _hebb(x: Floats, y: Floats, w: Floats, z: dict[str, Floats], dt: float) -> Floats:
    return dt * 0.002 * np.outer(y, x)


def _oja(x: Floats, y: Floats, w: Floats, z: dict[str, Floats], dt: float) -> Floats:
    return dt * 0.002 * (np.outer(y, x) - (y**2)[:, None] * w)


def _bcm(x: Floats, y: Floats, w: Floats, z: dict[str, Floats], dt: float) -> Floats:
    theta = z.setdefault("theta", np.zeros(len(y)))
    change = dt * 0.002 * np.outer(y * (y - theta), x)
    z["theta"] = theta + dt * (y**2 - theta) / 50
    return change


def _covariance(x: Floats, y: Floats, w: Floats, z: dict[str, Floats], dt: float) -> Floats:
    mx, my = z.setdefault("x", np.zeros(len(x))), z.setdefault("y", np.zeros(len(y)))
    change = dt * 0.002 * np.outer(y - my, x - mx)
    z["x"], z["y"] = mx + dt * (x - mx) / 50, my + dt * (y - my) / 50
    return change


STEPS: dict[str, tuple[Step, dict[str, float]]] = {
    "hebb": (_hebb, {"eta": 0.002}),
    "oja": (_oja, {"eta": 0.002}),
    "bcm": (_bcm, {"eta": 0.002, "tau_theta": 50.0}),
    "covariance": (_covariance, {"eta": 0.002, "tau": 50.0}),
}
WEIGHT = [[0.3, -0.2, 0.5], [0.1, 0.4, -0.3]]


@pytest.mark.parametrize("name", STEPS)
def test_graded_units_learn_as_the_loop_of_a_textbook(name: str) -> None:
    change, params = STEPS[name]
    dt, steps = 0.5, 400
    values = np.random.default_rng(2).normal(0.0, 2.0, (3, 40))
    unit = neurons("y", "leaky", 2, params={"tau_m": TAU, "E_L": 0.0}, initial={"V": 0.0})
    simulation = board(name, values, 5.0, WEIGHT, params, unit, dt)
    w, y, z = np.array(WEIGHT), np.zeros(2), dict[str, Floats]()
    for step in range(steps):
        x = values[:, int(step * dt / 5.0) % 40]
        slope = (-y + w @ x) / TAU
        w = w + change(x, y, w, z, dt)
        y = y + dt * slope
    simulation.advance(steps)
    assert np.max(np.abs(w - np.array(WEIGHT))) > 0.05
    np.testing.assert_allclose(simulation.weights("e"), w, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("name", STEPS)
def test_iterated_units_learn_from_the_values_that_made_theirs(name: str) -> None:
    change, params = STEPS[name]
    values = np.random.default_rng(3).normal(0.0, 1.0, (3, 200))
    simulation = board(name, values, 1.0, WEIGHT, params)
    w, y, z = np.array(WEIGHT), np.zeros(2), dict[str, Floats]()
    before = np.zeros(3)
    for step in range(400):
        x = values[:, step % 200]
        made = w @ x
        w = w + change(before, y, w, z, 1.0)
        y, before = made, x
    simulation.advance(400)
    np.testing.assert_allclose(simulation.weights("e"), w, rtol=1e-11, atol=1e-12)


def correlated(covariance: list[list[float]], samples: int = 4000) -> Floats:
    """Samples (cells, samples) whose covariance is exactly that one, and their mean 0."""
    wanted = np.array(covariance)
    raw = np.random.default_rng(4).normal(size=(len(wanted), samples))
    raw -= raw.mean(axis=1, keepdims=True)
    white = np.linalg.solve(np.linalg.cholesky(raw @ raw.T / samples), raw)
    return np.asarray(np.linalg.cholesky(wanted) @ white)


COVARIANCE = [[2.0, 1.2, 0.4], [1.2, 1.5, 0.3], [0.4, 0.3, 0.5]]


def first_component(covariance: list[list[float]]) -> Floats:
    return np.asarray(np.linalg.eigh(np.array(covariance))[1][:, -1])


def test_E1_oja_finds_the_first_principal_component_with_norm_1() -> None:
    simulation = board("oja", correlated(COVARIANCE), 1.0, [[0.1, 0.1, -0.5]], {"eta": 0.001})
    simulation.run(40_000)
    w = simulation.weights("e")[0]
    assert np.linalg.norm(w) == pytest.approx(1.0, abs=0.02)
    assert abs(w @ first_component(COVARIANCE)) / np.linalg.norm(w) > 0.998


def test_E1_hebb_turns_to_the_same_direction_and_grows_beyond_all_bounds() -> None:
    simulation = board("hebb", correlated(COVARIANCE), 1.0, [[0.1, 0.1, -0.5]], {"eta": 0.002})
    simulation.run(4_000)
    w = simulation.weights("e")[0]
    assert np.linalg.norm(w) > 100
    assert abs(w @ first_component(COVARIANCE)) / np.linalg.norm(w) > 0.99
    with pytest.raises(BlowUp) as caught:
        simulation.run(100_000)
    error = caught.value
    assert (error.node, error.variable) == ("e", "w")
    assert 4_000 < error.t < 30_000
    message = str(error)
    assert message.startswith(
        'edge "e": under the rule "hebb" its weights grew beyond 1e+15 at t ='
    )
    assert '"normalise"' in message
    assert np.all(np.isfinite(simulation.weights("e")))
    assert np.all(np.isfinite(simulation.state("y")))
    simulation.reset()
    np.testing.assert_array_equal(simulation.weights("e"), [[0.1, 0.1, -0.5]])
    simulation.run(100)


def test_E1_hebb_with_a_sum_that_is_kept_stays_bounded() -> None:
    simulation = board(
        "hebb", correlated(COVARIANCE), 1.0, [[0.1, 0.1, 0.5]], {"eta": 0.002}, normalise=2.0
    )
    simulation.run(20_000)
    w = simulation.weights("e")[0]
    assert np.abs(w).sum() == pytest.approx(2.0, rel=1e-12)
    assert abs(w @ first_component(COVARIANCE)) / np.linalg.norm(w) > 0.98


def test_E1_bcm_makes_a_cell_selective() -> None:
    patterns = np.array([[1.0, 0.2], [0.2, 1.0]])
    order = np.random.default_rng(5).integers(0, 2, 2000)
    params = {"eta": 0.005, "tau_theta": 50.0}
    simulation = board("bcm", patterns[:, order], 1.0, [[0.32, 0.3]], params)
    simulation.watch(Probe("e", "theta"))
    simulation.run(40_000)
    answers = np.sort(simulation.weights("e")[0] @ patterns)
    # Fixed points: silent to one of two equally frequent patterns, 2 to the other; theta is
    # the mean of y^2, 2 (Intrator and Cooper 1992).
    assert answers == pytest.approx([0.0, 2.0], abs=0.25)
    theta = simulation.recorder.samples_since(Probe("e", "theta")).values[-10_000:, 0]
    assert theta.mean() == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize(("second", "sign"), [(1.0, 1), (-1.0, -1)])
def test_E1_covariance_strengthens_what_varies_together(second: float, sign: int) -> None:
    shared = np.random.default_rng(6).normal(size=500)
    # Both inputs are positive most of the time: only how they vary tells them apart.
    values = np.stack([5.0 + shared, 5.0 + second * shared])
    params = {"eta": 0.001, "tau": 200.0}
    # The first input drives the unit, the second only listens at the beginning.
    simulation = board("covariance", values, 1.0, [[1.0, 0.0]], params, active=False)
    # Nothing is learned while the running means come to where they belong.
    simulation.run(2_000)
    before = simulation.weights("e")
    assert before.tolist() == [[1.0, 0.0]]
    record = simulation.network["e"]
    assert isinstance(record, Projection)
    assert record.plasticity is not None
    on = record.plasticity.model_copy(update={"active": True})
    simulation.apply(Edit(put=[record.model_copy(update={"plasticity": on})]))
    simulation.run(500)
    moved = (simulation.weights("e") - before)[0]
    assert moved[0] > 0.1
    assert np.sign(moved[1]) == sign
    assert abs(moved[1]) == pytest.approx(moved[0], rel=0.2)


def test_what_learns_is_joined_as_the_record_says() -> None:
    values = np.random.default_rng(7).normal(size=(3, 50))
    inputs = stimulus(
        "x", "samples", 3, dt=1.0, values=values.tolist(), between="hold", period=50.0
    )
    units = neurons("y", "linear", 3, params={"bias": 0.5})
    learning = {"rule": "hebb", "params": {"eta": 0.01}}
    for connect, pattern in (
        ({"rule": "one_to_one"}, np.eye(3)),
        ({"rule": "explicit"}, np.array([[1.0, 0, 2], [0, 1, 0], [1, 1, 1]])),
    ):
        weight: Any = pattern.tolist() if connect["rule"] == "explicit" else 0.5
        joined = edge("e", "x", "y", connect=connect, weight=weight, plasticity=learning)
        simulation = Simulation(make_document([inputs, units], [joined], dt=1.0))
        before = simulation.weights("e")
        simulation.run(20)
        after = simulation.weights("e")
        assert np.all((after != before) == (pattern != 0))


def test_a_weight_that_overflows_in_one_step_is_reported_and_never_nan() -> None:
    def joined(growth: float, active: bool) -> list[Raw]:
        learning = {"rule": "steep", "active": active}
        found = [edge("grow", "x", "x", weight=growth), edge("e", "x", "y", plasticity=learning)]
        return [{**each, "kind": "projection"} for each in found]

    units = [neurons("x", "linear", initial={"x": 9e9}), neurons("y", "linear")]
    raw = raw_document(units, joined(1e15, active=False), dt=1.0)
    # Beyond what a float can hold, and less than nothing of it: not a number.
    steep = {"of": "plasticity", "needs": "values", "equations": "dw/dt = x*y**3 - 2*x*y**3"}
    raw["definitions"] = [{"id": "d", "kind": "definition", "name": "steep", **steep}]
    simulation = Simulation(parse_document(raw))
    simulation.advance(6)
    simulation.apply(parse_edit({"put": joined(1.0, active=False)}))
    simulation.advance(3)
    assert simulation.state("y")[0] == pytest.approx(9e99)
    simulation.apply(parse_edit({"put": joined(1.0, active=True)}))
    with pytest.raises(BlowUp, match='edge "e": under the rule "steep" its weights grew beyond'):
        simulation.advance(1)
    assert np.all(np.isfinite(simulation.weights("e")))
