"""Arrays as the kernels want them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Cancelled

Array = NDArray[Any]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Cancel = Callable[[], bool]

ALIGNMENT = 64


def padded(n: int) -> int:
    """Row length for n cells: a multiple of 8, so that every row begins on a cache line."""
    return (n + 7) // 8 * 8


def aligned(*shape: int) -> Floats:
    """Zeros (float64) whose first element lies on a cache line."""
    size = int(np.prod(shape)) * 8
    raw = np.zeros(size + ALIGNMENT, np.uint8)
    offset = -raw.ctypes.data % ALIGNMENT
    return raw[offset : offset + size].view(np.float64).reshape(shape)


def address(array: Array | None) -> int:
    """Where the first element lies; 0 for None. The caller keeps the array alive."""
    return 0 if array is None else int(array.ctypes.data)


def byte_count(arrays: Iterable[Array | None]) -> int:
    """Bytes that the arrays take together."""
    return sum(array.nbytes for array in arrays if array is not None)


def check_cancelled(cancelled: Cancel | None) -> None:
    """Raises Cancelled when somebody no longer wants the result."""
    if cancelled is not None and cancelled():
        raise Cancelled("the network was not built: it was cancelled")
