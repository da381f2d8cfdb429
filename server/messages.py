"""Checks of what comes from outside, with the engine's sentences for what is wrong."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from engine.document import Document
from engine.edit import Change as Planned
from engine.errors import EngineError
from engine.memory import check_memory, estimate, may_grow
from engine.network import Network
from engine.sentences import problems_of
from engine.validation import parse_document, parse_edit, validate, validate_change
from server.errors import Refusal, of_engine, of_problems
from server.protocol import ClientMessage, ConnectionPreviewRequest, NewBoard

Body = TypeVar("Body", bound=BaseModel)
_message: TypeAdapter[Any] = TypeAdapter(ClientMessage)


def check_message(value: object) -> ClientMessage:
    """A message from a client, given as plain JSON values. Raises Refusal."""
    try:
        if isinstance(value, dict) and value.get("type") == "edit" and "edit" in value:
            # Apart from the rest, so that sentences name records and not the message.
            value = {**value, "edit": parse_edit(value["edit"])}
        message: ClientMessage = _message.validate_python(value)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    except ValidationError as error:
        raise Refusal(of_problems(problems_of(error, value))) from error
    return message


def check_body(value: object, kind: type[Body]) -> Body:
    """The body of a request, given as plain JSON values. Raises Refusal."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise Refusal(of_problems(problems_of(error, value, kind))) from error


def check_new_board(value: object) -> NewBoard:
    """The body of POST /api/boards, given as plain JSON values. Raises Refusal."""
    try:
        if isinstance(value, dict) and value.get("document") is not None:
            value = {**value, "document": parse_document(value["document"])}
        return NewBoard.model_validate(value)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    except ValidationError as error:
        raise Refusal(of_problems(problems_of(error, value))) from error


def check_preview(value: object) -> ConnectionPreviewRequest:
    """The body of a preview of connections, given as plain JSON values. Raises Refusal."""
    try:
        if isinstance(value, dict) and "edit" in value:
            # Apart from the rest, so that sentences name records and not the message.
            value = {**value, "edit": parse_edit(value["edit"])}
        return ConnectionPreviewRequest.model_validate(value)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    except ValidationError as error:
        raise Refusal(of_problems(problems_of(error, value))) from error


def check_document(value: object) -> Document:
    """A document given as plain JSON values. Raises Refusal."""
    try:
        return parse_document(value)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error


def check_network(document: Document | None, memory_limit: int) -> Network:
    """The network of a document that can run here. Raises Refusal."""
    try:
        network = Network() if document is None else Network.from_document(document)
        validate(network)
        check_memory(network, memory_limit)
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return network


def memory_of(network: Network) -> float:
    """Bytes that a network will take; 0 where it does not validate and will never be built."""
    try:
        validate(network)
    except EngineError:
        return 0.0
    return sum(estimate(network).values())


def check_change(
    before: Network, after: Network, planned: Planned, memory: float, memory_limit: int
) -> float:
    """Bytes that the network will take after an edit; `memory` is what it takes now. Raises
    Refusal."""
    try:
        validate_change(after, planned)
        if any(may_grow(before.records.get(record.id), record) for record in planned.forward.put):
            check_memory(after, memory_limit)
        elif not planned.forward.remove:
            return memory
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return sum(estimate(after).values())
