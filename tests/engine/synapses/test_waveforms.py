"""Every synapse that carries a current: linear, finite, and of the shape that it states."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.declaration import SynapseModel
from engine.equations import evaluate
from engine.equations.system import synapse_system
from engine.equations.tree import ZERO, names_in
from engine.kernels.stepping import METHODS, Method
from engine.registry import synapse_models
from tests.engine.kernels.harness import Synapses

CURRENTS = [m for m in synapse_models.values() if m.current and m.carries == "spikes"]
# A conductance has its weight as its own area, not as that of the current.
OPEN_LOOP = [m for m in CURRENTS if "V" not in names_in(synapse_system(m).current or ZERO)]
every_current = pytest.mark.parametrize("model", CURRENTS, ids=lambda model: model.name)


def response(
    model: SynapseModel, weight: float, dt: float, steps: int, method: Method = "euler"
) -> NDArray[np.float64]:
    """The current after one spike of this weight, from the step after it on."""
    synapses = Synapses(model, 3, dt=dt, method=method)
    system = synapse_system(model)
    values = {p.name: float(p.default) for p in model.parameters if isinstance(p.default, float)}
    row = [state.name for state in model.states].index(system.kicks)
    synapses.state[row, :3] += float(evaluate(system.kick, values | {"J": weight}))
    return np.array([synapses.current()[1] for _ in range(steps)])


@pytest.mark.parametrize("model", OPEN_LOOP, ids=lambda model: model.name)
def test_the_area_of_a_spike_is_its_weight(model: SynapseModel) -> None:
    for dt in (0.1, 0.02):
        area = response(model, 12.0, dt, int(200 / dt)).sum() * dt
        assert area == pytest.approx(12.0, rel=1e-9)


@every_current
def test_is_linear_in_the_weight(model: SynapseModel) -> None:
    one, minus_three = response(model, 1.0, 0.1, 300), response(model, -3.0, 0.1, 300)
    assert minus_three == pytest.approx(-3.0 * one, rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["exponential", "alpha", "double_exponential"])
def test_follows_its_closed_form(name: str, method: Method) -> None:
    dt = 0.005
    t = np.arange(8000) * dt
    exact = {
        "exponential": np.exp(-t / 5.0) / 5.0,
        "alpha": t / 25.0 * np.exp(-t / 5.0),
        "double_exponential": (np.exp(-t / 4.0) - np.exp(-t / 0.5)) / 3.5,
    }[name]
    found = response(synapse_models[name], 1.0, dt, 8000, method)
    tolerance = 1e-9 if method == "rk4" else 1e-2
    assert np.abs(found - exact).max() < tolerance * exact.max() + 1e-12


def test_double_exponential_with_equal_time_constants_is_alpha() -> None:
    both = {"tau_rise": 5.0, "tau_decay": 5.0}
    double = Synapses(synapse_models["double_exponential"], params=both)
    alpha = Synapses(synapse_models["alpha"])
    double.state[0, 0] = alpha.state[0, 0] = 1.0
    for _ in range(300):
        assert double.current()[0] == pytest.approx(alpha.current()[0], abs=1e-15)


@every_current
@pytest.mark.parametrize("n", [1, 255, 256, 257, 10_000])
def test_every_size_equals_the_same_synapse_alone(model: SynapseModel, n: int) -> None:
    rng = np.random.default_rng(n)
    many = Synapses(model, n)
    start = rng.normal(0, 1, (len(model.states), n))
    many.state[:, :n] = start
    currents = [many.current() for _ in range(5)]
    for cell in {0, n // 2, n - 1}:
        alone = Synapses(model)
        alone.state[:, 0] = start[:, cell]
        for current in currents:
            assert alone.current()[0] == pytest.approx(current[cell], rel=1e-12, abs=1e-15)
