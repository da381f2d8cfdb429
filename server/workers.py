"""The threads beside the event loop, each kind for one sort of work.

The loop itself never computes, compiles, builds or writes to disk. Jobs of a kind are taken in the
order in which they come, so that running networks take turns.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class Workers:
    """`storage`: one thread, SQLite's. `advance`: steps networks, in jobs of a few ms.
    `edit`: puts edits into networks. `build`: whatever may take long. `compile`: waits for the
    compiler. `trial`: tries models out before they are part of a board. `repeat`: runs a network
    again and again, beside the one on screen; `repeating` counts for how many views, `lively` the
    running networks that somebody looks at. `analyse`: computes of a network what it does not need
    to run."""

    def __init__(self) -> None:
        self.cores = os.cpu_count() or 1
        # A core is left to the event loop, which every client waits for.
        self._advancing = max(1, self.cores - 1)
        self._jobs = 0
        self._storage = ThreadPoolExecutor(1, "storage")
        self._advance = ThreadPoolExecutor(self._advancing, "advance")
        self._edit = ThreadPoolExecutor(4, "edit")
        self._build = ThreadPoolExecutor(2, "build")
        self._compile = ThreadPoolExecutor(1, "compile")
        self._trial = ThreadPoolExecutor(1, "trial")
        self._repeat = ThreadPoolExecutor(1, "repeat")
        self.repeating = 0
        self.lively = 0
        self._analyse = ThreadPoolExecutor(1, "analyse")

    async def storage(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._storage, job)

    async def advance(self, job: Callable[[], Result]) -> Result:
        self._jobs += 1
        try:
            return await _finished(self._advance, job)
        finally:
            self._jobs -= 1

    @property
    def competing(self) -> int:
        """How many networks share a thread at the moment, one that asks now among them."""
        return self._jobs // self._advancing + 1

    async def edit(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._edit, job)

    async def build(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._build, job)

    async def compile(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._compile, job)

    async def trial(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._trial, job)

    async def repeat(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._repeat, job)

    async def analyse(self, job: Callable[[], Result]) -> Result:
        return await _finished(self._analyse, job)

    def close(self) -> None:
        """Wait for what is being written; give up on what waits elsewhere."""
        self._analyse.shutdown(wait=False, cancel_futures=True)
        self._repeat.shutdown(wait=False, cancel_futures=True)
        self._trial.shutdown(wait=False, cancel_futures=True)
        self._compile.shutdown(wait=False, cancel_futures=True)
        self._build.shutdown(wait=False, cancel_futures=True)
        self._edit.shutdown(wait=False, cancel_futures=True)
        self._advance.shutdown(wait=True, cancel_futures=True)
        self._storage.shutdown(wait=True)


def _without_stop(job: Callable[[], Result]) -> Result:
    """A future cannot carry StopIteration: whoever waits for it would wait for ever."""
    try:
        return job()
    except StopIteration as stop:
        raise RuntimeError("an iterator ended too early") from stop


async def _finished(pool: ThreadPoolExecutor, job: Callable[[], Result]) -> Result:
    """The result of `job`. A cancelled caller still waits for it: what the job works on must not
    be touched by two at once."""
    work = pool.submit(_without_stop, job)
    future = asyncio.wrap_future(work)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        if not work.cancel():
            await asyncio.wait([future])
        raise
