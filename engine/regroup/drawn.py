"""The values that a distribution of the document became, cell by cell or synapse by synapse."""

from __future__ import annotations

import numpy as np

from engine.assembly import assemble
from engine.blocks.arrays import Floats
from engine.blocks.clock import Clock
from engine.blocks.states import columns_of, initial_state
from engine.blocks.values import numbers_of
from engine.document import Neurons, Projection, Stimulus
from engine.network import Network
from engine.regroup.fixed import delays_of, parts_at, refuse

MAX_PAIRS = 4_000_000
"""Pairs of cells of an edge whose weights are looked at."""


def drawn(network: Network, identifier: str, field: str) -> Floats:
    """The values (cells or synapses,) of `params.NAME`, `initial.NAME`, `weight` or `delay` (ms)
    with which the network begins. Raises DocumentError for what has none."""
    record = network.get(identifier)
    part, _, name = field.partition(".")
    if isinstance(record, Neurons):
        model = network.library.neuron(record)
        columns = columns_of(record, model, network.settings)
        if part == "params" and name in columns:
            return _many(columns[name], record.size)
        states = [state.name for state in model.states]
        if part == "initial" and name in states:
            rows = initial_state(record, model, network.settings, columns)
            return np.array(rows[states.index(name), : record.size])
    if isinstance(record, Stimulus):
        parameters = [p for p in network.library.stimulus(record).parameters if p.name == name]
        if part == "params" and parameters and parameters[0].kind == "number":
            return _many(numbers_of(record, parameters, network.settings)[name], record.size)
    if isinstance(record, Projection) and field in ("weight", "delay"):
        return _of_synapses(network, record, field)
    raise refuse(identifier, f'"{identifier}" has no values "{field[:64]}" that could be shown')


def _many(value: float | Floats, n: int) -> Floats:
    return np.full(n, value) if isinstance(value, float) else value


def _of_synapses(network: Network, record: Projection, field: str) -> Floats:
    sub = parts_at(network, {record.source, record.target}, [record])
    pairs = 1
    for node in (sub[record.source], sub[record.target]):
        assert isinstance(node, Neurons | Stimulus)
        pairs *= node.size
    if pairs > MAX_PAIRS:
        raise refuse(
            record.id,
            f'"{record.id}" joins {pairs} pairs of cells; the values of at most {MAX_PAIRS} are '
            "shown",
        )
    block = assemble(sub, 0, Clock(network.settings.dt)).edges[record.id]
    weights = block.dense(absent=np.nan)
    present = ~np.isnan(weights)
    values = weights if field == "weight" else delays_of(block, record, network.settings.dt)
    return np.broadcast_to(values, weights.shape)[present]
