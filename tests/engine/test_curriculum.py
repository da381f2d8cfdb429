"""Rows of the curriculum, through documents as a person would make them.

The numbers are those of the textbook's companion notebooks (forward Euler), kept here so that the
tests run without the reference data; `test_constants_are_the_reference` compares where it is there.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine import Probe, Simulation
from engine.blocks.arrays import Floats
from tests.engine.boards import edge, make_document, neurons, stimulus, stored

A4_SPIKES = [651.0, 704.3, 757.6]
A8_CROSSINGS = [76.413, 100.574, 152.122, 168.29, 184.294, 200.291, 216.288, 232.285, 248.281]
A8_CROSSINGS += [264.278, 280.274, 296.271]
A8_RANGE = (-76.158, 39.07)
B1_PEAKS = {"peak_1": (27.0, -71.395793), "trough": (107.0, -72.60382)}
B1_PEAKS["peak_2"] = (215.1, -71.006442)


def trace(simulation: Simulation, probe: Probe) -> tuple[Floats, Floats]:
    """Time and the first cell's samples since the start."""
    first, every, values, lost = simulation.recorder.samples_since(probe)
    assert not lost
    time = np.array([simulation.time(first + row * every) for row in range(len(values))])
    return time, values[:, 0]


def test_constants_are_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "expected.json").read_text())
    assert reference["A4_eif_pulses"]["spike_times"] == A4_SPIKES
    assert reference["A8_hh_pulses"]["upward_zero_crossings"] == A8_CROSSINGS
    assert [reference["A8_hh_pulses"][key] for key in ("V_min", "V_max")] == list(A8_RANGE)
    for name, (t, v) in B1_PEAKS.items():
        assert reference["B1_synapses"][name] == [t, v]


@pytest.mark.parametrize("dt", [0.1, 0.01])
def test_A2_constant_current_follows_the_closed_form(dt: float) -> None:
    document = make_document(
        [
            stimulus("step", "constant", amplitude=4),
            neurons("a", "leaky", params={"tau_m": 15, "E_L": -72}, initial={"V": -70}),
        ],
        [edge("e", "step", "a")],
        dt=dt,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    simulation.run(100)
    t, v = trace(simulation, Probe("a", "V"))
    exact = (-70 + 72 - 4) * np.exp(-t / 15) - 72 + 4
    # Forward Euler: the global error is at most (dt/2) max|V''| t exp(-t/tau) = 2 dt/(2 e tau).
    assert np.max(np.abs(v - exact)) < 1.1 * dt / (np.e * 15)


def test_A2_pulse_equals_the_convolution_with_the_membrane_kernel() -> None:
    simulation = Simulation(stored("A2_leaky"))
    simulation.watch(Probe("b", "V"))
    simulation.run(500)
    t, v = trace(simulation, Probe("b", "V"))
    current = np.where((t >= 100) & (t < 300), 4.0, 0.0)
    kernel = np.exp(-t / 15) / 15
    convolved = -72 + np.convolve(current, kernel)[: len(t)] * 0.1
    assert np.max(np.abs(v - convolved)) < 0.03
    # The synchronous scheme itself, to rounding.
    stepped = np.empty_like(v)
    stepped[0] = -72
    for k in range(len(t) - 1):
        stepped[k + 1] = stepped[k] + 0.1 / 15 * (-(stepped[k] + 72) + current[k])
    assert np.max(np.abs(v - stepped)) < 1e-10


@pytest.mark.parametrize("refractory", [0.0, 3.0])
def test_A3_interspike_interval_is_the_closed_form(refractory: float) -> None:
    current, dt = 25.0, 0.01
    params = {"tau_m": 15, "E_L": -72, "V_th": -55, "V_re": -75, "t_ref": refractory}
    document = make_document([neurons("a", "lif", params={**params, "I_ext": current})], dt=dt)
    simulation = Simulation(document)
    simulation.run(500)
    steps = simulation.recorder.spikes_since("a").steps
    interval = 15 * np.log((current - 72 + 75) / (current - 72 + 55)) + refractory
    # A step more at most for the threshold, and Euler's own error of the same order.
    assert np.diff(steps).mean() * dt == pytest.approx(interval, abs=2 * dt)


def test_A4_three_spikes_all_in_the_strong_pulse() -> None:
    simulation = Simulation(stored("A4_eif"))
    simulation.run(1000)
    steps = simulation.recorder.spikes_since("a").steps
    assert [simulation.time(int(k)) for k in steps] == pytest.approx(A4_SPIKES, abs=0.2)


@pytest.mark.parametrize(("current", "spikes"), [(14.0, False), (16.0, True)])
def test_A4_threshold_current_lies_at_15_mV(current: float, spikes: bool) -> None:
    document = make_document([neurons("a", "eif", params={"I_ext": current})])
    simulation = Simulation(document)
    simulation.run(2000)
    intervals = np.diff(simulation.recorder.spikes_since("a").steps)
    assert (len(intervals) > 3) == spikes
    if spikes:
        assert np.ptp(intervals[1:]) <= 1


def test_A8_hodgkin_huxley_crosses_zero_on_time() -> None:
    simulation = Simulation(stored("A8_hh"))
    simulation.watch(Probe("a", "V"))
    simulation.run(300)
    t, v = trace(simulation, Probe("a", "V"))
    up = np.flatnonzero((v[:-1] < 0) & (v[1:] >= 0)) + 1
    assert t[up] == pytest.approx(A8_CROSSINGS, abs=0.05)
    assert (v.min(), v.max()) == pytest.approx(A8_RANGE, abs=0.01)


def test_B1_postsynaptic_potentials_peak_where_the_notebook_says() -> None:
    simulation = Simulation(stored("B1_synapses"))
    simulation.watch(Probe("a", "V"))
    simulation.watch(Probe("exc", "I"))
    simulation.run(300)
    t, v = trace(simulation, Probe("a", "V"))
    for (low, high), name, best in [
        ((0, 100), "peak_1", np.argmax),
        ((100, 200), "trough", np.argmin),
        ((200, 300), "peak_2", np.argmax),
    ]:
        window = np.flatnonzero((t >= low) & (t < high))
        at = window[best(v[window])]
        assert t[at] == pytest.approx(B1_PEAKS[name][0], abs=0.2)
        assert v[at] == pytest.approx(B1_PEAKS[name][1], abs=0.001)
    _, current = trace(simulation, Probe("exc", "I"))
    at_spike = int(np.flatnonzero(t == 20.0)[0])
    # A spike at t is in the synapse one step later, with a jump of J/tau.
    assert current[at_spike] == 0.0
    assert current[at_spike + 1] == pytest.approx(12 / 5, rel=1e-12)
    assert current[at_spike + 2] == pytest.approx(12 / 5 * (1 - 0.1 / 5), rel=1e-12)
    assert current[:1000].sum() * 0.1 == pytest.approx(12, rel=1e-6)


def test_D8_linear_circuit_reads_out_a_column_and_superposes() -> None:
    weights = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 10]])
    for column in range(3):
        one = [[1.0 if row == column else 0.0] for row in range(3)]
        document = make_document(
            [
                stimulus("s", "constant", amplitude=1),
                neurons("inputs", "linear", 3),
                neurons("outputs", "linear", 3),
            ],
            [
                edge("drive", "s", "inputs", weight=one),
                edge("w", "inputs", "outputs", weight=weights.tolist()),
            ],
            dt=1,
        )
        simulation = Simulation(document)
        simulation.advance(3)
        assert simulation.state("outputs").tolist() == weights[:, column].tolist()
        assert simulation.weights("w").tolist() == weights.tolist()
