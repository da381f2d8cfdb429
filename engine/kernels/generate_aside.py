"""Parts of the run loop as kernels of their own: few networks need them all, and the loop compiles
in less time without.

    kernel(nodes, n_nodes, edges, n_edges, row, step, t: float, dt: float) -> 0 or more, or -1

Addresses of the tables and their numbers of rows; `row` is the node or edge that it is called for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal

from engine import randomness
from engine.equations import bytecode
from engine.kernels import (
    bytecode_machine,
    comparing,
    deliver,
    descent,
    jit,
    learning,
    noise,
    pointers,
    presenting,
    record,
    sources,
    training,
    training_columns,
    views,
)
from engine.kernels import tables as c
from engine.kernels.stamps import stamp

Aside = Literal["training", "learning", "stimuli"]


@dataclass(frozen=True)
class _Part:
    module: ModuleType
    function: str
    call: str
    modules: tuple[ModuleType, ...]
    """Those that the code of `module` comes from."""


_PARTS: dict[Aside, _Part] = {
    "training": _Part(
        training,
        "train",
        "train(nodes, edges, step, t)",
        (comparing, deliver, descent, learning, noise, presenting, training_columns),
    ),
    "learning": _Part(
        learning, "learn", "learn(nodes, edges, row, step, t)", (deliver, training_columns)
    ),
    "stimuli": _Part(
        sources,
        "set_source",
        "set_source(nodes, row, step, t, dt)",
        (bytecode_machine, noise, presenting, randomness, record),
    ),
}


@cache
def aside_source(name: Aside) -> str:
    """Source of a module whose `compiled` gives the kernel."""
    part = _PARTS[name]
    common = bytecode, jit, pointers, views, c
    return f"""\
from numba import cfunc, types

from {part.module.__name__} import {part.function}
from engine.kernels.views import table_at

STAMP = {stamp(part.module, *part.modules, *common)}
nodes_at = table_at({c.NODE_COLUMNS})
edges_at = table_at({c.EDGE_COLUMNS})


def kernel(nodes_address, n_nodes, edges_address, n_edges, row, step, t, dt):
    nodes = nodes_at(nodes_address, n_nodes)
    edges = edges_at(edges_address, n_edges)
    return {part.call}


def compiled(cache):
    whole = [types.int64] * 6
    signature = types.int64(*whole, types.float64, types.float64)
    return cfunc(signature, cache=cache, nopython=True, error_model="numpy")(kernel)
"""
