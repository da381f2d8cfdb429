"""Every line of bad input, over the wire: a clear sentence to whoever did it, nothing changed, and
another board that runs meanwhile goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.protocol import MAX_UPLOAD, ErrorAnswer
from tests.server.documents import circuit, document, edge, neuron, stimulus, trace
from tests.server.live import Live
from tests.server.page import Json, Page

LIF = {"model": "lif"}
WRONG_SHAPE = edge(
    "f", "a", "b", synapse="exponential", weight=[[1, 2]], connect={"rule": "explicit"}
)
SELF = edge(
    "f", "b", "b", synapse="exponential", connect={"rule": "one_to_one", "allow_autapses": False}
)
BOARD: Json = {"id": "board", "kind": "board", "title": "x"}

# What is put, and what the sentence must speak of.
EDITS: list[tuple[str, list[Json], list[str]]] = [
    ("malformed record", [{"id": "b", "kind": "neurons"}], ["model", "missing"]),
    ("no record at all", ["b"], []),  # type: ignore[list-item]  # on purpose
    ("unknown kind", [{"id": "b", "kind": "brain"}], ["kind"]),
    ("unknown field", [neuron("b", colour="red")], ["colour"]),
    ("unknown model", [neuron("b", model="eiff")], ['"b"', "eif"]),
    ("unknown parameter", [neuron("b", params={"tau": 1})], ['"b"', "tau_m"]),
    ("matrix of the wrong shape", [neuron("b", **LIF, size=3), WRONG_SHAPE], ['"f"', "(3, 1)"]),
    ("connection to itself", [neuron("b", **LIF), SELF], ['"f"', "itself"]),
    ("edge from nowhere", [edge("f", "nobody", "a")], ['"f"', "nobody"]),
    ("dt of zero", [{**BOARD, "settings": {"dt": 0}}], ["dt", "0"]),
    ("negative size", [neuron("b", size=-1)], ['"b"', "size"]),
    ("ten billion", [neuron("b", size=10_000_000_000)], ['"b"', "size", "10000000"]),
    (
        "too large for memory",
        [
            neuron("b", size=10_000_000),
            neuron("c", size=10_000_000, **LIF),
            edge(
                "f",
                "c",
                "b",
                synapse="exponential",
                connect={"rule": "fixed_probability", "p": 0.5},
            ),
        ],
        ["needs about", "limit"],
    ),
    ("NaN", [neuron("b", x=float("nan"))], []),
    ("infinity", [neuron("b", params={"tau_m": float("inf")})], []),
    ("tau of zero", [neuron("b", params={"tau_m": 0})], ['"b"', "tau_m"]),
    (
        "formula with __import__",
        [stimulus("s", model="formula", params={"expression": "__import__('os').system('x')"})],
        ['"s"', "expression"],
    ),
    (
        "formula with an attribute",
        [stimulus("s", model="formula", params={"expression": "t.__class__"})],
        ['"s"', "expression"],
    ),
    (
        "formula too deep",
        [stimulus("s", model="formula", params={"expression": "(" * 400 + "t" + ")" * 400})],
        ['"s"', "expression"],
    ),
    ("view of nothing", [trace("w", "nobody")], ['"w"', "nobody"]),
    ("bad id", [neuron("a b")], ["id"]),
    ("label too long", [neuron("b", label="x" * 201)], ["label", "200"]),
]


@contextmanager
def running_on(live: Live) -> Iterator[None]:
    """Another board runs all the while."""
    with live.page(live.board(circuit()), "bystander") as other:
        other.ready()
        other.run()
        before = other.frame().header["t"]
        yield
        other.frame(lambda f: f.header["t"] > before + 50)
        assert not [m for m in other.log if isinstance(m, dict) and m["type"] == "refused"]


@pytest.mark.parametrize(("name", "put", "words"), EDITS, ids=[name for name, _, _ in EDITS])
def test_edit_is_refused(shared_live: Live, name: str, put: list[Json], words: list[str]) -> None:
    board = shared_live.board(circuit())
    before = shared_live.get(f"/api/boards/{board}/document")
    with running_on(shared_live), shared_live.page(board) as page:
        page.ready()
        page.ask({"type": "edit", "edit": {"put": put, "remove": []}})
        refused = page.message("refused")
        _clear(refused["problems"], words)
        # It can still be edited, and nothing of the refused edit is there.
        assert page.edit(put=[neuron(label="ok")])["seq"] == 1
        assert set(page.records()) == {"board", "stim", "a", "e", "v"}
        page.undo()
    assert shared_live.get(f"/api/boards/{board}/document") == before


def _clear(problems: list[Json], words: list[str]) -> None:
    text = " ".join(problem["message"] for problem in problems)
    assert 10 < len(text) < 2000
    assert "Traceback" not in text
    for word in words:
        assert word in text, text


DOCUMENTS: list[tuple[str, Any, list[str]]] = [
    ("not ours", {"cells": []}, ["not a Neuroboard document"]),
    ("a list", [1, 2], ["not a Neuroboard document"]),
    ("newer format", {**circuit(), "format": "neuroboard/2"}, ["neuroboard/2", "newer version"]),
    ("other format", {**circuit(), "format": "brain/1"}, ["not a Neuroboard document"]),
    ("wrong type", {**circuit(), "nodes": 5}, ["nodes"]),
    ("unknown model", document(neuron("b", model="hhh")), ['"b"', "hh"]),
    ("dt of zero", circuit(dt=0), ["dt"]),
    ("negative size", document(neuron("b", size=-5)), ['"b"', "size"]),
    ("same id twice", document(neuron("b"), neuron("b")), ['"b"', "id"]),
    ("id of the board", document(neuron("board")), ['"board"']),
]


@pytest.mark.parametrize(("name", "body", "words"), DOCUMENTS, ids=[n for n, _, _ in DOCUMENTS])
def test_document_is_refused(live: Live, name: str, body: Any, words: list[str]) -> None:
    with running_on(live):
        before = live.get("/api/boards")
        status, answer = live.post({"document": body})
        assert status == 422
        _clear(answer["problems"], words)
        assert live.get("/api/boards") == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"{",
        b"not json",
        b'{"document": NaN}',
        b"\xff\xfe{}",
        b"[" * 10_000,
    ],
    ids=["empty", "a picture", "cut off", "words", "NaN", "not UTF-8", "deep"],
)
def test_file_that_is_not_a_document(live: Live, body: bytes) -> None:
    with running_on(live):
        status, _, answer = live.request("POST", "/api/boards", body)
        assert status == 400
        _clear(json.loads(answer)["problems"], ["JSON"])
        assert len(live.get("/api/boards")) == 1


def test_file_of_a_hundred_megabytes(live: Live) -> None:
    with running_on(live):
        body = b" " * 100 * 2**20
        status, _, answer = live.request("POST", "/api/boards", body)
        assert status == 413
        _clear(json.loads(answer)["problems"], [f"{MAX_UPLOAD // 2**20} MB"])


def test_message_of_a_hundred_megabytes(live: Live) -> None:
    with running_on(live):
        page = live.page(live.board(circuit()))
        page.socket.send('{"type": "edit", "edit": "' + "x" * 100 * 2**20 + '"}')
        with pytest.raises(ConnectionClosed) as closed:
            page.until(lambda _: False)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
        assert "exceeds limit" in closed.value.rcvd.reason
        page.close()


def test_socket_from_another_origin(live: Live) -> None:
    with running_on(live):
        with pytest.raises(InvalidStatus) as refused:
            Page(live.port, live.board(), origin="http://elsewhere.example")
        assert refused.value.response.status_code == 403
        body = refused.value.response.body
        assert body is not None
        message = ErrorAnswer.model_validate_json(body).problems[0].message
        assert "elsewhere.example" in message
