"""Bounds on what is open at once, sleep, fairness, and failures halfway through an edit."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from engine.errors import TooLarge
from server.circuit import Circuit
from server.database import StorageError
from server.storage import Storage
from tests.server.documents import circuit, document, edge, neuron, noisy
from tests.server.live import Live, settings
from tests.server.page import Json, Page


def test_the_longest_idle_session_sleeps_and_opens_again(tmp_path: Path) -> None:
    with Live(settings(tmp_path, sessions=2)) as live:
        boards = [live.board(circuit()) for _ in range(3)]
        with live.page(boards[0]) as page:
            page.ready()
            page.edit(put=[neuron("kept")])
            page.step(10)
        for board in boards[1:]:
            with live.page(board) as page:
                page.ready()
        with live.page(boards[0]) as page:
            assert "kept" in page.records()
            assert page.welcome["history"]["undo"] is not None
            assert page.welcome["status"]["t"] == 0


def _turned_away(page: Page) -> str:
    """What is said before the socket is closed."""
    with page:
        sentence: str = page.message("refused")["problems"][0]["message"]
        with pytest.raises(ConnectionClosed) as closed:
            page.receive()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4003
    return sentence


def test_C7_no_more_sessions_than_the_server_runs(tmp_path: Path) -> None:
    with Live(settings(tmp_path, sessions=2)) as live:
        boards = [live.board(circuit()) for _ in range(3)]
        with live.page(boards[0]), live.page(boards[1]):
            said = _turned_away(Page(live.port, boards[2]))
            assert "2 boards are open already" in said
        with live.page(boards[2]):
            pass


def test_C7_no_more_clients_than_a_board_has(tmp_path: Path) -> None:
    with Live(settings(tmp_path, clients_per_board=2)) as live:
        board = live.board(circuit())
        with live.page(board, "one"), live.page(board, "two"):
            three = Page(live.port, board, "three")
            three.send({"type": "hello", "protocol": 1, "client": "three"})
            assert "2 pages show this board" in _turned_away(three)
        with live.page(board, "three"):
            pass


def test_boards_listed_are_bounded(tmp_path: Path) -> None:
    with Live(settings(tmp_path, boards_listed=3)) as live:
        boards = [live.board() for _ in range(5)]
        assert [entry["id"] for entry in live.get("/api/boards")] == boards[:1:-1]


def _large(cells: int) -> Json:
    return document(neuron("a", size=cells))


def test_networks_share_the_memory(tmp_path: Path) -> None:
    limited = settings(tmp_path, total_memory=1.5)
    object.__setattr__(limited, "memory_limit", 40 * 2**20)
    with Live(limited) as live:
        one, two = live.board(_large(1_000_000)), live.board(_large(1_000_000))
        with live.page(one, "one") as first:
            first.ready()
            with live.page(two, "two") as second:
                second.ready()
                answer = second.edit(put=[neuron("a", size=1_700_000)])
                text = " ".join(problem["message"] for problem in answer["problems"])
                assert answer["type"] == "refused"
                assert "other open boards take" in text
        # Nobody looks at the first one any more: it is put to sleep for the second.
        with live.page(two, "two") as second:
            second.ready()
            assert second.edit(put=[neuron("a", size=1_700_000)])["type"] == "edited"


def test_running_boards_take_turns(shared_live: Live) -> None:
    """Two that run as fast as they can, and one at real time that keeps it."""
    heavy = [shared_live.page(shared_live.board(noisy(1500, seed)), "heavy") for seed in (1, 2)]
    with shared_live.page(shared_live.board(circuit()), "light") as light:
        for page in heavy:
            page.ready()
            page.run(speed=None)
        light.ready()
        light.run()
        shares = []
        # The best of three: other programs take their share of the machine as well.
        for _ in range(3):
            began, t = time.perf_counter(), light.frame().header["t"]
            later = began + 2
            while time.perf_counter() < later:
                light.frame()
            advanced = light.frames()[-1].header["t"] - t
            shares.append(advanced / (1000 * (time.perf_counter() - began)))
        assert max(shares) > 0.7
        steps = []
        for page in heavy:
            page.control("pause")
            steps.append(page.message("status", running=False)["step"])
            page.close()
    assert min(steps) > 0.4 * max(steps)


def test_others_go_on_while_a_large_network_is_built(shared_live: Live) -> None:
    huge = document(
        neuron("a", model="lif", size=8000),
        neuron("b", model="lif", size=8000),
        edge("e", "a", "b", synapse="exponential", connect={"rule": "fixed_probability", "p": 0.3}),
    )
    with shared_live.page(shared_live.board(circuit()), "light") as light:
        light.ready()
        light.run()
        built, moments = threading.Event(), [time.perf_counter()]

        def follow() -> None:
            while not built.is_set():
                light.frame()
                moments.append(time.perf_counter())

        thread = threading.Thread(target=follow)
        thread.start()
        with shared_live.page(shared_live.board(huge), "huge") as page:
            assert page.welcome["status"]["preparing"] is not None
            assert page.ready()["runnable"]
        built.set()
        thread.join()
    assert len(moments) > 10
    assert max(later - earlier for earlier, later in pairwise(moments)) < 1.0


class TestFailuresHalfway:
    """Document, database and network are as they were, and the next edit works."""

    def _unchanged(self, live: Live, board: str, page: Page, before: Json) -> None:
        assert live.get(f"/api/boards/{board}/document") == before
        assert page.edit(put=[neuron("next")])["seq"] == 1
        assert page.undo()["history"]["undo"] is None

    def test_the_database_fails(self, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
        board = live.board(circuit())
        before = live.get(f"/api/boards/{board}/document")
        with live.page(board) as page:
            page.ready()

            def full(*_: Any) -> None:
                raise StorageError("The disk is full.")

            with monkeypatch.context() as patch:
                patch.setattr(Storage, "commit", full)
                answer = page.edit(put=[neuron("b")])
            assert answer["problems"][0]["message"] == "The disk is full."
            self._unchanged(live, board, page, before)

    @pytest.mark.parametrize("error", [TooLarge("There is no room."), MemoryError()])
    def test_the_engine_fails_after_the_database(
        self, live: Live, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        board = live.board(circuit())
        before = live.get(f"/api/boards/{board}/document")
        with live.page(board) as page:
            page.ready()

            def fail(*_: Any) -> None:
                raise error

            with monkeypatch.context() as patch:
                patch.setattr(Circuit, "follow", fail)
                answer = page.edit(put=[neuron("b")])
            assert answer["type"] == "refused"
            assert "room" in answer["problems"][0]["message"] or "memory" in str(answer)
            self._unchanged(live, board, page, before)
        # What is stored is what was acknowledged, also after a restart.
        with live.page(board, "again") as page:
            assert "b" not in page.records()

    def test_recording_that_does_not_fit(self, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
        """The probes are made last: what the edit did before is taken back."""
        monkeypatch.setattr("server.circuit.RECORDING_LIMIT", 2**12)
        board = live.board(document(neuron()))
        before = live.get(f"/api/boards/{board}/document")
        with live.page(board) as page:
            page.ready()
            view = {"id": "v", "kind": "trace", "of": [{"node": "a", "variable": "V"}]}
            answer = page.edit(put=[view])
            assert "recording needs" in answer["problems"][0]["message"]
            self._unchanged(live, board, page, before)


def test_a_board_that_no_longer_fits_opens_and_can_be_mended(tmp_path: Path) -> None:
    """Kept under a larger limit: it says why it does not run, and a smaller size mends it."""
    with Live(settings(tmp_path)) as live:
        board = live.board(_large(4_000_000))
    limited = settings(tmp_path)
    object.__setattr__(limited, "memory_limit", 40 * 2**20)
    with Live(limited) as live, live.page(board) as page:
        page.message("status", preparing=None)
        page.control("run")
        assert "limit" in page.message("refused")["problems"][0]["message"]
        assert page.edit(put=[neuron("a", size=10)])["type"] == "edited"
        page.message("status", runnable=True)
        page.run()
        page.frame(lambda f: f.header["t"] > 10)
