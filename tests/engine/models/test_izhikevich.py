"""Izhikevich's model (A7)."""

import numpy as np
import pytest

from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

IZHIKEVICH = neuron_models["izhikevich"]


def test_equals_the_published_equations_under_synchronous_euler() -> None:
    v, u, trace, recovery, expected_spikes = -70.0, 0.2 * -70.0, [], [], []
    for k in range(4000):
        dv = 0.04 * v * v + 5 * v + 140 - u + 14.0
        du = 0.02 * (0.2 * v - u)
        v, u = v + 0.1 * dv, u + 0.1 * du
        if v >= 30.0:
            v, u = -65.0, u + 6.0
            expected_spikes.append(k)
        trace.append(v)
        recovery.append(u)
    population = Population(IZHIKEVICH)
    measured, measured_u, spikes = [], [], []
    for k in range(4000):
        spikes += [k] * len(population.step(14.0))
        measured.append(population["V"][0])
        measured_u.append(population["u"][0])
    assert spikes == expected_spikes
    assert len(spikes) > 5
    assert measured == pytest.approx(trace, abs=1e-6)
    assert measured_u == pytest.approx(recovery, abs=1e-6)


def test_tonic_bursting_makes_bursts() -> None:
    params = {"a": 0.02, "b": 0.2, "c": -50.0, "d": 2.0}
    _, spikes = Population(IZHIKEVICH, params=params).run(5000, 15.0)
    intervals = np.diff([k * 0.1 for k, _ in spikes])
    assert intervals.min() < 10.0
    assert intervals.max() > 20.0


def test_starts_on_the_nullcline_of_its_recovery() -> None:
    assert Population(IZHIKEVICH, initial={"V": -60.0})["u"][0] == pytest.approx(-12.0)
