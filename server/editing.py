"""The document of an open board: edits in order, each checked, stored, in force, then told of.

One change is under way at a time. When one fails at any point, document, database and running
network are as they were.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from engine.document import AnyRecord, Board, Definition, Edit, Neurons, Projection
from engine.edit import Change as Planned
from engine.errors import EngineError
from engine.network import Network
from server.database import StorageError
from server.errors import Refusal, of_any, of_engine
from server.history import Change, Entry, History
from server.protocol import Edited, EditRequest, HistoryRequest, TravelRequest
from server.storage import Storage, StoredBoard, side_json
from server.version_table import now
from server.workers import Workers

Prepare = Callable[[Network, Planned], Awaitable[None]]
"""Gets ready what takes long, while other changes go ahead. Raises Refusal where it cannot."""
Check = Callable[[Network, Planned], Awaitable[None]]
"""Raises Refusal where the network after the change could not be, or not be afforded."""
PutInForce = Callable[[Network, Planned], Awaitable[None]]
"""Has the running network follow the change; raises, having done nothing, where it cannot."""


class Editing:
    """`network`, `seq` and `history` are as they are in the database."""

    def __init__(
        self,
        board: str,
        stored: StoredBoard,
        storage: Storage,
        workers: Workers,
        prepare: Prepare,
        check: Check,
        put_in_force: PutInForce,
    ) -> None:
        self.network = Network(stored.records, stored.ranks)
        self.seq = stored.seq
        self.history = stored.history
        self.broken: str | None = None
        self._board = board
        self._storage = storage
        self._workers = workers
        self._prepare = prepare
        self._check = check
        self._put_in_force = put_in_force
        self._order = asyncio.Lock()

    async def edit(self, request: EditRequest, client: str, tell: Callable[[Edited], None]) -> None:
        """Rules E1 to E5: `tell` is called with the answer, in the order of `seq`. Raises Refusal,
        having changed nothing."""
        await self._get_ready(request.edit)
        async with self._order:
            planned = self._plan(request.edit)
            change = _change(self.network, planned)
            history = self.history
            if change.after:
                size = len(side_json(change.before)) + len(side_json(change.after))
                entry = Entry(change, request.label, client, request.gesture, size, now())
                history = history.with_entry(entry)
            await self._make(planned, change, history)
            tell(self._edited(planned, client, request.ref, request.label))

    async def travel(
        self, request: HistoryRequest | TravelRequest, client: str, tell: Callable[[Edited], None]
    ) -> None:
        """Undo or redo, by one step (E6) or many (E11), as `edit`. Raises Refusal where there is
        nothing to do."""
        await self._get_ready(self._step(request)[0])
        async with self._order:
            edit, label, history = self._step(request)
            planned = self._plan(edit)
            await self._make(planned, _change(self.network, planned), history)
            tell(self._edited(planned, client, request.ref, label))

    async def settled(self) -> None:
        """Return when no change is under way."""
        async with self._order:
            pass

    def _step(self, request: HistoryRequest | TravelRequest) -> tuple[Edit, str, History]:
        """The edit that a request for undo or redo is now, its label, and the history after it."""
        before = self.history
        if isinstance(request, TravelRequest):
            if not before.first <= request.to <= before.first + len(before.entries):
                raise Refusal("That step is no longer in the history: look at the list again.")
            if request.to == before.first + before.done:
                raise Refusal("The board is at that step already.")
            change, history = before.going_to(request.to)
            return change.forward(), "Go to a step of the history", history
        if request.type == "undo":
            if not before.done:
                raise Refusal("There is nothing to undo.")
            entry = before.entries[before.done - 1]
            return entry.change.backward(), entry.label, before.undone()
        if before.done == len(before.entries):
            raise Refusal("There is nothing to redo.")
        entry = before.entries[before.done]
        return entry.change.forward(), entry.label, before.redone()

    async def _get_ready(self, edit: Edit) -> None:
        """What the change needs compiled is compiled before it takes its turn."""
        records = self.network.records
        if any(_compiled(record) != _compiled(records.get(record.id)) for record in edit.put):
            planned = self._plan(edit)
            await self._prepare(self.network.after(planned), planned)

    def _plan(self, edit: Edit) -> Planned:
        if self.broken is not None:
            raise Refusal(self.broken)
        try:
            return self.network.plan(edit)
        except EngineError as error:
            raise Refusal(of_engine(error)) from error

    async def _make(self, planned: Planned, change: Change, history: History) -> None:
        after = self.network.after(planned)
        await self._check(after, planned)
        seq = self.seq + 1
        await self._store(seq, change, after, planned.ranks, self.history, history)
        try:
            await self._put_in_force(after, planned)
        except Exception as error:
            await self._take_back(change, planned.ranks, history)
            raise Refusal(of_any(error, "The change was not made")) from error
        self.network, self.history, self.seq = after, history, seq

    async def _take_back(self, change: Change, ranks: dict[str, int], history: History) -> None:
        try:
            inverse = change.inverted()
            await self._store(self.seq, inverse, self.network, ranks, history, self.history)
        except Refusal as refusal:
            # The database is ahead of the session now; only loading the board again helps.
            self.broken = f"{refusal} Open the board again."
            raise

    async def _store(
        self,
        seq: int,
        change: Change,
        network: Network,
        ranks: dict[str, int],
        before: History,
        after: History,
    ) -> None:
        try:
            await self._workers.storage(
                lambda: self._storage.commit(
                    self._board, seq, change.after, network.records, ranks, before, after
                )
            )
        except StorageError as error:
            raise Refusal(str(error)) from error

    def _edited(self, planned: Planned, client: str, ref: int, label: str) -> Edited:
        return Edited(
            seq=self.seq,
            put=list(planned.forward.put),
            remove=list(planned.forward.remove),
            client=client,
            ref=ref,
            label=label,
            history=self.history.state(),
        )


def _change(network: Network, planned: Planned) -> Change:
    after: dict[str, AnyRecord | None] = {record.id: record for record in planned.forward.put}
    after.update((name, None) for name in planned.forward.remove)
    return Change({name: network.records.get(name) for name in after}, after)


def _compiled(record: AnyRecord | None) -> object:
    """What of a record its kernels depend on, None where it has none; quick to tell."""
    match record:
        case Board():
            return record.settings.method
        case Definition():
            return record
        case Neurons():
            # A text chooses a function; a parameter that differs by cell takes another kernel.
            kinds = {k: v if isinstance(v, str) else type(v) for k, v in record.params.items()}
            return record.model, record.channels, kinds
        case Projection():
            rule = record.plasticity.rule if record.plasticity is not None else None
            return record.synapse, rule
        case _:
            return None
