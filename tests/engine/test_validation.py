"""What is wrong with a document, in sentences that name the record and the field."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from engine import Document, DocumentError, Network, Simulation, TooLarge, load, validate
from engine.sentences import MAX_PROBLEMS
from engine.validation import MAX_BYTES, parse_edit
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus

SPIKES = {"synapse": "exponential"}
NEURON = neurons("a")
PAIR = [NEURON, neurons("b", size=3)]


def problems(raw: Raw) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        validate(Network.from_document(load(json.dumps(raw))))
    for problem in caught.value.problems:
        # A person reads this: no word of the library that checks shapes.
        assert not re.search(r"pydantic|Input should|validation error|type=", problem.message)
    return [problem.message for problem in caught.value.problems]


def refused(raw: Raw, *sentences: str) -> None:
    assert problems(raw) == list(sentences)


def test_not_json() -> None:
    with pytest.raises(DocumentError, match="at line 2, column 2 it stops being JSON"):
        load('{"format":\n oops}')
    with pytest.raises(DocumentError, match="not text in UTF-8"):
        load(b"\xff\xfe\x00")
    with pytest.raises(DocumentError, match="nested too deeply"):
        load("[" * 100_000)
    with pytest.raises(DocumentError, match="not a Neuroboard document"):
        load('{"format": ' + "9" * 5000 + "}")


@pytest.mark.parametrize("text", ["[]", "3", '"neuroboard/1"', '{"nodes": []}'])
def test_a_file_that_is_not_ours(text: str) -> None:
    with pytest.raises(DocumentError, match='not a Neuroboard document: it has no field "format"'):
        load(text)


def test_another_format() -> None:
    with pytest.raises(DocumentError, match='"format" should be "neuroboard/1"'):
        load('{"format": "simbrain/4"}')


def test_a_newer_format() -> None:
    with pytest.raises(DocumentError, match="Open it with a newer version of Neuroboard"):
        load('{"format": "neuroboard/2", "whatever": []}')


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(DocumentError, match="this file has 65 MiB; a document has at most 64 MiB"):
        load(b" " * (MAX_BYTES + 2**20))


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_nan_and_infinity(word: str) -> None:
    with pytest.raises(DocumentError, match=f"contains {word}; every number must be finite"):
        load(f'{{"format": "neuroboard/1", "settings": {{"dt": {word}}}}}')


def test_a_number_beyond_floats() -> None:
    text = json.dumps(raw_document([{**NEURON, "x": 0}])).replace('"x": 0', '"x": 1e999')
    with pytest.raises(DocumentError, match='node "a": x must be a finite number'):
        load(text)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (raw_document([], dt=0), "settings: dt must be at least 1e-06 (it is 0)"),
        (raw_document([], dt=-1), "settings: dt must be at least 1e-06 (it is -1)"),
        (raw_document([], dt="x"), 'settings: dt must be a number (it is "x")'),
        (
            raw_document([], method="heun"),
            'settings: method must be "euler", "exponential_euler" or "rk4" (it is "heun")',
        ),
        (
            raw_document([], tolerance=1),
            'settings: there is no field "tolerance"',
        ),
        (raw_document([neurons("a", size=-3)]), 'node "a": size must be at least 1 (it is -3)'),
        (
            raw_document([neurons("a", size=10**10)]),
            'node "a": size must be at most 10,000,000 (it is 10000000000)',
        ),
        (
            raw_document([neurons("a", size=1.5)]),  # type: ignore[arg-type]  # as a file may say
            'node "a": size must be a whole number (it is 1.5)',
        ),
        (
            raw_document([neurons("a b")]),
            'node "a b": id must be 1 to 64 letters, digits, _ or - (it is "a b")',
        ),
        (
            raw_document([{**NEURON, "lable": "x"}]),
            'node "a": there is no field "lable"; did you mean "label"?',
        ),
        (
            raw_document([{"id": "a", "kind": "nerons"}]),
            'node "a": kind "nerons" is not known; there is "stimulus", "neurons"; did you mean '
            '"neurons"?',
        ),
        (raw_document([{"kind": "neurons", "model": "lif"}]), "node number 1: id is missing"),
        (
            raw_document([neurons("a", params={"tau_m": {"normal": [1, -2]}})]),
            'node "a": params.tau_m.normal[1] must be at least 0 (it is -2)',
        ),
        (
            raw_document([NEURON], [edge("e", "a", "a", connect={"rule": "al_to_all"})]),
            'edge "e": rule "al_to_all" is not known; there is "all_to_all", "one_to_one", '
            '"fixed_probability", "fixed_indegree", "fixed_outdegree", "distance", "explicit"; '
            'did you mean "all_to_all"?',
        ),
        (
            raw_document([NEURON], [edge("e", "a", "a", weight=[[1], ["x"]])]),
            'edge "e": weight[1][0] must be a number (it is "x")',
        ),
        (
            raw_document([neurons("a" * 100)]),
            f'node number 1: id must be 1 to 64 letters, digits, _ or - (it is "{"a" * 56}...)',
        ),
    ],
)
def test_shape(raw: Raw, sentence: str) -> None:
    refused(raw, sentence)


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        (
            neurons("a", "liff"),
            'there is no neuron model "liff"; did you mean "lif", "qif" or "eif"?',
        ),
        (
            stimulus("a", "pulze"),
            'there is no stimulus "pulze"; did you mean "pulse" or "samples"?',
        ),
        (
            neurons("a", params={"tau": 3}),
            'there is no parameter "tau"; did you mean "tau_m"?',
        ),
        (neurons("a", params={"tau_m": 0}), "tau_m must be at least 0.01 ms (it is 0)"),
        (neurons("a", params={"tau_m": "t"}), 'tau_m must be a number (it is "t")'),
        (neurons("a", params={"tau_m": [1, 2]}), "tau_m lists 2 values for 1 cell"),
        (
            neurons("a", params={"tau_m": [[1]]}),
            "tau_m takes one number per cell, not a matrix",
        ),
        (
            neurons("a", size=2, params={"tau_m": [9, -1]}),
            "tau_m must be at least 0.01 ms (it is -1)",
        ),
        (
            neurons("a", params={"E_L": {"uniform": [2, 1]}}),
            "E_L: the lower bound 2 of the distribution is above the upper one 1",
        ),
        (neurons("a", initial={"v": 1}), 'there is no state "v"; did you mean "V"?'),
        (neurons("a", initial={"V": [1, 2]}), "V lists 2 values for 1 cell"),
        (
            stimulus("a", "formula", 3),
            "formula is the same for all that it reaches, so its size is 1 (it is 3)",
        ),
        (stimulus("a", "formula", expression=[1]), "expression must be one number"),
        (stimulus("a", "constant", 2, amplitude=[1]), "amplitude lists 1 values for 2 cells"),
        (
            stimulus("a", "samples", values=3),
            "values must be a list of numbers, or one list per cell (it is 3)",
        ),
        (stimulus("a", "samples", values=[]), "values must have at least one sample"),
        (
            stimulus("a", "samples", 3, values=[[1], [2]]),
            "values has 2 lists of samples for 3 cells: give one, or one per cell",
        ),
        (
            stimulus("a", "samples", 2, values=[[1], [2, 3]]),
            "values has lists of 1 and of 2 samples: they must be of the same length",
        ),
        (
            stimulus("a", "samples", between="liner"),
            'between must be "linear" or "hold" (it is "liner"); did you mean "linear"?',
        ),
        (stimulus("a", "samples", 2, dt=[1, 2]), "dt must be one number"),
        (stimulus("a", "noise", tau=-1), "tau must be at least 0 ms (it is -1)"),
        (stimulus("a", "poisson", rate=-3), "rate must be at least 0 Hz (it is -3)"),
        (stimulus("a", "poisson", 2, rate=[3]), "rate lists 1 values for 2 cells"),
        (
            stimulus("a", "spike_times", 2, times=[[1]]),
            "times has 1 lists of times for 2 cells: give one list per cell",
        ),
        (
            stimulus("a", "spike_times", times=[[2, 1]]),
            "times of cell 0 must be in ascending order (1 comes after 2)",
        ),
        (
            stimulus("a", "spike_times", times=[-1]),
            "times must be at least 0 ms (one is -1)",
        ),
        (
            stimulus("a", "spike_times", times=3),
            "times must be a list of times, or one list per cell",
        ),
    ],
)
def test_nodes(node: Raw, sentence: str) -> None:
    refused(raw_document([node]), f'node "a": {sentence}')


@pytest.mark.parametrize(
    "text",
    ["__import__('os').system('x')", "(1).__class__", "open('x')", "t; t", "t if t else 1", ""],
)
def test_a_formula_is_arithmetic_and_nothing_else(text: str) -> None:
    [sentence] = problems(raw_document([stimulus("s", "formula", expression=text)]))
    assert sentence.startswith('node "s": expression ')
    assert re.search(r"\(character \d+\)$", sentence)


EDGES: list[tuple[Raw, str]] = [
    ({}, '"a" sends spikes, so a synapse is needed: '),
    ({"source": "s", **SPIKES}, '"s" sends a value, not spikes: it is summed by weight'),
    ({"source": "s", "params": {"tau": 3}}, 'without a synapse there is no parameter "tau"'),
    ({"source": "ghost", **SPIKES}, 'its source "ghost" is not there'),
    ({"target": "ghost", **SPIKES}, 'its target "ghost" is not there'),
    ({"target": "e", **SPIKES}, 'its target "e" is not there'),
    ({"target": "s", **SPIKES}, '"s" is a stimulus and has no inputs'),
    ({"synapse": "expo"}, 'there is no synapse "expo"; did you mean "exponential"?'),
    ({**SPIKES, "params": {"ta": 1}}, 'there is no parameter "ta"; did you mean "tau"?'),
    ({**SPIKES, "params": {"tau": 0}}, "tau must be at least 0.01 ms (it is 0)"),
    (
        {**SPIKES, "weight": [[1, 2, 3]]},
        "the weight matrix must have the shape (target size, source size) = (3, 1); it is (1, 3)",
    ),
    (
        {**SPIKES, "weight": [[1], [2], []]},
        "the weight matrix must have the shape (target size, source size) = (3, 1); it is (3, rows "
        "of unequal length)",
    ),
    (
        {**SPIKES, "connect": {"rule": "one_to_one"}},
        "one_to_one needs two sides of the same size (1 source and 3 target cells)",
    ),
    (
        {**SPIKES, "connect": {"rule": "fixed_indegree", "k": 2}},
        "k is 2, but there are only 1 source cells",
    ),
    (
        {**SPIKES, "connect": {"rule": "fixed_outdegree", "k": 4}},
        "k is 4, but there are only 3 target cells",
    ),
    ({**SPIKES, "connect": {"rule": "explicit"}}, "the rule explicit needs a weight matrix"),
    (
        {**SPIKES, "weight": {"uniform": [3, 1]}},
        "weight: the lower bound 3 of the distribution is above the upper one 1",
    ),
    (
        {
            "source": "b",
            "target": "b",
            **SPIKES,
            "connect": {"rule": "one_to_one", "allow_autapses": False},
        },
        "nothing would remain",
    ),
    (
        {
            "target": "a",
            **SPIKES,
            "connect": {"rule": "all_to_all", "allow_autapses": False},
        },
        "nothing would remain",
    ),
    (
        {
            "source": "b",
            "target": "b",
            **SPIKES,
            "weight": [[0, 1, 1], [1, 5, 1], [1, 1, 0]],
            "connect": {"rule": "explicit", "allow_autapses": False},
        },
        "cell 1 would connect to itself, and allow_autapses is false",
    ),
    (
        {
            "source": "b",
            "target": "b",
            **SPIKES,
            "weight": [[1, 1, 0], [0, 1, 0], [0, 0, 1]],
            "connect": {"rule": "one_to_one"},
        },
        "one_to_one uses the diagonal only, but other entries are not 0",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), EDGES)
def test_edges(changes: Raw, sentence: str) -> None:
    link = {**edge("e", "a", "b"), **changes}
    [found] = problems(raw_document([*PAIR, stimulus("s", "constant")], [link]))
    assert found.startswith('edge "e": ')
    assert sentence in found


@pytest.mark.parametrize("sign", ["excitatory", "inhibitory"])
@pytest.mark.parametrize("shape", ["number", "matrix", "distribution"])
def test_dales_law(sign: str, shape: str) -> None:
    value = -2.0 if sign == "excitatory" else 2.0
    weights: dict[str, Any] = {
        "number": value,
        "matrix": [[0], [value], [-value]],
        "distribution": {"normal": [value, 1]},
    }
    nodes = [neurons("a", sign=sign), neurons("b", size=3)]
    [found] = problems(raw_document(nodes, [edge("e", "a", "b", **SPIKES, weight=weights[shape])]))
    assert found.startswith(f'edge "e": "a" is {sign}, but the ')
    fine: dict[str, Any] = {
        "number": -value,
        "matrix": [[0], [-value], [-value]],
        "distribution": {"normal": [-value, 5]},
    }
    raw = raw_document(nodes, [edge("e", "a", "b", **SPIKES, weight=fine[shape])])
    simulation = Simulation(load(json.dumps(raw)))
    assert (simulation.weights("e") * value <= 0).all()


VIEWS: list[tuple[str, Raw, str]] = [
    ("trace", {"node": "ghost"}, 'there is no node "ghost"'),
    ("trace", {"edge": "a"}, 'there is no edge "a"'),
    ("trace", {"node": "b", "variable": "v"}, '"b" has no variable "v" (it has: V); did you mean'),
    ("trace", {"node": "b", "cells": [3]}, '"b" has the cells 0 to 2, there is no cell 3'),
    ("trace", {"node": "p"}, '"p" has only spikes: show it in a raster'),
    ("trace", {"node": "s", "variable": "V"}, '"s" has no variable "V" (it has: I)'),
    ("trace", {}, "each entry names either a node or an edge"),
    ("trace", {"node": "a", "edge": "e"}, "each entry names either a node or an edge"),
    ("trace", {"edge": "e", "variable": "g"}, '"e" has no variable "g" (it has: I)'),
    ("trace", {"edge": "e", "cells": [3]}, '"b" has the cells 0 to 2'),
    ("trace", {"edge": "d"}, '"d" acts at once and carries no current'),
    ("raster", {"node": "s"}, '"s" does not spike: show it in a trace'),
    ("raster", {"edge": "e"}, "a raster shows the spikes of a node"),
    ("weights", {"node": "a"}, "a matrix shows the weights of an edge"),
]


@pytest.mark.parametrize(("kind", "entry", "sentence"), VIEWS)
def test_views(kind: str, entry: Raw, sentence: str) -> None:
    nodes = [*PAIR, stimulus("s", "constant"), stimulus("p", "poisson")]
    edges = [edge("e", "a", "b", **SPIKES), edge("d", "a", "b", synapse="delta")]
    raw = raw_document(nodes, edges, [{"id": "v", "kind": kind, "of": [entry]}])
    [found] = problems(raw)
    assert found.startswith('view "v": ')
    assert sentence in found


def test_all_problems_at_once_but_not_more_than_a_page() -> None:
    raw = raw_document([neurons(f"n{k}", "what", params={}) for k in range(40)])
    found = problems(raw)
    assert len(found) == MAX_PROBLEMS
    assert found[-1] == "and 21 more problems"


def test_an_edit_is_checked_in_the_same_words() -> None:
    with pytest.raises(DocumentError, match='record "a": size must be at least 1'):
        parse_edit({"put": [{**NEURON, "size": 0}]})
    with pytest.raises(DocumentError, match='there is no field "puts"; did you mean "put"'):
        parse_edit({"puts": []})


def test_more_cells_than_memory_is_refused_with_its_size() -> None:
    nodes = [neurons("a", size=10_000_000), neurons("b", size=10_000_000)]
    link = edge("e", "a", "b", **SPIKES, weight={"normal": [1, 1]})
    with pytest.raises(TooLarge, match=r"needs about 728 TiB; the limit is .* edge \"e\""):
        Simulation(load(json.dumps(raw_document(nodes, [link]))))


def test_a_valid_document_passes_and_is_not_changed() -> None:
    raw = raw_document(PAIR, [edge("e", "a", "b", **SPIKES)])
    document = load(json.dumps(raw))
    assert isinstance(document, Document)
    validate(Network.from_document(document))
    assert load(document.model_dump_json()) == document
