"""How the weights of an edge have changed: what no probe records, because it is of all synapses."""

from __future__ import annotations

import math
from collections import deque
from itertools import takewhile
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.kernels.tables import CSR
from engine.simulation import Simulation

Floats32 = NDArray[np.float32]

MOMENTS = 2048
"""Moments that are kept."""
SIDE = 24
"""Rows and columns of the matrix of a moment; a larger one is folded to that."""
MAX_SIDE = 1000
"""Rows and columns of an edge that are looked at for it."""
PER_WINDOW = 1000
"""Moments in a window of the view at most."""
SHARE = 20
"""Looking at a large edge may take at most one part in so many of the time."""


class Moment(NamedTuple):
    """`number` grows by one; `lines` are the mean, the tenth and the ninetieth percentile, then the
    chosen synapses (NaN where there is none); `matrix` is (rows, columns)."""

    number: int
    step: int
    t: float
    lines: Floats32
    matrix: Floats32


class WeightMoments:
    """The moments of one edge, the oldest first, and the `synapses` that have lines of their own:
    target * n_source + source."""

    def __init__(self, synapses: tuple[int, ...]) -> None:
        self.synapses = synapses
        self.window = 500.0
        self.moments: deque[Moment] = deque(maxlen=MOMENTS)
        self._version = -1
        self._number = 0
        self._rests_until = -math.inf

    def observe(self, simulation: Simulation, edge: str, version: int) -> None:
        """Keep this moment, if the weights may have changed and the last one is not too near."""
        step, t = simulation.step, simulation.t
        self.forget_after(step)
        last = self.moments[-1] if self.moments else None
        if last is not None and version == self._version:
            return
        began = perf_counter()
        near = last is not None and last.step != step and t - last.t < self.window / PER_WINDOW
        if near or (last is not None and began < self._rests_until):
            return
        if last is not None and last.step == step:
            self.moments.pop()
        lines, matrix = weights_now(simulation, edge, self.synapses)
        self._number += 1
        self.moments.append(Moment(self._number, step, t, lines, matrix))
        self._version = version
        now = perf_counter()
        self._rests_until = now + SHARE * (now - began)

    def forget_after(self, step: int) -> None:
        """Forget the moments of later steps."""
        while self.moments and self.moments[-1].step > step:
            self.moments.pop()

    def since(self, number: int) -> list[Moment]:
        """Moments after the one with that number."""
        found = list(takewhile(lambda moment: moment.number > number, reversed(self.moments)))
        return found[::-1]


def weights_now(
    simulation: Simulation, edge: str, synapses: tuple[int, ...]
) -> tuple[Floats32, Floats32]:
    """Lines and matrix of a moment: see `Moment`."""
    block = simulation.assembly.edges[edge]
    part = simulation.weights(edge, MAX_SIDE, MAX_SIDE, absent=math.nan)
    if block.connection.pattern == CSR and block.weights is not None:
        values = np.asarray(block.weights).ravel()
    else:
        values = part[~np.isnan(part)]
    lines = np.full(3 + len(synapses), math.nan, np.float32)
    if len(values):
        lines[:3] = values.mean(), *np.percentile(values, (10, 90))
    n_source = block.sizes[0]
    for place, synapse in enumerate(synapses):
        target, source = divmod(synapse, n_source)
        if target < part.shape[0] and source < part.shape[1]:
            lines[3 + place] = part[target, source]
    return lines, folded(part, SIDE).astype(np.float32)


def folded(matrix: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """At most `most` rows and columns: of each block the weight furthest from 0, NaN where a block
    has none, so that opposite signs do not cancel."""
    fold = max(1, -(-matrix.shape[0] // most), -(-matrix.shape[1] // most))
    if fold == 1:
        return matrix
    known = np.where(np.isnan(matrix), 0.0, matrix)
    rows = np.arange(0, matrix.shape[0], fold)
    columns = np.arange(0, matrix.shape[1], fold)

    def each(reduce: np.ufunc, values: NDArray[np.float64]) -> NDArray[np.float64]:
        down = reduce.reduceat(values, rows, axis=0)
        return np.asarray(reduce.reduceat(down, columns, axis=1))

    low, high = each(np.minimum, known), each(np.maximum, known)
    strongest = np.where(-low > high, low, high)
    strongest[each(np.maximum, (~np.isnan(matrix)).astype(float)) == 0] = math.nan
    return strongest
