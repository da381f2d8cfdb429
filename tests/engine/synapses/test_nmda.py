"""The NMDA synapse (B3), through documents."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Probe, Simulation
from tests.engine.boards import edge, make_document, neurons, stimulus


def currents(potentials: np.ndarray, **params: float) -> np.ndarray:
    """The current 10 ms after a spike of weight 1 in cells held at these potentials."""
    n = len(potentials)
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[0]]),
            neurons("a", "leaky", n, params={"tau_m": 1e5}, initial={"V": potentials.tolist()}),
        ],
        [edge("e", "s", "a", synapse="nmda", weight=1e-6, params=params)],
    )
    simulation = Simulation(document)
    simulation.run(10)
    return np.asarray(simulation.current("e")) * 1e6


@pytest.mark.parametrize("magnesium", [0.5, 1.0, 4.0])
def test_magnesium_blocks_as_jahr_and_stevens_say(magnesium: float) -> None:
    v = np.linspace(-100, 60, 33)
    open_ = currents(v, Mg=0.0)
    away = np.abs(v) > 1
    block = currents(v, Mg=magnesium)[away] / open_[away]
    assert block == pytest.approx(1 / (1 + magnesium / 3.57 * np.exp(-0.062 * v[away])), rel=1e-3)
    assert np.all(np.diff(block) > 0)


def test_reverses_at_its_reversal_potential() -> None:
    current = currents(np.array([-20.0, -10.0, 0.0]), E_rev=-10.0)
    assert current[0] > 0 > current[2]
    assert abs(current[1]) < 1e-3


def test_conductance_is_a_difference_of_exponentials_of_area_one() -> None:
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[0]]),
            neurons("a", "leaky", params={"tau_m": 1e5, "E_L": -50}, initial={"V": -50}),
        ],
        [edge("e", "s", "a", synapse="nmda", weight=1e-3, params={"Mg": 0})],
        dt=0.02,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("e", "I"))
    simulation.run(1500)
    g = simulation.recorder.samples_since(Probe("e", "I")).values[:, 0] / 50 * 1e3
    t = np.arange(len(g)) * 0.02
    exact = (np.exp(-t / 100) - np.exp(-t / 2)) / 98
    assert np.abs(g - exact).max() < 0.02 * exact.max()
    assert g.sum() * 0.02 == pytest.approx(1, rel=1e-4)
