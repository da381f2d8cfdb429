"""Arrays of a file of NumPy (rule H21)."""

from __future__ import annotations

from server.protocol.base import Finite, Message


class ArrayEntry(Message):
    """An array of a file; `problem` says why it cannot be imported, `preview` are its first values
    in the order of the file."""

    name: str
    shape: list[int]
    dtype: str
    preview: list[Finite]
    problem: str | None


class ArrayListing(Message):
    """Answer to POST /api/data/arrays."""

    arrays: list[ArrayEntry]


class ArrayValues(Message):
    """Answer to POST /api/data/arrays?name=: row after row."""

    name: str
    shape: list[int]
    values: list[Finite]
