"""Exponential integrate-and-fire (A4)."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

EIF = neuron_models["eif"]


def reference(current: list[float], dt: float = 0.1) -> tuple[list[float], list[int]]:
    """Forward Euler by hand: V after each step, and the steps that ended with a spike."""
    v, trace, spikes = -70.0, [], []
    for k, value in enumerate(current):
        v = v + dt / 15.0 * (-(v + 72.0) + 2.0 * np.exp((v + 55.0) / 2.0) + value)
        if v >= 5.0:
            v = -75.0
            spikes.append(k)
        trace.append(float(v))
    return trace, spikes


def run(current: list[float]) -> tuple[list[float], list[int]]:
    population = Population(EIF)
    trace, spikes = [], []
    for k, value in enumerate(current):
        if population.step(value):
            spikes.append(k)
        trace.append(float(population["V"][0]))
    return trace, spikes


def test_equals_the_reference() -> None:
    rng = np.random.default_rng(1)
    current = [float(x) for x in 18.0 + 8.0 * rng.normal(size=5000)]
    expected, expected_spikes = reference(current)
    trace, spikes = run(current)
    assert spikes == expected_spikes
    assert len(spikes) > 3
    # The upstroke multiplies a last-digit difference of exp by its steepness.
    calm = np.array(expected) < -50.0
    assert np.array(trace)[calm] == pytest.approx(np.array(expected)[calm], abs=1e-7)


def test_threshold_current_is_15_mv() -> None:
    assert Population(EIF).run(20_000, 14.0)[1] == []
    assert len(Population(EIF).run(20_000, 16.0)[1]) > 10


def test_spike_times_of_the_two_pulses(shared: Path) -> None:
    row = json.loads((shared / "reference" / "expected.json").read_text())["A4_eif_pulses"]
    t = np.arange(10_000) * 0.1
    current = 5.0 * ((t >= 200) & (t < 400)) + 18.0 * ((t >= 600) & (t < 800))
    _, spikes = run([float(x) for x in current])
    times = [(k + 1) * 0.1 for k in spikes]
    assert times == pytest.approx(row["spike_times"], abs=row["tolerance_ms"])


def test_an_upstroke_that_overflows_is_a_spike_like_any_other() -> None:
    population = Population(EIF, params={"Delta_T": 0.01, "V_th": 1000.0})
    _, spikes = population.run(2000, 30.0)
    assert len(spikes) > 1
    assert np.isfinite(population.state).all()
