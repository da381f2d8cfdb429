"""Rules of spikes against plain NumPy, and the window that a pair of spikes measures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Probe, Simulation
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus
from tests.engine.plasticity.loops import DT, RULES, played, recurrent

CONNECTIONS: list[Raw] = [
    {"rule": "all_to_all", "allow_autapses": False},
    {"rule": "fixed_probability", "p": 0.4},
    {"rule": "one_to_one"},
]


@pytest.mark.parametrize("connect", CONNECTIONS, ids=lambda connect: connect["rule"])
@pytest.mark.parametrize("name", RULES)
def test_a_network_learns_as_the_loop_of_a_textbook(name: str, connect: Raw) -> None:
    rule = RULES[name]()
    simulation = recurrent(name, rule.p, connect)
    start = simulation.weights("e")
    exists = ~np.isnan(simulation.weights("e", absent=np.nan))
    low, high = rule.p.get("w_min", -np.inf), rule.p.get("w_max", 0.0)
    weights, spikes = played(rule, start, exists, low, high, 0, 3000)
    simulation.advance(3000)
    found = simulation.recorder.spikes_since("b")
    assert len(spikes) > 200
    np.testing.assert_array_equal(np.stack([found.steps, found.cells], axis=1), spikes)
    np.testing.assert_allclose(simulation.weights("e"), weights, rtol=1e-10, atol=1e-11)
    moved = weights[exists]
    assert np.ptp(moved) > 1
    bounded = (moved == low) | (moved == high)
    assert np.any(bounded)
    assert not np.all(bounded)
    assert np.all(simulation.weights("e")[~exists] == 0)


@pytest.mark.parametrize("name", RULES)
def test_learning_sees_spikes_when_they_arrive(name: str) -> None:
    rule = RULES[name]()
    simulation = recurrent(name, rule.p, CONNECTIONS[0], delay=1.7)
    start = simulation.weights("e")
    exists = ~np.eye(len(start), dtype=bool)
    low, high = rule.p.get("w_min", -np.inf), rule.p.get("w_max", 0.0)
    weights, _ = played(rule, start, exists, low, high, 17, 1500)
    simulation.advance(1500)
    np.testing.assert_allclose(simulation.weights("e"), weights, rtol=1e-10, atol=1e-11)


def pairing(rule: str, lag: float, params: dict[str, Any], weight: float) -> Simulation:
    """One synapse whose source spikes at 200 ms and whose target `lag` ms later, once each."""
    cells = [
        stimulus("pre", "spike_times", times=[200.0]),
        # A kick lets the target spike in the step after it.
        stimulus("kick", "spike_times", times=[200.0 + lag - DT]),
        neurons("post", params={"E_L": -70.0, "V_th": -50.0, "V_re": -70.0, "t_ref": 0.0}),
    ]
    edges = [
        edge(
            "e",
            "pre",
            "post",
            synapse="exponential",
            weight=weight,
            plasticity={"rule": rule, "params": params},
        ),
        edge("force", "kick", "post", synapse="delta", weight=100.0),
    ]
    return Simulation(make_document(cells, edges, dt=DT))


LAGS = [-60.0, -20.0, -5.0, -1.0, 1.0, 5.0, 20.0, 60.0]


def change(rule: str, lag: float, params: dict[str, Any], weight: float) -> float:
    simulation = pairing(rule, lag, params, weight)
    simulation.run(400)
    spikes = simulation.recorder.spikes_since("post").steps
    assert spikes.tolist() == [round((200.0 + lag) / DT)]
    return float(simulation.weights("e")[0, 0]) - weight


def test_E2_stdp_window_is_the_formula() -> None:
    params = {"A_plus": 0.5, "A_minus": 0.3, "tau_plus": 12.0, "tau_minus": 30.0, "w_max": 10.0}
    for lag in LAGS:
        if lag > 0:
            expected = 0.5 * np.exp(-lag / 12)
            euler = 0.5 * (1 - DT / 12) ** (round(lag / DT) - 1)
        else:
            expected = -0.3 * np.exp(lag / 30)
            euler = -0.3 * (1 - DT / 30) ** (round(-lag / DT) - 1)
        measured = change("stdp", lag, params, 5.0)
        assert measured == pytest.approx(euler, rel=1e-9)
        # The scheme's own error: half a step of the exponential, and the step of the delivery.
        assert measured == pytest.approx(expected, rel=0.04)


def test_E2_window_of_the_homeostatic_rule() -> None:
    eps, tau, r_0 = 50.0, 20.0, 5.0
    for lag in LAGS:
        expected = -eps * (np.exp(-abs(lag) / tau) / tau - 2 * r_0 / 1000)
        measured = change(
            "homeostatic_inhibitory", lag, {"epsilon": eps, "tau_y": tau, "r_0": r_0}, -20.0
        )
        assert measured == pytest.approx(expected, abs=0.02 * eps / tau)


def test_E2_window_of_triplets_is_that_of_pairs_for_a_single_pair() -> None:
    params = {"A2_plus": 0.5, "A2_minus": 0.3, "A3_plus": 7.0, "A3_minus": 7.0}
    for lag in LAGS:
        tau, most = (16.8, 0.5) if lag > 0 else (33.7, -0.3)
        measured = change("triplet_stdp", lag, params, 5.0)
        assert measured == pytest.approx(most * np.exp(-abs(lag) / tau), rel=0.06)


@pytest.mark.parametrize("method", ["exponential_euler", "rk4"])
def test_traces_follow_the_method_of_the_board(method: str) -> None:
    cells = [stimulus("pre", "spike_times", times=[5.0]), neurons("post")]
    learning = {"rule": "stdp", "params": {"tau_plus": 2.0}}
    joined = edge("e", "pre", "post", synapse="exponential", plasticity=learning)
    simulation = Simulation(make_document(cells, [joined], dt=0.5, method=method))
    simulation.watch(Probe("e", "a_pre"))
    simulation.run(10)
    trace = simulation.recorder.samples_since(Probe("e", "a_pre")).values[11:, 0]
    exact = np.exp(-0.5 * np.arange(len(trace)) / 2.0)
    np.testing.assert_allclose(trace, exact, rtol=1e-12 if method != "rk4" else 2e-4)


def test_spikes_of_the_same_step_do_not_see_each_other() -> None:
    assert change("stdp", 0.0, {"w_max": 10.0}, 5.0) == 0.0


def test_triplets_strengthen_more_at_a_higher_rate() -> None:
    def paired(interval: float) -> float:
        times = [100.0 + k * interval for k in range(20)]
        cells = [
            stimulus("pre", "spike_times", times=times),
            stimulus("kick", "spike_times", times=[t + 9.9 for t in times]),
            neurons("post", params={"E_L": -70.0, "V_th": -50.0, "V_re": -70.0, "t_ref": 0.0}),
        ]
        learning = {"rule": "triplet_stdp"}
        edges = [
            edge("e", "pre", "post", synapse="exponential", weight=50, plasticity=learning),
            edge("force", "kick", "post", synapse="delta", weight=100.0),
        ]
        simulation = Simulation(make_document(cells, edges, dt=DT))
        simulation.run(100 + 20 * interval + 500)
        return float(simulation.weights("e")[0, 0]) - 50

    # Pfister and Gerstner, figure 6: pairs at 10 Hz hardly strengthen, those at 50 Hz do.
    assert paired(20.0) > 2 * abs(paired(100.0))
    assert paired(20.0) > 1


def rewarded(at: float, amount: float) -> Simulation:
    cells = [
        stimulus("pre", "spike_times", times=[50.0]),
        stimulus("kick", "spike_times", times=[59.9]),
        stimulus("reward", "pulse", start=at, stop=at + 10, amplitude=amount),
        neurons("post", params={"E_L": -70.0, "V_th": -50.0, "V_re": -70.0, "t_ref": 0.0}),
    ]
    learning = {
        "rule": "reward_stdp",
        "signal": "reward",
        "params": {"eta": 0.02, "A_plus": 1.0, "tau_plus": 20.0, "tau_e": 200.0},
    }
    edges = [
        edge("e", "pre", "post", synapse="exponential", weight=5.0, plasticity=learning),
        edge("force", "kick", "post", synapse="delta", weight=100.0),
    ]
    return Simulation(make_document(cells, edges, dt=DT))


def test_reward_turns_what_spikes_left_into_a_change() -> None:
    simulation = rewarded(300.0, 2.0)
    simulation.watch(Probe("e", "elig"))
    simulation.run(250)
    assert simulation.weights("e")[0, 0] == 5.0
    simulation.run(250)
    eligibility = simulation.recorder.samples_since(Probe("e", "elig")).values[:, 0]
    # The pair is 10 ms apart; what it left fades with tau_e until the reward, 0.02 * 2 a ms.
    left = (1 - DT / 20) ** 99 * (1 - DT / 200) ** (np.arange(3000, 3100) - 601)
    np.testing.assert_allclose(eligibility[3000:3100], left, rtol=1e-9)
    expected = 5.0 + 0.02 * 2.0 * DT * left.sum()
    assert simulation.weights("e")[0, 0] == pytest.approx(expected, rel=1e-12)
    punished = rewarded(300.0, -2.0)
    punished.run(500)
    assert punished.weights("e")[0, 0] == pytest.approx(10.0 - expected, rel=1e-12)
    late = rewarded(1200.0, 2.0)
    late.run(1300)
    assert 5.0 < late.weights("e")[0, 0] < 5.0 + 0.05 * (expected - 5.0)
