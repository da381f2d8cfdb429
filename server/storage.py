"""Boards in one SQLite file. What a method has returned from is on disk.

The file is held under SQLite's own exclusive lock, so that a second server on the same folder is
turned away instead of showing other boards than the first.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.document import AnyRecord, Board
from server.history import Change, Entry, History, Side

FILE = "boards.sqlite3"
LAYOUT = 1
"""Version of the tables; a file with a higher one is left alone."""

_TABLES = """
CREATE TABLE boards (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, modified TEXT NOT NULL,
    seq INTEGER NOT NULL, nodes INTEGER NOT NULL, done INTEGER NOT NULL
) STRICT;
CREATE TABLE records (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    id TEXT NOT NULL, rank INTEGER NOT NULL, record TEXT, PRIMARY KEY (board, id)
) STRICT;
CREATE TABLE history (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, label TEXT NOT NULL, client TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (board, number)
) STRICT;
"""

_record: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)
_side: TypeAdapter[dict[str, AnyRecord | None]] = TypeAdapter(dict[str, AnyRecord | None])


class StorageError(Exception):
    """The boards cannot be read or kept; the message is a sentence for a person."""


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
        """Open or make the file in `folder`. Raises StorageError, with what to try.

        A file that SQLite calls damaged is set aside under another name, never changed, and a
        line on standard error says where it is.
        """
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"The folder for the boards, {folder}, cannot be made: {error.strerror}. "
                "Choose another one with --data-dir."
            ) from error
        try:
            self._db = _open(self.path)
        except _Damaged as error:
            aside = _set_aside(self.path)
            print(
                f"The file of the boards, {self.path}, is damaged ({error}). It was kept as "
                f"{aside} and a new, empty one was begun.",
                file=sys.stderr,
            )
            self._db = _open(self.path)

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

    def exists(self, board: str) -> bool:
        found = self._db.execute("SELECT 1 FROM boards WHERE id = ?", (board,)).fetchone()
        return found is not None

    def create(self, board: str, records: Mapping[str, AnyRecord]) -> None:
        """Keep a new board with these records (one of them `board`)."""
        with self._transaction():
            self._db.execute(
                "INSERT INTO boards (id, title, modified, seq, nodes, done) "
                "VALUES (?, '', ?, 0, 0, 0)",
                (board, _now()),
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
                f"The board {board} cannot be read from {self.path}: {_first_line(error)}. The "
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
        with self._transaction():
            self._write_records(board, after, ranks)
            self._write_history(board, old, new)
            self._write_summary(board, seq, new.first + new.done, records)

    def delete(self, board: str) -> bool:
        """Remove a board; False where there was none."""
        with self._transaction():
            done = self._db.execute("DELETE FROM boards WHERE id = ?", (board,))
            return done.rowcount > 0

    def _load_history(self, board: str, done: int) -> History:
        rows = self._db.execute(
            "SELECT number, label, client, before, after FROM history WHERE board = ? "
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
            )
            for _, label, client, before, after in rows
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
                "INSERT OR REPLACE INTO history (board, number, label, client, before, after) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (
                    board,
                    number,
                    entry.label,
                    entry.client,
                    side_json(entry.change.before),
                    side_json(entry.change.after),
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
            (title, _now(), seq, nodes, done, board),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise StorageError(
                    f"The change could not be kept in {self.path}: {_first_line(error)}. "
                    "Look whether the disk is full or the folder has been moved."
                ) from error
            raise


class _Damaged(Exception):
    """SQLite does not take the file for a database, or finds it inconsistent."""


def side_json(side: Side) -> str:
    """One side of a change as JSON text: records by id, null where there is none."""
    return _side.dump_json(dict(side)).decode()


def _open(path: Path) -> sqlite3.Connection:
    db: sqlite3.Connection | None = None
    try:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=1)
        # Before WAL: then no shared memory is used and the lock is held until the process ends.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        _upgrade(db, path)
        return db
    except (sqlite3.Error, StorageError, _Damaged) as error:
        if db is not None:
            db.close()
        if not isinstance(error, sqlite3.Error):
            raise
        if _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(
                f"Another Neuroboard is using the folder {path.parent}. Use that one, stop it, "
                "or choose another folder with --data-dir."
            ) from error
        if _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _Damaged(_first_line(error)) from error
        raise StorageError(
            f"The file of the boards, {path}, cannot be opened: {_first_line(error)}. Look at "
            "its permissions, or choose another folder with --data-dir."
        ) from error


def _upgrade(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none, under the lock. Raises _Damaged, StorageError."""
    db.execute("BEGIN EXCLUSIVE")
    layout = db.execute("PRAGMA user_version").fetchone()[0]
    if layout == 0:
        for statement in _TABLES.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {LAYOUT}")
    db.execute("COMMIT")
    if layout > LAYOUT:
        raise StorageError(
            f"The boards in {path} were kept by a newer Neuroboard (layout {layout}, this one "
            f"reads {LAYOUT}). Update Neuroboard, or choose another folder with --data-dir."
        )
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _Damaged(_first_line(found))


def _set_aside(path: Path) -> Path:
    """Give the file and its log other names; returns the new one."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    path.rename(aside)
    for end in ("-wal", "-shm", "-journal"):
        side = Path(f"{path}{end}")
        if side.exists():
            side.rename(f"{aside}{end}")
    return aside


def _code(error: sqlite3.Error) -> int:
    code = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF


def _first_line(error: object) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
