"""Training as a kernel of its own: few networks train, and the run loop compiles faster without.

    training(nodes, n_nodes, edges, n_edges, step, t: float) -> row of the edge that failed, or -1

Addresses of the tables and their numbers of rows; see `engine.kernels.training`.
"""

from __future__ import annotations

from functools import cache

from engine.equations import bytecode
from engine.kernels import (
    comparing,
    deliver,
    descent,
    jit,
    learning,
    noise,
    pointers,
    presenting,
    training,
    training_columns,
    views,
)
from engine.kernels import tables as c
from engine.kernels.stamps import stamp

_MODULES = (comparing, deliver, descent, learning, noise, pointers, presenting, training, views)


@cache
def training_source() -> str:
    """Source of a module whose `compiled` gives the kernel."""
    return f"""\
from numba import cfunc, types

from engine.kernels.training import train
from engine.kernels.views import table_at

STAMP = {stamp(*_MODULES, bytecode, jit, training_columns, c)}
nodes_at = table_at({c.NODE_COLUMNS})
edges_at = table_at({c.EDGE_COLUMNS})


def kernel(nodes, n_nodes, edges, n_edges, step, t):
    return train(nodes_at(nodes, n_nodes), edges_at(edges, n_edges), step, t)


def compiled(cache):
    whole = [types.int64] * 5
    signature = types.int64(*whole, types.float64)
    return cfunc(signature, cache=cache, nopython=True, error_model="numpy")(kernel)
"""
