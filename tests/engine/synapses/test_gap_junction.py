"""Gap junctions, and synapses that carry values (B4), through documents."""

from __future__ import annotations

import numpy as np
import pytest

from engine import BlowUp, Document, DocumentError, Probe, Simulation
from engine.document import Edit
from engine.validation import parse_document
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus
from tests.engine.test_validation import problems

PASSIVE = {"tau_m": 10, "E_L": -70}


def pair(g: float, back: float | None = None, **fields: object) -> Document:
    """Two passive cells, the first driven by 12 mV, joined in one or both directions."""
    edges = [edge("ab", "a", "b", synapse="gap_junction", weight=g, **fields)]
    if back is not None:
        edges.append(edge("ba", "b", "a", synapse="gap_junction", weight=back, **fields))
    return make_document(
        [
            neurons("a", "leaky", params={**PASSIVE, "I_ext": 12}, initial={"V": -70}),
            neurons("b", "leaky", params=PASSIVE, initial={"V": -70}),
        ],
        edges,
    )


@pytest.mark.parametrize("g", [0.1, 0.5, 2.0])
def test_two_cells_settle_where_the_circuit_says(g: float) -> None:
    simulation = Simulation(pair(g, g))
    simulation.run(300)
    a, b = simulation.state("a")[0] + 70, simulation.state("b")[0] + 70
    # Kirchhoff: 0 = -a + g (b - a) + 12 and 0 = -b + g (a - b).
    assert (a, b) == pytest.approx((12 * (1 + g) / (1 + 2 * g), 12 * g / (1 + 2 * g)), abs=1e-9)
    # What leaves one enters the other.
    assert simulation.current("ab") == pytest.approx(-simulation.current("ba"), abs=1e-12)
    assert simulation.current("ab") == pytest.approx([g * (a - b)], abs=1e-12)


def test_one_edge_acts_on_its_target_only() -> None:
    simulation = Simulation(pair(0.5))
    simulation.run(300)
    assert simulation.state("a")[0] == pytest.approx(-58)
    assert simulation.state("b")[0] == pytest.approx(-70 + 12 * 0.5 / 1.5)


def test_the_difference_decays_with_the_time_constant_of_the_pair() -> None:
    document = make_document(
        [
            neurons("a", "leaky", params=PASSIVE, initial={"V": -60}),
            neurons("b", "leaky", params=PASSIVE, initial={"V": -80}),
        ],
        [
            edge("ab", "a", "b", synapse="gap_junction", weight=2),
            edge("ba", "b", "a", synapse="gap_junction", weight=2),
        ],
        dt=0.01,
    )
    simulation = Simulation(document)
    simulation.run(3)
    difference = simulation.state("a")[0] - simulation.state("b")[0]
    assert difference == pytest.approx(20 * np.exp(-3 * (1 + 4) / 10), rel=0.01)


RULES: dict[str, Raw] = {
    "all": {"weight": 0.3},
    "all but itself": {"weight": 0.3, "connect": {"rule": "all_to_all", "allow_autapses": False}},
    "drawn": {"weight": {"uniform": [0, 1]}},
    "sparse": {"weight": {"uniform": [0, 1]}}
    | {"connect": {"rule": "fixed_probability", "p": 0.4, "allow_autapses": False}},
    "one weight, sparse": {"weight": 0.2, "connect": {"rule": "fixed_indegree", "k": 3}},
    "one to one": {"weight": {"uniform": [0, 1]}, "connect": {"rule": "one_to_one"}},
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("delay", [0, 0.7])
def test_every_pattern_equals_the_scheme_by_hand(rule: str, delay: float) -> None:
    start = np.linspace(-80, -50, 9)
    document = make_document(
        [neurons("a", "leaky", 9, params=PASSIVE, initial={"V": start.tolist()})],
        [edge("e", "a", "a", synapse="gap_junction", delay=delay, **RULES[rule])],
    )
    simulation = Simulation(document)
    weights = simulation.weights("e")
    late = round(delay / 0.1)
    past = [np.zeros(9)] * late + [start]
    for _ in range(60):
        v = past[-1]
        current = weights @ past[-1 - late] - weights.sum(axis=1) * v
        past.append(v + 0.1 / 10 * (-70 - v + current))
    simulation.advance(60)
    assert simulation.state("a") == pytest.approx(past[-1], abs=1e-9)


def test_weights_may_change_while_it_runs() -> None:
    simulation = Simulation(pair(0.5, 0.5))
    before = simulation.snapshot()
    simulation.run(20)
    record = simulation.network["ab"].model_copy(update={"weight": 3.0})
    back = simulation.network["ba"].model_copy(update={"weight": 3.0})
    simulation.apply(Edit(put=[record, back]))
    simulation.run(300)
    settled = simulation.state("b")[0]
    assert settled == pytest.approx(-70 + 12 * 3 / 7, abs=1e-9)
    # A moment from before knows nothing of the weights of now.
    simulation.restore(before)
    simulation.run(300)
    assert simulation.state("b")[0] == pytest.approx(settled, abs=1e-9)


def test_spikes_of_a_neighbour_are_felt() -> None:
    document = make_document(
        [neurons("a", "hh", params={"I_ext": 10}), neurons("b", "hh")],
        [
            edge("ab", "a", "b", synapse="gap_junction", weight=0.05),
            edge("ba", "b", "a", synapse="gap_junction", weight=0.05),
        ],
        dt=0.01,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("ab", "I"))
    simulation.watch(Probe("a", "V"))
    simulation.watch(Probe("b", "V"))
    simulation.run(30)
    current, a, b = (
        simulation.recorder.samples_since(probe).values[:, 0]
        for probe in (Probe("ab", "I"), Probe("a", "V"), Probe("b", "V"))
    )
    assert current == pytest.approx(0.05 * (a - b), abs=1e-12)
    assert np.ptp(b) > 1


@pytest.mark.parametrize("frame", [1, 7, 1000])
def test_frames_and_snapshots_give_the_same_bits(frame: int) -> None:
    simulation = Simulation(pair(0.3, 0.3, delay=0.5))
    simulation.advance(100)
    middle = simulation.snapshot()
    done = 0
    while done < 200:
        simulation.advance(min(frame, 200 - done))
        done += min(frame, 200 - done)
    found = simulation.state("b")[0]
    simulation.restore(middle)
    simulation.advance(200)
    assert simulation.state("b")[0] == found
    whole = Simulation(pair(0.3, 0.3, delay=0.5))
    whole.advance(300)
    assert whole.state("b")[0] == found


def test_an_own_synapse_of_values_has_a_curve_and_a_state() -> None:
    """A graded chemical synapse: a sigmoid of the presynaptic potential opens a conductance."""
    raw = raw_document(
        [
            neurons("a", "leaky", 2, params=PASSIVE, initial={"V": [-60, -40]}),
            neurons("b", "leaky", params=PASSIVE, initial={"V": -70}),
        ],
        [edge("e", "a", "b", synapse="graded", weight=[[1, 2]], params={"theta": -45})],
    )
    raw["definitions"] = [
        {
            "id": "d",
            "of": "synapse",
            "name": "graded",
            "carries": "values",
            "presynaptic": "1/(1 + exp(-(x - theta)/4))",
            "parameters": [
                {"name": "theta", "default": -50, "meaning": "half"},
                {"name": "tau", "default": 5, "meaning": "time constant"},
            ],
            "states": [{"name": "s", "meaning": "open"}],
            "equations": "tau*ds/dt = S - s",
            "current": "-s*(V + 10)/(1 + W)",
        }
    ]
    simulation = Simulation(parse_document(raw))
    a, b, s = np.array([-60.0, -40.0]), -70.0, 0.0
    for _ in range(100):
        total = np.array([1, 2]) @ (1 / (1 + np.exp(-(a + 45) / 4)))
        current = -s * (b + 10) / (1 + 3)
        a = a + 0.01 * (-70 - a)
        s, b = s + 0.1 / 5 * float(total - s), b + 0.01 * (-70 - b + current)
    simulation.advance(100)
    assert simulation.state("b")[0] == pytest.approx(b, abs=1e-9)


def test_a_state_that_leaves_the_finite_range_is_named() -> None:
    raw = raw_document(
        [neurons("a", "leaky", 3), neurons("b", "leaky", 2)],
        [edge("e", "a", "b", synapse="wild")],
    )
    raw["definitions"] = [
        {"id": "d", "of": "synapse", "name": "wild", "carries": "values"}
        | {"states": [{"name": "s", "initial": 1, "meaning": "grows"}], "current": "0*s"}
        | {"equations": "ds/dt = 1e9*s + S", "presynaptic": "x"}
    ]
    simulation = Simulation(parse_document(raw))
    with pytest.raises(BlowUp, match='edge "e": s left the finite range'):
        simulation.run(100)


NODES = [
    neurons("a"),
    neurons("g", "linear"),
    stimulus("p", "poisson"),
    neurons("b", "leaky"),
]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"source": "p", "synapse": "gap_junction"},
            'edge "e": "p" sends spikes and has no value, and gap_junction carries values: take a '
            "synapse that hears spikes",
        ),
        (
            {"source": "a", "synapse": "gap_junction", "delay": {"uniform": [0, 2]}},
            'edge "e": this edge passes values each step, no spikes: it has one delay for all, a '
            "number in ms",
        ),
        (
            {"source": "a", "synapse": "gap_junction", "release": 0.5},
            'edge "e": this edge passes values each step, no spikes that could fail: release is 1',
        ),
        (
            {"source": "g", "short_term": {}},
            'edge "e": this edge passes values each step, no spikes that could use anything up: '
            "short_term is null",
        ),
        (
            {"source": "a", "synapse": "gap_junction", "target": "g"},
            'edge "e": gap_junction pulls a membrane potential, and "g" has none: it is computed '
            "anew in each step; take a current, or another model of cell",
        ),
        (
            {"source": "a", "synapse": "conductance", "target": "g"},
            'edge "e": conductance pulls a membrane potential, and "g" has none: it is computed '
            "anew in each step; take a current, or another model of cell",
        ),
        (
            {"source": "g", "synapse": "exponential"},
            'edge "e": "g" sends a value, not spikes: it is summed by weight and the synapse is '
            'null, or it takes a synapse that carries values ("gap_junction")',
        ),
    ],
)
def test_what_makes_no_sense_is_refused(fields: Raw, sentence: str) -> None:
    assert problems(raw_document(NODES, [{"id": "e", "target": "b", **fields}])) == [sentence]


def test_weighted_is_another_name_for_no_synapse() -> None:
    document = make_document(
        [stimulus("s", "constant", amplitude=2), neurons("a", "linear")],
        [edge("e", "s", "a", weight=3, synapse="weighted")],
        dt=1,
    )
    assert document.edges[0].synapse is None
    simulation = Simulation(document)
    simulation.advance(1)
    assert simulation.state("a")[0] == 6
    with pytest.raises(DocumentError, match="a synapse is needed"):
        Simulation(make_document(NODES, [edge("e", "a", "b", synapse="weighted")]))
