"""The tables that name the addresses of blocks; rows of blocks that stay are copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from engine.blocks.arrays import Floats, Ints
from engine.blocks.edges import EdgeBlock, NodeBlock
from engine.blocks.sources import StimulusBlock
from engine.kernels import tables as c


class Tables(NamedTuple):
    """Tables of nodes and edges in the order of the blocks, and the row of each id."""

    nodes: Ints
    edges: Ints
    factors: Floats
    node_rows: dict[str, int]
    edge_rows: dict[str, int]


class Before(NamedTuple):
    """Blocks and their tables before an edit."""

    nodes: Mapping[str, NodeBlock]
    edges: Mapping[str, EdgeBlock]
    tables: Tables


def tabulate(
    nodes: Mapping[str, NodeBlock], edges: Mapping[str, EdgeBlock], before: Before | None
) -> Tables:
    """Write the tables. Where the same ids stand in the same order only rows of blocks that are
    not those of `before` are written anew, so that an edit of one record costs one row."""
    same_nodes = before is not None and list(before.nodes) == list(nodes)
    if before is not None and same_nodes:
        node_rows = before.tables.node_rows
        node_table = before.tables.nodes.copy()
        changed = {key for key, block in nodes.items() if block is not before.nodes[key]}
    else:
        node_rows = {key: row for row, key in enumerate(nodes)}
        node_table = np.zeros((len(nodes), c.NODE_COLUMNS), np.int64)
        changed = set(nodes)
    for key in changed:
        node_table[node_rows[key]] = nodes[key].row()

    stale: set[str] = set(edges)
    edge_table = np.zeros((len(edges), c.EDGE_COLUMNS), np.int64)
    factors = np.zeros((len(edges), c.EDGE_FACTORS))
    if before is not None and same_nodes and list(before.edges) == list(edges):
        edge_rows = before.tables.edge_rows
        edge_table[:] = before.tables.edges
        factors[:] = before.tables.factors
        # A kick lands in an array of the target, whose address may be another now, and a value
        # at the input that the source feeds.
        stale = {
            key
            for key, edge in edges.items()
            if edge is not before.edges[key] or {edge.record.source, edge.record.target} & changed
        }
    else:
        edge_rows = {key: row for row, key in enumerate(edges)}
    for key in stale:
        edge, row = edges[key], edge_rows[key]
        record = edge.record
        ends = node_rows[record.source], node_rows[record.target]
        source = nodes[record.source]
        port = source.model.port if isinstance(source, StimulusBlock) else "I"
        edge_table[row] = edge.row(*ends, nodes[record.target], port)
        signal = record.plasticity.signal if record.plasticity is not None else None
        edge_table[row, c.SIGNAL] = node_rows[signal] if signal is not None else -1
        factors[row] = edge.factors()
    _join(node_table, edge_table)
    return Tables(node_table, edge_table, factors, node_rows, edge_rows)


def _join(nodes: Ints, edges: Ints) -> None:
    """Mark the edges that are stepped with the cells of their target, and chain them by target."""
    kicks = nodes[:, c.INPUTS] + 8 * nodes[:, c.STRIDE]
    targets = edges[:, c.TARGET]
    joined = (edges[:, c.SPIKES] == 1) & (edges[:, c.SYNAPSE] != 0)
    joined &= edges[:, c.JUMP] != kicks[targets]
    for column in (c.RELEASE, c.LEARNS, c.TRAINS):
        joined &= edges[:, column] == 0
    edges[:, c.JOINED] = joined
    nodes[:, c.FIRST_JOINED] = -1
    nodes[:, c.ONLY_JOINED] = nodes[:, c.N_PORTS] == 0
    nodes[targets[~joined], c.ONLY_JOINED] = 0
    for row in np.flatnonzero(joined)[::-1]:
        edges[row, c.NEXT_JOINED] = nodes[targets[row], c.FIRST_JOINED]
        nodes[targets[row], c.FIRST_JOINED] = row
