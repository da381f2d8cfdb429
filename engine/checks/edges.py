"""Projections: ends, synapse, rule, weights, and Dale's law."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.blocks.release import MAX_DELAY
from engine.checks.plasticity import faults_of_plasticity
from engine.checks.values import Fault, fault_of_distribution, faults_of_parameters, named
from engine.dale import sign_of
from engine.declaration import SynapseModel
from engine.document import (
    Delay,
    Explicit,
    FixedIndegree,
    FixedOutdegree,
    LogNormal,
    Neurons,
    Normal,
    OneToOne,
    Projection,
    Stimulus,
    Uniform,
)
from engine.equations.system import synapse_system
from engine.equations.tree import names_in
from engine.errors import Problem
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.registry import UnknownModel, channel_models


def check_edge(record: Projection, network: Network) -> Iterator[Problem]:
    """All that can be wrong with a projection."""
    ends = []
    for side, identifier in (("source", record.source), ("target", record.target)):
        end = network.get(identifier)
        if isinstance(end, NodeRecord):
            ends.append(end)
        else:
            message = f'edge "{record.id}": its {side} "{identifier}" is not there'
            yield Problem(record.id, side, message)
    if len(ends) < 2:
        return
    source, target = ends
    if isinstance(target, Stimulus):
        message = (
            f'edge "{record.id}": "{target.id}" is a stimulus and has no inputs; draw the '
            "connection from it, not to it"
        )
        yield Problem(record.id, "target", message)
        return
    faults = [
        *_synapse(record, source, target, network.library),
        *_port(source, target, network.library),
        *_on_the_way(record, network, (source.size, target.size)),
        *_rule(record, source.size, target.size),
        *_weight(record, source.size, target.size),
        *(_sign(record, source, network.library) if network.settings.dale == "refuse" else ()),
        *faults_of_plasticity(record, source, target, network),
    ]
    yield from named(record.id, "edge", faults)


def _synapse(
    record: Projection, source: NodeRecord, target: Neurons, library: Library
) -> Iterator[Fault]:
    spikes = library.sends_spikes(source) if library.knows(source) else None
    if record.synapse is None:
        if spikes:
            names = ", ".join(f'"{name}"' for name in library.synapses)
            yield "synapse", f'"{source.id}" sends spikes, so a synapse is needed: {names}'
        elif record.params:
            name = next(iter(record.params))
            yield f"params.{name}", f'without a synapse there is no parameter "{name}"'
        return
    try:
        model = library.synapse(record)
    except UnknownModel as error:
        if spikes is not False:
            yield "synapse", str(error)
            return
        model = None
    if spikes is False and (model is None or model.carries == "spikes"):
        values = [n for n, synapse in library.synapses.items() if synapse.carries == "values"]
        names = ", ".join(f'"{name}"' for name in values)
        yield (
            "synapse",
            f'"{source.id}" sends a value, not spikes: it is summed by weight and the synapse is '
            f"null, or it takes a synapse that carries values ({names})",
        )
        return
    assert model is not None
    if model.carries == "values" and spikes and isinstance(source, Stimulus):
        yield (
            "synapse",
            f'"{source.id}" sends spikes and has no value, and {record.synapse} carries values: '
            "take a synapse that hears spikes",
        )
        return
    iterated = library.knows(target) and library.neurons[target.model].family == "iterated"
    if iterated and _pulls(model):
        yield (
            "synapse",
            f'{record.synapse} pulls a membrane potential, and "{target.id}" has none: it is '
            "computed anew in each step; take a current, or another model of cell",
        )
        return
    yield from faults_of_parameters(record.params, model.parameters, 1, per_cell=False)


def _pulls(model: SynapseModel) -> bool:
    """Whether the current depends on the potential of the target."""
    current = synapse_system(model).current
    return current is not None and "V" in names_in(current)


def _port(source: NodeRecord, target: Neurons, library: Library) -> Iterator[Fault]:
    """A stimulus that feeds another input than the current needs a target that has it."""
    if not (isinstance(source, Stimulus) and library.knows(source) and library.knows(target)):
        return
    port = library.stimulus(source).port
    if port != "I" and port not in library.neuron(target).ports:
        takers = [c.title.lower() for c in channel_models.values() if port in c.ports]
        yield (
            "target",
            f'"{source.id}" ({source.model}) acts on channels, and "{target.id}" has none that '
            f"feel it: add {' or '.join(takers)} to it",
        )


def _on_the_way(record: Projection, network: Network, sizes: tuple[int, int]) -> Iterator[Fault]:
    """Delays of each synapse's own, release and short-term plasticity."""
    try:
        spikes = network.library.hears_spikes(record)
    except UnknownModel:
        return
    if not spikes:
        passes = "this edge passes values each step, no spikes"
        if not isinstance(record.delay, int | float):
            yield "delay", f"{passes}: it has one delay for all, a number in ms"
        if record.release < 1:
            yield "release", f"{passes} that could fail: release is 1"
        if record.short_term is not None:
            yield "short_term", f"{passes} that could use anything up: short_term is null"
        return
    yield from _delay(record.delay, *sizes)


def _delay(delay: Delay, n_source: int, n_target: int) -> Iterator[Fault]:
    if isinstance(delay, list):
        lengths = {len(row) for row in delay}
        if len(delay) != n_target or lengths != {n_source}:
            across = str(min(lengths, default=0)) if len(lengths) <= 1 else "rows of unequal length"
            yield (
                "delay",
                f"the matrix of delays must have the shape (target size, source size) = "
                f"({n_target}, {n_source}); it is ({len(delay)}, {across})",
            )
    elif not isinstance(delay, int | float):
        for fault in fault_of_distribution("delay", delay):
            yield "delay", fault
        low, high = delay.uniform if isinstance(delay, Uniform) else (_mean(delay), _mean(delay))
        if low < 0:
            yield (
                "delay",
                f"a spike cannot arrive {-low:g} ms before it was sent; delays begin at 0",
            )
        if high > MAX_DELAY:
            yield "delay", f"a delay is at most {MAX_DELAY:g} ms (this goes up to {high:g})"


def _rule(record: Projection, n_source: int, n_target: int) -> Iterator[Fault]:
    rule = record.connect
    same = record.source == record.target
    no_self = same and not rule.allow_autapses
    if isinstance(rule, OneToOne) and n_source != n_target:
        yield (
            "connect",
            f"one_to_one needs two sides of the same size ({n_source} source and {n_target} target "
            "cells)",
        )
    if no_self and (isinstance(rule, OneToOne) or n_source == 1):
        yield (
            "connect",
            f'"{record.source}" connects to itself, each cell only to itself, and allow_autapses '
            "is false: nothing would remain",
        )
        return
    if isinstance(rule, FixedIndegree | FixedOutdegree):
        inward = isinstance(rule, FixedIndegree)
        available = (n_source if inward else n_target) - no_self
        if rule.k > available:
            side = "source" if inward else "target"
            yield "connect.k", f"k is {rule.k}, but there are only {available} {side} cells"
    if isinstance(rule, Explicit) and not isinstance(record.weight, list):
        yield "weight", "the rule explicit needs a weight matrix; its non-zero entries connect"


def _weight(record: Projection, n_source: int, n_target: int) -> Iterator[Fault]:
    weight = record.weight
    if not isinstance(weight, list):
        for fault in fault_of_distribution("weight", weight):
            yield "weight", fault
        return
    lengths = {len(row) for row in weight}
    if len(weight) != n_target or lengths != {n_source}:
        across = str(min(lengths, default=0)) if len(lengths) <= 1 else "rows of unequal length"
        yield (
            "weight",
            f"the weight matrix must have the shape (target size, source size) = ({n_target}, "
            f"{n_source}); it is ({len(weight)}, {across})",
        )
        return
    matrix = np.asarray(weight, np.float64)
    rule = record.connect
    if isinstance(rule, OneToOne) and n_source == n_target:
        off_diagonal = np.count_nonzero(matrix) - np.count_nonzero(np.diagonal(matrix))
        if off_diagonal:
            yield "weight", "one_to_one uses the diagonal only, but other entries are not 0"
    same = record.source == record.target
    if same and not rule.allow_autapses and np.any(np.diagonal(matrix)):
        cell = int(np.flatnonzero(np.diagonal(matrix))[0])
        yield (
            "weight",
            f"cell {cell} would connect to itself, and allow_autapses is false: set the diagonal "
            "of the matrix to 0",
        )


def _sign(record: Projection, source: NodeRecord, library: Library) -> Iterator[Fault]:
    """Dale's law: all weights that leave a population have its sign."""
    if not isinstance(source, Neurons) or source.sign is None:
        return
    synapse = library.synapses.get(record.synapse or "")
    allowed = sign_of(source.sign, synapse)
    sign = 1.0 if allowed == "excitatory" else -1.0
    wrong = "negative" if sign > 0 else "positive"
    weight = record.weight
    if allowed != source.sign and _lowest(weight) < 0:
        yield (
            "weight",
            f'"{source.id}" is {source.sign}, but a conductance is not negative: give a weight of '
            "0 or more and a reversal potential below rest",
        )
        return
    if isinstance(weight, int | float):
        if weight * sign < 0:
            yield "weight", f'"{source.id}" is {source.sign}, but the weight {weight:g} is {wrong}'
    elif isinstance(weight, list):
        if len({len(row) for row in weight}) > 1:
            return
        matrix = np.asarray(weight, np.float64) * sign
        if np.any(matrix < 0):
            row, column = np.argwhere(matrix < 0)[0]
            yield (
                "weight",
                f'"{source.id}" is {source.sign}, but the weight from its cell {column} to cell '
                f"{row} is {wrong}",
            )
    elif _mean(weight) * sign < 0:
        yield (
            "weight",
            f'"{source.id}" is {source.sign}, but the mean of its weights is {wrong} (single draws '
            "of the wrong sign become 0)",
        )


def _lowest(weight: object) -> float:
    if isinstance(weight, int | float):
        return float(weight)
    if isinstance(weight, list):
        return min((min(row) for row in weight if row), default=0.0)
    return _mean(weight) if isinstance(weight, Uniform | Normal | LogNormal) else 0.0


def _mean(value: Uniform | Normal | LogNormal) -> float:
    if isinstance(value, Uniform):
        return sum(value.uniform) / 2
    return value.normal[0] if isinstance(value, Normal) else value.lognormal[0]
