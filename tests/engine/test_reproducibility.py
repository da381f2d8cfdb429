"""The same network and seed give the same bits, however a run is cut, watched or rewound."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import Document, Edit, Network, Probe, Recorder, Simulation, SnapshotError, load
from engine.validation import parse_edit
from tests.engine.boards import edge, neurons, raw_document, stimulus


def everything(seed: int = 3) -> dict[str, Any]:
    """A board with every pattern, kind of source and family, with delays and distributions."""
    sparse = (np.random.default_rng(0).random((30, 40)) * (np.arange(40) % 4 == 0)).tolist()
    exponential = {"synapse": "exponential", "params": {"tau": 6}}
    sparse_rule = {"rule": "fixed_probability", "p": 0.2}
    nodes = [
        stimulus("poisson", "poisson", 50, rate="40 + 30*sin(2*pi*t/50)"),
        stimulus("rates", "poisson", 40, rate={"uniform": [5, 80]}),
        stimulus("script", "spike_times", 2, times=[[0, 5.05, 20], [3]]),
        stimulus("sine", "sine"),
        stimulus("train", "pulse", start=5, stop=8, amplitude=9, period=20),
        stimulus("noise", "noise", 30, tau=4, sigma={"uniform": [1, 5]}),
        stimulus("white", "noise", tau=0, sigma=1),
        stimulus("series", "samples", 10, dt=7, values=[1, 5, 3], period=21),
        neurons("e", "eif", 40, params={"tau_m": {"normal": [10, 1]}}, sign="excitatory"),
        neurons("i", "lif", 30, params={"t_ref": 2}, sign="inhibitory"),
        neurons("u", "linear", 5),
        neurons("z", "izhikevich", 10),
    ]
    edges = [
        edge("pe", "poisson", "e", **exponential, connect=sparse_rule, weight=60),
        edge("ri", "rates", "i", **exponential, weight={"normal": [14, 4]}),
        edge("se", "script", "e", synapse="delta", weight=2, delay=3.3),
        edge("ci", "sine", "i", weight=3, delay=2),
        edge("te", "train", "e", weight={"uniform": [0, 2]}),
        edge("ni", "noise", "i", connect={"rule": "one_to_one"}, delay=0.5),
        edge("we", "white", "e", weight={"normal": [1, 0.2]}),
        edge("sz", "series", "z", weight=0.1),
        edge("ei", "e", "i", **exponential, connect={"rule": "explicit"}, weight=sparse),
        edge("ie", "i", "e", synapse="delta", connect=sparse_rule, weight=-1, delay=1.5),
        edge("ee", "e", "e", **exponential, weight=0.3, delay=0.7),
        edge("ii", "i", "i", **exponential, connect={"rule": "one_to_one"}, weight=-4),
        edge("eu", "e", "u", **exponential, connect={"rule": "fixed_indegree", "k": 3}),
        edge("uz", "u", "z", weight=0.5, delay=0.4),
        edge("uu", "u", "u", weight=0.1, connect={"rule": "all_to_all", "allow_autapses": False}),
        edge("ez", "e", "z", **exponential, connect={"rule": "fixed_outdegree", "k": 2}, weight=9),
    ]
    return raw_document(nodes, edges, seed=seed)


PROBES = [Probe("e", "V"), Probe("i", "V", (0, 7)), Probe("u", "x"), Probe("z", "u"), Probe("sine")]
PROBES += [Probe("noise"), Probe("white"), Probe("ni")]
PROBES += [Probe("pe"), Probe("ci"), Probe("uz"), Probe("ee", "I", (1,))]


def document(seed: int = 3) -> Document:
    return load(json.dumps(everything(seed)))


def state_of(simulation: Simulation) -> dict[str, bytes]:
    """All that moves, bit by bit."""
    arrays = simulation.snapshot().arrays
    return {f"{k}.{n}": a.tobytes() for k, block in arrays.items() for n, a in block.items()}


def recorded(simulation: Simulation) -> dict[str, bytes]:
    recorder = simulation.recorder
    samples = {repr(p): recorder.samples_since(p).values.tobytes() for p in recorder.probes}
    spikes = {
        node: b"".join(a.tobytes() for a in recorder.spikes_since(node)[:2])
        for node in recorder.spiking()
    }
    return samples | spikes


def run_in_frames(frame: int, watched: bool, steps: int = 2000) -> Simulation:
    simulation = Simulation(document(), recorder=Recorder(keep_all=True, limit=2**30))
    for probe in PROBES if watched else []:
        simulation.watch(probe)
    for first in range(0, steps, frame):
        simulation.advance(min(frame, steps - first))
    return simulation


@pytest.mark.parametrize("watched", [False, True])
@pytest.mark.parametrize("frame", [1, 7])
def test_frames_of_any_length_give_the_same_bits(frame: int, watched: bool) -> None:
    whole = run_in_frames(1000, watched)
    cut = run_in_frames(frame, watched)
    assert state_of(cut) == state_of(whole)
    assert recorded(cut) == recorded(whole)
    assert all(count > 0 for count in whole.spike_counts.values())


def test_watching_changes_nothing() -> None:
    assert state_of(run_in_frames(50, True)) == state_of(run_in_frames(50, False))


def test_a_ring_that_wraps_shows_the_same_as_one_that_keeps_all() -> None:
    small = Simulation(document())
    small.watch(Probe("e", "V"))
    kept = run_in_frames(333, True)
    for _ in range(20):
        small.advance(100)
    first, every, values, _ = small.recorder.samples_since(Probe("e", "V"), 1900)
    assert (first, every) == (1901, 1)
    assert np.array_equal(values, kept.recorder.samples_since(Probe("e", "V"), 1900).values)


def test_another_seed_gives_another_run() -> None:
    one, other = Simulation(document(3)), Simulation(document(4))
    one.run(100)
    other.run(100)
    assert one.spike_counts != other.spike_counts


def test_adding_a_node_changes_nobody_elses_noise() -> None:
    raw = everything()
    more = {**raw, "nodes": [stimulus("aa", "poisson", 9, rate=50), *raw["nodes"]]}
    more["nodes"].append(neurons("zz", "lif", 4))
    one, other = Simulation(load(json.dumps(raw))), Simulation(load(json.dumps(more)))
    one.run(100)
    other.run(100)
    assert state_of(one).items() <= state_of(other).items()


def test_snapshot_run_restore_run_gives_the_same_twice() -> None:
    simulation = Simulation(document())
    for probe in PROBES:
        simulation.watch(probe)
    simulation.advance(777)
    snapshot = simulation.snapshot()
    before = state_of(simulation)
    simulation.advance(1234)
    once = state_of(simulation), recorded(simulation)
    simulation.restore(snapshot)
    assert simulation.step == 777
    assert state_of(simulation) == before
    simulation.advance(1234)
    assert (state_of(simulation), recorded(simulation)) == once


def test_reset_gives_the_first_run_again() -> None:
    simulation = Simulation(document())
    for probe in PROBES:
        simulation.watch(probe)
    simulation.advance(500)
    once = state_of(simulation), recorded(simulation)
    simulation.reset()
    assert simulation.t == 0
    assert all(count in (0, 1) for count in simulation.spike_counts.values())
    simulation.advance(500)
    assert (state_of(simulation), recorded(simulation)) == once


def test_snapshot_survives_edits_and_keeps_parameters_of_now() -> None:
    simulation = Simulation(document())
    simulation.advance(300)
    snapshot = simulation.snapshot()
    size = snapshot.byte_count()
    changed = neurons("i", "lif", 30, params={"t_ref": 2, "V_th": -50}, sign="inhibitory")
    simulation.apply(parse_edit({"put": [changed]}))
    simulation.advance(300)
    assert snapshot.byte_count() == size
    simulation.restore(snapshot)
    assert simulation.step == 300
    record = simulation.network["i"]
    assert record.kind == "neurons"
    assert record.params["V_th"] == -50


def test_restoring_onto_another_structure_is_refused_and_changes_nothing() -> None:
    simulation = Simulation(document())
    simulation.advance(300)
    snapshot = simulation.snapshot()
    simulation.apply(Edit(remove=["z"]))
    simulation.advance(10)
    before = state_of(simulation)
    with pytest.raises(SnapshotError, match='"z" is no longer there'):
        simulation.restore(snapshot)
    assert state_of(simulation) == before
    assert simulation.step == 310


def test_in_another_order_a_document_gives_the_same_spikes() -> None:
    raw = everything()
    turned = {**raw, "nodes": raw["nodes"][::-1]}
    one, other = Simulation(load(json.dumps(raw))), Simulation(load(json.dumps(turned)))
    one.run(100)
    other.run(100)
    assert state_of(one) == state_of(other)


def test_a_network_can_be_given_as_records() -> None:
    simulation = Simulation(Network.from_document(document()))
    simulation.run(1)
    assert simulation.t == 1
