"""Learning while the board is run, rewound, edited and watched."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Probe, Simulation
from engine.document import Edit, Plasticity, Projection
from engine.headless import run_document
from engine.memory import estimate
from engine.network import Network
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus
from tests.engine.plasticity.loops import RULES, recurrent
from tests.engine.test_reproducibility import state_of

ALL: Raw = {"rule": "all_to_all", "allow_autapses": False}
SPARSE: Raw = {"rule": "fixed_probability", "p": 0.3}
UNITS = [
    stimulus("x", "sine", amplitude=2.0, frequency=20.0),
    stimulus("r", "constant", amplitude=1.0),
    neurons("y", "leaky", 2, params={"tau_m": 10.0, "E_L": 0.0}, initial={"V": 0.0}),
]


def rates(**learning: Any) -> Simulation:
    joined = edge("e", "x", "y", weight=[[0.5], [1.0]], plasticity=learning)
    return Simulation(make_document(UNITS, [joined], dt=0.5))


def changed(simulation: Simulation, **fields: Any) -> None:
    """Put the edge with other fields of its learning rule."""
    record = simulation.network["e"]
    assert isinstance(record, Projection)
    learning = {**(record.plasticity.model_dump() if record.plasticity else {}), **fields}
    put = record.model_copy(update={"plasticity": Plasticity.model_validate(learning)})
    simulation.apply(Edit(put=[put]))


def plastic(name: str, connect: Raw = ALL, **more: Any) -> Simulation:
    return recurrent(name, RULES[name]().p, connect, **more)


@pytest.mark.parametrize("name", RULES)
def test_frames_of_any_length_are_the_same_run(name: str) -> None:
    runs = []
    for frame in (1, 7, 1000):
        simulation = plastic(name, SPARSE)
        left = 2000
        while left:
            simulation.advance(min(frame, left))
            left -= min(frame, left)
        runs.append(state_of(simulation))
    assert runs[0] == runs[1] == runs[2]


@pytest.mark.parametrize("make", [lambda: plastic("triplet_stdp"), lambda: rates(rule="bcm")])
def test_a_restored_run_goes_on_bit_by_bit(make: Any) -> None:
    simulation = make()
    start = state_of(simulation)
    simulation.advance(700)
    taken = simulation.snapshot()
    weights = simulation.weights("e")
    simulation.advance(700)
    end = state_of(simulation)
    assert np.any(simulation.weights("e") != weights)
    simulation.restore(taken)
    np.testing.assert_array_equal(simulation.weights("e"), weights)
    simulation.advance(700)
    assert state_of(simulation) == end
    simulation.reset()
    assert state_of(simulation) == start
    simulation.advance(1400)
    assert state_of(simulation) == end


def test_weights_that_are_handed_out_stay_as_they_were() -> None:
    simulation = rates(rule="hebb")
    before = simulation.weights("e")
    kept = before.copy()
    simulation.run(200)
    np.testing.assert_array_equal(before, kept)
    assert np.any(simulation.weights("e") != kept)


def test_learning_that_is_switched_off_freezes_weights_while_traces_go_on() -> None:
    simulation = plastic("stdp", active=False)
    simulation.watch(Probe("e", "a_pre"))
    start = simulation.weights("e")
    simulation.run(100)
    np.testing.assert_array_equal(simulation.weights("e"), start)
    frozen = simulation.recorder.samples_since(Probe("e", "a_pre")).values
    learning = plastic("stdp")
    learning.watch(Probe("e", "a_pre"))
    learning.run(20)
    live = learning.recorder.samples_since(Probe("e", "a_pre")).values
    np.testing.assert_array_equal(frozen[:100], live[:100])
    assert frozen.max() > 1
    changed(simulation, active=True)
    simulation.run(10)
    assert np.any(simulation.weights("e") != start)


def test_an_edit_of_the_rule_while_it_runs_is_made_in_place() -> None:
    simulation = plastic("stdp")
    simulation.run(100)
    weights = simulation.weights("e")
    times = []
    for active in (False, True) * 5:
        record = simulation.network["e"]
        assert isinstance(record, Projection)
        assert record.plasticity is not None
        learning = record.plasticity.model_copy(update={"active": active})
        edit = Edit(put=[record.model_copy(update={"plasticity": learning})])
        began = perf_counter()
        applied = simulation.apply(edit)
        times.append(perf_counter() - began)
        assert not applied.rebuilt
    np.testing.assert_array_equal(simulation.weights("e"), weights)
    assert min(times) < 0.002
    # Without gain or loss nothing changes any more, from this step on.
    changed(simulation, params=RULES["stdp"]().p | {"A_plus": 0.0, "A_minus": 0.0})
    simulation.run(50)
    np.testing.assert_array_equal(simulation.weights("e"), weights)


def test_another_rule_takes_the_weights_and_begins_its_own_traces() -> None:
    simulation = plastic("stdp")
    simulation.run(100)
    weights = simulation.weights("e")
    changed(simulation, rule="triplet_stdp", params={"w_min": -100.0})
    simulation.watch(Probe("e", "r1"))
    np.testing.assert_array_equal(simulation.weights("e"), weights)
    assert not simulation.recorder.samples_since(Probe("e", "r1")).values.any()
    simulation.run(50)
    assert np.any(simulation.weights("e") != weights)


def test_a_rule_that_is_taken_away_leaves_what_was_learned_until_the_run_begins_again() -> None:
    simulation = plastic("stdp")
    start = simulation.weights("e")
    simulation.run(100)
    learned = simulation.weights("e")
    record = simulation.network["e"]
    without = record.model_copy(update={"plasticity": None})
    simulation.apply(Edit(put=[without]))
    simulation.run(100)
    np.testing.assert_array_equal(simulation.weights("e"), learned)
    simulation.apply(Edit(put=[without.model_copy(update={"weight": 1.5})]))
    simulation.run(10)
    np.testing.assert_array_equal(simulation.weights("e"), start / 3.0 * 1.5)
    simulation.apply(Edit(put=[record]))
    simulation.reset()
    np.testing.assert_array_equal(simulation.weights("e"), start)


def test_other_edits_leave_what_was_learned() -> None:
    simulation = plastic("homeostatic_inhibitory", SPARSE)
    simulation.run(150)
    learned = simulation.weights("e")
    cells = simulation.network["b"]
    simulation.apply(Edit(put=[cells.model_copy(update={"label": "here", "x": 5.0})]))
    record = simulation.network["e"]
    simulation.apply(Edit(put=[record.model_copy(update={"params": {"tau": 7.0}})]))
    np.testing.assert_array_equal(simulation.weights("e"), learned)
    simulation.apply(Edit(put=[record.model_copy(update={"weight": -2.0})]))
    assert set(np.unique(simulation.weights("e"))) == {-2.0, 0.0}


def test_the_sum_of_weights_is_kept_while_spikes_change_them() -> None:
    params = RULES["stdp"]().p | {"w_min": 0.0, "w_max": 100.0}
    simulation = recurrent("stdp", params, ALL, normalise=40.0)
    simulation.run(100)
    weights = simulation.weights("e")
    np.testing.assert_allclose(weights.sum(axis=1), 40.0, rtol=1e-12)
    assert np.ptp(weights[0, 1:]) > 0.1


def test_dales_law_bounds_what_is_learned() -> None:
    cells = [
        neurons("a", size=5, sign="excitatory", params={"I_ext": 30.0}),
        neurons("b", size=5, params={"I_ext": 20.0}, initial={"V": -66.0}),
    ]
    learning = {
        "rule": "stdp",
        "params": {"A_plus": 0.0, "A_minus": 5.0, "w_min": -50.0},
    }
    joined = edge("e", "a", "b", synapse="exponential", weight=3.0, plasticity=learning)
    simulation = Simulation(make_document(cells, [joined]))
    simulation.run(300)
    weights = simulation.weights("e")
    assert np.all(weights >= 0)
    assert np.any(weights == 0)


def test_single_synapses_and_traces_can_be_watched() -> None:
    simulation = plastic("stdp", SPARSE)
    exists = ~np.isnan(simulation.weights("e", absent=np.nan))
    target, source = np.argwhere(exists)[7]
    w, traces = Probe("e", "w", (int(target * 20 + source),)), Probe("e", "a_post", (3, 4))
    everything = Probe("e", "w")
    for probe in (w, traces, everything):
        simulation.watch(probe)
    simulation.run(60)
    values = simulation.recorder.samples_since(w).values
    assert values.shape == (601, 1)
    assert values[0, 0] == 3.0
    assert values[-1, 0] == simulation.weights("e")[target, source]
    assert simulation.recorder.samples_since(traces).values.shape == (601, 2)
    assert simulation.recorder.samples_since(everything).values.shape[1] == exists.sum()
    absent, there = np.argwhere(~exists)[3], np.flatnonzero(exists[np.argwhere(~exists)[3][0]])[0]
    with pytest.raises(DocumentError) as caught:
        simulation.watch(Probe("e", "w", (int(absent[0] * 20 + absent[1]),)))
    number = absent[0] * 20 + there
    assert str(caught.value) == (
        f'"e" has no synapse from cell {absent[1]} to cell {absent[0]} (number '
        f"{absent[0] * 20 + absent[1]}); the first that reaches cell {absent[0]} comes from cell "
        f"{there} (number {number})"
    )
    with pytest.raises(DocumentError, match="numbered target \\* 20 \\+ source, up to 399"):
        simulation.watch(Probe("e", "w", (400,)))
    with pytest.raises(DocumentError, match="has no variable"):
        simulation.watch(Probe("e", "weight"))


def test_what_learned_is_written_at_the_end_of_a_run(tmp_path: Path) -> None:
    learning = {"rule": "hebb", "params": {"eta": 0.01}}
    joined = edge("e", "x", "y", weight=[[0.5], [1.0]], plasticity=learning)
    views = [{"id": "v", "kind": "trace", "of": [{"edge": "e", "variable": "w", "cells": [1]}]}]
    source, out = tmp_path / "doc.json", tmp_path / "out.npz"
    source.write_text(json.dumps(raw_document(UNITS, [joined], views, dt=0.5)))
    run_document(source, 100.0, out)
    written = np.load(out)
    assert np.all(written["e.weights"] > [[0.5], [1.0]])
    assert written["e.w.cells"].tolist() == [0, 1]
    assert written["e.w"][0].tolist() == [0.5, 1.0]
    assert written["e.w"][-1].tolist() == written["e.weights"][:, 0].tolist()


def test_a_delay_of_the_edge_may_change_while_it_learns() -> None:
    simulation = plastic("stdp", SPARSE, delay=3.0)
    simulation.run(100)
    for delay in (0.5, 2.0):
        record = simulation.network["e"]
        simulation.apply(Edit(put=[record.model_copy(update={"delay": delay})]))
        before = simulation.weights("e")
        simulation.run(30)
        assert np.any(simulation.weights("e") != before)


def test_the_third_factor_is_read_wherever_it_is_after_an_edit() -> None:
    simulation = rates(
        rule="hebb",
    )
    learning = {"rule": "reward_stdp", "signal": "r", "params": {"eta": 1.0, "tau_e": 1e6}}
    cells = [
        *UNITS[1:2],
        stimulus("pre", "spike_times", times=[10.0]),
        stimulus("kick", "spike_times", times=[12.0]),
        neurons("post"),
    ]
    edges = [
        edge("e", "pre", "post", synapse="exponential", weight=5.0, plasticity=learning),
        edge("force", "kick", "post", synapse="delta", weight=100.0),
    ]
    simulation = Simulation(make_document(cells, edges))
    simulation.run(50)
    before = simulation.weights("e")[0, 0]
    simulation.run(10)
    gained = simulation.weights("e")[0, 0] - before
    assert gained > 0
    reward = simulation.network["r"]
    simulation.apply(Edit(put=[reward.model_copy(update={"params": {"amplitude": -2.0}})]))
    before = simulation.weights("e")[0, 0]
    simulation.run(10)
    assert simulation.weights("e")[0, 0] - before == pytest.approx(-2 * gained, rel=0.05)


def test_memory_is_estimated_with_what_learning_takes() -> None:
    for rule, connect in (("stdp", SPARSE), ("stdp", ALL), ("hebb", ALL)):
        spikes = rule == "stdp"
        cells = [neurons("b", "lif" if spikes else "leaky", 400)]
        joined = edge(
            "e",
            "b",
            "b",
            synapse="exponential" if spikes else None,
            connect=connect,
            plasticity={"rule": rule},
        )
        document = make_document(cells, [joined])
        expected = estimate(Network.from_document(document))["e"]
        used = Simulation(document).assembly.edges["e"].byte_count()
        assert used == pytest.approx(expected, rel=0.05), (rule, connect)


def test_a_past_moment_has_the_weights_of_that_moment() -> None:
    simulation = plastic("stdp", SPARSE)
    simulation.advance(500)
    taken = simulation.snapshot()
    simulation.advance(500)
    there = simulation.weights("e")
    simulation.advance(500)
    now, present = simulation.weights("e"), simulation.snapshot()
    simulation.visit(taken, 1000)
    np.testing.assert_array_equal(simulation.weights("e"), there)
    simulation.visit(present)
    np.testing.assert_array_equal(simulation.weights("e"), now)
    assert np.any(now != there)


@pytest.mark.parametrize("way", [{"short_term": {"U": 0.4}}, {"release": 0.6}])
def test_what_is_released_is_scaled_by_weights_of_each_synapse(way: Raw) -> None:
    def spikes(learning: Raw | None) -> list[int]:
        cells = [neurons("b", size=8, params={"I_ext": [18.0 + k for k in range(8)]})]
        joined = edge("e", "b", "b", synapse="exponential", weight=12.0, plasticity=learning, **way)
        simulation = Simulation(make_document(cells, [joined]))
        simulation.run(200)
        found = simulation.recorder.spikes_since("b")
        return [*found.steps.tolist(), *found.cells.tolist()]

    plain = spikes(None)
    assert len(plain) > 50
    assert spikes({"rule": "stdp", "active": False}) == plain
    assert spikes({"rule": "stdp", "params": {"A_plus": 3.0}}) != plain


def test_a_rule_that_is_given_to_a_running_edge_learns_from_its_weights_on() -> None:
    cells = [neurons("b", size=20, params={"I_ext": [16.0 + 0.4 * k for k in range(20)]})]
    joined = edge(
        "e", "b", "b", synapse="exponential", connect=SPARSE, weight={"uniform": [0.0, 4.0]}
    )
    simulation = Simulation(make_document(cells, [joined]))
    simulation.run(50)
    before, block = simulation.weights("e"), simulation.assembly.edges["e"]
    changed(simulation, rule="stdp", params={"w_max": 3.0, "A_plus": 0.5})
    assert np.all(simulation.weights("e") == np.minimum(before, 3.0))
    simulation.run(50)
    assert np.any(simulation.weights("e") != np.minimum(before, 3.0))
    # What was there before is left as it was.
    np.testing.assert_array_equal(block.dense(), before)
    simulation.reset()
    np.testing.assert_array_equal(simulation.weights("e"), np.minimum(before, 3.0))
