"""Notes and frames: kept with the document, and nothing that runs notices them."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Network, Simulation, load
from engine.document import MAX_NOTES
from engine.records.notes import MAX_NOTE
from engine.validation import parse_document, parse_edit, validate
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus

NOTE: Raw = {"id": "n1", "kind": "note", "text": "Slow the inhibition", "x": 10, "y": -5}
FRAME: Raw = {"id": "f1", "kind": "frame", "caption": "After Brunel 2000", "width": 320}


def document(*notes: Raw) -> Raw:
    nodes = [stimulus("stim", "constant", amplitude=20.0), neurons("a")]
    return {**raw_document(nodes, [edge("e", "stim", "a")]), "notes": list(notes)}


def test_they_are_kept_in_a_file() -> None:
    network = Network.from_document(parse_document(document(NOTE, FRAME)))
    validate(network)
    again = load(network.to_document().model_dump_json()).model_dump()
    assert [note["id"] for note in again["notes"]] == ["n1", "f1"]
    assert again["notes"][0]["text"] == "Slow the inhibition"
    assert (again["notes"][1]["width"], again["notes"][1]["height"]) == (320, 300)


def test_a_document_without_them_reads_as_before() -> None:
    raw = document()
    del raw["notes"]
    assert parse_document(raw).notes == []


def test_nothing_that_runs_notices_them() -> None:
    bare, noted = (Simulation(parse_document(raw)) for raw in (document(), document(NOTE)))
    for simulation in (bare, noted):
        simulation.run(20)
    applied = noted.apply(parse_edit({"put": [FRAME, {**NOTE, "text": "Changed"}]}))
    assert not applied.rebuilt
    assert applied.inverse.remove == ["f1"]
    for simulation in (bare, noted):
        simulation.run(20)
    np.testing.assert_array_equal(bare.state("a", "V"), noted.state("a", "V"))


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ({**NOTE, "text": "x" * (MAX_NOTE + 1)}, f"text has more than {MAX_NOTE} characters"),
        ({**NOTE, "width": 2}, "width must be at least 20 (it is 2)"),
        ({**FRAME, "height": 1e9}, "height must be at most 20000 (it is 1000000000)"),
        ({**NOTE, "colour": "red"}, 'there is no field "colour"'),
        ({**NOTE, "x": None}, "x must be a number (it is null)"),
    ],
)
def test_bounds(note: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(document(note))
    assert sentence in str(caught.value)
    assert f'note "{note["id"]}"' in str(caught.value)


def test_there_are_not_too_many() -> None:
    many = {"put": [{**NOTE, "id": f"n{i}"} for i in range(MAX_NOTES + 1)]}
    simulation = Simulation(parse_document(document()))
    with pytest.raises(DocumentError, match=f"at most {MAX_NOTES} notes and frames"):
        simulation.apply(parse_edit(many))
    with pytest.raises(DocumentError, match="notes has more than"):
        load(json.dumps(document(*many["put"])))
