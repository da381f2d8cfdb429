"""Numba's decorators with types that a strict checker understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import llvmlite.binding as llvm
from numba import njit
from numba.core import config as untyped_config
from numba.core.codegen import get_host_cpu_features
from numba.extending import intrinsic

from engine.kernels.parts import PartCompiler

F = TypeVar("F", bound=Callable[..., Any])

# Numba fills this module in when it is imported.
config: Any = untyped_config


def _widen_vectors() -> None:
    """Let vectors have 512 bits where the processor does not slow down for them.

    LLVM stays at 256 bits for the first generation that had 512, which lowered its clock; the
    instructions asked for here came with the next. A choice made by the user stands. Numba and
    `engine.kernels.store` keep the machine code of either choice apart.
    """
    wide = llvm.get_host_cpu_features().get("avx512vbmi2", False)
    if wide and config.CPU_FEATURES is None and config.ENABLE_AVX:
        config.CPU_FEATURES = f"{get_host_cpu_features()},-prefer-256-bit"


_widen_vectors()


def machine_features() -> str:
    """The instructions of the processor that machine code may use, as LLVM names them."""
    return str(config.CPU_FEATURES or get_host_cpu_features())


def helper(function: F) -> F:
    """Compile when a compiled caller first needs it; nothing else can call it."""
    return part(function, nogil=True)


def part(function: F, **options: Any) -> F:
    """The same, with options of Numba's."""
    inside: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    made = njit(error_model="numpy", pipeline_class=PartCompiler, **inside, **options)
    return cast(F, made(function))


def pointer_primitive(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that becomes LLVM instructions in compiled callers."""
    return cast(Callable[..., Any], intrinsic(function))
