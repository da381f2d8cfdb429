"""Bodies of the requests for what a board was: its steps and its named versions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.document import AnyRecord
from server.protocol.base import Message

VersionName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]


class HistoryStep(Message):
    """A step that undo or redo makes; `made` is an ISO 8601 time in UTC, empty where it is not
    known, `records` how many records it changed."""

    number: int
    label: str
    client: str
    made: str
    records: int


class HistoryList(Message):
    """The steps of a board, the first one first. Those with a number below `done` are in force."""

    steps: list[HistoryStep]
    done: int


class HistoryChange(Message):
    """The records that a step changed, as they were before and after it."""

    before: list[AnyRecord]
    after: list[AnyRecord]


class VersionEntry(Message):
    """A version of a board; `made` is an ISO 8601 time in UTC."""

    number: int
    name: str
    made: str


class VersionRequest(Message):
    """Body of the requests that keep a version or give it another name."""

    name: VersionName
