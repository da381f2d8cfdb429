"""Boards in the database: records, history and summary. What a method has returned from is on
disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.document import AnyRecord, Board
from server.database import FILE, StorageError, first_line, open_database, transaction
from server.history import Change, Entry, History, Side
from server.version_table import VersionTable, now

_record: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
_side: TypeAdapter[dict[str, AnyRecord | None]] = TypeAdapter(dict[str, AnyRecord | None])


@dataclass(frozen=True)
class BoardRow:
    """A line in the list of boards; `modified` is ISO 8601 in UTC."""

    id: str
    title: str
    modified: str
    nodes: int


@dataclass(frozen=True)
class StoredBoard:
    """A board as it was last acknowledged. `ranks` orders every id that was ever there, so that
    a record which is removed and put back stands where it stood."""

    records: dict[str, AnyRecord]
    ranks: dict[str, int]
    seq: int
    history: History


class Storage:
    """The open file. One thread uses it at a time; every method is one transaction."""

    def __init__(self, folder: Path) -> None:
        """Open or make the file in `folder`; see `open_database`. Raises StorageError."""
        self.path = folder / FILE
        self._db = open_database(folder)
        self.versions = VersionTable(self._db, self.path)

    def close(self) -> None:
        self._db.close()

    def boards(self, limit: int) -> list[BoardRow]:
        """The boards, the last changed first, at most `limit`."""
        rows = self._db.execute(
            "SELECT id, title, modified, nodes FROM boards ORDER BY modified DESC, rowid DESC "
            "LIMIT ?",
            (limit,),
        )
        return [BoardRow(*row) for row in rows]

    def create(self, board: str, records: Mapping[str, AnyRecord]) -> None:
        """Keep a new board with these records (one of them `board`)."""
        with transaction(self._db, self.path):
            self._db.execute(
                "INSERT INTO boards (id, title, modified, seq, nodes, done) "
                "VALUES (?, '', ?, 0, 0, 0)",
                (board, now()),
            )
            self._write_records(board, records, {name: rank for rank, name in enumerate(records)})
            self._write_summary(board, 0, 0, records)

    def load(self, board: str) -> StoredBoard | None:
        """The board, or None where there is none. Raises StorageError where it is damaged."""
        try:
            head = self._db.execute(
                "SELECT seq, done FROM boards WHERE id = ?", (board,)
            ).fetchone()
            if head is None:
                return None
            rows = self._db.execute(
                "SELECT id, rank, record FROM records WHERE board = ? ORDER BY rank", (board,)
            ).fetchall()
            records = {
                name: _record.validate_json(text) for name, _, text in rows if text is not None
            }
            if "board" not in records:
                raise StorageError(f"The board {board} in {self.path} lacks its title record.")
            ranks = {name: rank for name, rank, _ in rows}
            return StoredBoard(records, ranks, head[0], self._load_history(board, head[1]))
        except (sqlite3.DatabaseError, ValidationError) as error:
            raise StorageError(
                f"The board {board} cannot be read from {self.path}: {first_line(error)}. The "
                "file was not changed; a copy of it from a backup may still hold the board."
            ) from error

    def commit(
        self,
        board: str,
        seq: int,
        after: Side,
        records: Mapping[str, AnyRecord],
        ranks: Mapping[str, int],
        old: History,
        new: History,
    ) -> None:
        """Keep an edit: the records `after` it that it touched, the history, the number `seq`.

        `records` and `ranks` are all of them after the change. Raises StorageError and keeps
        nothing where the disk refuses.
        """
        with transaction(self._db, self.path):
            self._write_records(board, after, ranks)
            self._write_history(board, old, new)
            self._write_summary(board, seq, new.first + new.done, records)

    def delete(self, board: str) -> bool:
        """Remove a board; False where there was none."""
        with transaction(self._db, self.path):
            done = self._db.execute("DELETE FROM boards WHERE id = ?", (board,))
            return done.rowcount > 0

    def _load_history(self, board: str, done: int) -> History:
        rows = self._db.execute(
            "SELECT number, label, client, before, after, made FROM history WHERE board = ? "
            "ORDER BY number",
            (board,),
        ).fetchall()
        entries = tuple(
            Entry(
                Change(_side.validate_json(before), _side.validate_json(after)),
                label,
                client,
                None,
                len(before) + len(after),
                made,
            )
            for _, label, client, before, after, made in rows
        )
        first = rows[0][0] if rows else done
        return History(entries, done - first, first)

    def _write_records(self, board: str, side: Side, ranks: Mapping[str, int]) -> None:
        self._db.executemany(
            "INSERT INTO records (board, id, rank, record) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (board, id) DO UPDATE SET rank = excluded.rank, record = excluded.record",
            [
                (board, name, ranks[name], None if record is None else record.model_dump_json())
                for name, record in side.items()
            ],
        )

    def _write_history(self, board: str, old: History, new: History) -> None:
        end = new.first + len(new.entries)
        self._db.execute(
            "DELETE FROM history WHERE board = ? AND (number < ? OR number >= ?)",
            (board, new.first, end),
        )
        for number in range(new.first, end):
            entry = new.entries[number - new.first]
            place = number - old.first
            if 0 <= place < len(old.entries) and old.entries[place].change is entry.change:
                continue
            self._db.execute(
                "INSERT OR REPLACE INTO history "
                "(board, number, label, client, before, after, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    board,
                    number,
                    entry.label,
                    entry.client,
                    side_json(entry.change.before),
                    side_json(entry.change.after),
                    entry.made,
                ),
            )

    def _write_summary(
        self, board: str, seq: int, done: int, records: Mapping[str, AnyRecord]
    ) -> None:
        head = records["board"]
        title = head.title if isinstance(head, Board) else ""
        nodes = sum(record.kind in ("neurons", "stimulus") for record in records.values())
        self._db.execute(
            "UPDATE boards SET title = ?, modified = ?, seq = ?, nodes = ?, done = ? WHERE id = ?",
            (title, now(), seq, nodes, done, board),
        )


def side_json(side: Side) -> str:
    """One side of a change as JSON text: records by id, null where there is none."""
    return _side.dump_json(dict(side)).decode()
