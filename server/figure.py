"""Figures of views for Plotly: what is recorded, read from the run, and Plotly's own script
(rules H11 and H12)."""

from __future__ import annotations

import math
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, RedirectResponse

from engine.document import Tile, ViewRecord
from engine.errors import EngineError
from server.boards import AllSessions, known_form
from server.errors import Refusal, of_engine
from server.figure_data import FigureJson
from server.reading import Span
from server.views import KINDS, kind_of, window_of

router = APIRouter(prefix="/api")

MAX_TIME = 1e12
"""ms; no run gets there."""
MAX_SPAN = 60_000.0
"""ms between t0 and t1: the widest window of a view."""


@router.get("/boards/{board}/views/{view}/figure")
async def get_figure(
    board: str,
    view: str,
    sessions: AllSessions,
    t0: str | None = None,
    t1: str | None = None,
) -> Response:
    """H11. Read while the run stands still for a moment; drawn beside it."""
    begin, end = _time("t0", t0), _time("t1", t1)
    session = sessions.find(known_form(board))
    if session is None:
        await sessions.document(board)
        raise Refusal("This board is not open, so nothing is recorded: open it first.", status=409)
    async with session.run.lock:
        circuit = session.run.circuit
        if circuit is None:
            problem = session.run.problem
            raise Refusal(
                [problem] if problem is not None else "The network is still being built.",
                status=409,
            )
        record = circuit.simulation.network.records.get(view)
        if not isinstance(record, Tile):
            raise Refusal("There is no such view on this board.", status=404)
        if type(record) not in KINDS:
            raise Refusal(f"There is no figure of {record.title}.", status=404)
        span = _span(record, begin, end, circuit.t)
        try:
            figure = await sessions.workers.edit(
                lambda: kind_of(record).read(circuit, record, span)
            )
        except EngineError as error:
            raise Refusal(of_engine(error), status=409) from error
    text = await sessions.workers.build(lambda: _validated(figure()))
    return Response(text, media_type="application/json", headers={"cache-control": "no-store"})


@router.get("/plotly.js")
async def get_script(request: Request) -> Response:
    """H12. The address with the version is kept for good; the one without leads to it."""
    current = version("plotly")
    if request.query_params.get("v") != current:
        return RedirectResponse(
            f"/api/plotly.js?v={current}", headers={"cache-control": "no-cache"}
        )
    script = Path(str(files("plotly"))) / "package_data" / "plotly.min.js"
    return FileResponse(
        script,
        media_type="text/javascript",
        headers={"cache-control": "public, max-age=31536000, immutable"},
    )


def _time(name: str, text: str | None) -> float | None:
    """A time of the query in ms. Raises Refusal."""
    if text is None:
        return None
    try:
        value = float(text[:64])
    except ValueError:
        value = math.nan
    if not abs(value) <= MAX_TIME:
        raise Refusal(f"{name} is a time in ms, a number of at most {MAX_TIME:g}.")
    return value


def _span(view: ViewRecord, begin: float | None, end: float | None, now: float) -> Span:
    """The window of the view, as far as the query says nothing else. Raises Refusal."""
    t1 = now if end is None else end
    t0 = t1 - window_of(view) if begin is None else begin
    # A rounding error of the page is no reason to refuse the widest window.
    if not 0 < t1 - t0 <= MAX_SPAN * (1 + 1e-9):
        raise Refusal(f"t0 must be before t1, by at most {MAX_SPAN:g} ms.")
    return Span(t0, t1)


def _validated(figure: FigureJson) -> bytes:
    """The figure as JSON, by Plotly's own rules of what a figure is."""
    # Here, because it takes longer to import than most servers run before anybody asks for it.
    import plotly.graph_objects as go

    text: str = go.Figure(figure).to_json()
    return text.encode()
