"""Acknowledged edits survive SIGKILL; a damaged or a foreign file is never destroyed."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from server.database import FILE, StorageError
from server.history import History
from server.storage import Storage
from tests.server.documents import circuit, neuron
from tests.server.page import Json
from tests.server.process import ServerProcess


def test_killed_in_the_middle_of_edits(tmp_path: Path) -> None:
    """Whatever was acknowledged is there after the restart; what was not may be."""
    with ServerProcess(tmp_path / "data") as server:
        board = server.board(circuit())
        for _ in range(3):
            acknowledged = _edit_until_killed(server, board)
            server.start()
            found = {node["id"]: node for node in _document(server, board)["nodes"]}
            assert acknowledged
            for name, x in acknowledged.items():
                assert found[name]["x"] == x
        with server.page(board) as page:
            assert page.welcome["history"]["undo"] is not None
            assert page.undo()["type"] == "edited"


def _document(server: ServerProcess, board: str) -> Json:
    found: Json = server.get(f"/api/boards/{board}/document")
    return found


def _edit_until_killed(server: ServerProcess, board: str) -> dict[str, float]:
    acknowledged: dict[str, float] = {}
    page = server.page(board)
    page.ready()
    killer = threading.Timer(random.uniform(0.2, 0.5), server.kill)
    killer.start()
    number = 0
    try:
        while True:
            number += 1
            name, x = f"n{number % 50}", random.uniform(-1000, 1000)
            if page.edit(put=[neuron(name, x=x)])["type"] == "edited":
                acknowledged[name] = x
    except ConnectionClosed:
        pass
    killer.join()
    page.close()
    # The edit under way may have been stored without being acknowledged.
    acknowledged.pop(f"n{number % 50}", None)
    return acknowledged


def test_restart_continues_the_sequence(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        board = server.board()
        with server.page(board) as page:
            seq = page.edit(put=[neuron("b")])["seq"]
        server.kill()
        server.start()
        with server.page(board, have_step=5000) as page:
            assert page.welcome["seq"] == seq
            assert page.welcome["status"]["t"] == 0
            assert not page.welcome["status"]["running"]
            assert page.frame().header["reset"]
            assert page.edit(put=[neuron("c")])["seq"] == seq + 1


def test_ctrl_c_ends_cleanly(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        with server.page(server.board(circuit())) as page:
            page.ready()
            page.run()
            assert server.stop() == 0
            with pytest.raises(ConnectionClosed):
                page.until(lambda _: False)
        assert "Traceback" not in server.output()


def test_a_warm_start_takes_little_more_than_its_libraries(tmp_path: Path) -> None:
    """Processor time beside that of the same imports: nothing is compiled or derived before the
    server answers. The ratio is 1.2 to 1.4."""
    resource = pytest.importorskip("resource", reason="times of processes: not on this platform")

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(usage.ru_utime + usage.ru_stime)

    libraries = [sys.executable, "-c", "import fastapi, numba, scipy.linalg, uvicorn"]
    ratios = []
    with ServerProcess(tmp_path / "data") as server:
        server.kill()
        for _ in range(3):
            began = spent()
            subprocess.run(libraries, check=True)
            imported = spent()
            server.start()
            server.kill()
            ratios.append((spent() - imported) / (imported - began))
    assert min(ratios) < 2.0


def test_a_second_server_on_the_same_folder_is_turned_away(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        board = server.board(circuit())
        other = ServerProcess(tmp_path / "data")
        other.log = tmp_path / "other.log"
        with pytest.raises(AssertionError, match="Another Neuroboard is using the folder"):
            other.start()
        assert "Traceback" not in other.output()
        assert other.process.returncode == 2
        assert _document(server, board)["title"] == "Test"


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        other = ServerProcess(tmp_path / "other")
        other.port = server.port
        code = _start_and_wait(other)
        assert code == 2
        assert f"Port {server.port}" in other.output()
        assert "--port" in other.output()


def _start_and_wait(server: ServerProcess) -> int:
    server._answers = lambda: False  # type: ignore[method-assign]  # another one answers there
    with pytest.raises(AssertionError):
        server.start()
    return server.process.wait(20)


def _filled(folder: Path) -> bytes:
    """A file with a hundred boards; the answer is its content."""
    storage = Storage(folder)
    from engine.document import Board

    for number in range(100):
        storage.create(f"b{number}", {"board": Board(title="x" * 200)})
    storage.close()
    return (folder / FILE).read_bytes()


@pytest.mark.parametrize("damage", ["header", "middle", "text", "short"])
def test_a_damaged_file_is_set_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    content = bytearray(_filled(tmp_path))
    match damage:
        case "header":
            content[:64] = bytes(64)
        case "middle":
            content[4096 : len(content) - 4096] = b"\xa5" * (len(content) - 8192)
        case "text":
            content[:] = b"this is a letter, not a database\n" * 200
        case "short":
            del content[len(content) // 2 :]
    (tmp_path / FILE).write_bytes(content)
    storage = Storage(tmp_path)
    assert storage.boards(10) == []
    storage.close()
    kept = list(tmp_path.glob("boards.damaged-*.sqlite3"))
    assert [path.read_bytes() for path in kept] == [bytes(content)]
    said = capsys.readouterr().err
    assert "is damaged" in said
    assert str(kept[0]) in said


def test_a_file_of_a_newer_layout_is_left_alone(tmp_path: Path) -> None:
    _filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version = 99")
    content = (tmp_path / FILE).read_bytes()
    with pytest.raises(StorageError, match=r"newer Neuroboard.*Update"):
        Storage(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="--data-dir"):
        Storage(tmp_path / "file" / "data")


def test_a_board_that_is_damaged_alone_does_not_stop_the_others(tmp_path: Path) -> None:
    _filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("UPDATE records SET record = '{' WHERE board = 'b7'")
        db.commit()
    storage = Storage(tmp_path)
    with pytest.raises(StorageError, match=r"board b7 cannot be read.*not changed"):
        storage.load("b7")
    loaded = storage.load("b8")
    storage.close()
    assert loaded is not None
    assert loaded.history == History()


def test_a_copy_taken_while_it_runs_opens(tmp_path: Path) -> None:
    """What a backup catches between two writes is a whole database."""
    with ServerProcess(tmp_path / "data") as server:
        board = server.board(circuit())
        with server.page(board) as page:
            for number in range(20):
                page.edit(put=[neuron(f"n{number}")])
            time.sleep(0.1)
            shutil.copytree(tmp_path / "data", tmp_path / "copy")
    storage = Storage(tmp_path / "copy")
    stored = storage.load(board)
    storage.close()
    assert stored is not None
    assert len(stored.records) == 25
