"""What generated kernels have in common: imports, signature, layout of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.equations.source import HELPERS
from engine.equations.tree import Expr, names_in

BLOCK = 256
"""Cells that one inner loop works on."""

_IMPORTS = sorted(
    {name for name in HELPERS.values() if name.isidentifier() and name != "abs"}
    | {"FAST", "attracts", "beyond_near", "flushed", "outside", "overflowing", "select"}
)
_POINTERS = ("bytes_at", "float64_at", "int32_at", "int64_at", "spare_bytes", "spare_rows")
_HEADER = f"""\
import math

import numpy as np
from numba import cfunc, types

from engine.kernels.fastmath import {", ".join(_IMPORTS)}
from engine.kernels.pointers import {", ".join(_POINTERS)}
"""


def constant_names(parameters: Iterable[str], per_cell: bool) -> list[str]:
    """Names with one value for all cells: time, and parameters unless they differ by cell."""
    return ["dt", "t"] + ([] if per_cell else [f"p_{name}" for name in parameters])


def used_parameters(
    program: Sequence[Expr],
    others: Sequence[Expr | None],
    parameters: Sequence[str],
    always: Sequence[str],
) -> list[str]:
    """Parameters that a kernel reads, in declared order."""
    found = {name for expr in program for name in names_in(expr)}
    found |= {f"p_{name}" for expr in others if expr is not None for name in names_in(expr)}
    found |= {f"p_{name}" for name in always}
    return [name for name in parameters if f"p_{name}" in found]


def row_lines(rows: Iterable[tuple[str, str, int]], first: str = "b") -> list[str]:
    """Lines that point names at rows from their cell `first` on: (name, base address, index)."""
    return [
        f"{row} = float64_at({base} + 8 * ({index} * stride + {first}))"
        for row, base, index in rows
    ]


def overflowing(values: Iterable[str]) -> str:
    """The sum of these values that overflows when one of them has left the finite range."""
    return " + ".join(f"overflowing({value})" for value in values)


def indent(lines: Iterable[str], levels: int = 1) -> list[str]:
    """The lines, further to the right."""
    return ["    " * levels + line for line in lines]


def module_source(arguments: str, lines: Iterable[str], head: Sequence[str] = ()) -> str:
    """A module whose function `compiled(cache)` gives the kernel with this body.

    All arguments are int64 but the time t, a float64. `head` are lines behind the imports.
    """
    kinds = ["float64" if name == "t" else "int64" for name in arguments.split(", ")]
    signature = f"types.int64({', '.join(f'types.{kind}' for kind in kinds)})"
    return "\n".join(
        [
            _HEADER,
            *head,
            f"BLOCK = {BLOCK}",
            "",
            "",
            f"def kernel({arguments}):",
            *indent(lines),
            "",
            "",
            "def compiled(cache):",
            f"    signature = {signature}",
            "    options = {'nopython': True, 'fastmath': FAST, 'error_model': 'numpy'}",
            "    return cfunc(signature, cache=cache, **options)(kernel)",
            "",
        ]
    )
