"""The weights of an edge: as they are, as they would be, and their linear algebra (rules W1 to
W3)."""

from __future__ import annotations

import math
import threading
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from engine.analysis.connectivity import Degrees, connectivity
from engine.analysis.spectrum import MAX_SIDE, spectrum
from engine.blocks.arrays import Floats
from engine.document import Edit, Projection
from engine.errors import Cancelled, EngineError
from engine.memory import estimate
from engine.network import Network, NodeRecord
from engine.validation import validate_change
from server import strict_json
from server.awaited import while_awaited
from server.boards import AllSessions, known_form
from server.errors import Refusal, of_engine
from server.messages import check_preview
from server.protocol import (
    ConnectionPreview,
    DegreeRange,
    MatrixSpectrum,
)
from server.session import Session
from server.sessions import Sessions

router = APIRouter(prefix="/api/boards/{board}/edges/{edge}")

MAX_ENTRIES = 1_000_000
"""Entries of a matrix that is sent whole (W1)."""
MAX_PICTURE = 96
"""Rows and columns of the picture of a preview (W2)."""
DIGITS = 5
"""Significant digits of a preview."""


class Weights(NamedTuple):
    """A matrix (targets, sources), NaN where there is no synapse, at `t` ms."""

    matrix: Floats
    t: float


@router.get("/weights")
async def get_weights(board: str, edge: str, sessions: AllSessions) -> Response:
    """W1."""
    found = await _weights_of(board, edge, sessions, MAX_ENTRIES, math.nan)
    rows, columns = found.matrix.shape
    return Response(
        found.matrix.astype("<f8").tobytes(),
        media_type="application/octet-stream",
        headers={"x-shape": f"{rows} {columns}", "cache-control": "no-store"},
    )


@router.post("/preview")
async def post_preview(
    request: Request, board: str, edge: str, sessions: AllSessions
) -> ConnectionPreview:
    """W2. Nothing changes; the work ends when the page no longer waits for it."""
    session = await _open(board, sessions)
    asked = check_preview(strict_json.parse(await request.body(), "The request"))
    network = session.editing.network
    gone = threading.Event()
    return await while_awaited(
        request,
        sessions.workers.analyse,
        gone,
        lambda: _previewed(network, asked.edit, edge, gone),
    )


@router.get("/spectrum")
async def get_spectrum(
    request: Request, board: str, edge: str, sessions: AllSessions
) -> MatrixSpectrum:
    """W3. The work ends when the page no longer waits for it."""
    found = await _weights_of(board, edge, sessions, MAX_SIDE**2, 0.0)
    gone = threading.Event()
    return await while_awaited(
        request, sessions.workers.analyse, gone, lambda: _solved(found, gone)
    )


async def _open(board: str, sessions: Sessions) -> Session:
    """The session of a board that is open. Raises Refusal."""
    session = sessions.find(known_form(board))
    if session is None:
        await sessions.document(board)
        raise Refusal("This board is not open, so its network is not there: open it.", status=409)
    return session


async def _weights_of(
    board: str, edge: str, sessions: Sessions, most: int, absent: float
) -> Weights:
    """The whole matrix of an edge, read while the run stands still for a moment. Raises Refusal."""
    session = await _open(board, sessions)
    async with session.run.lock:
        circuit = session.run.circuit
        if circuit is None:
            problem = session.run.problem
            said = [problem] if problem is not None else "The network is still being built."
            raise Refusal(said, status=409)
        if edge not in circuit.edges:
            raise Refusal("There is no such connection on this board.", status=404)
        record = circuit.edges[edge]
        rows, columns = circuit.size(record.target), circuit.size(record.source)
        if rows * columns > most:
            raise Refusal(
                f'edge "{edge}": its weight matrix has {rows:,} x {columns:,} entries, more than '
                f"the {most:,} that can be looked at one by one. Take smaller populations."
            )
        simulation, t = circuit.simulation, circuit.t
        try:
            matrix = await sessions.workers.edit(lambda: simulation.weights(edge, absent=absent))
        except EngineError as error:
            raise Refusal(of_engine(error), status=409) from error
    return Weights(matrix, t)


def _previewed(network: Network, edit: Edit, edge: str, gone: threading.Event) -> ConnectionPreview:
    """Raises Refusal where the network after the edit would not be one, Cancelled."""
    try:
        planned = network.plan(edit)
        after = network.after(planned)
        validate_change(after, planned)
        found = connectivity(after, edge, MAX_PICTURE, gone.is_set)
        memory = estimate(after)[edge]
    except Cancelled:
        raise
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    rows, columns = found.weights.shape
    record = after[edge]
    assert isinstance(record, Projection)
    source, target = after[record.source], after[record.target]
    assert isinstance(source, NodeRecord)
    assert isinstance(target, NodeRecord)
    return ConnectionPreview(
        source_size=source.size,
        target_size=target.size,
        synapses=found.synapses,
        inputs=_range(found.inputs),
        outputs=_range(found.outputs),
        memory=memory,
        fold=found.fold,
        rows=rows,
        columns=columns,
        weights=[None if math.isnan(w) else _short(w) for w in found.weights.ravel().tolist()],
        filled=[_short(share) for share in found.filled.ravel().tolist()],
    )


def _range(degrees: Degrees) -> DegreeRange:
    return DegreeRange(least=degrees.least, mean=degrees.mean, most=degrees.most)


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _solved(found: Weights, gone: threading.Event) -> MatrixSpectrum:
    try:
        solved = spectrum(found.matrix, gone.is_set)
    except Cancelled:
        raise
    except EngineError as error:
        raise Refusal(of_engine(error)) from error
    return MatrixSpectrum(
        kind=solved.kind,
        real=solved.values.real.tolist(),
        imaginary=solved.values.imag.tolist(),
        radius=solved.radius,
        t=found.t,
    )
