"""Delays of each synapse's own: spike by spike against a plain calculation."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import Probe, Simulation
from engine.document import Edit
from engine.memory import estimate
from engine.validation import load
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus
from tests.engine.test_delivery import PATTERNS, matrix_of
from tests.engine.test_validation import problems

SLOW = {"tau_m": 1e5, "E_L": 0}
N = 12
DELAYS = np.random.default_rng(3).uniform(0, 4, (N, N)).round(2)


def board(synapse: str = "delta", **fields: Any) -> Simulation:
    """Twelve cells that spike when scripted, onto themselves through an edge with delays."""
    random = np.random.default_rng(8)
    times = [sorted(random.uniform(0, 8, 5).round(1)) for _ in range(N)]
    document = make_document(
        [
            stimulus("s", "spike_times", N, times=times),
            neurons("a", "leaky", N, params=SLOW, initial={"V": 0}),
        ],
        [edge("e", "s", "a", synapse=synapse, **fields)],
    )
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    if synapse != "delta":
        simulation.watch(Probe("e", "I"))
    return simulation


def spikes(simulation: Simulation) -> list[tuple[int, int]]:
    found = simulation.recorder.spikes_since("s")
    return list(zip(found.steps.tolist(), found.cells.tolist(), strict=True))


def delays_of(simulation: Simulation) -> np.ndarray:
    """Steps by (target, source), whatever the pattern, from where the engine keeps them."""
    part: Any = simulation.assembly.edges["e"].parts["release"]
    block = simulation.assembly.edges["e"]
    matrix = np.zeros((N, N), int)
    if block.connection.indptr is not None:
        assert block.connection.targets is not None
        matrix[block.connection.targets, block.connection.sources()] = part.delays
    elif len(part.delays) == N:
        np.fill_diagonal(matrix, part.delays)
    else:
        matrix[:] = part.delays.reshape(N, N).T
    return matrix


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if "autapses" not in p])
@pytest.mark.parametrize("drawn", [False, True])
def test_every_spike_arrives_in_its_step(pattern: str, drawn: bool) -> None:
    delay = {"normal": [2, 1.5]} if drawn else DELAYS.tolist()
    simulation = board(delay=delay, **PATTERNS[pattern])
    simulation.advance(130)
    v = simulation.recorder.samples_since(Probe("a", "V")).values
    weights = simulation.weights("e")
    steps = delays_of(simulation)
    if not drawn:
        present = weights != 0
        assert np.array_equal(steps[present], np.rint(DELAYS / 0.1).astype(int)[present])
    expected = np.zeros((131, N))
    for label, cell in spikes(simulation):
        for target in range(N):
            arrival = label + steps[target, cell] + 1
            if arrival < 131:
                expected[arrival:, target] += weights[target, cell]
    assert v == pytest.approx(expected, abs=0.02)


def test_without_autapses_nothing_comes_back() -> None:
    connect = {"rule": "all_to_all", "allow_autapses": False}
    document = make_document(
        [
            stimulus("s", "spike_times", 3, times=[[1], [], []]),
            neurons("a", "lif", 3, params={**SLOW, "V_th": 5, "V_re": 0}, initial={"V": 0}),
        ],
        [
            edge("go", "s", "a", synapse="delta", weight=9, connect={"rule": "one_to_one"}),
            edge("e", "a", "a", synapse="delta", weight=2, connect=connect)
            | {"delay": {"uniform": [1, 2]}},
        ],
    )
    simulation = Simulation(document)
    simulation.run(5)
    assert simulation.state("a") == pytest.approx([0, 2, 2], abs=1e-3)


def test_a_matrix_of_one_number_is_that_number() -> None:
    one = board("exponential", delay=1.7, weight=3)
    many = board("exponential", delay=np.full((N, N), 1.7).tolist(), weight=3)
    for simulation in (one, many):
        simulation.advance(130)
    for probe in (Probe("a", "V"), Probe("e", "I")):
        rows = [s.recorder.samples_since(probe).values for s in (one, many)]
        assert rows[0] == pytest.approx(rows[1], abs=1e-12)


def test_drawn_delays_are_rounded_and_never_negative() -> None:
    simulation = board(delay={"normal": [0.2, 1.0]})
    part: Any = simulation.assembly.edges["e"].parts["release"]
    assert part.delays.min() == 0
    assert 0.3 < np.mean(part.delays == 0) < 0.7
    assert len(part.arrivals) == part.delays.max() + 1
    again: Any = board(delay={"normal": [0.2, 1.0]}).assembly.edges["e"].parts["release"]
    assert np.array_equal(again.delays, part.delays)


FEATURES: dict[str, Any] = {
    "delay": {"uniform": [0, 4]},
    "release": 0.6,
    "short_term": {"U": 0.3, "tau_rec": 20, "tau_facil": 10},
    "weight": {"uniform": [1, 2]},
}


@pytest.mark.parametrize("frame", [1, 7, 1000])
def test_frames_snapshots_and_reset_give_the_same_bits(frame: int) -> None:
    whole = board("exponential", **FEATURES)
    whole.advance(130)
    expected = whole.recorder.samples_since(Probe("a", "V")).values.copy()
    simulation = board("exponential", **FEATURES)
    for done in range(0, 60, frame):
        simulation.advance(min(frame, 60 - done))
    middle = simulation.snapshot()
    for _ in range(2):
        simulation.advance(130 - simulation.step)
        found = simulation.recorder.samples_since(Probe("a", "V")).values
        assert np.array_equal(found, expected)
        simulation.restore(middle)
    simulation.reset()
    simulation.advance(130)
    assert np.array_equal(simulation.recorder.samples_since(Probe("a", "V")).values, expected)


def changed(simulation: Simulation, **fields: Any) -> None:
    """Edit the edge while it runs."""
    document = simulation.network.to_document().model_dump(mode="json", by_alias=True)
    document["edges"][0] |= fields
    [record] = load(json.dumps(document)).edges
    simulation.apply(Edit(put=[record]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DELAYS.tolist(), 0.5),
        (DELAYS.tolist(), 3.0),
        (2.0, DELAYS.tolist()),
        (DELAYS.tolist(), (4 - DELAYS).tolist()),
        (DELAYS.tolist(), {"uniform": [5, 9]}),
    ],
)
def test_each_spike_arrives_once_when_delays_change(before: Any, after: Any) -> None:
    simulation = board(delay=before)
    simulation.advance(40)
    changed(simulation, delay=after)
    simulation.advance(300)
    assert simulation.state("a") == pytest.approx([60.0] * N, rel=1e-2)


def test_spikes_under_way_take_a_delay_of_their_synapse_from_when_they_were_sent() -> None:
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[1]]),
            neurons("a", "leaky", 3, params=SLOW, initial={"V": 0}),
        ],
        [edge("e", "s", "a", synapse="delta", delay=5)],
    )
    simulation = Simulation(document)
    simulation.watch(Probe("a", "V"))
    simulation.run(3)
    changed(simulation, delay=[[1], [2.5], [9]])
    simulation.run(10)
    v = simulation.recorder.samples_since(Probe("a", "V")).values
    # The first should have arrived already: it does at once.
    assert [int(np.flatnonzero(np.diff(column) > 0.9)[0]) for column in v.T] == [30, 35, 100]


@pytest.mark.parametrize("dt", [0.05, 0.2])
def test_spikes_under_way_keep_their_time_when_dt_changes(dt: float) -> None:
    document = make_document(
        [
            stimulus("s", "spike_times", times=[[1]]),
            neurons("a", "leaky", 3, params=SLOW, initial={"V": 0}),
        ],
        [edge("e", "s", "a", synapse="delta", weight=1, delay=[[2], [4], [9]])],
    )
    simulation = Simulation(document)
    simulation.run(2)
    board_record = simulation.network.board
    settings = board_record.settings.model_copy(update={"dt": dt})
    simulation.apply(Edit(put=[board_record.model_copy(update={"settings": settings})]))
    simulation.watch(Probe("a", "V"))
    first = simulation.step
    simulation.run(10)
    v = simulation.recorder.samples_since(Probe("a", "V")).values
    for cell, due in enumerate((3, 5, 10)):
        step = int(np.flatnonzero(np.diff(v[:, cell]) > 0.9)[0]) + first + 1
        assert simulation.time(step) == pytest.approx(due + dt, abs=dt / 2 + 1e-9)


def test_a_change_of_the_synapse_scales_what_is_under_way() -> None:
    """What is under way is a weight: the jump that it makes is that of the synapse by then."""
    fields = {"weight": 1, "delay": {"uniform": [2, 4]}}
    simulation = board("exponential", params={"tau": 5}, **fields)
    other = board("exponential", params={"tau": 2}, **fields)
    for each in (simulation, other):
        each.advance(3)
    changed(simulation, params={"tau": 2})
    for each in (simulation, other):
        each.advance(100)
    assert simulation.state("a") == pytest.approx(other.state("a"), rel=1e-6)


def test_an_edit_draws_delays_anew_only_where_they_may_differ() -> None:
    simulation = board(delay={"uniform": [1, 4]}, connect={"rule": "fixed_indegree", "k": 5})
    part: Any = simulation.assembly.edges["e"].parts["release"]
    changed(simulation, weight=3, short_term={"U": 0.5})
    now: Any = simulation.assembly.edges["e"].parts["release"]
    assert now is not part
    assert now.delays is part.delays
    changed(simulation, delay={"uniform": [2, 3]})
    assert delays_of(simulation).max() == 30


def test_the_estimate_of_memory_knows_them() -> None:
    for connect in ({"rule": "all_to_all"}, {"rule": "fixed_probability", "p": 0.2}):
        document = make_document(
            [stimulus("s", "poisson", 800), neurons("a", "leaky", 900)],
            [
                edge("e", "s", "a", synapse="exponential", connect=connect, short_term={})
                | {"delay": {"uniform": [0, 20]}, "weight": {"normal": [1, 1]}}
            ],
        )
        simulation = Simulation(document)
        expected = estimate(simulation.network)["e"]
        assert expected == pytest.approx(simulation.assembly.edges["e"].byte_count(), rel=0.05)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"delay": [[1, 2]]},
            "the matrix of delays must have the shape (target size, source size) = (2, 3); it is "
            "(1, 2)",
        ),
        (
            {"delay": {"uniform": [-1, 2]}},
            "a spike cannot arrive 1 ms before it was sent; delays begin at 0",
        ),
        (
            {"delay": {"normal": [2000, 2]}},
            "a delay is at most 1000 ms (this goes up to 2000)",
        ),
        (
            {"delay": {"uniform": [3, 2]}},
            "delay: the lower bound 3 of the distribution is above the upper one 2",
        ),
    ],
)
def test_delays_that_cannot_be_are_refused(fields: Raw, sentence: str) -> None:
    raw = raw_document(
        [stimulus("s", "poisson", 3), neurons("a", "leaky", 2)],
        [edge("e", "s", "a", synapse="delta", **fields)],
    )
    assert problems(raw) == [f'edge "e": {sentence}']


def test_a_matrix_goes_with_sparse_weights() -> None:
    weights = matrix_of("sparse", N, N)
    simulation = board(delay=DELAYS.tolist(), weight=weights.tolist(), connect={"rule": "explicit"})
    assert np.array_equal(delays_of(simulation) > 0, (weights != 0) & (DELAYS >= 0.05))
