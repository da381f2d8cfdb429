"""Records of views: what they may show, and what is recorded of them without a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import DocumentError
from engine.headless import run_document
from engine.network import Network
from engine.validation import parse_document, validate

Json = dict[str, Any]


def board(*views: Json) -> Json:
    """Poisson spikes that drive two neurons of adaptive type, and a current."""
    return {
        "format": "neuroboard/1",
        "nodes": [
            {"id": "p", "kind": "stimulus", "model": "poisson", "size": 3, "params": {"rate": 50}},
            {"id": "i", "kind": "stimulus", "model": "constant"},
            {"id": "a", "kind": "neurons", "model": "lif", "size": 2},
        ],
        "edges": [{"id": "pa", "source": "p", "target": "a", "synapse": "exponential"}],
        "views": list(views),
    }


def problems(*views: Json) -> list[str]:
    """What is wrong with these views."""
    try:
        validate(Network.from_document(parse_document(board(*views))))
    except DocumentError as error:
        return [problem.message for problem in error.problems]
    return []


def view(kind: str, *of: Json, **more: Any) -> Json:
    return {"id": "v", "kind": kind, "of": list(of), **more}


@pytest.mark.parametrize(
    "good",
    [
        view("rate", {"node": "p"}, {"node": "a"}),
        view("weight_history", {"edge": "pa", "cells": [0, 5]}),
        view("histogram", {"node": "a", "variable": "V"}),
        view("histogram", {"edge": "pa"}),
        view("histogram", {"node": "a", "cells": [1]}, what="time"),
        view("histogram", {"node": "p"}, what="intervals"),
        view("bars", {"node": "a"}, {"node": "i"}),
        view("image", {"node": "p"}),
        view("image", {"node": "a", "variable": "V"}),
        view("pixels", {"node": "a"}),
        view("scatter", {"node": "a", "variable": "V"}, {"edge": "pa", "variable": "I"}),
        view("components", {"node": "a"}),
    ],
    ids=lambda record: f"{record['kind']} {record.get('what', '')}",
)
def test_what_a_view_may_show(good: Json) -> None:
    assert problems(good) == []


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (view("rate", {"node": "i"}), '"i" does not spike'),
        (view("weight_history", {"node": "a"}), 'shows the weights of an edge, and "a" is a node'),
        (view("weight_history", {"edge": "pa", "cells": [6]}), "at most 5"),
        (view("histogram", {"node": "i"}, what="intervals"), '"i" does not spike'),
        (view("bars", {"node": "p"}), '"p" has only spikes'),
        (
            view("bars", {"edge": "pa"}),
            'a bar chart shows the cells of a node, and "pa" is an edge',
        ),
        (view("image", {"node": "a"}, {"node": "p"}), "an activity image shows at most 1 entries"),
        (view("pixels", {"node": "a", "variable": "X"}), 'no variable "X"'),
        (view("scatter", *[{"node": "a"}] * 3), "a scatter plot shows at most 2 entries"),
        (view("components", {"edge": "pa"}), "shows the cells of a node"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_what_it_may_not(bad: Json, words: str) -> None:
    found = problems(bad)
    assert found
    assert any(words in message for message in found), found


def test_a_run_without_a_page_records_what_the_views_show(tmp_path: Path) -> None:
    document = board(view("image", {"node": "a", "variable": "V"}), view("rate", {"node": "p"}))
    document["views"][1]["id"] = "r"
    document["views"].append({**view("weight_history", {"edge": "pa"}), "id": "h"})
    path, out = tmp_path / "board.json", tmp_path / "out.npz"
    path.write_text(json.dumps(document), encoding="utf-8")
    run_document(path, 20, out)
    with np.load(out) as arrays:
        assert arrays["a.V"].shape == (201, 2)
        assert arrays["pa.weights"].shape == (2, 3)
        assert "p.spike_times" in arrays
