"""Bodies of the other HTTP requests and answers."""

from __future__ import annotations

from typing import Literal

from engine.document import Document, Identifier
from server.protocol.base import Message
from server.protocol.messages import Problem


class ExampleEntry(Message):
    """A board that opens with one click."""

    id: str
    title: str
    summary: str
    minutes: int


class BoardEntry(Message):
    """A board kept on this computer; `modified` is an ISO 8601 time in UTC."""

    id: str
    title: str
    modified: str
    nodes: int


class NewBoard(Message):
    """Body of POST /api/boards: from a document, from an example, or empty."""

    document: Document | None = None
    example: Identifier | None = None


class NewBoardAnswer(Message):
    """Where the new board is."""

    id: str


class ErrorAnswer(Message):
    """Body of every HTTP answer of 4xx."""

    problems: list[Problem]


class Health(Message):
    """Body of GET /api/health. `preparing` tells what is being compiled, if anything."""

    status: Literal["ok"] = "ok"
    version: str
    preparing: str | None = None
