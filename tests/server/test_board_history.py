"""Rules E11, H16 and H17: going far back in one change, the list of steps, named versions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import AnyRecord, Neurons
from server import version_table
from server.database import FILE, LAYOUT
from server.history import Change, Entry, History
from server.storage import Storage
from server.version_table import VersionTable
from tests.server.documents import circuit, document, edge, neuron
from tests.server.live import Asking, Live
from tests.server.process import ServerProcess


def _steps(live: Asking, board: str) -> Any:
    return live.get(f"/api/boards/{board}/history")


def _save(live: Asking, board: str, name: str) -> Any:
    body = json.dumps({"name": name}).encode()
    status, _, answer = live.request("POST", f"/api/boards/{board}/versions", body)
    return status, json.loads(answer)


def _document(live: Asking, board: str) -> Any:
    return live.get(f"/api/boards/{board}/document")


def test_H16_every_step_with_its_words_author_and_time(shared_live: Live) -> None:
    board = shared_live.board()
    assert _steps(shared_live, board) == {"steps": [], "done": 0}
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        one.edit(put=[neuron("a"), neuron("b")], label="Add two")
        two.edit(put=[neuron("a", x=40)], label="Move a")
        one.undo()
    listed = _steps(shared_live, board)
    assert listed["done"] == 1
    steps = listed["steps"]
    assert [(s["number"], s["label"], s["client"], s["records"]) for s in steps] == [
        (0, "Add two", "one", 2),
        (1, "Move a", "two", 1),
    ]
    assert steps[0]["made"] <= steps[1]["made"]
    change = shared_live.get(f"/api/boards/{board}/history/1")
    assert [record["x"] for record in change["before"] + change["after"]] == [0, 40]
    status, _, answer = shared_live.request("GET", f"/api/boards/{board}/history/2")
    assert status == 404
    assert b"no longer in the history" in answer


def test_H16_of_a_board_that_sleeps(shared_live: Live) -> None:
    status, _, _ = shared_live.request("GET", "/api/boards/nowhere/history")
    assert status == 404
    assert _steps(shared_live, shared_live.board(circuit()))["steps"] == []


def test_E11_far_back_and_forth_in_one_change(shared_live: Live) -> None:
    board = shared_live.board()
    documents = [_document(shared_live, board)]
    with shared_live.page(board) as page, shared_live.page(board, "other") as other:
        for put, remove in (
            ([neuron("a"), neuron("b")], []),
            ([edge("e", "a", "b")], []),
            ([neuron("a", x=80, label="A")], []),
            ([], ["b"]),
            ([neuron("c")], []),
        ):
            assert page.edit(put=put, remove=remove)["type"] == "edited"
            documents.append(_document(shared_live, board))
        seq = page.welcome["seq"] + 5
        for to in (0, 5, 2, 4, 1, 3):
            seq += 1
            edited = page.answer(page.ask({"type": "travel", "to": to}))
            assert (edited["type"], edited["seq"]) == ("edited", seq)
            assert other.message("edited", seq=seq)["put"] == edited["put"]
            assert _document(shared_live, board) == documents[to]
            listed = _steps(shared_live, board)
            assert (listed["done"], len(listed["steps"])) == (to, 5)
        assert page.records() == other.records()
        refused = page.answer(page.ask({"type": "travel", "to": 3}))
        assert "at that step already" in refused["problems"][0]["message"]
        refused = page.answer(page.ask({"type": "travel", "to": 6}))
        assert "no longer in the history" in refused["problems"][0]["message"]
        page.edit(put=[neuron("d")])
        assert len(_steps(shared_live, board)["steps"]) == 4


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.data())
def test_going_far_is_going_step_by_step(names: list[str], data: st.DataObject) -> None:
    records: dict[str, AnyRecord] = {}
    states = [dict(records)]
    history = History()
    for x, name in enumerate(names):
        before = records.get(name)
        after = Neurons(id=name, kind="neurons", model="lif", x=x)
        gone = before is not None and data.draw(st.booleans())
        change = Change({name: before}, {name: None if gone else after})
        history = history.with_entry(Entry(change, "Edit", "page", None))
        records = {k: v for k, v in {**records, **change.after}.items() if v is not None}
        states.append(dict(records))
    to = data.draw(st.integers(0, len(names) - 1))
    back, there = history.going_to(to)
    assert there.done == to
    assert _after(states[-1], back) == states[to]
    forth, again = there.going_to(len(names))
    assert again.done == len(names)
    assert _after(states[to], forth) == states[-1]


def _after(state: dict[str, AnyRecord], change: Change) -> dict[str, AnyRecord]:
    return {k: v for k, v in {**state, **change.after}.items() if v is not None}


def test_H17_versions_are_kept_named_and_removed(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    path = f"/api/boards/{board}/versions"
    assert shared_live.get(path) == []
    first = _document(shared_live, board)
    status, saved = _save(shared_live, board, "  Before the lesson ")
    assert (status, saved["number"], saved["name"]) == (201, 1, "Before the lesson")
    with shared_live.page(board) as page:
        page.edit(put=[neuron("b")])
        second = _document(shared_live, board)
        assert _save(shared_live, board, "With b")[0] == 201
    assert [entry["name"] for entry in shared_live.get(path)] == ["With b", "Before the lesson"]
    assert shared_live.get(f"{path}/1") == first
    assert shared_live.get(f"{path}/2") == second
    body = json.dumps({"name": "Begin"}).encode()
    assert shared_live.request("PUT", f"{path}/1", body)[0] == 204
    assert shared_live.request("DELETE", f"{path}/2")[0] == 204
    assert [entry["name"] for entry in shared_live.get(path)] == ["Begin"]
    for method in ("GET", "PUT", "DELETE"):
        status, _, answer = shared_live.request(method, f"{path}/2", body)
        assert status == 404
        assert b"no such version" in answer
    assert shared_live.request("DELETE", f"/api/boards/{board}")[0] == 204
    assert shared_live.request("GET", path)[0] == 404
    assert shared_live.request("GET", f"{path}/1")[0] == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_H17_a_name_has_a_length(shared_live: Live, name: str) -> None:
    assert _save(shared_live, shared_live.board(), name)[0] == 422


def test_H17_a_long_body_is_refused(shared_live: Live) -> None:
    assert _save(shared_live, shared_live.board(), "x" * 10_000)[0] == 413


def test_H17_as_many_as_can_be_kept(shared_live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    board = shared_live.board(circuit())
    monkeypatch.setattr(version_table, "MAX_VERSIONS", 2)
    assert [_save(shared_live, board, name)[0] for name in "abc"] == [201, 201, 409]
    monkeypatch.setattr(version_table, "MAX_VERSIONS", 10)
    monkeypatch.setattr(version_table, "MAX_BYTES", 1_500)
    status, answer = _save(shared_live, board, "d")
    assert status == 409
    assert "Delete one" in answer["problems"][0]["message"]


def test_H17_versions_and_steps_outlive_a_killed_server(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        board = server.board()
        with server.page(board) as page:
            page.edit(put=[neuron("a")], label="Add a")
            _save(server, board, "One neuron")
            page.edit(put=[neuron("b")], label="Add b")
            before = _steps(server, board)
        server.kill()
        server.start()
        assert _steps(server, board) == before
        assert server.get(f"/api/boards/{board}/versions")[0]["name"] == "One neuron"
        kept = server.get(f"/api/boards/{board}/versions/1")
        assert [node["id"] for node in kept["nodes"]] == ["a"]


_FIRST_LAYOUT = """
CREATE TABLE boards (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, modified TEXT NOT NULL,
    seq INTEGER NOT NULL, nodes INTEGER NOT NULL, done INTEGER NOT NULL
);
CREATE TABLE records (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    id TEXT NOT NULL, rank INTEGER NOT NULL, record TEXT, PRIMARY KEY (board, id)
);
CREATE TABLE history (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, label TEXT NOT NULL, client TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (board, number)
);
PRAGMA user_version = 1;
INSERT INTO boards VALUES ('old', 'Old', '2026-01-01T00:00:00+00:00', 1, 1, 1);
INSERT INTO records VALUES ('old', 'board', 0, '{"id": "board", "kind": "board"}');
INSERT INTO records VALUES ('old', 'a', 1, '{"id": "a", "kind": "neurons", "model": "lif"}');
INSERT INTO history VALUES ('old', 0, 'Add a', 'page', '{"a": null}',
    '{"a": {"id": "a", "kind": "neurons", "model": "lif"}}');
"""


def test_a_file_of_the_first_layout_is_brought_up_to_date(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.executescript(_FIRST_LAYOUT)
    storage = Storage(tmp_path)
    try:
        stored = storage.load("old")
        assert stored is not None
        assert (set(stored.records), stored.history.done) == ({"board", "a"}, 1)
        assert [(entry.label, entry.made) for entry in stored.history.entries] == [("Add a", "")]
        assert storage.versions.keep("old", "One", "{}").number == 1
    finally:
        storage.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
        assert VersionTable(db, tmp_path).document("old", 1) == "{}"


def test_a_version_of_another_board_is_not_found(shared_live: Live) -> None:
    board, other = shared_live.board(document()), shared_live.board(document())
    assert _save(shared_live, board, "Mine")[0] == 201
    assert shared_live.request("GET", f"/api/boards/{other}/versions/1")[0] == 404
