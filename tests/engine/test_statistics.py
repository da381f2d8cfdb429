"""Random inputs and random networks, over seeds, against their laws and a plain NumPy loop."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from engine import Document, Probe, Recorder, Simulation, load
from tests.engine.boards import EXAMPLES, edge, make_document, neurons, stimulus, stored


def with_seed(document: Document, seed: int) -> Document:
    settings = document.settings.model_copy(update={"seed": seed})
    return document.model_copy(update={"settings": settings})


def example(name: str, seed: int = 1) -> Document:
    return with_seed(load((EXAMPLES / f"{name}.json").read_bytes()), seed)


def trains(simulation: Simulation, node: str, n: int) -> list[np.ndarray]:
    """Spike times (ms) of each cell."""
    steps, cells, lost = simulation.recorder.spikes_since(node)
    assert not lost
    return [steps[cells == cell] * simulation.dt for cell in range(n)]


def test_B7_homogeneous_poisson_source() -> None:
    simulation = Simulation(stored("B7_poisson"), recorder=Recorder(keep_all=True))
    simulation.run(5000)
    cells = trains(simulation, "constant", 400)
    counts = np.array([len(times) for times in cells])
    # 400 sources x 5 s x 20 Hz = 40 000 spikes: standard errors of 0.5 %, 7 % and 0.5 %.
    assert counts.mean() / 5 == pytest.approx(20, rel=0.02)
    assert counts.var() / counts.mean() == pytest.approx(1, abs=0.25)
    intervals = np.concatenate([np.diff(times) for times in cells])
    assert intervals.std() / intervals.mean() == pytest.approx(1, abs=0.05)
    # The interval from t = 0 to the first spike is exponential without the bias of a finite window.
    first = np.array([times[0] for times in cells if len(times)])
    assert stats.kstest(first, stats.expon(scale=50).cdf).pvalue > 0.01


def test_B7_rate_in_t_is_recovered_by_the_histogram() -> None:
    simulation = Simulation(stored("B7_poisson"), recorder=Recorder(keep_all=True))
    simulation.run(10_000)
    steps = simulation.recorder.spikes_since("varying").steps
    phase = (steps * simulation.dt) % 200
    rate = np.histogram(phase, bins=20, range=(0, 200))[0] / (50 * 0.01 * 400)
    centre = np.arange(5, 200, 10)
    expected = 20 + 16 * np.sin(2 * np.pi * centre / 200)
    # A bin of mean rate r holds 200 r spikes.
    assert np.all(np.abs(rate - expected) < 5 * np.sqrt(expected / 200) + 0.2)


def test_B7_rates_per_cell() -> None:
    simulation = Simulation(stored("B7_poisson"), recorder=Recorder(keep_all=True))
    simulation.run(20_000)
    counts = np.array([len(times) for times in trains(simulation, "listed", 4)])
    assert counts[0] == 0
    expected = np.array([10, 20, 40]) * 20
    assert np.all(np.abs(counts[1:] - expected) < 4 * np.sqrt(expected))


def test_poisson_sources_are_independent() -> None:
    document = make_document([stimulus("p", "poisson", 2, rate=100)], dt=0.1)
    simulation = Simulation(document)
    simulation.run(20_000)
    binned = [
        np.histogram(times, bins=2000, range=(0, 20_000))[0] for times in trains(simulation, "p", 2)
    ]
    assert abs(np.corrcoef(binned[0], binned[1])[0, 1]) < 4 / np.sqrt(2000)


def test_poisson_spikes_once_per_step_with_probability_p() -> None:
    document = make_document([stimulus("p", "poisson", 1000, rate=2000)], dt=0.1)
    simulation = Simulation(document)
    simulation.advance(99)
    counts = simulation.spike_counts["p"]
    # p = 0.2 in each of 100 steps (label 0 included) for 1000 cells.
    assert counts == pytest.approx(20_000, abs=4 * np.sqrt(100_000 * 0.2 * 0.8))
    steps, cells, _ = simulation.recorder.spikes_since("p")
    assert len(np.unique(steps * 1000 + cells)) == len(steps)


def test_D1_mean_input_line_and_irregular_spikes() -> None:
    means, spikes = [], []
    for seed in range(1, 5):
        simulation = Simulation(example("poisson-inputs", seed))
        probes = [Probe("exc-neuron", "I"), Probe("inh-neuron", "I"), Probe("average", "V")]
        for probe in probes:
            simulation.watch(probe)
        simulation.run(5000)
        exc, inh, average = (
            simulation.recorder.samples_since(probe).values[:, 0] for probe in probes
        )
        means.append((exc + inh)[1000:].mean())
        assert average[-1] == pytest.approx(-59.25, abs=1e-6)
        spikes.append(np.diff(trains(simulation, "neuron", 1)[0]))
    # The mean over 4.9 s has a standard error of sqrt(15^2 (1600 + 750)/1000/4900) = 0.33 mV.
    assert np.mean(means) == pytest.approx(12.75, abs=4 * 0.33 / 2)
    intervals = np.concatenate(spikes)
    assert len(intervals) > 40
    assert 0.4 < intervals.std() / intervals.mean() < 1.2


def test_D3_feedforward_rate() -> None:
    """2000 + 500 Poisson inputs, p = 0.1, on 100 EIF neurons; 12.9 +- 1.5 Hz."""
    eif = {"tau_m": 10, "E_L": -72, "V_T": -55, "Delta_T": 2, "V_th": 5, "V_re": -75}
    document = make_document(
        [
            stimulus("e", "poisson", 2000, rate=8),
            stimulus("i", "poisson", 500, rate=15),
            neurons("n", "eif", 100, params=eif, initial={"V": {"uniform": [-75, -55]}}),
        ],
        [
            edge(
                f"{source}n",
                source,
                "n",
                synapse="exponential",
                params={"tau": 5},
                weight=weight,
                connect={"rule": "fixed_probability", "p": 0.1},
            )
            for source, weight in (("e", 16), ("i", -16))
        ],
    )
    rates = []
    for seed in range(1, 6):
        simulation = Simulation(with_seed(document, seed))
        simulation.run(1000)
        rates.append(simulation.rates["n"])
    assert np.mean(rates) == pytest.approx(12.9, abs=1.5)


def plain_rates(seed: int, steps: int, dt: float = 0.1) -> tuple[float, float]:
    """D4 as a textbook loop over NumPy arrays: rates (Hz) after 50 ms."""
    random = np.random.default_rng(seed)
    sizes = {"x": 800, "e": 800, "i": 200}
    weights = {"ex": 30, "ix": 20, "ee": 12, "ei": -45, "ie": 35, "ii": -70}
    taus = {"x": 8.0, "e": 6.0, "i": 4.0}
    # Source first, so that a spike is a row.
    w = {
        name: (random.random((sizes[name[1]], sizes[name[0]])) < 0.2) * float(weight)
        for name, weight in weights.items()
    }
    v = {p: random.uniform(-72, -55, sizes[p]) for p in "ei"}
    current = {name: np.zeros(sizes[name[0]]) for name in weights}
    spiking = {p: np.zeros(0, np.int64) for p in "ei"}
    counts = {"e": 0, "i": 0}
    for step in range(steps):
        spiking["x"] = np.flatnonzero(random.random(800) < 5e-3 * dt)
        slope = {}
        for p in "ei":
            total = sum(current[p + s] for s in "xei")
            slope[p] = (-(v[p] + 72) + 2 * np.exp((v[p] + 55) / 2) + total) / 10
        for name in weights:
            tau = taus[name[1]]
            current[name] += -dt / tau * current[name] + w[name][spiking[name[1]]].sum(0) / tau
        for p in "ei":
            v[p] += dt * slope[p]
            spiking[p] = np.flatnonzero(v[p] >= 0)
            v[p][spiking[p]] = -72
            counts[p] += len(spiking[p]) * (step * dt >= 50)
    seconds = (steps * dt - 50) / 1000
    return counts["e"] / 800 / seconds, counts["i"] / 200 / seconds


def test_D4_rates_over_seeds() -> None:
    """The notebook's single run gives 6.54 and 16.6 Hz between 50 and 200 ms.

    Over seeds a run of that length has a mean of 7.4 and 18.8 Hz with standard deviations of 0.57
    and 1.24 Hz (40 seeds; the plain loop below agrees): the single run lies within 2 of them.
    """
    rates = []
    for seed in range(1, 6):
        simulation = Simulation(example("recurrent-network", seed))
        simulation.run(200)
        late = [len(simulation.recorder.spikes_since(node, 500).steps) for node in ("exc", "inh")]
        rates.append((late[0] / 800 / 0.15, late[1] / 200 / 0.15))
    mean = np.mean(rates, axis=0)
    plain = np.mean([plain_rates(seed, 2000) for seed in (11, 12)], axis=0)
    spread = np.array([0.57, 1.24])
    # Two means, of 5 runs and of 2.
    assert np.all(np.abs(mean - plain) < 4 * spread * np.sqrt(1 / 5 + 1 / 2))
    assert np.all(np.abs(mean - [6.54, 16.6]) < 2.5 * spread)
    assert np.all(np.abs(np.array(rates) - mean) < 4 * spread)
