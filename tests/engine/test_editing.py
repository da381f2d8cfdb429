"""Edits while a network runs: in place or rebuilt, as a whole or not at all."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Edit, Probe, Simulation, TooLarge, load
from engine.blocks.arrays import Floats
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus
from tests.engine.test_reproducibility import document, state_of

CELL = neurons("a", "leaky", params={"tau_m": 10, "E_L": -70}, initial={"V": -70})
EXPONENTIAL = {"synapse": "exponential", "params": {"tau": 5}}


def put(*records: Raw) -> Edit:
    kinds = [
        {**r, "kind": r.get("kind", "projection" if "source" in r else "board")} for r in records
    ]
    return parse_edit({"put": kinds})


def board(**settings: Any) -> Edit:
    return parse_edit({"put": [{"id": "board", "kind": "board", "settings": settings}]})


def samples(simulation: Simulation, probe: Probe) -> Floats:
    return simulation.recorder.samples_since(probe).values[:, 0]


@pytest.mark.parametrize(
    "changes",
    [
        neurons("i", "lif", 30, params={"t_ref": 2, "V_th": -50}, sign="inhibitory"),
        edge("pe", "poisson", "e", synapse="exponential", params={"tau": 6}, weight=30)
        | {"connect": {"rule": "fixed_probability", "p": 0.2}},
        stimulus("sine", "sine", amplitude=3),
        stimulus("poisson", "poisson", 50, rate=10),
        stimulus("script", "spike_times", 2, times=[[0, 90], [70]]),
        stimulus("rates", "poisson", 40, rate={"uniform": [0, 5]}),
        {"id": "board", "kind": "board", "settings": {"seed": 3, "method": "exponential_euler"}},
        {**neurons("i", "lif", 30, params={"t_ref": 2}, sign="inhibitory"), "x": 5, "label": "I"},
    ],
)
def test_parameters_weights_stimuli_and_settings_change_in_place(changes: Raw) -> None:
    simulation = Simulation(document())
    simulation.run(50)
    before = state_of(simulation)
    applied = simulation.apply(put(changes))
    assert not applied.rebuilt
    after = state_of(simulation)
    moved = {key for key in before if before[key] != after[key]}
    # The states are those of before; only a source that was given other times, or rates of its
    # own, moves its cursor or its thresholds.
    allowed = (".marks", ".thresholds", ".minima", ".hazard", ".value", "sine.values")
    assert all(key.endswith(allowed) for key in moved)
    simulation.run(50)
    simulation.apply(applied.inverse)
    assert simulation.network.to_document() == document()


def test_a_parameter_acts_from_the_next_step_as_in_a_fresh_network() -> None:
    simulation = Simulation(make_document([CELL]))
    simulation.watch(Probe("a", "V"))
    simulation.run(10)
    simulation.apply(put({**CELL, "params": {"tau_m": 20, "E_L": -60}}))
    simulation.run(10)
    v = samples(simulation, Probe("a", "V"))
    assert np.all(v[:101] == -70)
    expected = -60 - 10 * (1 - 0.1 / 20) ** np.arange(101)
    assert v[100:] == pytest.approx(expected, abs=1e-9)


def test_a_weight_acts_on_the_next_spike() -> None:
    nodes = [stimulus("s", "spike_times", times=[[1, 3]]), CELL]
    link = edge("e", "s", "a", weight=2, synapse="delta")
    simulation = Simulation(make_document(nodes, [link]))
    simulation.watch(Probe("a", "V"))
    simulation.run(2)
    applied = simulation.apply(put({**link, "weight": 4}))
    simulation.run(2)
    v = samples(simulation, Probe("a", "V"))
    assert v[11] - v[10] == pytest.approx(2, abs=0.1)
    assert v[31] - v[30] == pytest.approx(4, abs=0.1)
    assert not applied.rebuilt
    assert simulation.weights("e").tolist() == [[4.0]]


def test_a_matrix_takes_the_place_of_a_number_and_back() -> None:
    simulation = Simulation(document())
    simulation.run(20)
    matrix = np.full((40, 40), 0.5)
    link = edge("ee", "e", "e", **EXPONENTIAL, delay=0.7)
    applied = simulation.apply(put({**link, "weight": matrix.tolist()}))
    assert np.array_equal(simulation.weights("ee"), matrix)
    simulation.run(5)
    simulation.apply(applied.inverse)
    assert np.all(simulation.weights("ee") == 0.3)


def test_no_cell_comes_to_connect_to_itself_when_weights_are_drawn_anew() -> None:
    rule = {"connect": {"rule": "all_to_all", "allow_autapses": False}}
    link = edge("e", "a", "a", synapse="delta", **rule)
    simulation = Simulation(make_document([neurons("a", size=9)], [{**link, "weight": 2}]))
    for weight in ({"normal": [1, 0.1]}, {"normal": [5, 0.1]}, 3, {"uniform": [1, 2]}):
        simulation.apply(put({**link, "weight": weight}))
        weights = simulation.weights("e")
        assert not np.diagonal(weights).any()
        assert np.count_nonzero(weights) == 72


def test_current_formula_and_rate_act_at_once() -> None:
    nodes = [stimulus("s", "formula", expression="0"), stimulus("p", "poisson", 100, rate=0)]
    simulation = Simulation(make_document([*nodes, neurons("a", "linear")], [edge("e", "s", "a")]))
    simulation.run(10)
    assert simulation.spike_counts["p"] == 0
    simulation.apply(put(stimulus("s", "formula", expression="t"), stimulus("p", "poisson", 100)))
    assert simulation.state("s").tolist() == [10.0]
    simulation.advance(1)
    assert simulation.state("a").tolist() == [10.0]
    simulation.run(100)
    assert simulation.spike_counts["p"] > 100


def test_times_may_be_changed_while_running() -> None:
    simulation = Simulation(make_document([stimulus("s", "spike_times", times=[[5, 50]])]))
    simulation.run(20)
    simulation.apply(put(stimulus("s", "spike_times", times=[[5, 10, 30, 40]])))
    simulation.run(30)
    assert (simulation.recorder.spikes_since("s").steps * 0.1).tolist() == [5, 30, 40]


def test_dt_changes_while_running_and_t_goes_on() -> None:
    simulation = Simulation(make_document([neurons("a", params={"I_ext": 30, "t_ref": 4})]))
    simulation.run(7.3)
    simulation.apply(board(dt=0.05))
    assert simulation.t == 7.3
    simulation.run(10)
    assert simulation.t == pytest.approx(17.3)
    assert simulation.step == 73 + 200
    assert simulation.time(73) == 7.3
    assert simulation.time(72) == 7.2
    assert simulation.time(74) == 7.35
    steps = simulation.recorder.spikes_since("a").steps
    times = [simulation.time(int(step)) for step in steps]
    other = Simulation(make_document([neurons("a", params={"I_ext": 30, "t_ref": 4})]))
    other.run(17.3)
    expected = other.recorder.spikes_since("a").steps * 0.1
    assert times == pytest.approx(expected.tolist(), abs=0.2)


@pytest.mark.parametrize("dt", [0.05, 0.2, 0.03])
def test_spikes_under_way_keep_their_time_when_dt_changes(dt: float) -> None:
    nodes = [
        stimulus("s", "spike_times", times=[[3]]),
        neurons("a", "leaky", params={"tau_m": 1e5, "E_L": 0}, initial={"V": 0}),
    ]
    link = edge("e", "s", "a", weight=2, synapse="delta", delay=6)
    simulation = Simulation(make_document(nodes, [link]))
    simulation.run(5)
    simulation.apply(board(dt=dt))
    simulation.watch(Probe("a", "V"))
    simulation.run(10)
    first, _, values, _ = simulation.recorder.samples_since(Probe("a", "V"))
    arrival = first + int(np.flatnonzero(values[:, 0] > 1)[0])
    assert simulation.time(arrival) == pytest.approx(9 + dt, abs=dt * 1.01)
    assert values[-1, 0] == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(("before", "after"), [(5.0, 1.0), (5.0, 8.0), (0.0, 3.0), (4.0, 0.0)])
def test_each_spike_arrives_once_when_a_delay_changes(before: float, after: float) -> None:
    times = [[0.5, 1.5, 2.5, 3.5, 8.0]]
    nodes = [
        stimulus("s", "spike_times", times=times),
        neurons("a", "leaky", params={"tau_m": 1e5, "E_L": 0}, initial={"V": 0}),
    ]
    link = edge("e", "s", "a", weight=1, synapse="delta")
    simulation = Simulation(make_document(nodes, [{**link, "delay": before}]))
    simulation.run(4)
    simulation.apply(put({**link, "delay": after}))
    simulation.run(20)
    assert simulation.state("a")[0] == pytest.approx(5, abs=0.01)


def test_a_new_edge_hears_nothing_from_before_it_was_drawn() -> None:
    nodes = [
        stimulus("s", "spike_times", times=[[1, 6]]),
        neurons("a", "leaky", params={"tau_m": 1e5, "E_L": 0}, initial={"V": 0}),
    ]
    long = edge("long", "s", "a", weight=1, synapse="delta", delay=20)
    simulation = Simulation(make_document(nodes, [long]))
    simulation.run(5)
    simulation.apply(put(edge("new", "s", "a", weight=10, synapse="delta", delay=10)))
    simulation.run(30)
    # Both spikes through the old edge, the second one only through the new edge.
    assert simulation.state("a")[0] == pytest.approx(12, abs=0.01)


def test_a_rebuild_keeps_states_synapses_refractory_counters_and_noise() -> None:
    simulation, undisturbed = Simulation(document()), Simulation(document())
    for one in (simulation, undisturbed):
        one.run(77.7)
    applied = simulation.apply(
        put(
            neurons("new", "eif", 7),
            edge("en", "e", "new", **EXPONENTIAL, delay=9),
            stimulus("more", "poisson", 3),
        )
    )
    assert applied.rebuilt
    before, after = state_of(undisturbed), state_of(simulation)
    same = {key for key in before if before[key] == after[key]}
    # The ring of e is longer now; everything else is bit for bit what it was.
    assert set(before) - same == {"e.ring.cells", "e.ring.counts"}
    for one in (simulation, undisturbed):
        one.run(50)
    before, after = state_of(undisturbed), state_of(simulation)
    assert {k for k in before if before[k] != after[k]} == {"e.ring.cells", "e.ring.counts"}


def test_cells_that_remain_keep_their_state_when_a_size_changes() -> None:
    simulation = Simulation(document())
    simulation.run(60)
    v, w = simulation.state("z", "V"), simulation.state("z", "u")
    simulation.apply(put(neurons("z", "izhikevich", 13)))
    assert np.array_equal(simulation.state("z", "V")[:10], v)
    simulation.apply(put(neurons("z", "izhikevich", 4)))
    assert np.array_equal(simulation.state("z", "u"), w[:4])
    simulation.run(10)


def test_poisson_cells_that_remain_go_on_when_there_are_more() -> None:
    few, many = (
        Simulation(make_document([stimulus("p", "poisson", 300, rate=50)])) for _ in range(2)
    )
    few.run(100)
    many.run(100)
    many.apply(put(stimulus("p", "poisson", 700, rate=50)))
    few.run(100)
    many.run(100)
    steps, cells, _ = many.recorder.spikes_since("p")
    mine, own, _ = few.recorder.spikes_since("p")
    old = cells < 300
    assert np.array_equal(steps[old], mine)
    assert np.array_equal(cells[old], own)
    assert np.any(cells >= 300)
    assert np.all(steps[cells >= 300] > 1000)


def test_removing_a_node_goes_on_without_it_and_undo_brings_it_back() -> None:
    simulation = Simulation(document())
    simulation.run(30)
    v = simulation.state("i")
    applied = simulation.apply(Edit(remove=["e"]))
    assert set(applied.forward.remove) >= {"e", "pe", "ee", "ie", "ei"}
    assert np.array_equal(simulation.state("i"), v)
    simulation.run(10)
    simulation.apply(applied.inverse)
    assert simulation.network.to_document() == document()
    simulation.run(10)


@pytest.mark.parametrize(
    "wrong",
    [
        put(neurons("i", "liff", 30)),
        put(edge("ee", "e", "nowhere")),
        put(neurons("i", "lif", 31, sign="inhibitory")),
        put(
            neurons("huge", "lif", 9_000_000),
            edge("hh", "huge", "huge", weight={"normal": [1, 1]}) | EXPONENTIAL,
        ),
        parse_edit({"remove": ["board"]}),
    ],
)
def test_an_edit_that_fails_changes_nothing(wrong: Edit) -> None:
    simulation = Simulation(document())
    simulation.watch(Probe("e", "V"))
    simulation.run(30)
    before, network = state_of(simulation), simulation.network.to_document()
    with pytest.raises((DocumentError, TooLarge)):
        simulation.apply(wrong)
    assert state_of(simulation) == before
    assert simulation.network.to_document() == network
    undisturbed = Simulation(document())
    undisturbed.run(60)
    simulation.run(30)
    assert state_of(simulation) == state_of(undisturbed)


def test_a_build_can_be_followed_and_cancelled() -> None:
    seen: list[tuple[int, int]] = []
    simulation = Simulation(document(), progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 28)
    assert seen[-1] == (28, 28)
    before = state_of(simulation)
    from engine import Cancelled

    with pytest.raises(Cancelled):
        simulation.apply(put(neurons("n", "lif")), cancelled=lambda: True)
    assert state_of(simulation) == before
    assert "n" not in simulation.network
    with pytest.raises(Cancelled):
        Simulation(document(), cancelled=lambda: True)


def test_before_the_first_step_an_edit_takes_the_initial_values_anew() -> None:
    simulation = Simulation(make_document([CELL, stimulus("s", "spike_times", times=[[0]])]))
    simulation.watch(Probe("a", "V"))
    simulation.apply(put({**CELL, "initial": {"V": -50}}))
    assert simulation.state("a").tolist() == [-50]
    assert samples(simulation, Probe("a", "V")).tolist() == [-50]
    simulation.apply(put(stimulus("s", "spike_times", times=[[0, 1]])))
    simulation.apply(board(dt=0.5))
    assert simulation.dt == 0.5
    simulation.run(2)
    assert simulation.t == 2
    assert simulation.recorder.spikes_since("s").steps.tolist() == [0, 2]
    assert len(samples(simulation, Probe("a", "V"))) == 5


def test_probes_outlive_a_rebuild_and_those_of_removed_nodes_go() -> None:
    simulation = Simulation(document())
    for probe in (Probe("i", "V", (0,)), Probe("e", "V"), Probe("pe"), Probe("z", "V", (9,))):
        simulation.watch(probe)
    simulation.run(10)
    simulation.apply(Edit(remove=["e"]))
    simulation.apply(put(neurons("z", "izhikevich", 5)))
    simulation.run(10)
    assert simulation.recorder.probes == [Probe("i", "V", (0,))]
    assert len(samples(simulation, Probe("i", "V", (0,)))) == 201


def test_the_document_of_a_simulation_gives_the_same_network_again() -> None:
    """What was built does not depend on the history of edits."""
    simulation = Simulation(document())
    simulation.run(20)
    grown = neurons("e", "eif", 50, sign="excitatory")
    simulation.apply(Edit(put=put(grown).put, remove=["ei"]))
    rule = {"connect": {"rule": "fixed_probability", "p": 0.5}}
    simulation.apply(put(edge("ee", "e", "e", **EXPONENTIAL, **rule, weight={"normal": [1, 1]})))
    for link in ("pe", "ie"):
        assert simulation.weights(link).shape[0] == 50
    fresh = Simulation(load(json.dumps(simulation.network.to_document().model_dump(mode="json"))))
    for link in ("pe", "ee", "ie", "ez"):
        assert np.array_equal(simulation.weights(link), fresh.weights(link))
