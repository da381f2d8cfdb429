"""All boards: which are open, which sleep, and how much they may take together."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import TypeVar

from engine.document import Document
from engine.memory import default_limit
from engine.memory_words import in_words
from engine.network import Network
from server.database import StorageError
from server.errors import Full, Refusal
from server.history import History
from server.messages import check_network
from server.protocol import BoardEntry
from server.session import Session
from server.settings import Settings
from server.storage import Storage, StoredBoard
from server.version_table import VersionRow
from server.warm_up import WarmUp
from server.workers import Workers

Result = TypeVar("Result")
NO_BOARD = "There is no such board: it may have been removed, or the address is mistyped."


class Sessions:
    """Opens boards and puts them to sleep; a board that sleeps is in the database."""

    def __init__(
        self, settings: Settings, storage: Storage, workers: Workers, warm_up: WarmUp
    ) -> None:
        self.limits = settings.limits
        self.workers = workers
        self.warm_up = warm_up
        self.memory_limit = settings.memory_limit or default_limit()
        self._storage = storage
        self._open: dict[str, Session] = {}
        self._held: dict[str, int] = {}
        self._opening = asyncio.Lock()
        warm_up.on_change(
            partial(asyncio.get_running_loop().call_soon_threadsafe, self._tell_statuses)
        )
        self._ticker = asyncio.create_task(self._pause_idle())

    # ---- boards ----------------------------------------------------------------------------------

    async def entries(self) -> list[BoardEntry]:
        """H4."""
        most = self.limits.boards_listed
        rows = await self.stored(lambda storage: storage.boards(most))
        return [
            BoardEntry(id=row.id, title=row.title, modified=row.modified, nodes=row.nodes)
            for row in rows
        ]

    async def create(self, document: Document | None) -> str:
        """Keep a new board (H5); the answer is its id. Raises Refusal with what is wrong."""
        limit = self.memory_limit
        network = await self.workers.build(lambda: check_network(document, limit))
        board = secrets.token_urlsafe(9)
        await self.stored(lambda storage: storage.create(board, network.records))
        return board

    async def document(self, board: str) -> Document:
        """The document as it was last acknowledged (H6). Raises Refusal 404."""
        session = self._open.get(board)
        if session is not None:
            return session.editing.network.to_document()
        stored = await self._load(board)
        return Network(stored.records, stored.ranks).to_document()

    async def history(self, board: str) -> History:
        """The steps of a board as they were last acknowledged (H16). Raises Refusal 404."""
        session = self._open.get(board)
        return session.editing.history if session else (await self._load(board)).history

    async def versions(self, board: str) -> list[VersionRow]:
        """The named versions of a board (H17). Raises Refusal 404."""
        rows = await self.stored(lambda storage: storage.versions.all(board))
        if not rows:
            await self._load(board)
        return rows

    async def keep_version(self, board: str, name: str) -> VersionRow:
        """Keep the board as it is now under a name (H17). Raises Refusal."""
        text = (await self.document(board)).model_dump_json()
        return await self.stored(lambda storage: storage.versions.keep(board, name, text))

    async def delete(self, board: str) -> None:
        """Remove a board and let its clients go (H6). Raises Refusal 404."""
        async with self._opening:
            session = self._open.pop(board, None)
            if session is not None:
                await session.close()
            if not await self.stored(lambda storage: storage.delete(board)):
                raise Refusal(NO_BOARD, status=404)

    async def _load(self, board: str) -> StoredBoard:
        stored = await self.stored(lambda storage: storage.load(board))
        if stored is None:
            raise Refusal(NO_BOARD, status=404)
        return stored

    async def stored(self, job: Callable[[Storage], Result]) -> Result:
        """What `job` reads from the database or keeps there. Raises Refusal 409."""
        try:
            return await self.workers.storage(lambda: job(self._storage))
        except StorageError as error:
            raise Refusal(str(error), status=409) from error

    # ---- sessions --------------------------------------------------------------------------------

    async def open(self, board: str) -> Session:
        """The session of a board, begun where there is none. Raises Refusal 404, or Full."""
        async with self._opening:
            session = self._open.get(board)
            if session is None or session.closed or session.editing.broken is not None:
                if session is not None:
                    await self._close(session)
                stored = await self._load(board)
                await self._make_room()
                session = Session(
                    board,
                    stored,
                    self._storage,
                    self.workers,
                    self.warm_up,
                    self.memory_limit,
                    self._afford,
                )
                self._open[board] = session
                session.start()
            return session

    def find(self, board: str) -> Session | None:
        """The session of a board that is awake."""
        return self._open.get(board)

    @contextmanager
    def holding(self, session: Session) -> Iterator[None]:
        """Keep a session awake although no client has said hello yet."""
        self._held[session.board] = self._held.get(session.board, 0) + 1
        try:
            yield
        finally:
            self._held[session.board] -= 1
            if not self._held[session.board]:
                del self._held[session.board]

    async def close(self) -> None:
        """End all sessions."""
        self._ticker.cancel()
        await asyncio.gather(self._ticker, return_exceptions=True)
        async with self._opening:
            await asyncio.gather(*(self._close(session) for session in list(self._open.values())))

    async def _close(self, session: Session) -> None:
        if self._open.get(session.board) is session:
            del self._open[session.board]
        await session.close()

    def _idle(self) -> list[Session]:
        """Sessions that nobody looks at, the longest so first."""
        idle = [
            session
            for board, session in self._open.items()
            if not session.clients and not self._held.get(board)
        ]
        return sorted(idle, key=lambda session: session.idle_since)

    async def _make_room(self) -> None:
        while len(self._open) >= self.limits.sessions:
            idle = self._idle()
            if not idle:
                raise Full(
                    f"{len(self._open)} boards are open already, as many as this server runs at "
                    "once. Close one of them and try again."
                )
            await self._close(idle[0])

    async def _afford(self, asking: Session, needed: float) -> None:
        """Raises Refusal where all networks together would take too much, after those that nobody
        looks at have been put to sleep."""
        most = self.memory_limit * self.limits.total_memory
        while True:
            others = sum(s.memory for s in self._open.values() if s is not asking)
            # Whether it fits by itself is checked, and said better, where it is built.
            if not others or others + needed <= most:
                return
            idle = [session for session in self._idle() if session is not asking]
            if not idle:
                raise Refusal(
                    f"This network needs about {in_words(needed)}, and the other open boards take "
                    f"{in_words(others)}; together they may take {in_words(most)}. Close one of "
                    "them, or make this network smaller."
                )
            await self._close(idle[0])

    async def _pause_idle(self) -> None:
        while True:
            await asyncio.sleep(min(1.0, self.limits.idle_pause / 4))
            now = perf_counter()
            for session in self._idle():
                if now - session.idle_since >= self.limits.idle_pause:
                    session.pause_idle()

    def _tell_statuses(self) -> None:
        for session in self._open.values():
            session.status_changed()
