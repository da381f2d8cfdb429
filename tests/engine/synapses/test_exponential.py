"""The exponential current synapse (B1)."""

import numpy as np
import pytest

from engine.kernels.stepping import METHODS, Method
from engine.registry import synapse_models
from tests.engine.kernels.harness import Synapses

EXPONENTIAL = synapse_models["exponential"]


def test_decays_by_the_euler_factor_and_gives_the_value_before_the_step() -> None:
    synapses = Synapses(EXPONENTIAL, 300)
    jumps = np.linspace(-2.0, 2.0, 300)
    synapses.state[0, :300] = jumps
    for k in range(50):
        assert synapses.current() == pytest.approx(jumps * (1 - 0.1 / 5) ** k, rel=1e-12)


def test_exponential_euler_is_exact() -> None:
    synapses = Synapses(EXPONENTIAL, method="exponential_euler", dt=1.0)
    synapses.state[0, 0] = 3.0
    found = [synapses.current()[0] for _ in range(20)]
    assert found == pytest.approx(3.0 * np.exp(-np.arange(20) / 5.0), rel=1e-12)


def test_adds_to_what_is_there() -> None:
    synapses = Synapses(EXPONENTIAL, 4)
    synapses.state[0, :4] = 1.0
    synapses.inputs[0, :4] = [1.0, 2.0, 3.0, 4.0]
    synapses.inputs[1, :4] = 7.0
    assert synapses.call() == 0
    assert synapses.inputs[0, :4].tolist() == [2.0, 3.0, 4.0, 5.0]
    assert (synapses.inputs[1, :4] == 7.0).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -1e120])
def test_a_value_out_of_range_is_reported(method: Method, bad: float) -> None:
    synapses = Synapses(EXPONENTIAL, 300, method=method)
    synapses.state[0, 299] = bad
    assert synapses.call() == -1
