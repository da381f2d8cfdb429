"""Projections: ends, synapse, rule, weights, and Dale's law."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.values import Fault, fault_of_distribution, faults_of_parameters, named
from engine.document import (
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
from engine.errors import Problem
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.registry import UnknownModel


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
        *_synapse(record, source, network.library),
        *_rule(record, source.size, target.size),
        *_weight(record, source.size, target.size),
        *_sign(record, source),
    ]
    yield from named(record.id, "edge", faults)


def _synapse(record: Projection, source: NodeRecord, library: Library) -> Iterator[Fault]:
    if library.knows(source):
        spikes = library.sends_spikes(source)
        if spikes and record.synapse is None:
            names = ", ".join(f'"{name}"' for name in library.synapses)
            yield "synapse", f'"{source.id}" sends spikes, so a synapse is needed: {names}'
        elif not spikes and record.synapse is not None:
            yield (
                "synapse",
                f'"{source.id}" sends a value, not spikes: it is summed by weight and the synapse '
                "is null",
            )
            return
    if record.synapse is None:
        if record.params:
            name = next(iter(record.params))
            yield f"params.{name}", f'without a synapse there is no parameter "{name}"'
        return
    try:
        model = library.synapse(record)
    except UnknownModel as error:
        yield "synapse", str(error)
        return
    assert model is not None
    yield from faults_of_parameters(record.params, model.parameters, 1, per_cell=False)


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


def _sign(record: Projection, source: NodeRecord) -> Iterator[Fault]:
    """Dale's law: all weights that leave a population have its sign."""
    if not isinstance(source, Neurons) or source.sign is None:
        return
    sign = 1.0 if source.sign == "excitatory" else -1.0
    wrong = "negative" if sign > 0 else "positive"
    weight = record.weight
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


def _mean(weight: Uniform | Normal | LogNormal) -> float:
    if isinstance(weight, Uniform):
        return sum(weight.uniform) / 2
    return weight.normal[0] if isinstance(weight, Normal) else weight.lognormal[0]
