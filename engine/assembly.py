"""A network as blocks and tables: everything that the run loop needs, and nothing that changes
when a record is only moved or renamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.blocks.arrays import Array, Cancel, check_cancelled
from engine.blocks.clock import Clock, Moment
from engine.blocks.edges import EdgeBlock, NodeBlock
from engine.blocks.learning import Learning
from engine.blocks.neurons import NeuronBlock, build_neurons
from engine.blocks.patterns import places_of
from engine.blocks.projections import build_edge, steps_of_delay
from engine.blocks.sources import StimulusBlock, build_stimulus
from engine.dale import sign_of
from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.document import AnyRecord, Dataset, Neurons, Projection, Settings
from engine.library import Library
from engine.network import Network, NodeRecord, shown_by
from engine.tabulate import Before, Tables, tabulate

Progress = Callable[[int, int], None]
"""Called with how many of how many blocks are built."""


@dataclass(frozen=True)
class Assembly:
    """Blocks by id, and the tables that name their addresses."""

    nodes: dict[str, NodeBlock]
    edges: dict[str, EdgeBlock]
    tables: Tables = field(repr=False)

    def mutable(self) -> dict[str, dict[str, Array]]:
        """The arrays that a step changes, by id and name."""
        blocks: dict[str, NodeBlock | EdgeBlock] = {**self.nodes, **self.edges}
        return {key: block.mutable() for key, block in blocks.items()}

    def byte_count(self) -> int:
        """Bytes of all blocks."""
        nodes = sum(block.byte_count() for block in self.nodes.values())
        return nodes + sum(block.byte_count() for block in self.edges.values())

    def same_structure(self, old: Assembly) -> bool:
        """Whether the same elements stand in arrays of the same shape and the same patterns."""
        if self.nodes.keys() != old.nodes.keys() or self.edges.keys() != old.edges.keys():
            return False
        pairs: list[tuple[NodeBlock | EdgeBlock, NodeBlock | EdgeBlock]] = [
            *((block, old.nodes[key]) for key, block in self.nodes.items()),
            *((edge, old.edges[key]) for key, edge in self.edges.items()),
        ]
        return all(block is before or _alike(block, before) for block, before in pairs)


def _alike(block: NodeBlock | EdgeBlock, before: NodeBlock | EdgeBlock) -> bool:
    both = (block, before)
    patterns = [edge.connection for edge in both if isinstance(edge, EdgeBlock)]
    if patterns and patterns[0] is not patterns[-1]:
        return False
    mine, others = block.mutable(), before.mutable()
    return {k: a.shape for k, a in mine.items()} == {k: a.shape for k, a in others.items()}


def assemble(
    network: Network,
    step: int,
    clock: Clock,
    old: Assembly | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    renew: bool = False,
) -> Assembly:
    """Build the blocks of a validated network at `step`.

    Blocks of `old` that nothing has changed for are taken over as they are; the others carry over
    what survives. With `renew`, at step 0, all begin with their initial values and only patterns
    and weights are taken over. Nothing of `old` is written to. Raises Cancelled.
    """
    settings = network.settings
    before = _settings_of(old)
    if before is not None and before == settings:
        # The same object wherever nothing has changed: comparing blocks is then a look.
        settings = before
    moment = Moment(step, clock, before.dt if before is not None else clock.dt)
    records = [*network.nodes(), *network.edges()]
    library = network.library
    slots, value_slots = _slots(network, step, moment, old)
    nodes: dict[str, NodeBlock] = {}
    edges: dict[str, EdgeBlock] = {}
    for done, record in enumerate(records):
        check_cancelled(cancelled)
        if progress is not None:
            progress(done, len(records))
        if isinstance(record, Projection):
            ends = nodes[record.source], nodes[record.target]
            synapse = library.synapse(record)
            rule, signal = library.rule(record), _signal(record, nodes)
            kept = None if renew else _unchanged_edge(record, synapse, settings, ends, old)
            if kept is not None and not _learns_alike(kept, rule, signal):
                kept = None
            earlier = old.edges.get(record.id) if old is not None else None
            edges[record.id] = kept or build_edge(
                record, synapse, settings, *ends, moment, earlier, cancelled, rule, signal
            )
        else:
            depth = slots.get(record.id, 1), value_slots.get(record.id, 0)
            model = _model(record, library)
            data = shown_by(record, network)
            same = None if renew else _unchanged_node(record, model, settings, depth, old, data)
            nodes[record.id] = same or _node(record, model, settings, depth, moment, old, data)
    if progress is not None:
        progress(len(records), len(records))
    known = Before(old.nodes, old.edges, old.tables) if old is not None else None
    return Assembly(nodes, edges, tabulate(nodes, edges, known))


def _settings_of(old: Assembly | None) -> Settings | None:
    if old is None:
        return None
    return next((block.settings for block in old.nodes.values()), None)


def _slots(
    network: Network, step: int, moment: Moment, old: Assembly | None
) -> tuple[dict[str, int], dict[str, int]]:
    """Slots that the rings of each source need: of spikes, and of values.

    Spikes that an edge has yet to deliver stay, even when its delay was shortened; and they still
    stay while the cells of their step write the next ones.
    """
    spikes: dict[str, int] = {}
    values: dict[str, int] = {}
    for record in network.edges():
        delay = steps_of_delay(record, moment.clock)
        if not network.library.hears_spikes(record):
            if delay:
                values[record.source] = max(values.get(record.source, 0), delay + 1)
            continue
        waiting = 0
        before = old.edges.get(record.id) if old is not None else None
        if before is not None and before.hears_spikes and before.delay:
            waiting = step - moment.relabel(int(before.upcoming[0]))
        needed = max(delay, waiting) + 2
        spikes[record.source] = max(spikes.get(record.source, 1), needed)
    return spikes, values


def _plain(record: AnyRecord) -> AnyRecord:
    """A record without what only the canvas needs."""
    if isinstance(record, Projection):
        return record
    return record.model_copy(update={"x": 0.0, "y": 0.0, "label": ""})


def _model(record: NodeRecord, library: Library) -> NeuronModel | StimulusModel:
    return library.neuron(record) if isinstance(record, Neurons) else library.stimulus(record)


def _unchanged_node(
    record: NodeRecord,
    model: NeuronModel | StimulusModel,
    settings: Settings,
    depth: tuple[int, int],
    old: Assembly | None,
    data: Dataset | None,
) -> NodeBlock | None:
    before = old.nodes.get(record.id) if old is not None else None
    if (
        before is not None
        and before.settings is settings
        and (before.ring.slots, before.value_slots) == depth
        and (before.model is model or before.model == model)
        and (before.record is record or _plain(before.record) == _plain(record))
        and (isinstance(before, NeuronBlock) or before.data is data or before.data == data)
    ):
        return before
    return None


def _node(
    record: NodeRecord,
    model: NeuronModel | StimulusModel,
    settings: Settings,
    depth: tuple[int, int],
    moment: Moment,
    old: Assembly | None,
    data: Dataset | None,
) -> NodeBlock:
    before = old.nodes.get(record.id) if old is not None else None
    if isinstance(record, Neurons):
        same = before if isinstance(before, NeuronBlock) else None
        assert isinstance(model, NeuronModel)
        return build_neurons(record, model, settings, *depth, moment, same)
    other = before if isinstance(before, StimulusBlock) else None
    assert isinstance(model, StimulusModel)
    return build_stimulus(record, model, settings, *depth, moment, other, data)


def _signal(record: Projection, nodes: Mapping[str, NodeBlock]) -> NodeBlock | None:
    plasticity = record.plasticity
    return nodes.get(plasticity.signal or "") if plasticity is not None else None


def _learns_alike(
    before: EdgeBlock, rule: PlasticityModel | None, signal: NodeBlock | None
) -> bool:
    """Whether an edge learns by the same rule, from a third factor at the same place."""
    part = before.parts.get("learning")
    placed = not isinstance(part, Learning) or part.signal is signal
    return placed and (before.rule is rule or before.rule == rule)


def _unchanged_edge(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    ends: tuple[NodeBlock, NodeBlock],
    old: Assembly | None,
) -> EdgeBlock | None:
    source, target = ends
    before = old.edges.get(record.id) if old is not None else None
    sign = sign_of(source.record.sign, synapse) if isinstance(source, NeuronBlock) else None
    if (
        before is not None
        and before.settings is settings
        and before.sizes == (source.n, target.n)
        and before.sign == sign
        and before.places == places_of(record, source, target)
        and (before.synapse is synapse or before.synapse == synapse)
        and (before.record is record or before.record == record)
    ):
        return before
    return None
