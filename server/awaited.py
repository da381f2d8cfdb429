"""Work for an HTTP request that nobody may wait for any more before it is done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from fastapi import Request

from engine.errors import Cancelled
from server.errors import Refusal, of_engine

Result = TypeVar("Result")
Job = Callable[[], Result]
LOOK = 0.1
"""s between two looks whether the page still waits for an answer."""


async def while_awaited(
    request: Request,
    worker: Callable[[Job[Result]], Awaitable[Result]],
    gone: threading.Event,
    job: Job[Result],
) -> Result:
    """The result of a job of a worker; `gone` is set as soon as the page has hung up."""
    work = asyncio.ensure_future(worker(job))
    try:
        while not work.done():
            await asyncio.wait([work], timeout=LOOK)
            if await request.is_disconnected():
                raise Cancelled("nobody waits for this any more")
        return work.result()
    except Cancelled as error:
        raise Refusal(of_engine(error), status=409) from error
    finally:
        gone.set()
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
