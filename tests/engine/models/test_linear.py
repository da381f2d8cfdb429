"""The linear unit (A13)."""

import pytest

from engine.kernels.stepping import METHODS, Method
from engine.registry import neuron_models
from tests.engine.kernels.harness import Population


@pytest.mark.parametrize("method", METHODS)
def test_next_value_is_the_sum_whatever_the_method_and_dt(method: Method) -> None:
    for dt in (1.0, 0.1):
        unit = Population(
            neuron_models["linear"], method=method, dt=dt, params={"bias": 0.5, "I_ext": -2.0}
        )
        for total in (3.0, -1.0, 0.0):
            unit.step(total)
            assert unit["x"][0] == total + 0.5 - 2.0
