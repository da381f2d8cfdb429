"""Adaptive exponential integrate-and-fire (A6): the published firing patterns."""

import numpy as np
import pytest

from engine.blocks.arrays import Floats
from engine.registry import neuron_models
from tests.engine.boards import make_document, neurons
from tests.engine.models.runs import numbers, spike_times, traces, with_preset


def pattern(name: str) -> Floats:
    """Spike times of a preset in the second from the onset of its input."""
    return spike_times(make_document([with_preset("a", "adex", name)], dt=0.05), 1000)


def test_euler_equals_plain_numpy() -> None:
    p = numbers(neuron_models["adex"]) | {"I_ext": 30.0}
    document = make_document([neurons("a", "adex", params={"I_ext": 30.0})], dt=0.1)
    v, w = traces(document, 200, "V", "w")
    state, spikes = np.array([-70.0, 0.0]), 0
    for k in range(2000):
        assert state == pytest.approx([v[k, 0], w[k, 0]], rel=1e-6, abs=1e-6)
        onset = p["Delta_T"] * np.exp((state[0] - p["V_T"]) / p["Delta_T"])
        dv = (-(state[0] - p["E_L"]) + onset - state[1] + p["I_ext"]) / p["tau_m"]
        dw = (p["a"] * (state[0] - p["E_L"]) - state[1]) / p["tau_w"]
        state = state + 0.1 * np.array([dv, dw])
        if state[0] >= p["V_th"]:
            spikes += 1
            state = np.array([p["V_re"], state[1] + p["b"]])
        # Steps are compared one by one: a spike multiplies a difference in the last digit.
        state = np.array([v[k + 1, 0], w[k + 1, 0]]) if spikes else state
    assert spikes > 3


def test_intervals_grow_with_adaptation_and_are_equal_without() -> None:
    adapting = np.diff(pattern("adapting"))
    assert np.all(np.diff(adapting[:6]) > 1)
    assert adapting[-1] > 5 * adapting[0]
    tonic = np.diff(pattern("tonic"))
    assert tonic.max() < 1.1 * tonic.min()


def test_a_burst_at_the_onset_then_single_spikes() -> None:
    intervals = np.diff(pattern("initial_burst"))
    assert intervals[:2].max() < 10
    assert intervals[2:].min() > 50


@pytest.mark.parametrize("name", ["bursting", "delayed_regular_bursting"])
def test_groups_of_spikes_are_evenly_spaced(name: str) -> None:
    times = pattern(name)
    starts = times[1:][np.diff(times) > 30]
    assert len(starts) >= 6
    assert np.ptp(np.diff(starts)[1:]) < 0.1 * np.mean(np.diff(starts))
    assert np.min(np.diff(times)) < 10


def test_the_first_spike_is_late_and_intervals_shrink() -> None:
    times = pattern("delayed_accelerating")
    assert times[0] > 30
    assert np.all(np.diff(np.diff(times[:12])) < 0)


def test_one_spike_then_none() -> None:
    assert len(pattern("transient")) == 1


def test_irregular_firing_never_repeats() -> None:
    intervals = np.diff(pattern("irregular"))[10:]
    assert np.std(intervals) / np.mean(intervals) > 0.4
    # Neither one interval after the other nor every second one is the same.
    assert np.abs(intervals[2:] - intervals[:-2]).mean() > 2


def test_no_method_loses_the_adaptation_in_a_spike() -> None:
    """An upstroke is steeper than any step; adaptation must not follow it."""
    for method in ("euler", "exponential_euler", "rk4"):
        document = make_document(
            [neurons("a", "adex", params={"I_ext": 40.0})], dt=0.2, method=method
        )
        (w,) = traces(document, 300, "w")
        assert 3 < w.max() < 40
