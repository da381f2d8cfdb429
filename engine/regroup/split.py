"""A population becomes single neurons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count

from engine.blocks.states import Columns
from engine.compose import name_of
from engine.document import MAX_EDGES, MAX_NODES, Edit, Neurons, Projection, ViewRecord, Watched
from engine.network import Network
from engine.records.nodes import Channel
from engine.regroup.fixed import Fixed, fixed, number_of, refuse
from engine.regroup.synapses import between, refuse_whole
from engine.regroup.watching import followed, shown_cells

MAX_SPLIT = 200
"""Cells of a population that can be split."""
APART = 90.0
"""Distance of the neurons on the board, in its units."""


def split(network: Network, identifier: str) -> Edit:
    """The edit that replaces a population by one neuron for each of its cells, with the same
    parameters, initial values, synapses and views.

    Spikes of the network afterwards are those of before where nothing is random while it runs.
    Raises DocumentError with the reason where that cannot be done.
    """
    record = network.get(identifier)
    if not isinstance(record, Neurons) or record.size < 2:
        raise refuse(identifier, "only a population of two or more neurons can be split")
    if record.size > MAX_SPLIT:
        raise refuse(
            identifier,
            f"this population has {record.size} cells; at most {MAX_SPLIT} can be split into "
            "single neurons. Make it smaller first",
        )
    model = network.library.neuron(record)
    if model.normalised:
        raise refuse(
            identifier,
            f'the outputs of "{record.model}" units depend on all units of their population; alone '
            "each of them would answer something else",
        )
    _check_learning(network, identifier)
    numbers = fixed(network, [identifier])
    cells = _cells(network, record, numbers)
    edges = _edges(network, record, cells, numbers)
    new = [projection for row in edges.values() for _, _, projection in row]
    if len(new) + sum(1 for _ in network.edges()) > MAX_EDGES:
        raise refuse(
            identifier,
            f"this would make {len(new)} connections; a board has at most {MAX_EDGES}. Connect the "
            "population more sparsely, or make it smaller",
        )
    if len(cells) + sum(1 for _ in network.nodes()) > MAX_NODES:
        raise refuse(identifier, f"a board has at most {MAX_NODES} nodes; this would make more")
    views = followed(network, lambda view, entry: _follow(view, entry, record, cells, edges))
    return Edit(put=[*cells, *new, *views], remove=[identifier])


def _check_learning(network: Network, identifier: str) -> None:
    for edge in network.edges():
        plasticity = edge.plasticity
        if plasticity is not None and plasticity.signal == identifier:
            raise refuse(
                edge.id,
                f'"{edge.id}" learns from this population as its third factor, which must be one '
                "node. Choose another signal first",
            )
        rule = network.library.rule(edge)
        whole = edge.target == identifier and rule is not None and rule.algorithm != ""
        if edge.source == identifier or whole:
            refuse_whole(edge, rule, "split")


def _cells(network: Network, record: Neurons, numbers: Fixed) -> list[Neurons]:
    columns, states = numbers.columns[record.id], numbers.states[record.id]
    across = math.ceil(math.sqrt(2 * record.size))
    down = math.ceil(record.size / across)
    names = _free(network, record.id)
    made = []
    for cell in range(record.size):
        channels = [
            channel.model_copy(update={"params": _params(channel, columns, cell)})
            for channel in record.channels
        ]
        params = {
            name: number_of(value, columns.get(name, 0.0), cell)
            for name, value in record.params.items()
        }
        made.append(
            record.model_copy(
                update={
                    "id": next(names),
                    "size": 1,
                    "label": f"{record.label} {cell + 1}".strip()[:200],
                    "layout": "grid",
                    "x": round(record.x + (cell % across - (across - 1) / 2) * APART),
                    "y": round(record.y + (cell // across - (down - 1) / 2) * APART),
                    "params": params,
                    "channels": channels,
                    "initial": {name: float(states[name][cell]) for name in record.initial},
                }
            )
        )
    return made


def _params(channel: Channel, columns: Columns, cell: int) -> dict[str, float | str]:
    name = name_of(channel)
    return {
        key: number_of(value, columns.get(f"{name}_{key}", 0.0), cell)
        for key, value in channel.params.items()
    }


Parts = dict[str, list[tuple[int | None, int | None, Projection]]]
"""By the edge that was: target cell and source cell (None: all there) of each new one."""


def _edges(network: Network, record: Neurons, cells: list[Neurons], numbers: Fixed) -> Parts:
    whole = [(None, slice(None))]
    each = [(k, slice(k, k + 1)) for k in range(len(cells))]
    found: Parts = {}
    for edge in network.edges():
        if record.id not in (edge.source, edge.target):
            continue
        synapses = numbers.synapses[edge.id]
        names = _free(network, edge.id)
        row: list[tuple[int | None, int | None, Projection]] = []
        for source, columns in each if edge.source == record.id else whole:
            for target, rows in each if edge.target == record.id else whole:
                new = between(
                    edge,
                    next(names),
                    edge.source if source is None else cells[source].id,
                    edge.target if target is None else cells[target].id,
                    synapses.part(rows, columns),
                )
                if new is not None:
                    row.append((target, source, new))
        found[edge.id] = row
    return found


def _free(network: Network, stem: str) -> Iterator[str]:
    """Ids that nothing has: the stem with a number."""
    return (name for name in (f"{stem[:56]}-{k}" for k in count(1)) if name not in network)


def _follow(
    view: ViewRecord, entry: Watched, record: Neurons, cells: list[Neurons], edges: Parts
) -> list[Watched] | None:
    if entry.node == record.id:
        return [
            Watched(node=cells[cell].id, variable=entry.variable)
            for cell in shown_cells(view, entry, record.size)
        ]
    if entry.edge not in edges:
        return None
    found = []
    for target, source, edge in edges[entry.edge]:
        if view.kind == "weight_history" or entry.cells is None or target is None:
            cells_shown = None if target is not None or source is not None else entry.cells
            found.append(Watched(edge=edge.id, variable=entry.variable, cells=cells_shown))
        elif target in entry.cells:
            found.append(Watched(edge=edge.id, variable=entry.variable))
    return found
