"""When spikes and values arrive, and how much, for every pattern of connection."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Probe, Simulation
from engine.kernels.pointers import FLUSHES
from tests.engine.boards import edge, make_document, neurons, stimulus

SLOW = {"tau_m": 1e5, "E_L": 0}


@pytest.mark.parametrize("delay", [0.0, 0.1, 2.5, 100.0])
def test_spikes_arrive_to_the_step(delay: float) -> None:
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[0, 7.3]]),
            neurons("kicked", "leaky", params=SLOW, initial={"V": 0}),
            neurons("driven", "leaky", params={"tau_m": 10, "E_L": 0}, initial={"V": 0}),
        ],
        [
            edge("d", "s", "kicked", synapse="delta", weight=3, delay=delay),
            edge("x", "s", "driven", synapse="exponential", weight=5, delay=delay),
        ],
    )
    simulation = Simulation(document)
    for probe in (Probe("kicked", "V"), Probe("x", "I"), Probe("driven", "V")):
        simulation.watch(probe)
    simulation.run(120)
    kicked, current, driven = (
        simulation.recorder.samples_since(probe).values[:, 0]
        for probe in (Probe("kicked", "V"), Probe("x", "I"), Probe("driven", "V"))
    )
    late = round(delay / 0.1)
    jumps = np.flatnonzero(np.diff(kicked) > 2.9)
    # A spike at t is in V of a delta synapse one step later, in V through a current two later.
    assert jumps.tolist() == [late, 73 + late]
    assert np.flatnonzero(current)[0] == late + 1
    assert np.flatnonzero(driven)[0] == late + 2


def test_neuron_to_neuron_takes_its_delay() -> None:
    document = make_document(
        [
            neurons("a", "lif", params={"I_ext": 30}),
            neurons("b", "leaky", params=SLOW, initial={"V": 0}),
        ],
        [edge("e", "a", "b", synapse="delta", weight=1, delay=1.7)],
    )
    simulation = Simulation(document)
    simulation.watch(Probe("b", "V"))
    simulation.run(100)
    v = simulation.recorder.samples_since(Probe("b", "V")).values[:, 0]
    spikes = simulation.recorder.spikes_since("a").steps
    arrivals = np.flatnonzero(np.diff(v) > 0.9)
    assert arrivals.tolist() == [k + 17 for k in spikes if k + 17 < 1000]


def matrix_of(kind: str, n_source: int, n_target: int) -> np.ndarray:
    random = np.random.default_rng(5)
    matrix = random.normal(0, 2, (n_target, n_source))
    if kind == "sparse":
        matrix[random.random(matrix.shape) < 0.8] = 0
    return matrix


PATTERNS: dict[str, dict[str, Any]] = {
    "all_to_all": {"weight": 1.5},
    "all_to_all without autapses": {
        "weight": 1.5,
        "connect": {"rule": "all_to_all", "allow_autapses": False},
    },
    "all_to_all distribution": {"weight": {"normal": [1, 1]}},
    "matrix": {"weight": matrix_of("dense", 12, 12).tolist()},
    "explicit dense": {
        "weight": matrix_of("dense", 12, 12).tolist(),
        "connect": {"rule": "explicit"},
    },
    "explicit sparse": {
        "weight": matrix_of("sparse", 12, 12).tolist(),
        "connect": {"rule": "explicit"},
    },
    "one_to_one": {"weight": 2, "connect": {"rule": "one_to_one"}},
    "one_to_one distribution": {
        "weight": {"uniform": [1, 2]},
        "connect": {"rule": "one_to_one"},
    },
    "probability": {"weight": 2, "connect": {"rule": "fixed_probability", "p": 0.4}},
    "probability without autapses": {
        "weight": 2,
        "connect": {"rule": "fixed_probability", "p": 0.4, "allow_autapses": False},
    },
    "probability distribution": {
        "weight": {"lognormal": [1, 2]},
        "connect": {"rule": "fixed_probability", "p": 0.4},
    },
    "probability matrix": {
        "weight": matrix_of("dense", 12, 12).tolist(),
        "connect": {"rule": "fixed_probability", "p": 0.4},
    },
    "indegree": {"weight": 2, "connect": {"rule": "fixed_indegree", "k": 4}},
    "outdegree": {"weight": 2, "connect": {"rule": "fixed_outdegree", "k": 9}},
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_spike_delivers_its_column_of_the_weights(pattern: str) -> None:
    """From a population to itself, so that autapses count."""
    times = [[1.0 + 0.1 * cell] for cell in range(12)]
    document = make_document(
        [
            stimulus("s", "spike_times", 12, times=times),
            neurons(
                "a",
                "lif",
                12,
                params={"tau_m": 1e5, "E_L": 0, "V_th": 500, "V_re": 0},
                initial={"V": 0},
            ),
        ],
        [
            edge("go", "s", "a", synapse="delta", weight=1000, connect={"rule": "one_to_one"}),
            edge("e", "a", "a", synapse="delta", **PATTERNS[pattern]),
        ],
    )
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    simulation.run(5)
    v = simulation.recorder.samples_since(Probe("a", "V")).values
    weights = simulation.weights("e")
    for cell in range(12):
        # Scripted at step 10 + cell, a spike at 11 + cell, delivered in the next step.
        before, after = v[11 + cell], v[12 + cell]
        change = after - before
        spiking = [min(cell + 1, 11)]
        expected = weights[:, cell].copy()
        if cell < 11:
            expected[spiking] = change[spiking]
        assert change == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_absent_synapses_can_be_told_from_weight_0(pattern: str) -> None:
    """The value that marks them is chosen; everything else stays as it is."""
    document = make_document(
        [neurons("a", "linear", 12)], [edge("e", "a", "a", **PATTERNS[pattern])]
    )
    simulation = Simulation(document)
    plain = simulation.weights("e")
    marked = simulation.weights("e", absent=np.nan)
    present = ~np.isnan(marked)
    assert np.array_equal(marked[present], plain[present])
    assert not plain[~present].any()
    assert present.sum() == np.count_nonzero(plain)
    assert np.array_equal(simulation.weights("e"), plain)


@pytest.mark.parametrize("sparse", [False, True])
def test_a_synapse_of_weight_0_is_one_unless_the_matrix_is_the_pattern(sparse: bool) -> None:
    matrix = np.eye(12) if sparse else 1 - np.eye(12)
    for rule, absent in (("all_to_all", 0), ("explicit", int((matrix == 0).sum()))):
        document = make_document(
            [neurons("a", "linear", 12)],
            [edge("e", "a", "a", weight=matrix.tolist(), connect={"rule": rule})],
        )
        marked = Simulation(document).weights("e", absent=np.nan)
        assert np.isnan(marked).sum() == absent


@pytest.mark.parametrize("delay", [0, 3])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_values_are_summed_by_weight(pattern: str, delay: int) -> None:
    document = make_document(
        [
            neurons("a", "linear", 12, params={"I_ext": list(range(12))}),
            neurons("b", "linear", 12),
        ],
        [edge("e", "a", "b", delay=delay, **PATTERNS[pattern])],
        dt=1,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("b", "x"))
    simulation.watch(Probe("e", "I"))
    simulation.advance(10)
    x = simulation.recorder.samples_since(Probe("b", "x")).values
    current = simulation.recorder.samples_since(Probe("e", "I")).values
    expected = simulation.weights("e") @ np.arange(12.0)
    assert np.all(x[: 2 + delay] == 0)
    for row in x[2 + delay :]:
        assert row == pytest.approx(expected, abs=1e-9)
    # The current at t is what b takes on in the step from t.
    assert np.allclose(current[:-1], x[1:], atol=1e-12)
    assert np.allclose(simulation.current("e"), expected, atol=1e-9)


def test_one_stimulus_reaches_a_population() -> None:
    document = make_document(
        [stimulus("s", "constant", amplitude=2), neurons("a", "linear", 5)],
        [edge("e", "s", "a", weight=3)],
        dt=1,
    )
    simulation = Simulation(document)
    simulation.advance(1)
    assert simulation.state("a").tolist() == [6.0] * 5


def test_delayed_current_arrives_late_and_is_zero_before() -> None:
    document = make_document(
        [stimulus("s", "formula", expression="t + 1"), neurons("a", "linear")],
        [edge("e", "s", "a", delay=4)],
        dt=1,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("a", "x"))
    simulation.advance(8)
    x = simulation.recorder.samples_since(Probe("a", "x")).values[:, 0]
    assert x.tolist() == [0, 0, 0, 0, 0, 1, 2, 3, 4]


def test_refractory_neuron_is_held() -> None:
    document = make_document([neurons("a", "lif", params={"I_ext": 40, "t_ref": 2})])
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    simulation.run(50)
    v = simulation.recorder.samples_since(Probe("a", "V")).values[:, 0]
    for step in simulation.recorder.spikes_since("a").steps[:-1]:
        assert np.all(v[step : step + 21] == -75)
        assert v[step + 21] > -75


def test_silent_synapse_does_not_slow_down() -> None:
    """A decaying current becomes 0 before it becomes denormal."""
    document = make_document(
        [stimulus("s", "spike_times", times=[[1]]), neurons("a", "leaky", 100)],
        [edge("e", "s", "a", synapse="exponential", params={"tau": 1})],
    )
    simulation = Simulation(document)
    simulation.watch(Probe("e", "I", (0,)))
    simulation.run(1500)
    current = simulation.recorder.samples_since(Probe("e", "I", (0,))).values[:, 0]
    tiny = np.finfo(float).tiny
    assert current.max() > 0.5
    assert not np.any((current != 0) & (np.abs(current) < tiny))
    assert current[-1] == 0


@pytest.mark.skipif(not FLUSHES, reason="this processor is left to its denormal numbers")
def test_no_state_becomes_denormal_and_only_in_the_run() -> None:
    """V decays from 1e-300 mV by a tenth a step; what comes after the run is exact again."""
    cells = neurons("a", "leaky", 9, params={"tau_m": 1, "E_L": 0}, initial={"V": 1e-300})
    simulation = Simulation(make_document([cells]))
    simulation.run(20)
    tiny = np.finfo(float).tiny
    v = simulation.state("a")
    assert np.all((v == 0) | (v >= tiny))
    assert v.max() < 1e-305
    assert tiny / 4 > 0
    assert (np.full(9, tiny) / 4).min() > 0
