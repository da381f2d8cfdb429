"""What is built depends on the document alone, whatever edits led to it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Probe, Simulation, SnapshotError, load
from engine.blocks.neurons import NeuronBlock
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus
from tests.engine.test_reproducibility import state_of

EXPONENTIAL = {"kind": "projection", "synapse": "exponential"}
SIZES = st.integers(1, 6)


@st.composite
def nodes(draw: st.DrawFn) -> Raw:
    """A node of a few kinds under one of three names; a name has one kind only."""
    name = draw(st.sampled_from(["p", "s", "a", "b"]))
    if name == "p":
        rates = st.one_of(st.just(50), st.just("40 + t"), st.just({"uniform": [10, 90]}))
        return stimulus(name, "poisson", draw(SIZES), rate=draw(rates))
    if name == "s":
        times = st.lists(st.integers(0, 30).map(float), max_size=4).map(sorted)
        return stimulus(name, "spike_times", times=draw(times))
    params = draw(st.sampled_from([{}, {"tau_m": 9}, {"tau_m": {"normal": [10, 1]}}]))
    model = draw(st.sampled_from(["lif", "eif"]))
    return neurons(name, model, draw(SIZES), params=params, initial={"V": draw(st.just(-60))})


@st.composite
def edges(draw: st.DrawFn) -> Raw:
    source, target = draw(st.sampled_from("psab")), draw(st.sampled_from("ab"))
    rules = [{"rule": "all_to_all"}, {"rule": "fixed_probability", "p": 0.5}]
    return {
        **edge(f"{source}{target}", source, target, **EXPONENTIAL),
        "weight": draw(st.sampled_from([3, 8.5, {"normal": [5, 1]}])),
        "delay": draw(st.sampled_from([0, 0.1, 1.3])),
        "connect": draw(st.sampled_from(rules)),
        "synapse": draw(st.sampled_from(["exponential", "delta"])),
    }


BOARDS = st.fixed_dictionaries(
    {
        "id": st.just("board"),
        "kind": st.just("board"),
        "settings": st.fixed_dictionaries(
            {"dt": st.sampled_from([0.1, 0.05]), "seed": st.integers(1, 2)}
        ),
    }
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.one_of(nodes(), edges(), BOARDS)),
        st.tuples(st.just("remove"), st.sampled_from(["p", "s", "a", "b", "ab", "pa"])),
    ),
    max_size=8,
)
START = [stimulus("p", "poisson", 4, rate=80), stimulus("s", "spike_times", times=[0, 3])]
START += [neurons("a", "lif", 3), neurons("b", "eif", 5)]
LINKS = [edge("pa", "p", "a", synapse="exponential"), edge("sb", "s", "b", synapse="delta")]
LINKS += [edge("ab", "a", "b", synapse="exponential", delay=1)]


def edited(simulation: Simulation, edits: list[tuple[str, Any]], run: int) -> None:
    for kind, what in edits:
        ends = (what["source"], what["target"]) if "source" in what else ()
        if all(end in simulation.network for end in ends):
            simulation.apply(parse_edit({kind: [what]}))
        simulation.advance(run)


def fresh_copy(simulation: Simulation) -> Simulation:
    return Simulation(load(json.dumps(simulation.network.to_document().model_dump(mode="json"))))


@settings(deadline=None, max_examples=60)
@given(EDITS)
def test_before_the_first_step_only_the_document_counts(edits: list[tuple[str, Any]]) -> None:
    simulation = Simulation(make_document(START, LINKS))
    edited(simulation, edits, run=0)
    fresh = fresh_copy(simulation)
    for one in (simulation, fresh):
        one.advance(100)
    assert state_of(simulation) == state_of(fresh)
    for node in fresh.recorder.spiking():
        mine, other = (one.recorder.spikes_since(node) for one in (simulation, fresh))
        assert np.array_equal(mine.steps, other.steps)
        assert np.array_equal(mine.cells, other.cells)


@settings(deadline=None, max_examples=60)
@given(EDITS, st.integers(1, 40))
def test_after_a_reset_only_the_document_counts(edits: list[tuple[str, Any]], run: int) -> None:
    simulation = Simulation(make_document(START, LINKS))
    edited(simulation, edits, run=run)
    fresh = fresh_copy(simulation)
    for link in fresh.assembly.edges:
        assert np.array_equal(simulation.weights(link), fresh.weights(link))
    for node, block in fresh.assembly.nodes.items():
        now = simulation.assembly.nodes[node]
        if isinstance(block, NeuronBlock) and isinstance(now, NeuronBlock):
            assert np.array_equal(now.params, block.params)
    simulation.reset()
    for one in (simulation, fresh):
        one.advance(100)
    assert state_of(simulation) == state_of(fresh)


@settings(deadline=None, max_examples=40)
@given(EDITS, st.integers(1, 40))
def test_a_snapshot_can_be_restored_or_is_refused_whole(
    edits: list[tuple[str, Any]], run: int
) -> None:
    simulation = Simulation(make_document(START, LINKS))
    simulation.watch(Probe("a", "V"))
    simulation.advance(run)
    snapshot = simulation.snapshot()
    edited(simulation, edits, run=run)
    before = state_of(simulation)
    try:
        simulation.restore(snapshot)
        restored = True
    except SnapshotError:
        restored = False
    if restored:
        assert simulation.step == run
    else:
        assert state_of(simulation) == before
    simulation.advance(50)


def test_a_stimulus_may_become_a_source_of_spikes() -> None:
    """The edge from it begins to deliver now, not with what its ring never held."""
    simulation = Simulation(
        make_document([neurons("u", "linear", 2), neurons("a", "leaky")], [edge("e", "u", "a")])
    )
    simulation.run(100)
    simulation.apply(
        parse_edit(
            {
                "put": [
                    neurons("u", "lif", 2, params={"I_ext": 40}),
                    edge("e", "u", "a", **EXPONENTIAL),
                ]
            }
        )
    )
    simulation.advance(1)
    assert simulation.assembly.edges["e"].upcoming[0] == 1001
    simulation.run(100)
    assert simulation.state("a")[0] > -72


def test_a_neuron_keeps_its_potential_when_its_model_changes() -> None:
    simulation = Simulation(make_document([neurons("a", "leaky", params={"I_ext": 5})]))
    simulation.run(30)
    v = simulation.state("a")[0]
    simulation.apply(parse_edit({"put": [neurons("a", "eif")]}))
    assert simulation.state("a")[0] == v
    simulation.apply(parse_edit({"put": [neurons("a", "hh")]}))
    assert simulation.state("a", "V")[0] == v
    assert 0 < simulation.state("a", "m")[0] < 1


@pytest.mark.parametrize("change", [{"dt": 0.5}, {"dt": 2}, {"dt": 1, "size": 5}])
def test_values_under_way_survive(change: dict[str, Any]) -> None:
    nodes = [stimulus("s", "formula", expression="t"), neurons("a", "linear", 3)]
    nodes += [neurons("b", "linear")]
    links = [edge("sa", "s", "a"), edge("ab", "a", "b", delay=6)]
    simulation = Simulation(make_document(nodes, links, dt=1))
    simulation.advance(20)
    board = {"id": "board", "kind": "board", "settings": {"dt": change["dt"]}}
    grown = neurons("a", "linear", change.get("size", 3))
    simulation.apply(parse_edit({"put": [board, grown]}))
    # a(t) = t - 1 in three cells; cells that are new were silent.
    assert simulation.current("ab")[0] == pytest.approx(3 * (20 - 6 - 1))
    simulation.advance(1)
    earlier = 20 + change["dt"] - 6 - 1
    assert simulation.current("ab")[0] == pytest.approx(3 * earlier, abs=3)


def test_a_restored_script_follows_the_times_of_now() -> None:
    simulation = Simulation(make_document([stimulus("s", "spike_times", times=[1, 2, 3, 8])]))
    simulation.run(5)
    snapshot = simulation.snapshot()
    simulation.apply(parse_edit({"put": [stimulus("s", "spike_times", times=[6, 7])]}))
    simulation.run(1)
    simulation.restore(snapshot)
    simulation.run(5)
    assert (simulation.recorder.spikes_since("s").steps * 0.1).tolist() == [1, 2, 3, 6, 7]
