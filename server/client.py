"""What the server keeps for one socket. It is bounded: messages that must arrive, in a queue that
ends the connection when the client does not read; of frames, none at all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from server.protocol import Watch

MAX_UNDER_WAY = 2
"""Frames sent and not acknowledged (F2)."""
MAX_WAITING = 4 * 2**20
"""Bytes of messages that a client has not taken; one that is further behind is let go and gets
the whole state when it comes back."""
MAX_WAITING_MESSAGES = 1000


@dataclass
class Cursor:
    """What a client has been sent of the run `epoch`.

    `sent` maps each recorded series (a probe, or the id of a node for its spikes) to the last step
    of it that was sent; what is not in it begins after `begin`. `weights` maps an edge to the
    version of its matrix and the moment of the clock (s) when it was sent, `computed` a view that
    the server works out to what the board looked like and when it was sent; `history` maps an edge
    to the number of the last moment of it. `seen` is what the whole board looked like.
    """

    epoch: int = -1
    begin: int = -1
    step: int = -1
    sent: dict[object, int] = field(default_factory=dict)
    weights: dict[str, tuple[int, float]] = field(default_factory=dict)
    computed: dict[str, tuple[object, float]] = field(default_factory=dict)
    history: dict[tuple[str, tuple[int, ...]], int] = field(default_factory=dict)
    seen: object = None


class Client:
    """One socket of a board, from `hello` to its end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.watch = Watch(type="watch", nodes=[], weights=[])
        self.cursor = Cursor()
        self.gone = asyncio.Event()
        # In the order in which they were true: an edit that is told of before a frame is in it.
        self._queue: deque[str | bytes] = deque()
        self._waiting = 0
        self._frame_waits = False
        self._status: str | None = None
        self._wake = asyncio.Event()
        self._numbered = 0
        self._acknowledged = 0

    def end(self) -> None:
        """Let the client go: nothing more is kept for it."""
        self.gone.set()
        self._queue.clear()

    def tell(self, text: str) -> None:
        """Send a message that must arrive, in order."""
        if self.gone.is_set():
            return
        # A single message is always taken: a large board must be able to arrive.
        behind = bool(self._queue) and self._waiting + len(text) > MAX_WAITING
        if behind or len(self._queue) >= MAX_WAITING_MESSAGES:
            self.end()
            return
        self._queue.append(text)
        self._waiting += len(text)
        self._wake.set()

    def tell_status(self, text: str) -> None:
        """Send the status; a later one replaces one that has not gone yet."""
        self._status = text
        self._wake.set()

    def takes_frame(self) -> bool:
        """Whether a frame may be sent now (F2, F9)."""
        if self.watch.hidden or self.gone.is_set():
            return False
        return not self._frame_waits and self._numbered - self._acknowledged < MAX_UNDER_WAY

    def next_frame(self) -> int:
        """The number of the frame that is made now."""
        self._numbered += 1
        return self._numbered

    def show(self, frame: bytes) -> None:
        """Send a frame; only after `takes_frame`, so that never more than one waits (F4)."""
        self._queue.append(frame)
        self._frame_waits = True
        self._wake.set()

    def waiting(self) -> int:
        """Bytes that wait to be taken."""
        return sum(len(message) for message in self._queue)

    def acknowledge(self, frame: int) -> None:
        """The frame with this number, and so every earlier one, has been drawn."""
        self._acknowledged = max(self._acknowledged, min(frame, self._numbered))

    async def next(self) -> str | bytes:
        """What to send next: messages and frames in order, the status when nothing else waits."""
        while True:
            if self._queue:
                message = self._queue.popleft()
                if isinstance(message, bytes):
                    self._frame_waits = False
                else:
                    self._waiting -= len(message)
                return message
            if self._status is not None:
                status, self._status = self._status, None
                return status
            self._wake.clear()
            await self._wake.wait()
