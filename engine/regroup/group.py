"""Neurons of one model become a population."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np

from engine.blocks.arrays import Floats
from engine.compose import name_of
from engine.document import Edit, Neurons, Projection, ViewRecord, Watched
from engine.network import Network
from engine.regroup.fixed import Fixed, Synapses, fixed, number_of, refuse
from engine.regroup.synapses import between, refuse_whole
from engine.regroup.watching import followed, shown_cells

MAX_GROUP = 1000
"""Cells of a population that neurons are grouped into."""


def group(network: Network, ids: Sequence[str]) -> Edit:
    """The edit that replaces neurons, or populations, by one population of all their cells in the
    order of the document, with the same parameters, initial values, synapses and views.

    Spikes of the network afterwards are those of before where nothing is random while it runs.
    Raises DocumentError with the reason where that cannot be done.
    """
    wanted = set(ids)
    members = [node for node in network.nodes() if node.id in wanted]
    neurons = [node for node in members if isinstance(node, Neurons)]
    if len(neurons) < 2 or len(neurons) < len(wanted):
        raise refuse(
            next(iter(ids), ""), "select two or more neurons, and nothing else, to group them"
        )
    _check_alike(network, neurons)
    _check_learning(network, {node.id for node in neurons})
    total = sum(node.size for node in neurons)
    if total > MAX_GROUP:
        raise refuse(neurons[0].id, f"these are {total} cells; at most {MAX_GROUP} can be grouped")
    numbers = fixed(network, [node.id for node in neurons])
    population = _population(network, neurons, numbers, total)
    offsets, at = {}, 0
    for node in neurons:
        offsets[node.id] = at
        at += node.size
    edges, became = _edges(network, population, offsets, numbers)
    sizes = {node.id: node.size for node in neurons}
    views = followed(
        network,
        lambda view, entry: _follow(view, entry, population.id, offsets, sizes, became),
    )
    return Edit(put=[population, *edges, *views], remove=[node.id for node in neurons])


def _check_alike(network: Network, neurons: Sequence[Neurons]) -> None:
    """Raises DocumentError where they could not be cells of one population."""
    first = neurons[0]

    def outline(node: Neurons) -> list[tuple[str, str, int | None]]:
        return [(each.channel, name_of(each), each.number) for each in node.channels]

    for node in neurons[1:]:
        if node.model != first.model:
            titles = [network.library.neuron(each).title for each in (first, node)]
            raise refuse(
                node.id,
                "the cells of a population share one model; these are "
                f"{titles[0]} and {titles[1]}. Select neurons of one model",
            )
        if node.sign != first.sign:
            raise refuse(
                node.id,
                "the cells of a population are all excitatory, all inhibitory or all undetermined; "
                "these differ. Give them one type first",
            )
        if outline(node) != outline(first):
            raise refuse(
                node.id,
                "the cells of a population have the same ion channels; these differ. Give them the "
                "same channels first",
            )
    if network.library.neuron(first).normalised:
        raise refuse(
            first.id,
            f'the outputs of "{first.model}" units depend on all units of their population; '
            "together they would answer something else",
        )


def _check_learning(network: Network, ids: set[str]) -> None:
    for edge in network.edges():
        plasticity = edge.plasticity
        if plasticity is not None and plasticity.signal in ids:
            raise refuse(
                edge.id,
                f'"{edge.id}" learns from one of these as its third factor, which is a cell of its '
                "own then. Choose another signal first",
            )
        if edge.source in ids or edge.target in ids:
            refuse_whole(edge, network.library.rule(edge), "grouped")


def _population(
    network: Network, neurons: Sequence[Neurons], numbers: Fixed, total: int
) -> Neurons:
    first = neurons[0]
    states = {name for node in neurons for name in node.initial}
    initial = {
        name: _plain(np.concatenate([numbers.states[node.id][name] for node in neurons]))
        for name in sorted(states)
    }
    channels = [
        channel.model_copy(
            update={
                "params": _values(
                    neurons,
                    [node.channels[k].params for node in neurons],
                    numbers,
                    f"{name_of(channel)}_",
                )
            }
        )
        for k, channel in enumerate(first.channels)
    ]
    labels = [node.label for node in neurons]
    stem = labels[0]
    for label in labels:
        while not label.startswith(stem):
            stem = stem[:-1]
    identifier = next(n for n in (f"{first.id[:56]}-g{k}" for k in count(1)) if n not in network)
    return first.model_copy(
        update={
            "id": identifier,
            "size": total,
            "label": stem.strip(" -_") or "Population",
            "x": round(sum(node.x for node in neurons) / len(neurons)),
            "y": round(sum(node.y for node in neurons) / len(neurons)),
            "params": _values(neurons, [node.params for node in neurons], numbers, ""),
            "channels": channels,
            "initial": initial,
        }
    )


def _values(
    neurons: Sequence[Neurons],
    given: Sequence[Mapping[str, object]],
    numbers: Fixed,
    prefix: str,
) -> dict[str, object]:
    """What the members give to parameters: one number where they agree, else one for each cell.
    Raises DocumentError where they chose different functions."""
    found: dict[str, object] = {}
    for name in dict.fromkeys(key for params in given for key in params):
        texts = [params.get(name) for params in given]
        if any(isinstance(text, str) for text in texts):
            if any(text != texts[0] for text in texts):
                raise refuse(
                    neurons[0].id,
                    f"the cells of a population share one choice of {prefix}{name}; these differ. "
                    "Choose the same first",
                )
            found[name] = texts[0]
            continue
        column: list[object] = []
        for node, params in zip(neurons, given, strict=True):
            values = numbers.columns[node.id][prefix + name]
            column += [number_of(params.get(name), values, cell) for cell in range(node.size)]
        found[name] = _plain(np.array(column, np.float64))
    return found


def _plain(values: Floats) -> float | list[float]:
    return float(values[0]) if (values == values[0]).all() else [float(v) for v in values]


Became = dict[str, tuple[str, int, int]]
"""What an edge is part of now: the new edge, and where its target and source cells begin there."""


def _edges(
    network: Network, population: Neurons, offsets: dict[str, int], numbers: Fixed
) -> tuple[list[Projection], Became]:
    """Edges between the same ends that differ in their weights only become one."""
    bundles: dict[str, list[list[Projection]]] = {}
    for edge in network.edges():
        if edge.source not in offsets and edge.target not in offsets:
            continue
        source = population.id if edge.source in offsets else edge.source
        target = population.id if edge.target in offsets else edge.target
        spikes = network.library.hears_spikes(edge)
        alike = edge.model_copy(
            update={
                "id": "alike",
                "source": source,
                "target": target,
                "weight": 0.0,
                "delay": 0.0 if spikes else edge.delay,
            }
        )
        key = json.dumps(alike.model_dump(exclude={"connect"}), sort_keys=True)
        # Two edges between the same two nodes stay two.
        layers = bundles.setdefault(key, [])
        ends = edge.source, edge.target
        free = next((b for b in layers if all((e.source, e.target) != ends for e in b)), None)
        if free is None:
            layers.append([edge])
        else:
            free.append(edge)
    made: list[Projection] = []
    became: Became = {}
    for layer in (layer for layers in bundles.values() for layer in layers):
        joined, places = _joined(network, population, offsets, numbers, layer)
        if joined is not None:
            made.append(joined)
            became |= {key: (joined.id, *place) for key, place in places.items()}
    return made, became


def _joined(
    network: Network,
    population: Neurons,
    offsets: dict[str, int],
    numbers: Fixed,
    layer: Sequence[Projection],
) -> tuple[Projection | None, dict[str, tuple[int, int]]]:
    first = layer[0]
    source = population.id if first.source in offsets else first.source
    target = population.id if first.target in offsets else first.target

    def size(node: str) -> int:
        record = population if node == population.id else network[node]
        return int(getattr(record, "size", 1))

    shape = size(target), size(source)
    weights, delays = np.full(shape, np.nan), np.zeros(shape)
    places = {}
    for edge in layer:
        row, column = offsets.get(edge.target, 0), offsets.get(edge.source, 0)
        part = numbers.synapses[edge.id]
        height, width = part.weights.shape
        where = slice(row, row + height), slice(column, column + width)
        weights[where] = part.weights
        delays[where] = part.delays
        places[edge.id] = row, column
    given = {numbers.synapses[edge.id].delays for edge in layer if _one(numbers, edge)}
    one = len(given) == 1 and all(_one(numbers, edge) for edge in layer)
    synapses = Synapses(weights, float(next(iter(given))) if one else delays)
    name = next(n for n in (f"{first.id[:56]}-g{k}" for k in count(1)) if n not in network)
    return between(first, name, source, target, synapses), places


def _one(numbers: Fixed, edge: Projection) -> bool:
    return isinstance(numbers.synapses[edge.id].delays, float)


def _follow(
    view: ViewRecord,
    entry: Watched,
    population: str,
    offsets: dict[str, int],
    sizes: dict[str, int],
    became: Became,
) -> list[Watched] | None:
    if entry.node in offsets:
        cells = [offsets[entry.node] + k for k in shown_cells(view, entry, sizes[entry.node])]
        return [Watched(node=population, variable=entry.variable, cells=cells[:64])]
    if entry.edge not in became:
        return None
    edge, row, _ = became[entry.edge]
    if view.kind == "trace":
        cells = [row + k for k in entry.cells or [0]]
        return [Watched(edge=edge, variable=entry.variable, cells=cells)]
    return [Watched(edge=edge, variable=entry.variable)]
