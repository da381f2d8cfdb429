"""Rules C1 to C6: how a socket begins, ends and comes back."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from pathlib import Path

import pytest
from websockets import Origin
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from server.protocol import MAX_MESSAGE, ErrorAnswer, Welcome
from server.serving import listen
from tests.server.documents import circuit, neuron
from tests.server.live import Live, settings
from tests.server.page import Frame, Page


@pytest.mark.parametrize(
    "origin", [None, "http://evil.example", "http://127.0.0.1:1", "null", "https://127.0.0.1"]
)
def test_C1_missing_or_foreign_origin(shared_live: Live, origin: str | None) -> None:
    board = shared_live.board()
    address = f"ws://127.0.0.1:{shared_live.port}/api/boards/{board}/socket"
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(address, origin=Origin(origin) if origin else None),
    ):
        pass
    assert refused.value.response.status_code == 403
    body = refused.value.response.body
    assert body is not None
    assert "not this server's own" in ErrorAnswer.model_validate_json(body).problems[0].message


def test_small_messages_are_sent_at_once() -> None:
    """Else a frame waits for the page to acknowledge what was sent just before it."""

    async def delayed() -> bool:
        accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            raw = writer.get_extra_info("socket")
            accepted.set_result(raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
            writer.close()

        with listen("127.0.0.1", 0) as listener:
            port = listener.getsockname()[1]
            async with await asyncio.start_server(accept, sock=listener):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                answer = await accepted
                writer.close()
                return answer

    assert not asyncio.run(delayed())


def test_C1_foreign_host(shared_live: Live) -> None:
    board = shared_live.board()
    with socket.create_connection(("127.0.0.1", shared_live.port), timeout=20) as raw:
        raw.sendall(
            f"GET /api/boards/{board}/socket HTTP/1.1\r\nHost: evil.example\r\n".encode()
            + b"Origin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        assert raw.recv(12) == b"HTTP/1.1 403"


def test_C1_unknown_board(shared_live: Live) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Page(shared_live.port, "nothing")
    assert refused.value.response.status_code == 404
    body = refused.value.response.body
    assert body is not None
    assert "no such board" in ErrorAnswer.model_validate_json(body).problems[0].message


def _code(page: Page) -> tuple[int, list[str]]:
    """How the server closes the socket, and what it says before."""
    with pytest.raises(ConnectionClosed) as closed:
        page.until(lambda _: False)
    page.close()
    assert closed.value.rcvd is not None
    refused = [m for m in page.log if isinstance(m, dict) and m["type"] == "refused"]
    return closed.value.rcvd.code, [p["message"] for m in refused for p in m["problems"]]


def test_C2_another_protocol_number(shared_live: Live) -> None:
    page = Page(shared_live.port, shared_live.board())
    page.send({"type": "hello", "protocol": 99, "client": "x"})
    code, sentences = _code(page)
    assert code == 4000
    assert "version 99" in sentences[0]


@pytest.mark.parametrize("first", ["nonsense", '{"type": "ack", "frame": 1}', "{}", "[1]"])
def test_C2_another_first_message(shared_live: Live, first: str) -> None:
    page = Page(shared_live.port, shared_live.board())
    page.socket.send(first)
    code, sentences = _code(page)
    assert code == 4001
    assert len(sentences) == 1


def test_C2_no_first_message(tmp_path: Path) -> None:
    with Live(settings(tmp_path, hello_timeout=0.2)) as live:
        code, sentences = _code(Page(live.port, live.board()))
    assert code == 4001
    assert "0.2 s" in sentences[0]


def test_C3_welcome_is_the_whole_state(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one:
        one.edit(put=[neuron("b")], label="Add B")
        with shared_live.page(board, "two") as two:
            welcome = Welcome.model_validate(two.welcome)
    assert welcome.board == board
    assert {record.id for record in welcome.records} == {"board", "stim", "a", "e", "v", "b"}
    assert welcome.seq == 1
    assert welcome.history.undo == "Add B"
    assert welcome.history.redo is None
    assert welcome.problem is None
    assert welcome.status.t == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '"text"',
        '{"type": "nothing"}',
        '{"type": "control", "action": "fly"}',
        '{"type": "speed", "speed": NaN}',
        '{"type": "speed", "speed": 1e999}',
        '{"type": "watch", "nodes": [], "more": 1}',
        '{"type": "hello", "protocol": 1, "client": "again"}',
        "[" * 100_000,
    ],
)
def test_C4_what_is_not_a_message_is_refused(shared_live: Live, text: str) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.socket.send(text)
        refused = page.message("refused")
        assert refused["problems"][0]["message"]
        # The socket stays open.
        assert page.edit(put=[neuron("b")])["type"] == "edited"


def test_C4_refused_names_the_request(shared_live: Live) -> None:
    with shared_live.page(shared_live.board()) as page:
        page.send({"type": "control", "ref": 77, "action": "fly"})
        assert page.message("refused")["ref"] == 77
        page.socket.send(b"\x00\x01")
        assert page.message("refused")["ref"] is None


def test_C4_message_over_the_bound(shared_live: Live) -> None:
    for size in (MAX_MESSAGE, 100 * 2**20):
        page = shared_live.page(shared_live.board())
        page.socket.send(json.dumps({"type": "ack", "frame": "x" * size}))
        assert _code(page)[0] == 1009


def _values(frames: list[Frame]) -> list[tuple[float, float]]:
    """(time, V) of every raw sample."""
    found = []
    for frame in frames:
        for section in frame.sections("samples", "a"):
            assert section["mode"] == "raw"
            values = frame.floats(section, section["count"]).tolist()
            found += [
                (section["t0"] + i * section["every"], value) for i, value in enumerate(values)
            ]
    return found


def test_C5_samples_resume_without_a_hole(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board) as page:
        page.ready()
        page.step(50)
        held = page.frames()[-1].step
        first = _values(page.frames())
    with shared_live.page(board, "other") as other:
        other.step(100)
    with shared_live.page(board, have_step=held) as back:
        frame = back.frame(lambda f: f.step == 150)
        assert not frame.header["reset"]
        assert not any(section["gap"] for section in frame.sections("samples"))
        second = _values([frame])
    times = [round(t / 0.1) for t, _ in first + second]
    assert times == list(range(151))


def test_C5_without_have_step_from_the_beginning(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board) as page:
        page.ready()
        page.step(50)
    with shared_live.page(board, "new") as new:
        frame = new.frame()
    assert frame.header["reset"]
    assert [round(t / 0.1) for t, _ in _values([frame])] == list(range(51))


def test_C5_after_a_reset_nothing_continues(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board) as page:
        page.ready()
        page.step(50)
    with shared_live.page(board, "other") as other:
        other.control("reset")
        other.frame(lambda f: f.step == 0)
        other.step(80)
    with shared_live.page(board, have_step=50) as back:
        frame = back.frame()
    assert frame.header["reset"]
    assert len(_values([frame])) == 81


def test_C6_runs_on_without_clients_then_pauses_and_resumes(tmp_path: Path) -> None:
    with Live(settings(tmp_path, idle_pause=0.5)) as live:
        board = live.board(circuit())
        with live.page(board) as page:
            page.ready()
            page.run()
            page.frame(lambda f: f.step > 0)
            left_at = page.frames()[-1].header["t"]
        time.sleep(2.0)
        with live.page(board) as page:
            paused_at = page.welcome["status"]["t"]
            # It ran on for half a second or a little more, and no longer.
            assert left_at + 400 < paused_at < left_at + 1500
            assert page.welcome["status"]["running"]
            page.frame(lambda f: f.header["t"] > paused_at)
