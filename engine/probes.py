"""What can be recorded, and where it lies in memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.assembly import Assembly
from engine.blocks.arrays import Floats, Ints, address, aligned
from engine.blocks.edges import EdgeBlock
from engine.blocks.learning import Learning
from engine.blocks.neurons import NeuronBlock
from engine.blocks.sources import StimulusBlock
from engine.blocks.training import Training
from engine.errors import DocumentError, Problem
from engine.kernels import tables as c
from engine.sentences import did_you_mean
from engine.variables import CURRENT, Side, edge_variables

__all__ = ["CURRENT", "Probe", "Tap", "synapses", "tap", "variables"]


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
    """Names of what can be probed of a node or an edge; what it shows comes first."""
    if of in assembly.nodes:
        block = assembly.nodes[of]
        if isinstance(block, NeuronBlock):
            return list(dict.fromkeys((block.model.shown, *block.model.variables)))
        return [CURRENT] if block.kind == c.CURRENT else []
    edge = assembly.edges[of]
    return list(edge_variables(edge.record, edge.synapse, edge.rule))


def synapses(assembly: Assembly, probe: Probe) -> Ints | None:
    """The synapses target * n_source + source that the values of a probe belong to; None where
    it is of cells."""
    edge = assembly.edges.get(probe.of)
    part = edge.learner if edge is not None else None
    if edge is None or part is None:
        return None
    if edge_variables(edge.record, edge.synapse, edge.rule).get(probe.variable) != "synapse":
        return None
    return part.numbers() if probe.cells is None else np.array(probe.cells, np.int64)


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
        edge = assembly.edges[probe.of]
        part = edge.learner
        side = edge_variables(edge.record, edge.synapse, edge.rule)[probe.variable]
        if part is not None and side == "synapse":
            return _synapses(probe, edge, part, row)
        n, scratch = _edge(assembly, probe, row, side)
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


def _synapses(probe: Probe, edge: EdgeBlock, part: Learning | Training, row: Ints) -> Tap:
    """The tap of a variable of single synapses, each named by target * n_source + source."""
    values = part.rows()[probe.variable]
    row[c.PROBE_KIND] = c.ROW
    row[c.ADDRESS] = address(values)
    if probe.cells is None:
        row[c.N_CELLS] = len(values)
        return Tap(row, len(values), (values,))
    cells = np.array(probe.cells, np.int64)
    n_source, n_target = edge.sizes
    outside = cells[(cells < 0) | (cells >= n_source * n_target)]
    if len(outside):
        raise _refused(
            probe,
            f'"{probe.of}" has no synapse {outside[0]}: they are numbered target * {n_source} + '
            f"source, up to {n_source * n_target - 1}",
        )
    places = part.positions(cells)
    if np.any(places < 0):
        target, source = divmod(int(cells[places < 0][0]), n_source)
        raise _refused(
            probe,
            f'"{probe.of}" has no synapse from cell {source} to cell {target} (number '
            f"{target * n_source + source}){_another(part, target, n_source)}",
        )
    row[c.CELLS] = address(places)
    row[c.N_CELLS] = len(places)
    return Tap(row, len(places), (values, places))


def _another(part: Learning | Training, target: int, n_source: int) -> str:
    """A hint at a synapse that exists: of the same target, if it has one."""
    first = target * n_source
    row = np.arange(first, first + n_source)
    there = row[part.positions(row) >= 0]
    if not len(there):
        return f"; none reaches cell {target}"
    return f"; the first that reaches cell {target} comes from cell {there[0] - first} " + (
        f"(number {there[0]})"
    )


def _edge(assembly: Assembly, probe: Probe, row: Ints, side: Side) -> tuple[int, Floats]:
    """Fill in the row of a probe of an edge; how many cells there are, and where it computes."""
    edge = assembly.edges[probe.of]
    row[c.ELEMENT] = assembly.tables.edge_rows[probe.of]
    part = edge.learner
    short_term = edge.record.short_term is not None and probe.variable in ("u", "x")
    if part is not None and probe.variable != CURRENT and not short_term:
        values = part.rows()[probe.variable]
        row[c.PROBE_KIND] = c.ROW
        row[c.ADDRESS] = address(values)
        return len(values), values
    if side == "source":
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
    return block.row_of(variable)


def _refused(probe: Probe, message: str) -> DocumentError:
    return DocumentError([Problem(probe.of, probe.variable, message)])
