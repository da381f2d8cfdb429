"""Checks of what comes from outside, with the engine's sentences for what is wrong."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from engine.document import Document
from engine.edit import Change as Planned
from engine.errors import EngineError
from engine.memory import check_memory, estimate
from engine.network import Network
from engine.validation import validate, validate_change
from server.errors import Refusal, of_engine
from server.protocol import NewBoard, Problem

MAX_PROBLEMS = 20
"""Problems that one answer lists."""


def sentences(error: ValidationError, value: object) -> list[Problem]:
    """What pydantic found, as sentences."""
    problems = []
    for found in error.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(str(part) for part in found["loc"])
        problems.append(Problem(message=f"{where}: {found['msg']}", field=where or None))
    return problems[:MAX_PROBLEMS]


def check_new_board(value: Any) -> NewBoard:
    """The body of POST /api/boards. Raises Refusal."""
    try:
        return NewBoard.model_validate(value)
    except ValidationError as error:
        raise Refusal(sentences(error, value)) from error


def check_document(value: Any) -> Document:
    """A document from outside. Raises Refusal."""
    try:
        return Document.model_validate(value)
    except ValidationError as error:
        raise Refusal(sentences(error, value)) from error


def check_network(document: Document | None, memory_limit: int) -> Network:
    """The network of a document that can run here. Raises Refusal."""
    try:
        network = Network() if document is None else Network.from_document(document)
        validate(network)
        check_memory(network, memory_limit)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return network


def check_change(after: Network, planned: Planned, memory_limit: int) -> float:
    """Bytes that the network will take after an edit. Raises Refusal."""
    try:
        validate_change(after, planned)
        check_memory(after, memory_limit)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return sum(estimate(after).values())
