"""Looking at a past moment, and going on from there or from the present."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Document, Probe, Simulation
from engine.blocks.arrays import Array
from engine.validation import parse_edit
from tests.engine.boards import edge, make_document, neurons, stimulus
from tests.engine.test_reproducibility import state_of

V = Probe("a", "V", (0, 3))
EXPONENTIAL = {"kind": "projection", "synapse": "exponential"}


def board() -> Document:
    return make_document(
        [
            stimulus("p", "poisson", 20, rate=300),
            stimulus("s", "spike_times", times=[5, 30.2, 61]),
            neurons("a", "eif", 8, initial={"V": {"uniform": [-70, -56]}}),
        ],
        [
            edge("pa", "p", "a", **EXPONENTIAL, weight=9, delay=1.3),
            edge("aa", "a", "a", **EXPONENTIAL, weight={"normal": [4, 1]}, delay=2),
            edge("sa", "s", "a", **EXPONENTIAL, weight=40),
        ],
    )


def started() -> Simulation:
    simulation = Simulation(board())
    simulation.watch(V)
    return simulation


def recordings(simulation: Simulation) -> list[Array]:
    samples = simulation.recorder.samples_since(V)
    spikes = simulation.recorder.spikes_since("a")
    return [np.array([samples.first_step]), samples.values, spikes.steps, spikes.cells]


def assert_same(one: Simulation, other: Simulation) -> None:
    assert state_of(one) == state_of(other)
    for a, b in zip(recordings(one), recordings(other), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("offset", [0, 1, 317])
def test_going_on_from_a_past_moment_repeats_the_run(offset: int) -> None:
    plain, visited = started(), started()
    plain.advance(1500)
    visited.advance(400)
    moment = visited.snapshot()
    visited.advance(1100)
    visited.visit(moment, 400 + offset)
    assert (visited.step, visited.recorded) == (400 + offset, 1500)
    visited.advance(1100 - offset)
    assert_same(visited, plain)


def test_the_visited_state_is_that_of_then() -> None:
    then, visited = started(), started()
    then.advance(700)
    visited.advance(400)
    moment = visited.snapshot()
    visited.advance(1100)
    visited.visit(moment, 700)
    assert state_of(visited) == state_of(then)
    assert visited.t == then.t == pytest.approx(70)


def test_recordings_stay_while_a_past_is_visited() -> None:
    simulation = started()
    simulation.advance(300)
    moment = simulation.snapshot()
    simulation.advance(900)
    before = recordings(simulation)
    for step in (300, 640, 301):
        simulation.visit(moment, step)
        for a, b in zip(recordings(simulation), before, strict=True):
            np.testing.assert_array_equal(a, b)


def test_the_present_is_there_to_come_back_to() -> None:
    plain, visited = started(), started()
    plain.advance(2000)
    visited.advance(500)
    moment = visited.snapshot()
    visited.advance(700)
    present = visited.snapshot()
    visited.visit(moment, 800)
    visited.visit(present)
    assert visited.recorded == visited.step == 1200
    visited.advance(800)
    assert_same(visited, plain)


def test_what_is_watched_during_a_visit_begins_where_the_run_goes_on() -> None:
    simulation = started()
    moment = simulation.snapshot()
    simulation.advance(1000)
    present = simulation.snapshot()
    late = Probe("a", "V", (5,))
    simulation.visit(moment, 100)
    simulation.watch(late)
    assert len(simulation.recorder.samples_since(late).values) == 0
    simulation.advance(10)
    found = simulation.recorder.samples_since(late)
    assert (found.first_step, len(found.values)) == (100, 11)
    assert found.values[-1, 0] == simulation.state("a")[5]

    other = started()
    other.advance(1000)
    now = other.snapshot()
    other.visit(now, 1000)
    assert other.recorded == present.step
    first = started()
    start = first.snapshot()
    first.advance(1000)
    end = first.snapshot()
    first.visit(start, 100)
    first.watch(late)
    first.visit(end)
    first.advance(5)
    found = first.recorder.samples_since(late)
    assert (found.first_step, len(found.values)) == (1001, 5)
    assert found.values[-1, 0] == first.state("a")[5]


def test_a_changed_parameter_branches_from_the_visited_moment() -> None:
    visited, plain = started(), started()
    moment = visited.snapshot()
    plain.advance(200)
    visited.advance(900)
    visited.visit(moment, 200)
    change = {"put": [{**edge("sa", "s", "a", **EXPONENTIAL), "weight": 80}], "remove": []}
    for simulation in (visited, plain):
        simulation.apply(parse_edit(change))
        simulation.advance(300)
    assert_same(visited, plain)


def test_an_edit_of_the_start_takes_initial_values_anew() -> None:
    visited, plain = started(), started()
    start = visited.snapshot()
    visited.advance(600)
    visited.visit(start)
    change = {"put": [neurons("a", "eif", 8, initial={"V": -58})], "remove": []}
    for simulation in (visited, plain):
        simulation.apply(parse_edit(change))
        simulation.advance(50)
    assert_same(visited, plain)


def test_only_recorded_moments_can_be_visited() -> None:
    simulation = started()
    simulation.advance(100)
    moment = simulation.snapshot()
    simulation.advance(100)
    for step in (99, 201):
        with pytest.raises(ValueError, match="not between the snapshot and what is recorded"):
            simulation.visit(moment, step)
    assert simulation.step == 200
