"""Arrays from files of NumPy (.npz, .npy), read without trusting them.

Nothing is unpickled; sizes are those that the headers state, checked before anything of an array is
read, so that a small file that claims or unpacks to a large array costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from engine.errors import DocumentError
from engine.sentences import did_you_mean

MAX_ARRAYS = 256
MAX_NUMBERS = 1_000_000
"""Numbers of an array that can be imported."""
MAX_HEADER = 10_000
PREVIEW = 6
"""Values of an array that a listing shows."""
_ENDING = ".npy"
_READERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


@dataclass(frozen=True, slots=True)
class Listed:
    """An array of a file: `problem` says why it cannot be imported; then `preview` is empty."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    preview: tuple[float, ...]
    problem: str | None


def list_arrays(data: bytes) -> list[Listed]:
    """The arrays of a file, in its order. Raises DocumentError where it is no file of arrays."""
    with _opened(data) as members:
        return [_listed(members, name) for name in members.names]


def read_array(data: bytes, name: str) -> NDArray[np.float64]:
    """The array of that name, as numbers. Raises DocumentError."""
    with _opened(data) as members:
        if name not in members.names:
            hint = did_you_mean(name, members.names)
            raise DocumentError(f'the file has no array "{name[:64]}"{hint}')
        problem = _listed(members, name).problem
        if problem is not None:
            raise DocumentError(f'the array "{name[:64]}" {problem}')
        with members.open(name) as stream:
            values = np.asarray(npy.read_array(stream, allow_pickle=False), np.float64)
    bad = int(np.count_nonzero(~np.isfinite(values)))
    if bad:
        many = "a value that is" if bad == 1 else f"{bad} values that are"
        raise DocumentError(f'the array "{name[:64]}" has {many} not finite: leave them out first')
    return values


class _Members:
    """The arrays of an archive, or the one of a file that is no archive."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = None if data.startswith(npy.MAGIC_PREFIX) else ZipFile(BytesIO(data))
        found = [""] if self._archive is None else self._archive.namelist()
        if len(found) > MAX_ARRAYS:
            raise DocumentError(
                f"the file has {len(found)} arrays; at most {MAX_ARRAYS} can be listed"
            )
        self.names = [name.removesuffix(_ENDING) or "array" for name in found]
        self._paths = dict(zip(self.names, found, strict=True))

    def open(self, name: str) -> IO[bytes]:
        if self._archive is None:
            return BytesIO(self._data)
        return self._archive.open(self._paths[name])


@contextmanager
def _opened(data: bytes) -> Iterator[_Members]:
    try:
        yield _Members(data)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(
            "this is not a file of arrays that NumPy has written (.npz or .npy), or it is damaged"
        ) from error
    except ValueError as error:
        raise DocumentError(f"an array of the file is damaged: {error}") from error


def _listed(members: _Members, name: str) -> Listed:
    with members.open(name) as stream:
        try:
            reader = _READERS[npy.read_magic(stream)]
            shape, _, dtype = reader(stream, max_header_size=MAX_HEADER)
        except (ValueError, KeyError):
            return Listed(name, (), "", (), "is not an array that NumPy has written")
        problem = _problem(shape, dtype)
        if problem is not None:
            return Listed(name, shape, str(dtype)[:40], (), problem)
        count = min(PREVIEW, math.prod(shape))
        first = np.frombuffer(stream.read(count * dtype.itemsize), dtype)
        shown = [float(value) for value in first if np.isfinite(value)]
    return Listed(name, shape, str(dtype), tuple(shown), None)


def _problem(shape: tuple[int, ...], dtype: np.dtype[np.generic]) -> str | None:
    if dtype.hasobject or dtype.kind not in "biuf":
        return f"does not hold real numbers (it holds {str(dtype)[:40]})"
    if len(shape) > 2:
        return f"has {len(shape)} dimensions; at most 2 can be imported"
    count = math.prod(shape)
    if count == 0:
        return "is empty"
    if count > MAX_NUMBERS:
        return f"has {count:,} numbers; at most {MAX_NUMBERS:,} can be imported"
    return None
