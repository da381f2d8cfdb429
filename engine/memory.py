"""How much memory a network needs, before any of it is allocated."""

from __future__ import annotations

import os
from collections.abc import Mapping

from engine.blocks.arrays import padded
from engine.blocks.clock import Clock
from engine.blocks.projections import steps_of_delay
from engine.blocks.release import longest_delay
from engine.blocks.training import extra_rows
from engine.compose import differs_by_cell
from engine.connect import expected_count, expected_near
from engine.declaration import StimulusModel
from engine.document import (
    AllToAll,
    AnyRecord,
    Board,
    Dataset,
    Definition,
    Distance,
    Explicit,
    Neurons,
    OneToOne,
    Projection,
    Stimulus,
)
from engine.errors import Problem, TooLarge
from engine.kernels.rows import CHAIN_PARAMETERS, rows_of
from engine.kernels.tables import BLOCK
from engine.library import Library
from engine.memory_words import in_words
from engine.network import Network, NodeRecord, shown_by
from engine.recording import log_capacity

MAX_LIMIT = 4 * 2**30

SPIKE_BYTES = 12
"""Of a logged spike: its step and its cell."""


def default_limit() -> int:
    """4 GiB, or half of the machine's memory when that is less (bytes)."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return MAX_LIMIT
    return min(MAX_LIMIT, total // 2)


def estimate(network: Network) -> dict[str, float]:
    """Expected bytes of a validated network, by id of node and edge.

    States, parameters, spikes and values under way, the log of spikes, patterns and weights. The
    number of synapses that a rule draws is taken at its mean.
    """
    spike_slots, value_slots = _slots(network)
    found: dict[str, float] = {}
    for node in network.nodes():
        slots, values = spike_slots.get(node.id, 1), value_slots.get(node.id, 0)
        found[node.id] = _node_bytes(node, network.library, slots) + 8 * values * node.size
        found[node.id] += _data_bytes(node, network)
    for edge in network.edges():
        source, target = network[edge.source], network[edge.target]
        assert isinstance(source, NodeRecord)
        assert isinstance(target, NodeRecord)
        synapses = _synapse_bytes(edge, source, target, network.settings.seed)
        synapses += _learning_bytes(edge, network, source, target)
        found[edge.id] = synapses + _cell_bytes(edge, network, source.size, target.size)
    return found


def check_memory(network: Network, limit: int | None = None) -> None:
    """Raises TooLarge when a validated network would not fit into `limit` bytes."""
    limit = default_limit() if limit is None else limit
    parts = estimate(network)
    total = sum(parts.values())
    if total <= limit:
        return
    largest = max(parts, key=lambda key: parts[key])
    message = (
        f"this network needs about {in_words(total)}; the limit is {in_words(limit)}. The largest "
        f"part is {_named(network, largest, parts)}: make it smaller or connect it more sparsely"
    )
    raise TooLarge([Problem(largest, None, message)])


def may_grow(before: AnyRecord | None, after: AnyRecord) -> bool:
    """Whether putting `after` in the place of `before` can take more memory; quick to tell."""
    if isinstance(after, Board):
        return not isinstance(before, Board) or before.settings.dt != after.settings.dt
    if isinstance(after, Definition | Dataset):
        return True
    if isinstance(after, NodeRecord):
        plain = all(isinstance(value, int | float | str) for value in after.params.values())
        return not plain or not (
            isinstance(before, NodeRecord)
            and (before.size, before.model) == (after.size, after.model)
            and before.layout == after.layout
            and before.params.get("data") == after.params.get("data")
        )
    if isinstance(after, Projection):
        return not isinstance(after.weight, int | float) or not (
            isinstance(before, Projection)
            and (before.source, before.target) == (after.source, after.target)
            and (before.synapse, before.delay) == (after.synapse, after.delay)
            and before.connect == after.connect
            and _rule(before) == _rule(after)
            and (before.short_term is None) == (after.short_term is None)
            and _rule_of(before) == _rule_of(after)
        )
    return False


def _rule_of(record: Projection) -> str | None:
    return None if record.plasticity is None else record.plasticity.rule


def _rule(record: Projection) -> object:
    """What the memory of learning depends on."""
    return record.plasticity and (record.plasticity.rule, record.plasticity.params)


def _named(network: Network, identifier: str, parts: Mapping[str, float]) -> str:
    record = network[identifier]
    size = in_words(parts[identifier])
    if isinstance(record, Projection):
        source, target = network[record.source], network[record.target]
        assert isinstance(source, NodeRecord)
        assert isinstance(target, NodeRecord)
        pairs = f"from {source.size:,} to {target.size:,} cells"
        return f'edge "{identifier}" {pairs} with {size}'
    kind = "population" if isinstance(record, Neurons) else "stimulus"
    return f'{kind} "{identifier}" with {size}'


def _slots(network: Network) -> tuple[dict[str, int], dict[str, int]]:
    spikes: dict[str, int] = {}
    values: dict[str, int] = {}
    for edge in network.edges():
        delay = steps_of_delay(edge, Clock(network.settings.dt))
        if network.library.hears_spikes(edge):
            spikes[edge.source] = max(spikes.get(edge.source, 1), delay + 1)
        elif delay:
            values[edge.source] = max(values.get(edge.source, 0), delay + 1)
    return spikes, values


def _node_bytes(record: NodeRecord, library: Library, slots: int) -> float:
    n = record.size
    ring = slots * (4 * n + 8) + SPIKE_BYTES * log_capacity(n)
    if isinstance(record, Stimulus):
        return _stimulus_bytes(record, library, ring)
    model = library.neuron(record)
    chains = rows_of(model).chains
    rows = rows_of(model).total + 2 + len(model.ports)
    numbers = 1 + len(model.numbers) + CHAIN_PARAMETERS * len(chains)
    params = numbers * padded(n) if differs_by_cell(record, model) else numbers
    spiking = model.family == "spiking"
    return 8 * (rows * padded(n) + params) + (ring if spiking else 8)


def _stimulus_bytes(record: Stimulus, library: Library, ring: float) -> float:
    model = library.stimulus(record)
    own = any(not isinstance(value, int | float | str) for value in record.params.values())
    if model.output == "current":
        return 1000.0 + 8 * record.size + _current_bytes(record, model, own)
    times = record.params.get("times")
    if isinstance(times, list):
        flat = sum(len(row) if isinstance(row, list) else record.size for row in times)
        return ring + SPIKE_BYTES * flat
    return ring + (16 + 8 * own) * record.size + 8 * record.size / BLOCK


def _data_bytes(record: NodeRecord, network: Network) -> float:
    """Of the samples that a stimulus shows."""
    data = shown_by(record, network)
    return 8.0 * record.size * len(data.inputs) if data is not None else 0.0


def _current_bytes(record: Stimulus, model: StimulusModel, own: bool) -> float:
    """Of what makes a current: its series, or numbers of its own for each cell."""
    if model.process == "samples":
        values = record.params.get("values")
        rows = values if isinstance(values, list) else []
        return 8.0 * sum(1 + len(row) if isinstance(row, list) else 1 for row in rows)
    numbers = 4 if model.process == "noise" else 1 + len(model.parameters)
    return 8.0 * numbers * record.size * own


def _synapse_bytes(record: Projection, source: NodeRecord, target: NodeRecord, seed: int) -> float:
    """Of pattern, weights and delays."""
    n_source, n_target = source.size, target.size
    each = 8 * (not isinstance(record.weight, int | float))
    own_delays = 4 * (not isinstance(record.delay, int | float))
    pairs = float(n_source) * n_target
    if isinstance(record.connect, OneToOne):
        return (each + own_delays) * float(n_source)
    if isinstance(record.connect, AllToAll):
        return (each + own_delays) * pairs
    if isinstance(record.connect, Explicit) and isinstance(record.weight, list):
        count = float(sum(sum(1 for w in row if w != 0) for row in record.weight))
        if 12 * count >= 8 * pairs:
            return (8 + own_delays) * pairs
        return (12 + own_delays) * count + 8 * n_source
    if isinstance(record.connect, Distance):
        count = expected_near(record.connect, source, target, seed)
    else:
        count = expected_count(record.connect, n_source, n_target)
    return (4 + each + own_delays) * count + 8 * n_source


def _learning_bytes(
    record: Projection, network: Network, source: NodeRecord, target: NodeRecord
) -> float:
    """Of traces, states of synapses, their order by target, and weights that were one before."""
    model = network.library.rule(record)
    if model is None:
        return 0.0
    one = isinstance(record.connect, OneToOne)
    dense = isinstance(record.connect, AllToAll)
    if one or dense:
        count = float(source.size) * (1 if one else target.size)
    elif isinstance(record.connect, Explicit) and isinstance(record.weight, list):
        count = float(sum(sum(1 for w in row if w != 0) for row in record.weight))
    elif isinstance(record.connect, Distance):
        count = expected_near(record.connect, source, target, network.settings.seed)
    else:
        count = expected_count(record.connect, source.size, target.size)
    each = 8.0 * isinstance(record.weight, int | float) + 8 * len(model.states)
    each += 8.0 * extra_rows(record)
    by_target = bool(model.on_target_spike) and not (one or dense)
    cells = sum(source.size if t.side == "source" else target.size for t in model.traces)
    rest = 2.0 * target.size + source.size * (model.needs == "values")
    rest += source.size * (source.size + 1.0) * (model.algorithm == "rls")
    return (each + 8 * by_target) * count + 8 * (cells + rest + target.size * by_target)


def _cell_bytes(record: Projection, network: Network, n_source: int, n_target: int) -> float:
    """Of the states of synapses, short-term plasticity, and spikes with delays of their own."""
    synapse = network.library.synapse(record)
    if synapse is None:
        return 0.0
    values = synapse.carries == "values"
    rows = len(synapse.states) + 2 * values
    longest = longest_delay(record.delay) / network.settings.dt
    waiting = (longest + 1) * n_target * (not isinstance(record.delay, int | float))
    cells = 3.0 * n_source * (record.short_term is not None) + n_source * values
    return 8.0 * (rows * padded(n_target) + cells + waiting)
