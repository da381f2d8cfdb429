"""The socket of a board: reads requests, writes what its client has to know (rules C1 to C4)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from pydantic import BaseModel
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from server import strict_json
from server.client import Client
from server.errors import Full, Refusal
from server.messages import check_message
from server.protocol import (
    PROTOCOL,
    Ack,
    ClientMessage,
    ControlRequest,
    EditRequest,
    ErrorAnswer,
    Hello,
    HistoryRequest,
    KickRequest,
    Problem,
    Refused,
    SpeedRequest,
    TravelRequest,
    VisitRequest,
    Watch,
)
from server.session import Session
from server.sessions import Sessions

OUTDATED = 4000
NO_HELLO = 4001
OVERRUN = 4002
FULL = 4003
GOING_AWAY = 1001
MAX_REQUESTS = 64
"""Requests of a client that wait for their turn; then its socket is not read until one is done."""

Request = (
    EditRequest
    | HistoryRequest
    | TravelRequest
    | ControlRequest
    | SpeedRequest
    | VisitRequest
    | KickRequest
)


async def serve_socket(websocket: WebSocket, board: str, sessions: Sessions) -> None:
    """Serve one socket until it ends. Host, Origin and cookie have been checked (C1)."""
    try:
        session = await sessions.open(board)
    except Full as too_many:
        # Accepted first: a browser does not show the page why a socket was denied.
        await websocket.accept()
        await _turn_away(websocket, too_many)
        return
    except Refusal as refusal:
        await _deny(websocket, refusal)
        return
    with sessions.holding(session):
        await websocket.accept()
        with suppress(WebSocketDisconnect):
            hello = await _greeting(websocket, sessions.limits.hello_timeout)
            if hello is None:
                return
            if len(session.clients) >= sessions.limits.clients_per_board:
                full = Full(
                    f"{len(session.clients)} pages show this board already, as many as the server "
                    "allows. Close one of them."
                )
                await _turn_away(websocket, full)
                return
            client = Client(hello.client)
            session.join(client, hello.have_step)
            try:
                await _converse(websocket, session, client)
            finally:
                session.leave(client)


async def _turn_away(websocket: WebSocket, full: Full) -> None:
    await _say(websocket, Refused(ref=None, problems=full.problems))
    await websocket.close(FULL)


async def _deny(websocket: WebSocket, refusal: Refusal) -> None:
    answer = ErrorAnswer(problems=refusal.problems)
    response = JSONResponse(answer.model_dump(), status_code=refusal.status)
    await websocket.send_denial_response(response)


async def _greeting(websocket: WebSocket, patience: float) -> Hello | None:
    """The hello (C2), or None after the socket has been closed for the lack of one."""
    hello: Hello | None = None
    try:
        async with asyncio.timeout(patience):
            message = parse_message(await _receive(websocket))
        hello = message if isinstance(message, Hello) else None
        problems = [Problem(message='The first message of a client must be "hello".')]
    except TimeoutError:
        problems = [Problem(message=f'No "hello" came within {patience:g} s.')]
    except Refusal as refusal:
        problems = refusal.problems
    code = NO_HELLO
    if hello is not None and hello.protocol != PROTOCOL:
        code = OUTDATED
        problems = [
            Problem(
                message=f"This page speaks version {hello.protocol} of the protocol, the server "
                f"version {PROTOCOL}. Load the page anew."
            )
        ]
    elif hello is not None:
        return hello
    await _say(websocket, Refused(ref=None, problems=problems))
    await websocket.close(code)
    return None


async def _converse(websocket: WebSocket, session: Session, client: Client) -> None:
    """Read, do and write at the same time until the socket ends or the client is let go."""
    requests: asyncio.Queue[Request] = asyncio.Queue(MAX_REQUESTS)
    reading = asyncio.create_task(_read(websocket, session, client, requests))
    doing = asyncio.create_task(_do(session, client, requests))
    writing = asyncio.create_task(_write(websocket, client))
    gone = asyncio.create_task(client.gone.wait())
    tasks: list[asyncio.Task[Any]] = [reading, doing, writing, gone]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if reading.done() and not doing.done():
            # The page has gone, but what it asked for before it went is still done.
            drained = asyncio.create_task(requests.join())
            tasks.append(drained)
            await asyncio.wait([drained, doing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
            raise result
    with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
        # A client that does not read will not take this either.
        async with asyncio.timeout(1):
            await websocket.close(GOING_AWAY if session.closed else OVERRUN)


async def _read(
    websocket: WebSocket, session: Session, client: Client, requests: asyncio.Queue[Request]
) -> None:
    while True:
        try:
            message = parse_message(await _receive(websocket))
        except Refusal as refusal:
            refused = Refused(ref=_ref_of(refusal), problems=refusal.problems)
            client.tell(refused.model_dump_json())
            continue
        match message:
            case Ack():
                session.acknowledge(client, message.frame)
            case Watch():
                session.watch(client, message)
            case Hello():
                problem = Problem(message='"hello" has been said already.')
                client.tell(Refused(ref=None, problems=[problem]).model_dump_json())
            case ControlRequest(action="cancel"):
                # What it is to end stands before it in the queue.
                try:
                    session.cancel()
                except Refusal as refusal:
                    refused = Refused(ref=message.ref, problems=refusal.problems)
                    client.tell(refused.model_dump_json())
            case ControlRequest(action="pause"):
                # At once, whatever else takes long; and in its turn, after a `run` before it.
                session.pause()
                await requests.put(message)
            case _:
                await requests.put(message)


async def _do(session: Session, client: Client, requests: asyncio.Queue[Request]) -> None:
    while True:
        request = await requests.get()
        try:
            # In one piece, even when the socket ends meanwhile.
            work = asyncio.create_task(_carry_out(session, client, request))
            work.add_done_callback(_heard)
            await asyncio.shield(work)
        except Refusal as refusal:
            client.tell(Refused(ref=request.ref, problems=refusal.problems).model_dump_json())
        requests.task_done()


def _heard(work: asyncio.Task[None]) -> None:
    """Take note of how it ended although nobody may wait for it any more."""
    if not work.cancelled():
        work.exception()


async def _carry_out(session: Session, client: Client, request: Request) -> None:
    match request:
        case EditRequest():
            await session.edit(client, request)
        case HistoryRequest() | TravelRequest():
            await session.travel(client, request)
        case ControlRequest():
            await session.control(request)
        case SpeedRequest():
            await session.set_speed(request)
        case VisitRequest():
            await session.visit(request)
        case KickRequest():
            await session.kick(request)


async def _write(websocket: WebSocket, client: Client) -> None:
    while True:
        message = await client.next()
        if isinstance(message, bytes):
            await websocket.send_bytes(message)
        else:
            await websocket.send_text(message)


async def _receive(websocket: WebSocket) -> str | bytes:
    event = await websocket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(event.get("code", 1005))
    text: str | bytes | None = event.get("text")
    return event["bytes"] if text is None else text


class MessageRefusal(Refusal):
    """A message that is not valid; `ref` is the one that it carries, if any."""

    ref: int | None = None


def parse_message(data: str | bytes) -> ClientMessage:
    """The message in `data`. Raises MessageRefusal (C4)."""
    if isinstance(data, bytes):
        raise MessageRefusal("Messages to the server are JSON text, not binary.")
    value: object = None
    try:
        value = strict_json.parse(data, "The message")
        return check_message(value)
    except Refusal as refusal:
        refused = MessageRefusal(refusal.problems)
        ref = value.get("ref") if isinstance(value, dict) else None
        if isinstance(ref, int) and not isinstance(ref, bool) and 0 <= ref < 2**53:
            refused.ref = ref
        raise refused from refusal


def _ref_of(refusal: Refusal) -> int | None:
    return refusal.ref if isinstance(refusal, MessageRefusal) else None


async def _say(websocket: WebSocket, message: BaseModel) -> None:
    await websocket.send_text(message.model_dump_json())
