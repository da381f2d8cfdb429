"""Training from errors: what its rules need of the edge, of its target and of its data."""

from __future__ import annotations

import math
from collections.abc import Iterator

from engine.blocks.activations import ACTIVATIONS, activation_of
from engine.checks.values import Fault
from engine.declaration import PlasticityModel
from engine.document import AllToAll, Dataset, Neurons, Projection, Stimulus
from engine.kernels import training_columns as r
from engine.network import Network, NodeRecord, shown_by

PRESENTED = ("hold", "order", "split")
"""What stimuli must agree in to show the same sample at the same time."""


def faults_of_training(
    record: Projection, model: PlasticityModel, target: NodeRecord, network: Network
) -> Iterator[Fault]:
    """What is wrong with an edge that learns by an algorithm; its parameters are in bounds."""
    assert record.plasticity is not None
    if record.plasticity.normalise is not None:
        yield (
            "plasticity.normalise",
            f'"{model.name}" moves weights to where the error is least, and a fixed sum would move '
            "them away again: set it to null",
        )
    params = record.plasticity.params
    if not float(params.get("batch", 1.0)).is_integer():
        yield (
            "plasticity.params.batch",
            f"batch counts presentations: take a whole number (it is {params['batch']:g})",
        )
    if params.get("cross_entropy", 1.0) not in (0.0, 1.0):
        yield (
            "plasticity.params.cross_entropy",
            f"cross_entropy is 1 (yes) or 0 (no) (it is {params['cross_entropy']:g})",
        )
    if model.algorithm == "rls":
        yield from _solvable(record)
    if model.algorithm == "backprop":
        yield from _differentiable(record, target, network)
    yield from _presented(record, network)


def _solvable(record: Projection) -> Iterator[Fault]:
    rule = record.connect
    no_self = record.source == record.target and not rule.allow_autapses
    if not isinstance(rule, AllToAll) or no_self:
        yield (
            "connect",
            '"rls" keeps one matrix for all target cells, so all of them hear all sources: connect '
            "all_to_all, autapses included",
        )


def _differentiable(record: Projection, target: NodeRecord, network: Network) -> Iterator[Fault]:
    assert record.plasticity is not None
    known = isinstance(target, Neurons) and network.library.knows(target)
    if isinstance(target, Neurons) and known and _slopeless(target, network):
        units = ", ".join(f'"{name}"' for name in ACTIVATIONS)
        yield (
            "plasticity.rule",
            f'"backprop" needs the slope of its target, and "{target.id}" is of the model '
            f'"{target.model}": take one of {units}',
        )
        return
    if record.plasticity.signal is not None:
        return
    if not any(_passes_back(edge, network) for edge in network.edges_from(record.target)):
        yield (
            "plasticity.signal",
            f'nothing tells "{record.target}" its errors: name a signal, or first let an edge that '
            'leaves it learn by "delta_rule" or "backprop"',
        )
    elif _returns(record, network):
        yield (
            "plasticity.rule",
            f'the errors of "{record.target}" would depend on themselves: edges that learn by '
            '"backprop" must not form a circle',
        )


def _slopeless(target: Neurons, network: Network) -> bool:
    return activation_of(network.library.neuron(target)) == r.OTHER


def _passes_back(edge: Projection, network: Network) -> bool:
    given = edge.plasticity
    rule = network.library.rules.get(given.rule) if given is not None else None
    return rule is not None and rule.algorithm in ("delta_rule", "backprop")


def _returns(record: Projection, network: Network) -> bool:
    """Whether errors of an edge without a signal come back to it."""
    seen: set[str] = set()
    waiting = [record.target]
    while waiting:
        for edge in network.edges_from(waiting.pop()):
            if not _passes_back(edge, network) or edge.id in seen:
                continue
            if edge.id == record.id:
                return True
            seen.add(edge.id)
            if edge.plasticity is not None and edge.plasticity.signal is None:
                waiting.append(edge.target)
    return False


def _presented(record: Projection, network: Network) -> Iterator[Fault]:
    """Samples are the same on both sides, and held until all layers have settled."""
    assert record.plasticity is not None
    signal = network.get(record.plasticity.signal or "")
    data = shown_by(signal, network) if signal is not None else None
    if not isinstance(signal, Stimulus) or data is None:
        return
    layers = 0
    for node in network.nodes():
        if (
            node.id == signal.id
            or not isinstance(node, Stimulus)
            or not _shows(node, data, network)
        ):
            continue
        layers = max(layers, _steps(node.id, record.target, network))
        for name in PRESENTED:
            here, there = (_setting(each, name, network) for each in (signal, node))
            if here != there:
                yield (
                    "plasticity.signal",
                    f'"{signal.id}" and "{node.id}" do not show the same samples of "{data.id}" at '
                    f"the same time: {name} is {here} there and {there} here; make them equal",
                )
                return
    dt = network.settings.dt
    hold = _setting(signal, "hold", network)
    assert isinstance(hold, int | float)
    if layers and math.floor(hold / dt + 1e-9) < layers + 1:
        yield (
            "plasticity.signal",
            f'"{signal.id}" shows each sample for {hold:g} ms, and it takes {layers} steps of '
            f"{dt:g} ms to reach the output and one more to learn: set hold to "
            f'{(layers + 1) * dt:g} ms or more on all that show "{data.id}"',
        )


def _shows(node: Stimulus, data: Dataset, network: Network) -> bool:
    shown = shown_by(node, network)
    return shown is not None and shown.id == data.id


def _setting(node: Stimulus, name: str, network: Network) -> object:
    defaults = {p.name: p.default for p in network.library.stimulus(node).parameters}
    return node.params.get(name, defaults[name])


def _steps(source: str, target: str, network: Network) -> int:
    """Steps that a value takes from one node to another on the longest way, through a circle on
    none; 0 where no way leads."""
    waiting, inward = [source], {source: 0}
    while waiting:
        for edge in _passing(waiting.pop(), network):
            if edge.target not in inward:
                waiting.append(edge.target)
            inward[edge.target] = inward.get(edge.target, 0) + 1
    longest = dict.fromkeys(inward, 0)
    ready = [source] if inward[source] == 0 else []
    while ready:
        node = ready.pop()
        for edge in _passing(node, network):
            own = 1
            if isinstance(edge.delay, int | float):
                own += round(edge.delay / network.settings.dt)
            longest[edge.target] = max(longest[edge.target], longest[node] + own)
            inward[edge.target] -= 1
            if inward[edge.target] == 0:
                ready.append(edge.target)
    return longest.get(target, 0)


def _passing(node: str, network: Network) -> Iterator[Projection]:
    """Edges by which a node passes its value to others within a step."""
    return (e for e in network.edges_from(node) if e.synapse is None and e.target != node)
