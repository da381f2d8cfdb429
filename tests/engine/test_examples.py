"""The boards that open with one click."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest

from engine import Probe, Simulation, load
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
