"""Numba's decorators with types that a strict checker understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., Any])


def helper(function: F) -> F:
    """Compile when a compiled caller first needs it; LLVM inlines it there."""
    return cast(F, njit(error_model="numpy", nogil=True)(function))


def pointer_primitive(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that becomes LLVM instructions in compiled callers."""
    return cast(Callable[..., Any], intrinsic(function))
