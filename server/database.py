"""The SQLite file that holds the boards: opened, locked, never destroyed.

The file is held under SQLite's own exclusive lock, so that a second server on the same folder is
turned away instead of showing other boards than the first.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

FILE = "boards.sqlite3"
_TABLES = """
CREATE TABLE boards (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, modified TEXT NOT NULL,
    seq INTEGER NOT NULL, nodes INTEGER NOT NULL, done INTEGER NOT NULL
);
CREATE TABLE records (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    id TEXT NOT NULL, rank INTEGER NOT NULL, record TEXT, PRIMARY KEY (board, id)
);
CREATE TABLE history (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, label TEXT NOT NULL, client TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, PRIMARY KEY (board, number)
)
"""
_VERSIONS = """
ALTER TABLE history ADD COLUMN made TEXT NOT NULL DEFAULT '';
CREATE TABLE versions (
    board TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (board, number)
)
"""
_LAYOUTS = (_TABLES, _VERSIONS)
"""What leads from each version of the tables to the next one. None may ever change."""
LAYOUT = len(_LAYOUTS)
"""Version of the tables; a file with a higher one is left alone."""


class StorageError(Exception):
    """The boards cannot be read or kept; the message is a sentence for a person."""


def open_database(folder: Path) -> sqlite3.Connection:
    """Open or make the file in `folder`. Raises StorageError, with what to try.

    A file that SQLite calls damaged is set aside under another name, never changed, and a line on
    standard error says where it is.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder for the boards, {folder}, cannot be made: {error.strerror}. "
            "Choose another one with --data-dir."
        ) from error
    try:
        return _open(path)
    except _Damaged as error:
        aside = _set_aside(path)
        print(
            f"The file of the boards, {path}, is damaged ({error}). It was kept as "
            f"{aside} and a new, empty one was begun.",
            file=sys.stderr,
        )
        return _open(path)


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing. Raises StorageError where SQLite fails."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except BaseException as error:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise StorageError(
                f"The change could not be kept in {path}: {first_line(error)}. "
                "Look whether the disk is full or the folder has been moved."
            ) from error
        raise


class _Damaged(Exception):
    """SQLite does not take the file for a database, or finds it inconsistent."""


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
            raise _Damaged(first_line(error)) from error
        raise StorageError(
            f"The file of the boards, {path}, cannot be opened: {first_line(error)}. Look at "
            "its permissions, or choose another folder with --data-dir."
        ) from error


def _upgrade(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none, and those of an older version new, under the lock.
    Raises _Damaged, StorageError."""
    db.execute("BEGIN EXCLUSIVE")
    layout = db.execute("PRAGMA user_version").fetchone()[0]
    if layout < LAYOUT:
        for statements in _LAYOUTS[layout:]:
            for statement in statements.split(";"):
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
        raise _Damaged(first_line(found))


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


def first_line(error: object) -> str:
    """The first line of what an error says, for use within a sentence."""
    return str(error).strip().split("\n", 1)[0].rstrip(".")
