"""What becomes of a spike on its way: short-term plasticity, unreliable release, delays of each
synapse's own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.blocks.arrays import Array, Cells, Floats, Ints, address, byte_count
from engine.blocks.clock import Moment
from engine.blocks.values import draw
from engine.blocks.weights import in_pattern_order
from engine.connect import Connection
from engine.document import Delay, Normal, Projection, Settings, Uniform
from engine.kernels import release as r
from engine.kernels import tables as c
from engine.randomness import generator, in_trial, stream_key

MAX_DELAY = 1000.0
"""Longest delay in ms, as for one number."""


@dataclass(frozen=True)
class Release:
    """Arrays of `engine.kernels.release`.

    `cells` (2, n source) holds u and x as they were right after `last` (n source,), in labels.
    `constants` are U, what a step keeps of u and of 1 - x, and the one weight. `delays` (in steps)
    are in the order of the pattern. `arrivals` (slots, n target) holds weights under way.
    """

    chance: int
    stream: int
    constants: Floats
    cells: Floats | None
    last: Ints | None
    delays: Cells | None
    arrivals: Floats | None

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        found: dict[str, Array | None] = {
            "cells": self.cells,
            "last": self.last,
            "arrivals": self.arrivals,
        }
        return {name: array for name, array in found.items() if array is not None}

    def byte_count(self) -> int:
        """Bytes of all arrays."""
        return byte_count([*self.mutable().values(), self.constants, self.delays])

    def write(self, row: Ints) -> None:
        """Fill in the column RELEASE."""
        row[c.RELEASE] = address(self._columns)

    def rows(self) -> dict[str, Floats]:
        """u and x of each source cell, as they were right after `last`."""
        return {} if self.cells is None else {"u": self.cells[0], "x": self.cells[1]}

    @cached_property
    def _columns(self) -> Ints:
        columns = np.zeros(r.COLUMNS, np.int64)
        columns[r.CHANCE] = self.chance
        columns[r.STREAM] = self.stream
        columns[r.CELLS] = address(self.cells)
        columns[r.LAST] = address(self.last)
        columns[r.CONSTANTS] = address(self.constants)
        columns[r.DELAYS] = address(self.delays)
        columns[r.ARRIVALS] = address(self.arrivals)
        columns[r.SLOTS] = 0 if self.arrivals is None else len(self.arrivals)
        return columns


def longest_delay(delay: Delay) -> float:
    """The longest delay in ms that a record asks for; of a distribution, one that a million draws
    hardly exceed."""
    if isinstance(delay, int | float):
        return float(delay)
    if isinstance(delay, list):
        return max((max(row, default=0.0) for row in delay), default=0.0)
    if isinstance(delay, Uniform):
        longest = delay.uniform[1]
    elif isinstance(delay, Normal):
        longest = delay.normal[0] + 5 * delay.normal[1]
    else:
        mean, deviation = delay.lognormal
        variance = math.log1p((deviation / mean) ** 2)
        longest = mean * math.exp(5 * math.sqrt(variance) - variance / 2)
    return min(longest, MAX_DELAY)


def build_release(
    record: Projection,
    settings: Settings,
    sizes: tuple[int, int],
    weight: float,
    delays: Cells | None,
    moment: Moment,
    upcoming: int,
    old: Release | None,
) -> Release | None:
    """The arrays that a projection needs beyond its pattern, None when every spike arrives whole
    and at the same time.

    u, x and spikes under way go on from `old`, which is not written to: None at the start of a run
    and where another source was heard. `upcoming` is the label of the spikes that the edge had yet
    to hear, in steps of the dt before.
    """
    arrivals = _arrivals(delays, sizes[1], moment, old)
    plain = record.release == 1.0 and record.short_term is None
    if plain and arrivals is None:
        return None
    constants = np.array([0.0, 1.0, 1.0, weight])
    cells = last = None
    if record.short_term is not None:
        given = record.short_term
        keeps = (_keep(given.tau_facil, settings), _keep(given.tau_rec, settings))
        constants[:3] = given.U, *keeps
        cells, last = _cells(sizes[0], keeps, moment, upcoming, old)
    return Release(
        chance=-1 if record.release == 1.0 else round(record.release * 2**53),
        stream=stream_key(settings.seed, record.id, in_trial("release", settings.trial)),
        constants=constants,
        cells=cells,
        last=last,
        delays=delays,
        arrivals=arrivals,
    )


def _keep(tau: float, settings: Settings) -> float:
    """What a step keeps of a decaying variable; without a time constant, nothing.

    Under `euler` the factor of that scheme, so that k steps at once are k steps. A time constant
    below dt, with which that scheme would oscillate, is none.
    """
    if tau == 0.0:
        return 0.0
    if settings.method == "euler":
        return max(0.0, 1.0 - settings.dt / tau)
    return math.exp(-settings.dt / tau)


def _cells(
    n: int, keeps: tuple[float, float], moment: Moment, upcoming: int, old: Release | None
) -> tuple[Floats, Ints]:
    """u and x, and the labels that they belong to."""
    if old is None or old.cells is None or old.last is None:
        # Spikes may be under way whose labels lie before this step.
        last = np.full(n, moment.relabel(upcoming), np.int64)
        return np.repeat([[0.0], [1.0]], n, axis=1), last
    same = old.cells.shape[1] == n and moment.dt_before == moment.clock.dt
    if same and tuple(old.constants[1:3]) == keeps:
        return old.cells, old.last
    # Up to the next spikes with what was kept per step until now, from there on anew.
    cells = np.repeat([[0.0], [1.0]], n, axis=1)
    kept = min(n, len(old.last))
    steps = (upcoming - old.last[:kept]).astype(np.float64)
    cells[0, :kept] = old.cells[0, :kept] * old.constants[1] ** steps
    cells[1, :kept] = 1.0 - (1.0 - old.cells[1, :kept]) * old.constants[2] ** steps
    return cells, np.full(n, moment.relabel(upcoming), np.int64)


def draw_delays(
    record: Projection, settings: Settings, connection: Connection, sizes: tuple[int, int]
) -> Cells | None:
    """Steps of each synapse in the order of the pattern, between 0 and MAX_DELAY; None when one
    number serves all."""
    delay = record.delay
    if isinstance(delay, int | float):
        return None
    if isinstance(delay, list):
        times = in_pattern_order(np.asarray(delay, np.float64), connection)
    else:
        dense = connection.pattern in (c.ALL, c.DENSE)
        count = sizes[0] * sizes[1] if dense else connection.count
        times = draw(delay, count, generator(settings.seed, record.id, "delay"))
    steps = np.rint(np.clip(times, 0.0, MAX_DELAY) / settings.dt)
    return np.ascontiguousarray(steps.ravel(), np.int32)


def _arrivals(delays: Cells | None, n: int, moment: Moment, old: Release | None) -> Floats | None:
    """Room for what is under way, and what is: it arrives when it would have arrived."""
    held = None if old is None else old.arrivals
    same_steps = moment.dt_before == moment.clock.dt
    same_delays = old is not None and delays is not None and delays is old.delays
    if held is not None and held.shape[1] == n and same_steps and same_delays:
        # There is room, and looking through it takes time.
        return held
    longest = -1 if delays is None else int(delays.max(initial=0))
    if held is None or not held.any():
        return None if delays is None else np.zeros((longest + 1, n))
    # Steps from now on until what lies in each slot arrives.
    ahead = (np.flatnonzero(held.any(axis=1)) - moment.step) % len(held)
    later = [moment.clock.steps(k * moment.dt_before) for k in ahead]
    slots = max(longest, *later) + 1
    if same_steps and held.shape[1] == n and slots <= len(held):
        return held
    arrivals = np.zeros((slots, n))
    kept = min(n, held.shape[1])
    for before, now in zip(ahead, later, strict=True):
        waiting = held[(moment.step + before) % len(held), :kept]
        arrivals[(moment.step + now) % slots, :kept] += waiting
    return arrivals
