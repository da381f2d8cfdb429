"""Recorded data for the page: arrays of files that NumPy has written (rule H21)."""

from __future__ import annotations

from fastapi import APIRouter, Request

from engine.errors import DocumentError
from engine.exchange.arrays import list_arrays, read_array
from server.boards import AllSessions
from server.errors import Refusal, of_engine
from server.protocol import ArrayEntry, ArrayListing, ArrayValues

router = APIRouter(prefix="/api/data")


@router.post("/arrays")
async def post_arrays(
    request: Request, sessions: AllSessions, name: str | None = None
) -> ArrayListing | ArrayValues:
    """H21. Read in a thread of its own kind; nothing is kept."""
    data = await request.body()
    try:
        if name is None:
            return await sessions.workers.edit(lambda: _listing(data))
        wanted = name
        return await sessions.workers.edit(lambda: _values(data, wanted))
    except DocumentError as error:
        raise Refusal(of_engine(error)) from error


def _listing(data: bytes) -> ArrayListing:
    return ArrayListing(
        arrays=[
            ArrayEntry(
                name=entry.name,
                shape=list(entry.shape),
                dtype=entry.dtype,
                preview=list(entry.preview),
                problem=entry.problem,
            )
            for entry in list_arrays(data)
        ]
    )


def _values(data: bytes, name: str) -> ArrayValues:
    values = read_array(data, name)
    return ArrayValues(name=name, shape=list(values.shape), values=values.ravel().tolist())
