"""Trials of a view: made beside the run, sent one by one (rule H20)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from engine.document import Trials
from engine.trials import Trial, run_trials
from server.boards import AllSessions, known_form
from server.errors import Refusal, of_any
from server.protocol import TrialDone, TrialsEnd, TrialSpikes, TrialTrace
from server.sessions import Sessions
from server.workers import Workers

router = APIRouter(prefix="/api")

MOST = 2
"""Views whose trials are made at the same time; each holds a network of its own."""
LOOK = 0.1
"""s between two looks whether the page still waits."""


@router.post("/boards/{board}/views/{view}/trials")
async def post_trials(
    board: str, view: str, request: Request, sessions: AllSessions
) -> StreamingResponse:
    """H20. They end when the page hangs up."""
    workers = sessions.workers
    if workers.repeating >= MOST:
        raise Refusal(
            f"{MOST} views are making trials already, as many as this server makes at once. Wait "
            "for one of them, or cancel it.",
            status=409,
        )
    gone = threading.Event()
    made = await _begun(sessions, known_form(board), view, gone)
    return StreamingResponse(
        _lines(request, workers, made, gone),
        media_type="application/x-ndjson",
        headers={"cache-control": "no-store"},
    )


async def _begun(
    sessions: Sessions, board: str, view: str, gone: threading.Event
) -> Iterator[Trial]:
    """The trials to be made of the network as it is now. Raises Refusal."""
    session = sessions.find(board)
    if session is None:
        await sessions.document(board)
        raise Refusal("This board is not open, so it has no network: open it first.", status=409)
    async with session.run.lock:
        circuit = session.run.circuit
        if circuit is None:
            raise Refusal("The network is still being built: try again when it is.", status=409)
        simulation = circuit.simulation
        record = simulation.network.records.get(view)
        if not isinstance(record, Trials):
            raise Refusal("There is no such view of trials on this board.", status=404)
        snapshot = None
        if record.since == "now":
            snapshot = await sessions.workers.edit(simulation.snapshot)
        network = simulation.network
    return run_trials(network, record, snapshot, sessions.memory_limit, gone.is_set)


async def _lines(
    request: Request, workers: Workers, made: Iterator[Trial], gone: threading.Event
) -> AsyncIterator[bytes]:
    """A line for each trial. One job for each, so that boards take turns."""
    end = TrialsEnd(problems=[])
    workers.repeating += 1
    try:
        while True:
            work = asyncio.ensure_future(workers.repeat(lambda: _next(made)))
            try:
                while not work.done():
                    await asyncio.wait([work], timeout=LOOK)
                    if await request.is_disconnected():
                        gone.set()
            except asyncio.CancelledError:
                gone.set()
                await asyncio.wait([work])
                raise
            line = work.result()
            if line is None:
                break
            yield line
    except Exception as error:
        end = TrialsEnd(problems=of_any(error, "The trials ended"))
    finally:
        workers.repeating -= 1
        gone.set()
    yield f"{end.model_dump_json()}\n".encode()


def _next(made: Iterator[Trial]) -> bytes | None:
    trial = next(made, None)
    if trial is None:
        return None
    spikes = [
        TrialSpikes(entry=entry, times=times.tolist(), cells=cells.tolist())
        for entry, (times, cells) in trial.spikes.items()
    ]
    traces = [
        TrialTrace(entry=entry, first=trial.first, every=trial.every, values=values.tolist())
        for entry, values in trial.traces.items()
    ]
    done = TrialDone(index=trial.index, spikes=spikes, traces=traces)
    return f"{done.model_dump_json()}\n".encode()
