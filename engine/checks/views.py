"""Views: what they show exists and can be shown that way."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.values import Fault
from engine.document import Neurons, Projection, Trials, ViewRecord, Watched
from engine.errors import Problem
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.registry import UnknownModel
from engine.sentences import did_you_mean
from engine.variables import CURRENT, edge_variables


def check_view(record: ViewRecord, network: Network) -> Iterator[Problem]:
    """All that can be wrong with a view."""
    if len(record.of) > record.most:
        many = f"{record.title} shows at most {record.most} entries; these are {len(record.of)}"
        yield Problem(record.id, "of", f'view "{record.id}": {many}')
    if isinstance(record, Trials) and record.since == "now" and record.draws == "all":
        message = (
            "trials that begin now keep their connections and parameters: let them begin at the "
            "start, or draw only the noise anew"
        )
        yield Problem(record.id, "draws", f'view "{record.id}": {message}')
    for position, entry in enumerate(record.of):
        for field, fault in _entry(record, entry, network):
            place = f"of[{position}]{'.' if field else ''}{field}"
            yield Problem(record.id, place, f'view "{record.id}": {fault}')


def _entry(view: ViewRecord, entry: Watched, network: Network) -> Iterator[Fault]:
    if (entry.node is None) == (entry.edge is None):
        yield "", "each entry names either a node or an edge"
        return
    identifier = entry.node if entry.node is not None else entry.edge
    assert identifier is not None
    record = network.get(identifier)
    wanted = "node" if entry.node is not None else "edge"
    if not isinstance(record, NodeRecord if wanted == "node" else Projection):
        yield wanted, f'there is no {wanted} "{identifier}"'
        return
    if isinstance(record, Projection):
        yield from _edge(view, entry, record, network)
    elif isinstance(record, NodeRecord):
        yield from _node(view, entry, record, network.library)


def _node(
    view: ViewRecord, entry: Watched, record: NodeRecord, library: Library
) -> Iterator[Fault]:
    if not library.knows(record):
        return
    spikes = library.sends_spikes(record)
    need = view.needs(entry, spikes)[0]
    if need == "spikes":
        if not spikes:
            yield "node", f'"{record.id}" does not spike: show it in a trace'
    elif need in ("weights", "history"):
        yield "node", f'{view.title} shows the weights of an edge, and "{record.id}" is a node'
        return
    elif isinstance(record, Neurons):
        names = list(library.neuron(record).variables)
        yield from _variable(entry, record.id, names)
    elif spikes:
        yield "node", f'"{record.id}" has only spikes: show it in a raster'
    else:
        yield from _variable(entry, record.id, [CURRENT])
    yield from _cells(entry, record)


def _edge(
    view: ViewRecord, entry: Watched, record: Projection, network: Network
) -> Iterator[Fault]:
    need = view.needs(entry, spiking=False)[0]
    if need == "history":
        yield from _synapses(entry, record, network)
        return
    if need in ("spikes", "cells", "columns"):
        what = "spikes" if need == "spikes" else "cells"
        yield "edge", f'{view.title} shows the {what} of a node, and "{record.id}" is an edge'
        return
    if need == "weights":
        return
    synapse = network.library.synapses.get(record.synapse or "")
    if record.synapse is not None and synapse is None:
        return
    try:
        rule = network.library.rule(record)
    except UnknownModel:
        return
    sides = edge_variables(record, synapse, rule)
    variable = entry.variable or CURRENT
    if variable == CURRENT and CURRENT not in sides:
        yield "edge", f'"{record.id}" acts at once and carries no current that could be shown'
        return
    yield from _variable(entry, record.id, list(sides))
    if sides.get(variable) == "synapse":
        yield from _synapses(entry, record, network)
        return
    if sides.get(variable) == "edge":
        if entry.cells not in (None, [0]):
            yield "cells", f'"{record.id}" has one {variable} for all its cells: leave them out'
        return
    end = network.get(record.source if sides.get(variable) == "source" else record.target)
    if isinstance(end, NodeRecord):
        yield from _cells(entry, end)


def _synapses(entry: Watched, record: Projection, network: Network) -> Iterator[Fault]:
    """Synapses are numbered target * n_source + source."""
    source, target = network.get(record.source), network.get(record.target)
    if not isinstance(source, NodeRecord) or not isinstance(target, NodeRecord):
        return
    pairs = source.size * target.size
    outside = [cell for cell in entry.cells or [] if cell >= pairs]
    if outside:
        yield (
            "cells",
            f'"{record.id}" joins {source.size} to {target.size} cells: a synapse is named by the '
            f"number target * {source.size} + source, at most {pairs - 1}, and {outside[0]} is "
            "beyond",
        )


def _variable(entry: Watched, identifier: str, names: list[str]) -> Iterator[Fault]:
    if entry.variable is not None and entry.variable not in names:
        hint = did_you_mean(entry.variable, names)
        known = ", ".join(names)
        yield (
            "variable",
            f'"{identifier}" has no variable "{entry.variable}" (it has: {known}){hint}',
        )


def _cells(entry: Watched, record: NodeRecord) -> Iterator[Fault]:
    outside = [cell for cell in entry.cells or [] if cell >= record.size]
    if outside:
        yield (
            "cells",
            f'"{record.id}" has the cells 0 to {record.size - 1}, there is no cell {outside[0]}',
        )
