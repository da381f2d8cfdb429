"""What can be recorded, and where it lies in memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.assembly import Assembly
from engine.blocks.arrays import Floats, Ints, address, aligned
from engine.blocks.neurons import NeuronBlock
from engine.blocks.sources import StimulusBlock
from engine.errors import DocumentError, Problem
from engine.kernels import tables as c
from engine.sentences import did_you_mean
from engine.variables import CURRENT, edge_variables

__all__ = ["CURRENT", "Probe", "Tap", "tap", "variables"]


@dataclass(frozen=True, slots=True)
class Probe:
    """A variable of a node or an edge, in the cells given (None: all).

    For the current `I` of an edge the cells are those of its target, for u and x of its short-term
    plasticity those of its source.
    """

    of: str
    variable: str = CURRENT
    cells: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Tap:
    """A probe tied to arrays: its row of the table of probes, but for the buffer.

    `width` is the number of values per sample; `held` keeps arrays alive that only the row names.
    """

    row: Ints
    width: int
    held: tuple[Ints | Floats, ...]


def variables(assembly: Assembly, of: str) -> list[str]:
    """Names of what can be probed of a node or an edge."""
    if of in assembly.nodes:
        block = assembly.nodes[of]
        if isinstance(block, NeuronBlock):
            return [state.name for state in block.model.states]
        return [CURRENT] if block.kind == c.CURRENT else []
    edge = assembly.edges[of]
    return list(edge_variables(edge.record, edge.synapse))


def tap(assembly: Assembly, probe: Probe) -> Tap:
    """Find what a probe names. Raises DocumentError when there is no such thing."""
    if probe.of not in assembly.nodes and probe.of not in assembly.edges:
        raise _refused(probe, f'there is no node or edge "{probe.of}" to record')
    names = variables(assembly, probe.of)
    if probe.variable not in names:
        hint = did_you_mean(probe.variable, names)
        known = ", ".join(names) or "none"
        raise _refused(
            probe, f'"{probe.of}" has no variable "{probe.variable}" (it has: {known}){hint}'
        )
    row = np.zeros(c.PROBE_COLUMNS, np.int64)
    held: list[Ints | Floats] = []
    if probe.of in assembly.nodes:
        block = assembly.nodes[probe.of]
        n = block.n
        row[c.PROBE_KIND] = c.ROW
        row[c.ELEMENT] = assembly.tables.node_rows[probe.of]
        row[c.ADDRESS] = address(_row_of(block, probe.variable))
    else:
        n, scratch = _edge(assembly, probe, row)
        held.append(scratch)
    width = n
    if probe.cells is not None:
        outside = [cell for cell in probe.cells if not 0 <= cell < n]
        if outside:
            raise _refused(
                probe, f'"{probe.of}" has the cells 0 to {n - 1}, there is no cell {outside[0]}'
            )
        cells = np.array(probe.cells, np.int64)
        held.append(cells)
        row[c.CELLS] = address(cells)
        width = len(cells)
    row[c.N_CELLS] = width
    return Tap(row, width, tuple(held))


def _edge(assembly: Assembly, probe: Probe, row: Ints) -> tuple[int, Floats]:
    """Fill in the row of a probe of an edge; how many cells there are, and where it computes."""
    edge = assembly.edges[probe.of]
    row[c.ELEMENT] = assembly.tables.edge_rows[probe.of]
    if edge_variables(edge.record, edge.synapse)[probe.variable] == "source":
        n = edge.sizes[0]
        scratch = aligned(1, n)
        row[c.PROBE_KIND] = c.SHORT_TERM
        row[c.SCRATCH_STATES] = 0 if probe.variable == "u" else 1
    else:
        n = edge.sizes[1]
        target = assembly.tables.node_rows[edge.record.target]
        scratch = aligned(len(edge.y) + 2, int(assembly.tables.nodes[target, c.STRIDE]))
        row[c.PROBE_KIND] = c.EDGE_CURRENT
        row[c.SCRATCH_STATES] = len(edge.y)
    row[c.SCRATCH] = address(scratch)
    return n, scratch


def _row_of(block: NeuronBlock | StimulusBlock, variable: str) -> Floats:
    if isinstance(block, StimulusBlock):
        return block.value
    names = [state.name for state in block.model.states]
    row: Floats = block.state[names.index(variable)]
    return row


def _refused(probe: Probe, message: str) -> DocumentError:
    return DocumentError([Problem(probe.of, probe.variable, message)])
