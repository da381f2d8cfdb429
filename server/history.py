"""The history of a board: what undo and redo do.

A change maps the id of each record that it touched to the record before and after it (None where
there was, or is, none). Histories are values: an operation returns the new history, which the
caller keeps once it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

from engine.document import AnyRecord, Edit
from server.protocol import HistoryState

MAX_ENTRIES = 200
MAX_BYTES = 16 * 2**20
"""Bytes of JSON in the history of one board; the oldest entries are forgotten first."""

Side = Mapping[str, AnyRecord | None]


@dataclass(frozen=True)
class Change:
    """Records before and after; both sides have the same ids."""

    before: Side
    after: Side

    def forward(self) -> Edit:
        """The edit that makes the change."""
        return _edit_to(self.after)

    def backward(self) -> Edit:
        """The edit that takes it back."""
        return _edit_to(self.before)

    def inverted(self) -> Change:
        return Change(self.after, self.before)

    def then(self, later: Change) -> Change:
        """This change and a later one as a single change."""
        return Change({**later.before, **self.before}, {**self.after, **later.after})

    def without_passing(self) -> Change:
        """Without records that come and go within it."""
        kept = [name for name in self.after if self.before[name] or self.after[name]]
        return Change(
            {name: self.before[name] for name in kept}, {name: self.after[name] for name in kept}
        )


def _edit_to(side: Side) -> Edit:
    return Edit(
        put=[record for record in side.values() if record is not None],
        remove=[name for name, record in side.items() if record is None],
    )


@dataclass(frozen=True)
class Entry:
    """One step of undo. `size` is its length in the database in bytes, `made` an ISO 8601 time in
    UTC, empty where it is not known."""

    change: Change
    label: str
    client: str
    gesture: str | None
    size: int = 0
    made: str = ""


@dataclass(frozen=True)
class History:
    """`entries[:done]` are in force, the rest have been undone. `first` is the number of
    entries[0] in the database; numbers never change while an entry lives."""

    entries: tuple[Entry, ...] = ()
    done: int = 0
    first: int = 0

    def state(self) -> HistoryState:
        """What undo and redo would do now, by the labels of the edits."""
        return HistoryState(
            undo=self.entries[self.done - 1].label if self.done else None,
            redo=self.entries[self.done].label if self.done < len(self.entries) else None,
        )

    def with_entry(self, entry: Entry) -> History:
        """After a new edit: what had been undone is gone; an edit of the same gesture joins the
        last entry. `entry.size` is an estimate when it joins and only bounds the history."""
        kept = self.entries[: self.done]
        last = kept[-1] if kept else None
        if (
            last is not None
            and entry.gesture is not None
            and self.done == len(self.entries)
            and (last.client, last.gesture) == (entry.client, entry.gesture)
        ):
            joined = replace(
                entry, change=last.change.then(entry.change), size=max(last.size, entry.size)
            )
            kept = (*kept[:-1], joined)
        else:
            kept = (*kept, entry)
        return _bounded(History(kept, len(kept), self.first))

    def undone(self) -> History:
        """After an undo; there must be something to undo."""
        # A gesture that goes on after an undo begins a new entry.
        closed = replace(self.entries[self.done - 1], gesture=None)
        entries = (*self.entries[: self.done - 1], closed, *self.entries[self.done :])
        return History(entries, self.done - 1, self.first)

    def redone(self) -> History:
        """After a redo; there must be something to redo."""
        return replace(self, done=self.done + 1)

    def going_to(self, number: int) -> tuple[Change, History]:
        """All undos or redos until the entries before `number` are in force, as one change, and
        the history after them. `number` counts as in the database and is another place than now,
        from `first` to the end."""
        history, steps = self, []
        while history.first + history.done > number:
            steps.append(history.entries[history.done - 1].change.inverted())
            history = history.undone()
        while history.first + history.done < number:
            steps.append(history.entries[history.done].change)
            history = history.redone()
        return reduce(Change.then, steps).without_passing(), history


def _bounded(history: History) -> History:
    drop = max(0, len(history.entries) - MAX_ENTRIES)
    total = sum(entry.size for entry in history.entries[drop:])
    # The last entry always stays: whatever a person did last can be undone.
    while total > MAX_BYTES and drop < len(history.entries) - 1:
        total -= history.entries[drop].size
        drop += 1
    return History(history.entries[drop:], history.done - drop, history.first + drop)
