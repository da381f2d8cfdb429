"""Conductance synapses (B3), through documents."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Document, Probe, Simulation
from engine.blocks.arrays import Floats
from tests.engine.boards import edge, make_document, neurons, stimulus

TAU_M, E_L = 10.0, -70.0


def board(
    g: float, reversal: float, start: float = E_L, times: list[float] | None = None
) -> Document:
    """A passive cell whose synapse opens to g leak conductances at each spike and stays open."""
    return make_document(
        [
            stimulus("s", "spike_times", times=[times or [0]]),
            neurons("a", "leaky", params={"tau_m": TAU_M, "E_L": E_L}, initial={"V": start}),
        ],
        [
            edge("e", "s", "a", synapse="conductance", weight=g * 1e5)
            | {"params": {"tau": 1e5, "E_rev": reversal}}
        ],
        dt=0.01,
    )


def potential(document: Document, duration: float) -> Floats:
    """V at each step from t = 0 on."""
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    simulation.run(duration)
    v: Floats = simulation.recorder.samples_since(Probe("a", "V")).values[:, 0]
    return v


@pytest.mark.parametrize("reversal", [0.0, -75.0, -70.0])
def test_the_membrane_settles_between_rest_and_reversal(reversal: float) -> None:
    v = potential(board(3.0, reversal), 60)
    assert v[-1] == pytest.approx((E_L + 3.0 * reversal) / 4.0, abs=0.02)
    assert min(E_L, reversal) - 1e-9 <= v.min() <= v.max() <= max(E_L, reversal) + 1e-9


def test_no_number_of_spikes_passes_the_reversal_potential() -> None:
    v = potential(board(50.0, -20.0, times=[0.1 * k for k in range(10)]), 5)
    assert v.max() <= -20
    assert v[-1] == pytest.approx(-20, abs=0.2)


@pytest.mark.parametrize("g", [0.0, 1.0, 4.0, 19.0])
def test_the_effective_time_constant_is_that_of_all_conductances(g: float) -> None:
    """tau_m/(1 + g), measured from a decay that begins 10 mV above rest."""
    v = potential(board(g, E_L, start=E_L + 10), 1.5) - E_L
    tau = 1.0 / np.log(v[20] / v[120])
    assert tau == pytest.approx(TAU_M / (1 + g), rel=0.015)


def test_equals_the_synchronous_scheme_by_hand() -> None:
    dt, tau, reversal, weight = 0.1, 5.0, 0.0, 3.0
    arrivals = [10, 35, 36, 120]
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[k * dt for k in arrivals]]),
            neurons("a", "leaky", params={"tau_m": TAU_M, "E_L": E_L}, initial={"V": E_L}),
        ],
        [edge("e", "s", "a", synapse="conductance", weight=weight, params={"tau": tau})],
        dt=dt,
    )
    v, g, expected = E_L, 0.0, [E_L]
    for k in range(300):
        current = -g * (v - reversal)
        v, g = (
            v + dt / TAU_M * (E_L - v + current),
            g - dt * g / tau + weight / tau * (k in arrivals),
        )
        expected.append(v)
    assert potential(document, 30) == pytest.approx(expected, abs=1e-12)


def test_the_current_follows_the_potential_of_a_neuron_in_other_units() -> None:
    """Hodgkin-Huxley: microamperes, not millivolts."""
    document = make_document(
        [stimulus("s", "spike_times", times=[[1]]), neurons("a", "hh")],
        [edge("e", "s", "a", synapse="conductance", weight=2, params={"E_rev": 0})],
        dt=0.01,
    )
    simulation = Simulation(document)
    for probe in (Probe("a", "V"), Probe("e", "I")):
        simulation.watch(probe)
    simulation.run(10)
    v = simulation.recorder.samples_since(Probe("a", "V")).values[:, 0]
    current = simulation.recorder.samples_since(Probe("e", "I")).values[:, 0]
    g = np.where(np.arange(1001) > 100, 0.4 * (1 - 0.01 / 5) ** (np.arange(1001) - 101.0), 0.0)
    assert current == pytest.approx(-g * v, abs=1e-9)
    assert v.max() > 20
