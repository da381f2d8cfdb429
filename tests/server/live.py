"""A real server in a thread of the test, on a free port and a folder of its own."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from server.serving import config, listen
from server.session import Session
from server.sessions import Sessions
from server.settings import Limits, Settings
from tests.server.page import Page


class Asking:
    """What can be asked of a server on `port`."""

    port: int

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        """The JSON of an answer, which must be 200."""
        status, _, body = self.request("GET", path)
        assert status == 200, body
        return json.loads(body)

    def post(self, value: object) -> tuple[int, Any]:
        """Status and JSON of POST /api/boards."""
        body = json.dumps(value).encode()
        status, _, answer = self.request("POST", "/api/boards", body)
        return status, json.loads(answer)

    def board(self, document: dict[str, Any] | None = None) -> str:
        """The id of a new board."""
        status, answer = self.post({"document": document} if document is not None else {})
        assert status == 201, answer
        board: str = answer["id"]
        return board

    def page(
        self,
        board: str,
        client: str = "page",
        have_step: int | None = None,
        stalled: bool = False,
    ) -> Page:
        """A page of a board that has been welcomed. A `stalled` one reads only when asked to."""
        page = Page(self.port, board, client, stalled=stalled)
        page.hello(have_step)
        return page


class Live(Asking):
    """`settings.port` is replaced by a free one. Use as a context manager."""

    def __init__(self, settings: Settings) -> None:
        self._listener = listen(settings.host, 0)
        self.port = self._listener.getsockname()[1]
        self.settings = replace(settings, port=self.port)
        self.origin = f"http://127.0.0.1:{self.port}"
        self.uvicorn = uvicorn.Server(config(self.settings))
        self._thread = threading.Thread(target=self._run, name="live server")

    def _run(self) -> None:
        self.uvicorn.run(sockets=[self._listener])

    def __enter__(self) -> Live:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self.uvicorn.started:
            assert self._thread.is_alive(), "the server ended by itself"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.uvicorn.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the server did not end"

    def session(self, board: str) -> Session:
        """The session of an open board, for what no client can see."""
        app = self.uvicorn.config.app
        assert isinstance(app, FastAPI)
        sessions: Sessions = app.state.sessions
        found = sessions.find(board)
        assert found is not None
        return found


def settings(folder: Path, **limits: Any) -> Settings:
    """Settings for a test: no compiling beforehand, any limits."""
    return Settings(data_dir=folder, warm_up=False, limits=replace(Limits(), **limits))
