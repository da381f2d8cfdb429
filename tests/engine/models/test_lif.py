"""Leaky integrate-and-fire (A3)."""

import math

import numpy as np
import pytest

from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

LIF = neuron_models["lif"]


def reference(
    current: float, steps: int, dt: float = 0.1, t_ref: float = 0.0
) -> tuple[list[float], list[int]]:
    """Forward Euler by hand: V after each step, and the steps that ended with a spike."""
    v, held, trace, spikes = -70.0, 0, [], []
    for k in range(steps):
        if held > 0:
            held -= 1
        else:
            v = v + dt / 15.0 * (-(v + 72.0) + current)
            if v >= -55.0:
                v = -75.0
                held = round(t_ref / dt)
                spikes.append(k)
        trace.append(v)
    return trace, spikes


@pytest.mark.parametrize("t_ref", [0.0, 0.1, 2.5, 5.0])
def test_equals_the_reference_with_its_refractory_period(t_ref: float) -> None:
    expected, expected_spikes = reference(25.0, 4000, t_ref=t_ref)
    trace, spikes = Population(LIF, params={"t_ref": t_ref}).run(4000, 25.0)
    assert [k for k, _ in spikes] == expected_spikes
    assert len(expected_spikes) > 10
    assert trace[:, 0] == pytest.approx(expected, abs=1e-9)


def test_interval_between_spikes_is_the_closed_form() -> None:
    _, spikes = Population(LIF, dt=0.01).run(40_000, 20.0)
    intervals = np.diff([k for k, _ in spikes]) * 0.01
    expected = 15.0 * math.log((20.0 - 72.0 + 75.0) / (20.0 - 72.0 + 55.0))
    assert intervals == pytest.approx(expected, abs=0.05)


def test_silent_at_rheobase_and_below() -> None:
    assert Population(LIF).run(20_000, 16.99)[1] == []
    assert Population(LIF).run(20_000, 17.05)[1] != []


def test_a_kick_counts_before_the_threshold_of_its_own_step() -> None:
    population = Population(LIF, initial={"V": -60.0})
    assert population.step(0.0, kick=10.0) == [0]
    assert population["V"][0] == -75.0


def test_a_kick_while_held_is_lost() -> None:
    population = Population(LIF, params={"t_ref": 1.0}, initial={"V": -54.0})
    assert population.step() == [0]
    for _ in range(10):
        assert population.step(kick=100.0) == []
        assert population["V"][0] == -75.0
    assert population.step(kick=100.0) == [0]


def test_a_reset_above_threshold_does_not_spike_while_held() -> None:
    population = Population(LIF, params={"V_re": -50.0, "t_ref": 1.0}, initial={"V": -54.0})
    spikes = [k for k in range(23) if population.step(30.0)]
    assert spikes == [0, 11, 22]
