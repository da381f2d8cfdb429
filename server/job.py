"""Work of a board that may take long: how far it is, and whether it is still wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOMENT = 0.2
"""s after which clients are told what is being done."""
EVERY = 0.25
"""s between two tellings of how far it is."""


class Job:
    """`progress` and `is_cancelled` are called from the thread that works, the rest from the event
    loop."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done = 0
        self.total = 0
        self._cancelled = False

    def progress(self, done: int, total: int) -> None:
        """So many parts of so many are done."""
        self.done, self.total = done, total

    @property
    def share(self) -> float | None:
        """The part that is done, 0 to 1; None while that is not known."""
        return self.done / self.total if self.total > 1 else None

    def cancel(self) -> None:
        """It is no longer wanted: it ends at the next occasion, having changed nothing."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        """Whether it is no longer wanted."""
        return self._cancelled

    @contextmanager
    def told(self, tell: Callable[[Job | None], None], after: float = MOMENT) -> Iterator[None]:
        """While it goes on for longer than `after` s `tell` is called with it now and then."""
        telling = asyncio.create_task(self._tell(tell, after))
        try:
            yield
        finally:
            telling.cancel()
            tell(None)

    async def _tell(self, tell: Callable[[Job | None], None], after: float) -> None:
        await asyncio.sleep(after)
        while True:
            tell(self)
            await asyncio.sleep(EVERY)
