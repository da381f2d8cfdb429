"""What the page is to the server: a socket that speaks the protocol."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from socket import SHUT_RDWR
from typing import Any

import numpy as np
from numpy.typing import NDArray
from websockets import Origin
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]
PATIENCE = 20.0
"""s until something that must come is missing: compiling for the first time takes a while."""


@dataclass
class Frame:
    """A decoded frame; `size` is its length in bytes."""

    header: Json
    payload: bytes
    size: int

    @property
    def step(self) -> int:
        step: int = self.header["step"]
        return step

    def sections(self, kind: str, of: str | None = None) -> list[Json]:
        """Sections of a kind, of one node or edge."""
        return [
            section
            for section in self.header["sections"]
            if section["kind"] == kind and of in (None, section.get("node"), section.get("edge"))
        ]

    def floats(self, section: Json, *shape: int) -> NDArray[np.float32]:
        """Float32 at the beginning of a section's payload."""
        count = int(np.prod(shape))
        return np.frombuffer(self.payload, "<f4", count, section["offset"]).reshape(shape)

    def bytes_after(self, section: Json, floats: int, count: int) -> NDArray[np.uint8]:
        """Bytes after that many floats."""
        return np.frombuffer(self.payload, np.uint8, count, section["offset"] + 4 * floats)

    def integers_after(self, section: Json, floats: int, count: int) -> NDArray[np.uint32]:
        """Uint32 after that many floats."""
        return np.frombuffer(self.payload, "<u4", count, section["offset"] + 4 * floats)


def decode(message: bytes) -> Frame:
    """A frame as rule F1 lays it out."""
    magic, length = struct.unpack_from("<II", message)
    assert magic == 0x3152424E, hex(magic)
    header = json.loads(message[8 : 8 + length])
    return Frame(header, message[8 + length :], len(message))


@dataclass
class Page:
    """A connection. Messages and frames are kept in the order in which they came."""

    port: int
    board: str
    client: str = "page"
    origin: str | None = None
    acknowledges: bool = True
    stalled: bool = False
    log: list[Json | Frame] = field(default_factory=list)
    ref: int = 0

    def __post_init__(self) -> None:
        self._open = ExitStack()
        self.socket: ClientConnection = self._open.enter_context(
            connect(
                f"ws://127.0.0.1:{self.port}/api/boards/{self.board}/socket",
                origin=Origin(self.origin or f"http://127.0.0.1:{self.port}"),
                max_size=None,
                # Everything is read as it comes, unless the test wants nothing to be read.
                max_queue=1 if self.stalled else None,
                compression=None,
            )
        )

    def __enter__(self) -> Page:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave; nothing is made of how the server ended it."""
        if self.stalled:
            # Its buffers are full: it would wait in vain for the answer to its goodbye.
            with suppress(OSError):
                self.socket.socket.shutdown(SHUT_RDWR)
        with suppress(ConnectionClosed):
            self._open.close()

    def send(self, message: Json) -> None:
        self.socket.send(json.dumps(message))

    def receive(self, timeout: float = PATIENCE) -> Json | Frame:
        """The next message or frame; a frame is acknowledged."""
        message = self.socket.recv(timeout)
        if isinstance(message, str):
            value: Json = json.loads(message)
            self.log.append(value)
            return value
        frame = decode(message)
        self.log.append(frame)
        if self.acknowledges:
            self.send({"type": "ack", "frame": frame.header["frame"]})
        return frame

    def until(self, wanted: Callable[[Json | Frame], bool], timeout: float = PATIENCE) -> Any:
        """The first message or frame from now on that is wanted."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"it did not come; the last were {self.log[-5:]}")
            message = self.receive(left)
            if wanted(message):
                return message

    def since(self, mark: int, wanted: Callable[[Json | Frame], bool]) -> Any:
        """The first wanted message or frame from place `mark` of the log on."""
        for message in self.log[mark:]:
            if wanted(message):
                return message
        return self.until(wanted)

    def message(self, kind: str, timeout: float = PATIENCE, **values: object) -> Json:
        """The next message of a type with these values."""
        found: Json = self.until(
            lambda m: (
                isinstance(m, dict)
                and m["type"] == kind
                and all(m[name] == value for name, value in values.items())
            ),
            timeout,
        )
        return found

    def frame(
        self, wanted: Callable[[Frame], bool] = lambda _: True, timeout: float = PATIENCE
    ) -> Frame:
        """The next frame that is wanted."""
        found: Frame = self.until(lambda m: isinstance(m, Frame) and wanted(m), timeout)
        return found

    def hello(self, have_step: int | None = None) -> Json:
        """Say hello; the answer is the welcome."""
        hello = {"type": "hello", "protocol": 1, "client": self.client, "have_step": have_step}
        self.send(hello)
        self.welcome = self.message("welcome")
        return self.welcome

    def watch(self, *nodes: str, inspected: str | None = None) -> None:
        self.send({"type": "watch", "nodes": list(nodes), "inspected": inspected})

    def ask(self, message: Json) -> int:
        """Send a request under a new number, which is the answer."""
        self.ref += 1
        self.send({**message, "ref": self.ref})
        return self.ref

    def edit(
        self,
        put: list[Json] | None = None,
        remove: list[str] | None = None,
        label: str = "",
        gesture: str | None = None,
    ) -> Json:
        """Ask for an edit; the answer is `edited` or `refused`."""
        edit = {"put": put or [], "remove": remove or []}
        ref = self.ask({"type": "edit", "edit": edit, "label": label, "gesture": gesture})
        return self.answer(ref)

    def answer(self, ref: int, timeout: float = PATIENCE) -> Json:
        """`edited` or `refused` for a request of this page."""
        found: Json = self.until(
            lambda m: (
                isinstance(m, dict)
                and m.get("ref") == ref
                and (
                    m["type"] == "refused" or (m["type"] == "edited" and m["client"] == self.client)
                )
            ),
            timeout,
        )
        return found

    def undo(self) -> Json:
        return self.answer(self.ask({"type": "undo"}))

    def redo(self) -> Json:
        return self.answer(self.ask({"type": "redo"}))

    def control(self, action: str, steps: int = 1) -> None:
        self.ask({"type": "control", "action": action, "steps": steps})

    def ready(self) -> Json:
        """Wait until the network is built; the answer is the status."""
        found: Json = self.until(
            lambda m: isinstance(m, dict) and (m["type"] == "status" and m["preparing"] is None)
        )
        return found

    def run(self, speed: float | None = 1000.0) -> None:
        """Run once the network is there."""
        self.ask({"type": "speed", "speed": speed})
        self.control("run")
        self.message("status", running=True)

    def step(self, steps: int) -> Frame:
        """Make steps while paused; the answer is the frame at their end."""
        frames = self.frames()
        before = frames[-1].step if frames else 0
        self.control("step", steps)
        return self.frame(lambda f: f.step >= before + steps)

    def frames(self) -> list[Frame]:
        """All frames so far."""
        return [message for message in self.log if isinstance(message, Frame)]

    def records(self) -> dict[str, Json]:
        """The records as welcome and `edited` say them."""
        records = {record["id"]: record for record in self.welcome["records"]}
        for message in self.log:
            if isinstance(message, dict) and message["type"] == "edited":
                records.update((record["id"], record) for record in message["put"])
                for name in message["remove"]:
                    records.pop(name, None)
        return records
