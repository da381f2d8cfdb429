"""The passive membrane (A2)."""

import numpy as np
import pytest

from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

LEAKY = neuron_models["leaky"]


def test_follows_the_forward_euler_recursion_exactly() -> None:
    population = Population(LEAKY)
    trace, spikes = population.run(3000, 4.0)
    v, expected = -70.0, []
    for _ in range(3000):
        v = v + 0.1 / 15.0 * (-(v + 72.0) + 4.0)
        expected.append(v)
    assert trace[:, 0] == pytest.approx(expected, abs=1e-11)
    assert spikes == []


def test_approaches_the_closed_form_to_first_order() -> None:
    t = np.arange(1, 3001) * 0.1
    exact = (-70 + 72 - 4) * np.exp(-t / 15) - 72 + 4
    trace, _ = Population(LEAKY).run(3000, 4.0)
    error = np.abs(trace[:, 0] - exact).max()
    assert 1e-4 < error < 0.005


def test_exponential_euler_is_exact_under_constant_input() -> None:
    trace, _ = Population(LEAKY, method="exponential_euler", dt=2.5).run(100, 4.0)
    t = np.arange(1, 101) * 2.5
    assert trace[:, 0] == pytest.approx((-70 + 72 - 4) * np.exp(-t / 15) - 72 + 4, abs=1e-11)


def test_i_ext_adds_to_the_input() -> None:
    by_input, _ = Population(LEAKY).run(200, 4.0)
    by_parameter, _ = Population(LEAKY, params={"I_ext": 3.0}).run(200, 1.0)
    assert by_parameter == pytest.approx(by_input, abs=1e-11)


def test_equals_the_convolution_of_the_input_with_its_kernel() -> None:
    rng = np.random.default_rng(3)
    current = rng.normal(0, 5, 500)
    population = Population(LEAKY, initial={"V": -72.0})
    v = []
    for value in current:
        population.step(value)
        v.append(population["V"][0])
    # Under Euler the kernel exp(-s/tau)/tau is its discrete counterpart.
    kernel = 0.1 / 15.0 * (1 - 0.1 / 15.0) ** np.arange(500)
    expected = np.convolve(current, kernel)[:500] - 72.0
    assert v == pytest.approx(expected, abs=1e-10)
