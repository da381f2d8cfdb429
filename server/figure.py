"""Figures of views for Plotly: what is recorded, read from the run, and Plotly's own script
(rules H11 and H12)."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, RedirectResponse

from engine.document import Raster, Trace, Weights
from engine.errors import EngineError
from engine.network import Network
from server import figure_data
from server.boards import AllSessions, known_form
from server.circuit import Circuit, spikes
from server.errors import Refusal, of_engine
from server.figure_data import (
    Block,
    FigureJson,
    Line,
    Train,
    figure_of_raster,
    figure_of_trace,
    figure_of_weights,
)
from server.figure_signals import signals_of

router = APIRouter(prefix="/api")

MAX_TIME = 1e12
"""ms; no run gets there."""
MAX_SPAN = 60_000.0
"""ms between t0 and t1: the widest window of a view."""
View = Trace | Raster | Weights


class Span(NamedTuple):
    """From t0 to t1 in ms, both included."""

    t0: float
    t1: float


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
        if not isinstance(record, View):
            raise Refusal("There is no such view on this board.", status=404)
        span = _span(record, begin, end, circuit.t)
        try:
            draw = await sessions.workers.edit(lambda: _read(circuit, record, span))
        except EngineError as error:
            raise Refusal(of_engine(error), status=409) from error
    text = await sessions.workers.build(lambda: _validated(draw.figure()))
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


def _span(view: View, begin: float | None, end: float | None, now: float) -> Span:
    """The window of the view, as far as the query says nothing else. Raises Refusal."""
    window = view.window if not isinstance(view, Weights) else MAX_SPAN
    t1 = now if end is None else end
    t0 = t1 - window if begin is None else begin
    # A rounding error of the page is no reason to refuse the widest window.
    if not 0 < t1 - t0 <= MAX_SPAN * (1 + 1e-9):
        raise Refusal(f"t0 must be before t1, by at most {MAX_SPAN:g} ms.")
    return Span(t0, t1)


class _Draw(NamedTuple):
    """What was read, for a figure that is made when the run goes on."""

    network: Network
    view: View
    span: Span
    lines: list[Line]
    trains: dict[str, Train]
    blocks: list[Block]

    def figure(self) -> FigureJson:
        """The figure as Plotly writes it, not validated yet."""
        if isinstance(self.view, Trace):
            return figure_of_trace(self.view, self.span, self.lines, self.trains)
        if isinstance(self.view, Raster):
            return figure_of_raster(self.network, self.view, self.span, self.trains)
        return figure_of_weights(self.network, self.view, self.blocks)


def _read(circuit: Circuit, view: View, span: Span) -> _Draw:
    """Copy what a view shows. The caller holds the lock of the run. Raises EngineError."""
    network = circuit.simulation.network
    draw = _Draw(network, view, span, [], {}, [])
    if isinstance(view, Weights):
        for edge in dict.fromkeys(entry.edge for entry in view.of):
            record = circuit.edges.get(edge or "")
            if record is not None:
                matrix = circuit.simulation.weights(
                    record.id, figure_data.MAX_SIDE, figure_data.MAX_SIDE, absent=math.nan
                )
                draw.blocks.append(Block(record, matrix.astype(np.float32)))
        return draw
    for entry in view.of:
        node = network.records.get(entry.node or "")
        if node is not None and node.id not in draw.trains and spikes(node, network.library):
            draw.trains[node.id] = _train(circuit, node.id, span)
    if isinstance(view, Trace):
        for signal in signals_of(network, view):
            times, values = _samples(circuit, signal.of, signal.variable, signal.cell, span)
            draw.lines.append(Line(signal, times, values))
    return draw


def _step_before(circuit: Circuit, t: float) -> int:
    """The last step that is earlier than `t`, -1 where there is none."""
    steps = range(circuit.step + 1)
    return bisect_left(steps, t - 1e-9, key=circuit.simulation.time) - 1


def _train(circuit: Circuit, node: str, span: Span) -> Train:
    found = circuit.simulation.recorder.spikes_since(node, _step_before(circuit, span.t0))
    times = circuit.times(found.steps)
    end = bisect_right(times, span.t1 + 1e-9)
    return Train(times[:end], found.cells[:end])


def _samples(
    circuit: Circuit, of: str, variable: str, cell: int, span: Span
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """Times (ms) and values of a cell within the span; empty where nothing is recorded."""
    recorder = circuit.simulation.recorder
    for probe in recorder.probes:
        if (probe.of, probe.variable) == (of, variable) and cell in (probe.cells or ()):
            found = recorder.samples_since(probe, _step_before(circuit, span.t0))
            labels = found.first_step + found.every * np.arange(len(found.values))
            times = circuit.times(labels)
            end = bisect_right(times, span.t1 + 1e-9)
            values = found.values[:end, (probe.cells or ()).index(cell)].copy()
            return times[:end], values
    return np.zeros(0), np.zeros(0)


def _validated(figure: FigureJson) -> bytes:
    """The figure as JSON, by Plotly's own rules of what a figure is."""
    # Here, because it takes longer to import than most servers run before anybody asks for it.
    import plotly.graph_objects as go

    text: str = go.Figure(figure).to_json()
    return text.encode()
