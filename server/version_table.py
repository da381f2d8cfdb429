"""Named versions of boards in the database: whole documents that stay as they were."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from server.database import StorageError, transaction

MAX_VERSIONS = 100
"""Versions of one board."""
MAX_BYTES = 64 * 2**20
"""Bytes of JSON in all versions of one board."""


@dataclass(frozen=True)
class VersionRow:
    """A version without its document; `made` is ISO 8601 in UTC."""

    number: int
    name: str
    made: str


class VersionTable:
    """The table `versions`. Numbers of a board grow and are never used again while it has a later
    one. Methods raise StorageError where SQLite fails."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def all(self, board: str) -> list[VersionRow]:
        """The versions of a board, the last one first."""
        rows = self._db.execute(
            "SELECT number, name, made FROM versions WHERE board = ? ORDER BY number DESC", (board,)
        )
        return [VersionRow(*row) for row in rows]

    def keep(self, board: str, name: str, document: str) -> VersionRow:
        """Keep a document under a name. Raises StorageError where there are too many."""
        with transaction(self._db, self._path):
            count, last, held = self._db.execute(
                "SELECT COUNT(*), COALESCE(MAX(number), 0), "
                "COALESCE(SUM(LENGTH(CAST(document AS BLOB))), 0) FROM versions WHERE board = ?",
                (board,),
            ).fetchone()
            if count >= MAX_VERSIONS:
                raise StorageError(
                    f"This board has {count} versions, as many as can be kept. Delete one that is "
                    "no longer needed, then save again."
                )
            if held + len(document.encode()) > MAX_BYTES:
                raise StorageError(
                    f"The versions of this board would take more than {MAX_BYTES >> 20} MiB. "
                    "Delete one that is no longer needed, or save the board to a file."
                )
            row = VersionRow(last + 1, name, now())
            self._db.execute(
                "INSERT INTO versions (board, number, name, made, document) VALUES (?, ?, ?, ?, ?)",
                (board, row.number, row.name, row.made, document),
            )
            return row

    def document(self, board: str, number: int) -> str | None:
        """The document of a version as JSON text, None where there is none."""
        row = self._db.execute(
            "SELECT document FROM versions WHERE board = ? AND number = ?", (board, number)
        ).fetchone()
        return None if row is None else str(row[0])

    def rename(self, board: str, number: int, name: str) -> bool:
        """Give a version another name; False where there is none."""
        with transaction(self._db, self._path):
            done = self._db.execute(
                "UPDATE versions SET name = ? WHERE board = ? AND number = ?", (name, board, number)
            )
            return done.rowcount > 0

    def delete(self, board: str, number: int) -> bool:
        """Remove a version; False where there is none."""
        with transaction(self._db, self._path):
            done = self._db.execute(
                "DELETE FROM versions WHERE board = ? AND number = ?", (board, number)
            )
            return done.rowcount > 0


def now() -> str:
    """The time as it is kept: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
