"""The HTTP routes (rules H1 to H6)."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter

from server import catalog, static_files, strict_json
from server.errors import Refusal
from server.messages import check_document, check_new_board
from server.protocol import BoardEntry, ExampleEntry, Health, NewBoardAnswer
from server.sessions import Sessions
from server.version import server_version

router = APIRouter(prefix="/api")


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


AllSessions = Annotated[Sessions, Depends(_sessions)]
BOARD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_examples: TypeAdapter[list[ExampleEntry]] = TypeAdapter(list[ExampleEntry])


@router.get("/health")
async def health(request: Request, sessions: AllSessions) -> Health:
    """H1."""
    return Health(version=server_version(), preparing=sessions.warm_up.preparing)


@router.get("/catalog")
async def get_catalog(sessions: AllSessions) -> Response:
    """H2. Made once, in a thread: deriving the formulas takes a moment."""
    return _json(await sessions.workers.build(catalog.catalog_json))


@router.get("/examples")
async def get_examples() -> Response:
    """H3."""
    entries = [runnable.entry for runnable in static_files.examples().values()]
    return _json(_examples.dump_json(entries))


@router.get("/boards")
async def get_boards(sessions: AllSessions) -> list[BoardEntry]:
    """H4."""
    return await sessions.entries()


@router.post("/boards", status_code=201)
async def post_board(request: Request, sessions: AllSessions) -> NewBoardAnswer:
    """H5."""
    body = await request.body()
    asked = check_new_board(strict_json.parse(body, "The request"))
    if asked.document is not None and asked.example is not None:
        raise Refusal("Give a document or an example, not both.")
    document = asked.document
    if asked.example is not None:
        document = check_document(await _example(asked.example))
    return NewBoardAnswer(id=await sessions.create(document))


async def _example(name: str) -> object:
    runnable = static_files.examples().get(name)
    if runnable is None:
        known = ", ".join(static_files.examples()) or "none"
        raise Refusal(f'There is no example "{name}". There are: {known}.', status=404)
    data = await asyncio.to_thread(runnable.path.read_bytes)
    return strict_json.parse(data, f'The example "{name}"')


@router.get("/boards/{board}/document")
async def get_document(board: str, sessions: AllSessions) -> Response:
    """H6: the document as a file, named after its title."""
    document = await sessions.document(known_form(board))
    text = document.model_dump_json(indent=1)
    name = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|\s]+', " ", document.title).strip(" .") or "board"
    plain = name.encode("ascii", "ignore").decode().strip() or "board"
    disposition = f"attachment; filename=\"{plain}.json\"; filename*=UTF-8''{quote(name)}.json"
    return Response(
        text + "\n",
        media_type="application/json",
        headers={"content-disposition": disposition, "cache-control": "no-store"},
    )


@router.delete("/boards/{board}", status_code=204)
async def delete_board(board: str, sessions: AllSessions) -> None:
    """H6."""
    await sessions.delete(known_form(board))


def known_form(board: str) -> str:
    """`board` where it can be the id of a board. Raises Refusal 404."""
    if not BOARD_ID.fullmatch(board):
        raise Refusal("There is no such board.", status=404)
    return board


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json", headers={"cache-control": "no-cache"})
