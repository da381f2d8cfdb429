"""The numbers that a network was drawn with: parameters, initial values, weights, delays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.assembly import assemble
from engine.blocks.arrays import Floats
from engine.blocks.clock import Clock
from engine.blocks.edges import EdgeBlock
from engine.blocks.neurons import NeuronBlock
from engine.blocks.release import Release
from engine.blocks.states import Columns, columns_of
from engine.blocks.weights import synapses_of
from engine.connect import Connection
from engine.document import AnyRecord, Projection
from engine.errors import DocumentError, Problem
from engine.kernels import tables as c
from engine.network import Network

MAX_ENTRIES = 200_000
"""Weights that one regrouping writes out one by one."""


@dataclass(frozen=True)
class Synapses:
    """What lies between two groups of cells: `weights` (target, source), not a number where no
    synapse is, and `delays` in ms, of one for all or of the same shape."""

    weights: Floats
    delays: float | Floats

    def part(self, targets: slice, sources: slice) -> Synapses:
        """Between some of the cells."""
        delays = self.delays
        part = delays if isinstance(delays, float) else delays[targets, sources]
        return Synapses(self.weights[targets, sources], part)


@dataclass(frozen=True)
class Fixed:
    """Parameters by population, initial states (states, cells) by population and name, and
    synapses by edge."""

    columns: dict[str, Columns]
    states: dict[str, dict[str, Floats]]
    synapses: dict[str, Synapses]


def refuse(record: str, message: str) -> DocumentError:
    """The error of a regrouping that cannot be done."""
    return DocumentError([Problem(record, None, message)])


def fixed(network: Network, ids: Iterable[str]) -> Fixed:
    """The numbers that the populations `ids` and the edges at them begin with."""
    chosen = set(ids)
    edges = [e for e in network.edges() if e.source in chosen or e.target in chosen]
    entries = sum(_size(network, e.source) * _size(network, e.target) for e in edges)
    if entries > MAX_ENTRIES:
        largest = max(edges, key=lambda e: _size(network, e.source) * _size(network, e.target))
        raise refuse(
            largest.id,
            f"the connections at these cells hold {entries} weights that would be written out one "
            f"by one; at most {MAX_ENTRIES} can be. Make the populations at the other end smaller",
        )
    assembly = assemble(parts_at(network, chosen, edges), 0, Clock(network.settings.dt))
    columns, states = {}, {}
    for key in chosen:
        block = assembly.nodes[key]
        assert isinstance(block, NeuronBlock)
        columns[key] = columns_of(block.record, block.model, network.settings)
        names = [state.name for state in block.model.states]
        rows = dict(zip(names, block.state, strict=False))
        states[key] = {name: row[: block.n] for name, row in rows.items()}
    synapses = {e.id: _synapses(assembly.edges[e.id], e, network.settings.dt) for e in edges}
    return Fixed(columns, states, synapses)


def _size(network: Network, node: str) -> int:
    record = network[node]
    assert not isinstance(record, Projection)
    return int(getattr(record, "size", 1))


def parts_at(network: Network, chosen: set[str], edges: list[Projection]) -> Network:
    """The part of a network that some nodes and edges need, so that no more is built."""
    needed = chosen | {end for e in edges for end in (e.source, e.target)}
    needed |= {e.plasticity.signal for e in edges if e.plasticity and e.plasticity.signal}
    kept: list[AnyRecord] = [network.board, *network.definitions(), *network.datasets()]
    kept += [node for node in network.nodes() if node.id in needed]
    return Network({record.id: record for record in [*kept, *edges]})


def delays_of(block: EdgeBlock, record: Projection, dt: float) -> float | Floats:
    """The delays of an edge in ms: of one for all, or (target, source)."""
    if isinstance(record.delay, int | float):
        return float(record.delay)
    part = block.parts.get("release")
    steps = part.delays if isinstance(part, Release) else None
    assert steps is not None
    n_source, n_target = block.sizes
    delays = np.zeros((n_target, n_source))
    pattern = block.connection
    if pattern.pattern == c.ALL:
        pattern = Connection(c.DENSE, pattern.count, no_self=pattern.no_self)
    delays.ravel()[synapses_of(pattern, block.sizes)] = steps * dt
    return delays


def _synapses(block: EdgeBlock, record: Projection, dt: float) -> Synapses:
    return Synapses(block.dense(absent=np.nan), delays_of(block, record, dt))


def number_of(value: object, column: float | Floats, cell: int) -> float | str:
    """A parameter of one cell: a choice of function stays what it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value)
    return float(column) if isinstance(column, float) else float(column[cell])
