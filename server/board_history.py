"""What a board was: the steps of its history and its named versions (rules H16 and H17)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from engine.document import AnyRecord
from server import strict_json
from server.boards import AllSessions, known_form
from server.errors import Refusal
from server.history import Side
from server.messages import check_body, check_document
from server.protocol import (
    HistoryChange,
    HistoryList,
    HistoryStep,
    VersionEntry,
    VersionRequest,
)
from server.version_table import VersionRow

router = APIRouter(prefix="/api/boards/{board}")

MAX_BODY = 2**12
Number = Annotated[int, Path(ge=0, le=2**53 - 1)]
NO_VERSION = "There is no such version: it may have been deleted in another tab."


@router.get("/history")
async def get_history(board: str, sessions: AllSessions) -> HistoryList:
    """H16: the steps without the records that they changed."""
    history = await sessions.history(known_form(board))
    steps = [
        HistoryStep(
            number=history.first + place,
            label=entry.label,
            client=entry.client,
            made=entry.made,
            records=len(entry.change.after),
        )
        for place, entry in enumerate(history.entries)
    ]
    return HistoryList(steps=steps, done=history.first + history.done)


@router.get("/history/{number}")
async def get_change(board: str, number: Number, sessions: AllSessions) -> HistoryChange:
    """H16: what one step changed."""
    history = await sessions.history(known_form(board))
    if not 0 <= number - history.first < len(history.entries):
        raise Refusal("That step is no longer in the history: look at the list again.", status=404)
    change = history.entries[number - history.first].change
    return HistoryChange(before=_records(change.before), after=_records(change.after))


@router.get("/versions")
async def get_versions(board: str, sessions: AllSessions) -> list[VersionEntry]:
    """H17."""
    return [_entry(row) for row in await sessions.versions(known_form(board))]


@router.post("/versions", status_code=201)
async def post_version(board: str, request: Request, sessions: AllSessions) -> VersionEntry:
    """H17: keep the board as it is now."""
    name = await _name(request)
    return _entry(await sessions.keep_version(known_form(board), name))


@router.get("/versions/{number}")
async def get_version(board: str, number: Number, sessions: AllSessions) -> Response:
    """H17: the document of a version."""
    known_form(board)
    text = await sessions.stored(lambda storage: storage.versions.document(board, number))
    if text is None:
        raise Refusal(NO_VERSION, status=404)
    # Read again: what documents have gained since it was kept has its defaults.
    document = check_document(strict_json.parse(text.encode(), "The version"))
    return Response(
        document.model_dump_json(),
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )


@router.put("/versions/{number}", status_code=204)
async def put_version(board: str, number: Number, request: Request, sessions: AllSessions) -> None:
    """H17: another name."""
    name = await _name(request)
    known_form(board)
    if not await sessions.stored(lambda storage: storage.versions.rename(board, number, name)):
        raise Refusal(NO_VERSION, status=404)


@router.delete("/versions/{number}", status_code=204)
async def delete_version(board: str, number: Number, sessions: AllSessions) -> None:
    """H17."""
    known_form(board)
    if not await sessions.stored(lambda storage: storage.versions.delete(board, number)):
        raise Refusal(NO_VERSION, status=404)


async def _name(request: Request) -> str:
    body = await request.body()
    if len(body) > MAX_BODY:
        raise Refusal("The name of a version has at most 100 characters.", status=413)
    return check_body(strict_json.parse(body, "The request"), VersionRequest).name.strip()


def _records(side: Side) -> list[AnyRecord]:
    return [record for record in side.values() if record is not None]


def _entry(row: VersionRow) -> VersionEntry:
    return VersionEntry(number=row.number, name=row.name, made=row.made)
