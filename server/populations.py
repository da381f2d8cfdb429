"""Populations: the values that were drawn, and regrouping (rules H18 and H19)."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request

from engine.blocks.arrays import Floats
from engine.document import Edit, Neurons, Stimulus
from engine.errors import EngineError
from engine.layout import positions
from engine.network import Network
from engine.regroup import drawn, group, split
from server import strict_json
from server.boards import AllSessions, known_form
from server.errors import Refusal, of_engine
from server.messages import check_body
from server.protocol import MAX_MESSAGE, CellPlaces, DrawnValues, Regrouped, RegroupRequest

router = APIRouter(prefix="/api/boards/{board}")

MAX_BODY = 2**18
BINS = 24
MOST_PLACES = 10_000
Name = Annotated[str, Query(max_length=128)]


@router.get("/drawn")
async def get_drawn(board: str, record: Name, field: Name, sessions: AllSessions) -> DrawnValues:
    """H18."""
    network = Network.from_document(await sessions.document(known_form(board)))
    try:
        return await sessions.workers.build(lambda: _summary(drawn(network, record, field)))
    except EngineError as error:
        raise Refusal(of_engine(error), status=404) from error


@router.get("/places")
async def get_places(board: str, record: Name, sessions: AllSessions) -> CellPlaces:
    """H18."""
    network = Network.from_document(await sessions.document(known_form(board)))
    node = network.get(record)
    if not isinstance(node, Neurons | Stimulus) or node.size > MOST_PLACES:
        raise Refusal(f"There are no places of at most {MOST_PLACES} cells to show.", status=404)
    x, y = positions(node, network.settings.seed).T.round(6).tolist()
    return CellPlaces(x=x, y=y)


@router.post("/regroup")
async def post_regroup(board: str, request: Request, sessions: AllSessions) -> Regrouped:
    """H19."""
    body = await request.body()
    if len(body) > MAX_BODY:
        raise Refusal("These are too many to be grouped at once.", status=413)
    asked = check_body(strict_json.parse(body, "The request"), RegroupRequest)
    network = Network.from_document(await sessions.document(known_form(board)))
    if (asked.split is None) == (asked.group is None):
        raise Refusal("Name a population to split, or neurons to group.")
    try:
        edit = await sessions.workers.build(lambda: _edit(network, asked))
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return Regrouped(edit=edit)


def _edit(network: Network, asked: RegroupRequest) -> Edit:
    if asked.split is not None:
        edit = split(network, asked.split)
    else:
        edit = group(network, asked.group or [])
    size = len(edit.model_dump_json())
    if size > MAX_MESSAGE * 3 // 4:
        raise Refusal(
            f"Written out one by one the connections would take {size / 2**20:.0f} MiB, more than "
            "one change may hold. Make the populations at the other end smaller first."
        )
    return edit


def _summary(values: Floats) -> DrawnValues:
    if values.size == 0:
        raise Refusal("There are no synapses, so there are no values.", status=404)
    low, high = float(values.min()), float(values.max())
    spread = (low, high) if high > low else (low - 0.5, high + 0.5)
    counts, _ = np.histogram(values, BINS, spread)
    return DrawnValues(
        count=values.size,
        mean=float(values.mean()),
        sd=float(values.std()),
        low=low,
        high=high,
        bins=counts.tolist(),
    )
