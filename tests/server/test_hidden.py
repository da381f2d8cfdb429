"""Rule F9: pages that are not on screen."""

from __future__ import annotations

import time

import pytest

from server.circuit import Circuit
from tests.server.documents import noisy
from tests.server.live import Live
from tests.server.page import Page
from tests.server.test_stream import samples


def hide(page: Page, hidden: bool) -> None:
    page.send({"type": "watch", "nodes": ["pop"], "inspected": None, "hidden": hidden})


def heard(page: Page, seconds: float) -> int:
    """How many messages and frames come in a while of the clock."""
    end, count = time.monotonic() + seconds, 0
    while (left := end - time.monotonic()) > 0:
        try:
            page.receive(left)
        except TimeoutError:
            break
        count += 1
    return count


def test_F9_a_hidden_page_is_sent_nothing_and_loses_nothing(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = shared_live.board(noisy(20))
    with shared_live.page(board) as page:
        page.ready()
        page.run(speed=40.0)
        page.frame(lambda f: f.step > 50)
        session = shared_live.session(board)
        assert session.is_watched
        hide(page, True)
        # What was under way still comes.
        heard(page, 0.3)
        before = page.frames()[-1].step
        ticks: list[float] = []
        shown = session.show_frames

        def show_frames(circuit: Circuit) -> float | None:
            ticks.append(circuit.t)
            return shown(circuit)

        monkeypatch.setattr(session, "show_frames", show_frames)
        assert heard(page, 1.0) == 0
        assert not session.is_watched
        # The run itself goes on at its pace, with fewer looks at it than sixty a second.
        assert 2 <= len(ticks) <= 20
        assert 20 < ticks[-1] - 0.1 * before < 80
        assert session.run.running
        hide(page, False)
        assert page.message("status")["running"] is True
        page.frame(lambda f: f.step > before + 200)
        page.control("pause")
        page.message("status", running=False)
        last = page.step(1).step
        assert list(samples(page.frames(), "pop", 3)) == list(range(last + 1))
        sections = [s for f in page.frames() for s in f.header["sections"]]
        assert not any(section.get("gap") for section in sections)


def test_F9_a_hidden_page_is_told_what_was_asked_for(shared_live: Live) -> None:
    board = shared_live.board(noisy(20))
    with shared_live.page(board) as page, shared_live.page(board, client="other") as other:
        page.ready()
        other.ready()
        hide(page, True)
        other.run(speed=40.0)
        assert page.message("status", running=True)["clients"] == 2
        # The other page is on screen and gets its frames.
        other.frame(lambda f: f.step > 20)
        mark = len(page.frames())
        heard(page, 0.5)
        assert len(page.frames()) == mark
        record = {**other.welcome["records"][0], "title": "Changed"}
        other.edit(put=[record])
        assert page.message("edited")["put"][0]["title"] == "Changed"
        other.control("pause")
        assert page.message("status", running=False)
