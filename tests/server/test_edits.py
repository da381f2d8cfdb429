"""Rules E1 to E8: edits, their order, their history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.server.documents import circuit, document, edge, neuron, noisy, stimulus, trace
from tests.server.live import Live, settings
from tests.server.page import Json, Page


def _stored(live: Live, board: str) -> Json:
    stored: Json = live.get(f"/api/boards/{board}/document")
    return stored


def test_E1_puts_and_removes_whole_records(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board) as page:
        moved = {**neuron(), "x": 50.0, "label": "A"}
        answer = page.edit(put=[moved, neuron("b")], remove=["v"], label="Change")
    assert answer["type"] == "edited"
    assert {record["id"] for record in answer["put"]} == {"a", "b"}
    assert answer["remove"] == ["v"]
    stored = _stored(shared_live, board)
    assert [(node["id"], node["x"]) for node in stored["nodes"]] == [
        ("stim", 0.0),
        ("a", 50.0),
        ("b", 0.0),
    ]
    assert stored["views"] == []


def test_E1_an_edit_with_one_fault_does_nothing(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    before = _stored(shared_live, board)
    with shared_live.page(board) as page:
        answer = page.edit(put=[neuron("b"), neuron("c", params={"tau": 3})])
        assert answer["type"] == "refused"
        assert answer["problems"][0]["record"] == "c"
        assert "tau_m" in answer["problems"][0]["message"]
    assert _stored(shared_live, board) == before


def test_E2_what_hangs_on_a_node_goes_with_it(shared_live: Live) -> None:
    board = shared_live.board(
        document(
            stimulus(),
            neuron(),
            neuron("b"),
            edge(),
            edge("f", target="b"),
            trace("v", "a", "b"),
            trace("only", "a"),
        )
    )
    with shared_live.page(board) as page:
        answer = page.edit(remove=["a"])
        assert set(answer["remove"]) == {"a", "e", "only"}
        assert [record["id"] for record in answer["put"]] == ["v"]
        assert [entry["node"] for entry in answer["put"][0]["of"]] == ["b"]
        back = page.undo()
        assert {record["id"] for record in back["put"]} == {"a", "e", "only", "v"}
        records = page.records()
    assert [entry["node"] for entry in records["v"]["of"]] == ["a", "b"]
    # What was put back stands where it stood.
    assert [node["id"] for node in _stored(shared_live, board)["nodes"]] == ["stim", "a", "b"]


def test_E3_an_acknowledged_edit_is_in_the_database_and_in_the_next_frame(live: Live) -> None:
    board = live.board(circuit())
    with live.page(board) as page:
        page.ready()
        page.run()
        page.watch("a", "stim")
        page.frame(lambda f: bool(f.sections("activity", "stim")))
        assert page.edit(put=[stimulus(params={"amplitude": 9})])["type"] == "edited"
        frame = page.frame()
        page.control("pause")
        value = frame.floats(frame.sections("activity", "stim")[0], 1)[0]
        assert value == 9
    live.uvicorn.should_exit = True
    live.__exit__()
    file = live.settings.data_dir / "boards.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        rows = db.execute("SELECT record FROM records WHERE id = 'stim'").fetchall()
    assert '"amplitude":9.0' in rows[0][0]


def test_E4_every_client_gets_edits_in_order(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        for number in range(10):
            page = one if number % 2 else two
            page.ask({"type": "edit", "edit": {"put": [neuron(f"n{number}")], "remove": []}})
        for page in (one, two):
            page.message("edited", seq=10)
            edits = [m for m in page.log if isinstance(m, dict) and m["type"] == "edited"]
            assert [m["seq"] for m in edits] == list(range(1, 11))
            assert {m["client"] for m in edits} == {"one", "two"}
        assert one.records() == two.records()


def test_E5_a_refusal_goes_to_its_author_alone(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        assert one.edit(put=[neuron("b", model="nothing")])["type"] == "refused"
        assert one.edit(put=[neuron("b")])["seq"] == 1
        two.message("edited")
        assert not [m for m in two.log if isinstance(m, dict) and m["type"] == "refused"]


def test_E6_undo_and_redo_are_edits_of_one_history(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    before = _stored(shared_live, board)
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        one.edit(put=[neuron("b")], label="Add B")
        answer = one.edit(remove=["a"], label="Remove A")
        assert answer["history"] == {"undo": "Remove A", "redo": None}
        # Anybody may take back what anybody did.
        two.message("edited", seq=2)
        answer = two.undo()
        assert (answer["seq"], answer["label"]) == (3, "Remove A")
        assert answer["history"] == {"undo": "Add B", "redo": "Remove A"}
        two.undo()
        assert _stored(shared_live, board) == before
        assert two.undo()["problems"][0]["message"] == "There is nothing to undo."
        one.message("edited", seq=4)
        assert [one.redo()["type"] for _ in range(3)] == ["edited", "edited", "refused"]
        after = {node["id"] for node in _stored(shared_live, board)["nodes"]}
        assert after == {"stim", "b"}


def test_E6_a_new_edit_ends_what_could_be_redone(shared_live: Live) -> None:
    with shared_live.page(shared_live.board()) as page:
        page.edit(put=[neuron("a")], label="A")
        page.undo()
        answer = page.edit(put=[neuron("b")], label="B")
        assert answer["history"] == {"undo": "B", "redo": None}
        assert page.redo()["type"] == "refused"


def test_E6_history_outlives_the_server(tmp_path: Path) -> None:
    with Live(settings(tmp_path)) as live:
        board = live.board(circuit())
        with live.page(board) as page:
            for name in ("b", "c", "d"):
                page.edit(put=[neuron(name)], label=f"Add {name}")
            page.undo()
    with Live(settings(tmp_path)) as live, live.page(board) as page:
        assert page.welcome["seq"] == 4
        assert page.welcome["history"] == {"undo": "Add c", "redo": "Add d"}
        page.undo()
        page.redo()
        page.redo()
        assert {"a", "b", "c", "d"} <= page.records().keys()


def test_E7_a_gesture_is_one_entry(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        for x in (10.0, 20.0, 30.0):
            one.edit(put=[neuron(x=x)], label="Move", gesture="drag-1")
        one.edit(put=[neuron(x=40.0)], label="Move", gesture="drag-2")
        two.edit(put=[neuron(x=50.0)], label="Move", gesture="drag-2")

        def x_after(answer: Json) -> Any:
            return answer["put"][0]["x"]

        assert [x_after(one.undo()) for _ in range(3)] == [40.0, 30.0, 0.0]
        assert one.undo()["type"] == "refused"
        assert x_after(one.redo()) == 30.0


def test_E7_a_gesture_does_not_go_on_after_an_undo(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.edit(put=[neuron(x=10.0)], gesture="drag")
        page.edit(put=[neuron(x=20.0)], gesture="drag")
        page.undo()
        page.edit(put=[neuron(x=30.0)], gesture="drag")
        assert page.undo()["put"][0]["x"] == 0.0
        assert page.undo()["type"] == "refused"


def test_E8_title_and_settings_are_the_record_board(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board) as page:
        record = {
            "id": "board",
            "kind": "board",
            "title": "Renamed",
            "settings": {"dt": 0.05, "method": "rk4", "seed": 7},
        }
        assert page.edit(put=[record])["type"] == "edited"
        refused = page.edit(remove=["board"])
        assert "cannot be removed" in refused["problems"][0]["message"]
    stored = _stored(shared_live, board)
    assert (stored["title"], stored["settings"]["method"]) == ("Renamed", "rk4")
    assert stored["settings"]["dt"] == 0.05


def test_undo_of_a_parameter_acts_in_place(shared_live: Live) -> None:
    """The network goes on from where it is: neither time nor states begin anew."""
    with shared_live.page(shared_live.board(noisy(20))) as page:
        page.ready()
        page.step(1000)
        page.edit(
            put=[
                {
                    "id": "pop",
                    "kind": "neurons",
                    "model": "lif",
                    "size": 20,
                    "sign": "excitatory",
                    "params": {"tau_m": 20},
                }
            ]
        )
        page.undo()
        page.watch("pop")
        frame = page.frame(lambda f: bool(f.sections("activity", "pop")))
        assert frame.step == 1000
        page.step(10)
        samples = page.frames()[-1].sections("samples", "pop")
        assert not any(section["gap"] for section in samples)
        assert round(samples[0]["t0"], 6) == 100.1


def test_an_edit_that_changes_nothing_is_acknowledged(shared_live: Live) -> None:
    with shared_live.page(shared_live.board()) as page:
        page.edit(put=[neuron()], label="Add")
        answer = page.edit(put=[neuron()], label="Again")
        assert (answer["type"], answer["seq"]) == ("edited", 2)
        assert answer["history"]["undo"] == "Add"


def test_edits_of_a_page_that_leaves_at_once_are_kept(live: Live) -> None:
    board, count = live.board(), 40
    page = Page(live.port, board)
    page.hello()
    for number in range(count):
        page.ask({"type": "edit", "edit": {"put": [neuron(f"n{number}")], "remove": []}})
    page.close()
    with live.page(board, "other") as other:
        while len(other.records()) < count + 1:
            other.message("edited")
        assert len(other.records()) == count + 1
