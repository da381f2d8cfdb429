"""The threads of a simulation: what they share, and those that follow the one that calls."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import numpy as np

from engine.blocks.arrays import Ints, address, aligned
from engine.kernels import tables as c
from engine.kernels import team
from engine.kernels.advance import follow_kernel
from engine.kernels.cache import aside_kernel
from engine.tabulate import Tables

LEAST_CELLS = 2048
"""A network with fewer cells is run by one thread: the others would only wait for each other."""


MAX_THREADS = 64


class Threads:
    """Up to `count` threads. They are started when a large network is first run.

    ValueError for a number below 1 or above MAX_THREADS.
    """

    def __init__(self, count: int) -> None:
        if not 1 <= count <= MAX_THREADS:
            raise ValueError(f"{count} threads are not possible: from 1 to {MAX_THREADS} are")
        self.count = count
        self._tables: Tables | None = None
        self._shared: Ints = np.zeros(0, np.int64)
        self._address = 0
        self._used = 1
        self._pool: ThreadPoolExecutor | None = None
        self._follow: Callable[..., int] | None = None

    def used(self, tables: Tables) -> int:
        """How many threads run this network."""
        if self.count == 1:
            return 1
        nodes = tables.nodes
        cells = int(nodes[nodes[:, c.KIND] == c.NEURONS, c.N].sum())
        return self.count if cells >= LEAST_CELLS else 1

    def lead(
        self, tables: Tables, call: Callable[[int], tuple[int, int, int]]
    ) -> tuple[int, int, int]:
        """The answer of `call`, given the address of what the threads share, while the others
        follow it."""
        if tables is not self._tables:
            self._tables, self._used = tables, self.used(tables)
            self._shared = _shared(self._used, tables)
            self._address = address(self._shared)
        if self._used == 1:
            return call(self._address)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.count - 1, "neuroboard-follower")
            self._follow = follow_kernel()
        assert self._follow is not None
        shared = self._shared
        parts = int(shared[team.PARTS])
        shared[team.GO] = 0
        for column in (team.DONE, team.TAKEN):
            shared[column : column + team.LINE * parts : team.LINE] = 0
        arrays = tables.nodes, tables.edges, tables.factors
        waiting: list[Future[int]] = []
        try:
            waiting += [
                self._pool.submit(self._follow, self._address, thread, *arrays)
                for thread in range(1, self._used)
            ]
            return call(self._address)
        finally:
            shared[team.GO] = team.OVER
            for future in waiting:
                future.result()


def _shared(parts: int, tables: Tables) -> Ints:
    nodes = tables.nodes
    length = team.DONE + team.LINE * parts
    counts = parts * len(nodes)
    blocks = -(-nodes[:, c.N] // c.BLOCK)
    bounds = [np.minimum(nodes[:, c.N], blocks * part // parts * c.BLOCK) for part in range(parts)]
    shared = aligned(length + counts + (parts + 1) * len(nodes)).view(np.int64)
    shared[length + counts :] = np.concatenate([*bounds, nodes[:, c.N]])
    shared[team.PARTS] = parts
    shared[team.YIELD] = _yield_address()
    if tables.edges[:, c.TRAINS].any():
        shared[team.TRAINING] = aside_kernel("training")
    return shared


@cache
def _yield_address() -> int:
    """The system's function that lets other threads run."""
    if sys.platform == "win32":
        function = ctypes.windll.kernel32.SwitchToThread
    else:
        function = ctypes.CDLL(None).sched_yield
    return ctypes.cast(function, ctypes.c_void_p).value or 0
