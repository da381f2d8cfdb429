"""What the server says to a client as text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.document import AnyRecord
from server.protocol.base import PROTOCOL, Message


class Problem(Message):
    """What is wrong, where, and what to try; a sentence for a person."""

    message: str
    record: str | None = None
    field: str | None = None


class HistoryState(Message):
    """What undo and redo would do now; null when there is nothing."""

    undo: str | None = None
    redo: str | None = None


class Status(Message):
    """State of the run. `speed` null: as fast as it goes. `real_time_factor` is what the engine
    could do: model time over the time spent computing. `preparing` is set while a kernel compiles
    or a large network is built, with `progress` from 0 to 1 where it is known; what is
    `cancellable` can be given up. While a past moment is visited, `t` and `step` are of that moment
    and `present` is the time at which the recording ends; moments from `earliest` on can be."""

    type: Literal["status"] = "status"
    running: bool
    runnable: bool
    speed: float | None
    t: float
    step: int
    real_time_factor: float | None = None
    preparing: str | None = None
    progress: float | None = None
    cancellable: bool = False
    clients: int = 1
    present: float | None = None
    earliest: float | None = None


class Welcome(Message):
    """The whole state, to a client that has said hello."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL
    board: str
    seq: int
    records: list[AnyRecord]
    history: HistoryState
    status: Status
    problem: Problem | None = None


class Edited(Message):
    """An edit that is stored and in force. It goes to every client; `client` and `ref` tell the
    author which of its requests it answers (undo and redo included)."""

    type: Literal["edited"] = "edited"
    seq: int
    put: list[AnyRecord]
    remove: list[str]
    client: str
    ref: int
    label: str
    history: HistoryState


class Refused(Message):
    """A request that changed nothing."""

    type: Literal["refused"] = "refused"
    ref: int | None
    problems: list[Problem]


class Halted(Message):
    """The run stopped by itself (a value left the finite range); the network is paused."""

    type: Literal["halted"] = "halted"
    t: float
    problem: Problem


ServerMessage = Annotated[Welcome | Edited | Refused | Status | Halted, Field(discriminator="type")]
