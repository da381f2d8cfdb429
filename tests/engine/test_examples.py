"""The boards that open with one click."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest

from engine import Probe, Simulation, load
from engine.blocks.arrays import Floats
from engine.document import Neurons, Raster
from engine.validation import parse_edit
from tests.engine.boards import EXAMPLES

INDEX = json.loads((EXAMPLES / "index.json").read_text())
NAMES = [entry["id"] for entry in INDEX]


def test_the_index_lists_the_files() -> None:
    files = {path.stem for path in EXAMPLES.glob("*.json")} - {"index"}
    assert files == set(NAMES)
    for entry in INDEX:
        assert entry["title"]
        assert len(entry["summary"]) > 20
        assert 1 <= entry["minutes"] <= 20


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_and_its_views_show_something(name: str) -> None:
    simulation = Simulation(load((EXAMPLES / f"{name}.json").read_bytes()))
    probes = [
        Probe(entry.node or entry.edge or "", entry.variable or "V", tuple(entry.cells or [0]))
        for view in simulation.network.views()
        if view.kind == "trace"
        for entry in view.of
    ]
    for probe in probes:
        simulation.watch(probe)
    simulation.run(1000)
    for probe in probes:
        values = simulation.recorder.samples_since(probe).values
        assert np.all(np.isfinite(values))
        assert np.ptp(values) > 0 or probe.of == "mean"
    for view in simulation.network.views():
        if isinstance(view, Raster):
            for entry in view.of:
                assert len(simulation.recorder.spikes_since(entry.node or "").steps) > 0


@pytest.mark.parametrize("name", NAMES)
def test_nodes_do_not_overlap_on_the_canvas(name: str) -> None:
    document = load((EXAMPLES / f"{name}.json").read_bytes())
    boxes = []
    for node in document.nodes:
        population = isinstance(node, Neurons) and node.size > 1
        # Shapes with the two lines of label below them.
        width, height = (260, 200) if population else (120, 60 + 40)
        boxes.append((node.x, node.y, node.x + width, node.y + height))
    for (left, top, right, bottom), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert right <= l2 or r2 <= left or bottom <= t2 or b2 <= top
    for edge in document.edges:
        nodes = {node.id: node for node in document.nodes}
        if nodes[edge.source].kind == "stimulus":
            assert nodes[edge.source].x < nodes[edge.target].x


def test_pulses_show_what_the_summary_says() -> None:
    simulation = Simulation(load((EXAMPLES / "pulses.json").read_bytes()))
    simulation.run(1000)
    times = simulation.recorder.spikes_since("eif").steps * 0.1
    assert times == pytest.approx([651.0, 704.3, 757.6], abs=0.2)


def test_the_reservoir_keeps_its_rhythm_when_learning_is_switched_off() -> None:
    simulation = Simulation(load((EXAMPLES / "reservoir.json").read_bytes()))
    simulation.run(8000)
    edge = simulation.network["reads"].model_dump()
    edge["plasticity"]["active"] = False
    simulation.apply(parse_edit({"put": [edge]}))
    probes = Probe("readout", "x"), Probe("target")
    for probe in probes:
        simulation.watch(probe)
    simulation.run(3000)
    read, target = (simulation.recorder.samples_since(probe).values for probe in probes)
    assert np.sqrt(np.mean((read - target) ** 2)) < 0.03


def test_the_digits_are_read_after_two_rounds() -> None:
    simulation = Simulation(load((EXAMPLES / "digits.json").read_bytes()))
    simulation.watch(Probe("reads", "test_accuracy"))
    simulation.run(4 * 700)
    assert simulation.recorder.samples_since(Probe("reads", "test_accuracy")).values[-1, 0] > 0.8


def example(name: str) -> Simulation:
    """A board that opens with one click, at its start."""
    return Simulation(load((EXAMPLES / f"{name}.json").read_bytes()))


def spikes(simulation: Simulation, node: str) -> Floats:
    """Times of all spikes of a node so far, in ms."""
    return simulation.recorder.spikes_since(node).steps.astype(np.float64) * simulation.dt


def test_the_axon_fires_whole_spikes_or_none() -> None:
    simulation = example("hodgkin-huxley")
    simulation.watch(Probe("axon", "V"))
    simulation.run(1850)
    times = spikes(simulation, "axon")
    counts = np.histogram(times, 50 + 150 * np.arange(13))[0]
    assert counts.tolist() == [0, 0, 1, 1, 1, 2, 5, 5, 6, 6, 6, 6]
    v = simulation.recorder.samples_since(Probe("axon", "V")).values[:, 0]
    peaks = [v[int((t - 1) / 0.02) : int((t + 4) / 0.02)].max() for t in times]
    assert min(peaks) > 25
    # The strongest of the steps that only charge it stays far below any spike.
    assert v[: int(350 / 0.02)].max() < -55


def test_one_current_makes_three_patterns() -> None:
    simulation = example("firing-patterns")
    simulation.run(1000)
    gaps = {n: np.diff(spikes(simulation, n)) for n in ("tonic", "adapting", "bursting")}
    assert np.ptp(gaps["tonic"][5:]) < 0.3
    assert np.all(np.diff(gaps["adapting"]) > -0.3)
    assert gaps["adapting"][-1] > 5 * gaps["adapting"][0]
    assert np.all((gaps["bursting"] < 10) | (gaps["bursting"] > 100))
    assert np.count_nonzero(gaps["bursting"] > 100) == 4


def test_light_switches_on_the_neuron_with_many_channels_alone() -> None:
    simulation = example("light")
    simulation.run(1200)
    times = spikes(simulation, "many")
    assert len(times) == 14
    # The last one has begun in the light.
    assert np.all(((times > 200) & (times < 510)) | ((times > 800) & (times < 1110)))
    assert len(spikes(simulation, "few")) == 0


def test_one_synapse_tires_and_the_other_grows() -> None:
    simulation = example("short-term")
    probes = {name: Probe(name, "V") for name in ("tired", "roused")}
    for probe in probes.values():
        simulation.watch(probe)
    simulation.run(1500)
    starts = [*range(100, 500, 50), 1000]
    peaks = {}
    for name, probe in probes.items():
        v = simulation.recorder.samples_since(probe).values[:, 0] + 72
        peaks[name] = np.array([v[10 * t : 10 * t + 400].max() for t in starts])
    assert np.all(np.diff(peaks["tired"][:8]) < 0)
    assert peaks["tired"][8] > 3 * peaks["tired"][7]
    assert np.all(np.diff(peaks["roused"][:8]) > 0)
    assert peaks["roused"][7] > 2 * peaks["roused"][0]
    assert peaks["roused"][8] < 0.7 * peaks["roused"][7]


def test_slow_inhibition_oscillates_and_fast_inhibition_settles() -> None:
    simulation = example("oscillation")
    probes = [Probe(name, "r") for name in ("ea", "eb")]
    for probe in probes:
        simulation.watch(probe)
    simulation.run(1490)
    settles, swings = (simulation.recorder.samples_since(probe).values[:, 0] for probe in probes)
    before, kicked, after = slice(4000, 5000), slice(5000, 5300), slice(10_000, None)
    assert np.ptp(settles[before]) < 1e-6
    assert settles[kicked].max() > 1.4 * settles[4999]
    assert settles[after] == pytest.approx(settles[4999], rel=1e-5)
    assert settles[4999] == pytest.approx(0.006518, rel=1e-3)
    assert np.ptp(swings[before]) > 0.005
    assert np.ptp(swings[after]) > 0.005


def test_spike_timing_separates_volleys_from_random_spikes() -> None:
    simulation = example("stdp")
    simulation.run(5000)
    volleys, random = ("volley-a", "volley-b"), ("random-a", "random-b")
    for name in (*volleys, *random):
        assert simulation.rates[name] == pytest.approx(15, abs=1.5)
    means = {name: np.mean(simulation.weights(f"{name}-w")) for name in (*volleys, *random)}
    assert min(means[name] for name in volleys) > 18
    assert max(means[name] for name in random) < 6


def test_the_memory_restores_each_word() -> None:
    simulation = example("memory")
    words = ("hi", "go", "is")
    probes = [Probe(f"like-{word}", "x") for word in words]
    for probe in probes:
        simulation.watch(probe)
    simulation.run(1800)
    likeness = np.column_stack([simulation.recorder.samples_since(p).values for p in probes])
    for n in range(3):
        shown, restored = likeness[600 * n + 140], likeness[600 * n + 590]
        # A fifth of the pixels is wrong while it is shown, and none at the end.
        assert shown[n] == pytest.approx(1 - 40 / 98, abs=0.03)
        assert restored[n] == pytest.approx(1, abs=1e-3)
        assert np.all(np.abs(np.delete(restored, n)) < 0.1)
