"""A projection: its pattern, its weights, and the states of its synapses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.blocks.arrays import Array, Cancel, Floats, Ints, address, aligned, byte_count, padded
from engine.blocks.clock import Clock, Moment
from engine.blocks.learning import Learning, build_learning
from engine.blocks.neurons import NeuronBlock
from engine.blocks.parts import Part
from engine.blocks.release import Release, build_release, draw_delays
from engine.blocks.sources import StimulusBlock
from engine.blocks.spread import bounded, limits, spread
from engine.blocks.training import Training, build_training
from engine.blocks.weights import bounds_of, build_weights, dense_part, incoming
from engine.connect import Connection, by_distance, connect
from engine.declaration import PlasticityModel, SynapseModel
from engine.document import AllToAll, Distance, Explicit, Projection, Settings, Sign
from engine.equations.evaluate import evaluate
from engine.equations.system import synapse_system
from engine.errors import TooLarge
from engine.kernels import tables as c
from engine.kernels.cache import presynaptic_kernel, synapse_kernel
from engine.layout import positions, wraps
from engine.randomness import generator

NodeBlock = NeuronBlock | StimulusBlock

MAX_DENSE = 50_000_000
"""Entries of a weight matrix that is handed out whole."""


@dataclass(frozen=True)
class EdgeBlock:
    """Arrays of a projection.

    `weight` is the one weight of all synapses; `weights` holds them where they differ: (synapses,)
    for CSR, (n source, n target) for DENSE, (n,) for ONE. `y` is (states, stride of the target).
    A spike adds `factor` times its weight to row `kicked` of `y`, or to the kicks of the target
    when `kicked` is -1. With a synapse that carries values `y` has two rows more: S and W, the
    sums over the sources; `sent` (n source,) is what they send. `places` is what the places of the
    cells depend on, for a rule of distance.
    """

    record: Projection
    settings: Settings
    sizes: tuple[int, int]
    connection: Connection
    weight: float
    weights: Floats | None
    synapse: SynapseModel | None
    kernel: int
    factor: float
    kicked: int
    params: Floats
    y: Floats
    delay: int
    upcoming: Ints
    sign: Sign | None
    presynaptic: int = 0
    sent: Floats | None = None
    places: tuple[str, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    rule: PlasticityModel | None = None
    learned: bool = False

    @property
    def hears_spikes(self) -> bool:
        """Whether it passes spikes rather than values."""
        return self.synapse is not None and self.synapse.carries == "spikes"

    @property
    def learner(self) -> Learning | Training | None:
        """The part that changes its weights."""
        part = self.parts.get("learning") or self.parts.get("training")
        return part if isinstance(part, Learning | Training) else None

    @property
    def bounds(self) -> tuple[float, float]:
        """Between what its weights stay, also while they learn: Dale's law."""
        return bounds_of(self.sign)

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        states = len(self.synapse.states) if self.synapse is not None else 0
        found: dict[str, Array] = {"y": self.y[:states], "upcoming": self.upcoming}
        for name, part in self.parts.items():
            found |= {f"{name}.{key}": array for key, array in part.mutable().items()}
        return found

    def byte_count(self) -> int:
        own = byte_count([self.weights, self.params, self.y, self.upcoming, self.sent])
        own += sum(part.byte_count() for part in self.parts.values())
        return own + self.connection.byte_count()

    def row(self, source: int, target: int, target_block: NodeBlock, port: str) -> Ints:
        """This projection's row of the table of edges, between those rows of nodes; `port` is the
        input of the target that its source feeds."""
        assert isinstance(target_block, NeuronBlock)
        row = np.zeros(c.EDGE_COLUMNS, np.int64)
        row[c.PATTERN] = self.connection.pattern
        row[c.SOURCE] = source
        row[c.TARGET] = target
        row[c.SPIKES] = self.hears_spikes
        row[c.SYNAPSE] = self.kernel
        row[c.Y] = address(self.y) if self.y.size else 0
        row[c.SYNAPSE_PARAMS] = address(self.params)
        kicked = target_block.inputs[1] if self.kicked < 0 else self.y[self.kicked]
        row[c.JUMP] = address(kicked)
        if self.synapse is not None and not self.hears_spikes:
            row[c.SUMS] = len(self.synapse.states) * self.y.strides[0]
            row[c.PRESYNAPTIC] = self.presynaptic
            row[c.SENT] = address(self.sent)
        row[c.INTO] = address(target_block.port(port))
        row[c.INDPTR] = address(self.connection.indptr)
        row[c.TARGETS] = address(self.connection.targets)
        row[c.WEIGHTS] = address(self.weights)
        row[c.DELAY] = self.delay
        row[c.NEXT] = address(self.upcoming)
        row[c.NO_SELF] = self.connection.no_self
        for part in self.parts.values():
            part.write(row)
        return row

    def factors(self) -> tuple[float, float]:
        """This projection's row of the table of factors."""
        return self.weight * self.factor, self.factor

    def dense(
        self, targets: int | None = None, sources: int | None = None, absent: float = 0.0
    ) -> Floats:
        """Weights as (target, source), `absent` where no synapse is; only the first rows and
        columns when `targets` or `sources` bound them. Raises TooLarge beyond MAX_DENSE entries."""
        rows = min(self.sizes[0], sources if sources is not None else self.sizes[0])
        columns = min(self.sizes[1], targets if targets is not None else self.sizes[1])
        if rows * columns > MAX_DENSE:
            raise TooLarge(
                f'edge "{self.record.id}": its weight matrix has {columns} x {rows} entries, more '
                f"than the {MAX_DENSE} that can be shown at once; ask for a part of it"
            )
        part = dense_part(self.connection, self.weight, self.weights, rows, columns, absent)
        return np.array(part.T, order="C")


def build_edge(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    source: NodeBlock,
    target: NodeBlock,
    moment: Moment,
    old: EdgeBlock | None,
    cancelled: Cancel | None = None,
    rule: PlasticityModel | None = None,
    signal: NodeBlock | None = None,
) -> EdgeBlock:
    """The arrays of a projection. Pattern and weights are those of `old` where nothing that they
    depend on has changed, but for weights that were learned in a run that begins again; synaptic
    states go on. Nothing of `old` is written to. `signal` is the third factor of the `rule`."""
    sizes = (source.n, target.n)
    connection = _connection(record, settings, (source, target), old, cancelled)
    sign = source.record.sign if isinstance(source, NeuronBlock) else None
    if (
        old is not None
        and connection is old.connection
        and record.weight == old.record.weight
        and sign == old.sign
        and not (old.learned and moment.fresh)
    ):
        weight, weights, learned = old.weight, old.weights, old.learned
    else:
        weight, weights = build_weights(record, settings, connection, sizes, sign)
        learned = False
        if weights is not None and connection.pattern == c.ALL:
            connection = Connection(c.DENSE, connection.count, no_self=connection.no_self)
        elif weights is None and connection.pattern == c.DENSE:
            connection = Connection(c.ALL, connection.count, no_self=connection.no_self)
    if rule is not None and record.plasticity is not None:
        connection, weights = spread(connection, weight, weights, sizes)
        if not learned:
            bounded(weights, connection, limits(rule, record.plasticity, bounds_of(sign)))
    kernel, factor, kicked, params = _synapse(record, settings, synapse)
    y = _states(record, synapse, target, moment, old)
    passes_values = synapse is not None and synapse.carries == "values"
    if synapse is not None and passes_values:
        y[len(synapse.states) + 1, : target.n] = incoming(connection, weight, weights, sizes)
    parts: dict[str, Part] = {}
    release = _release(record, synapse, settings, connection, sizes, weight, moment, old)
    if release is not None:
        parts["release"] = release
    upcoming = _upcoming(record, synapse, moment, old)
    if rule is not None and not rule.algorithm and record.plasticity is not None:
        assert weights is not None
        parts["learning"] = build_learning(
            record.plasticity,
            rule,
            settings,
            connection,
            weights,
            bounds_of(sign),
            target,
            sizes,
            signal,
            moment,
            int(upcoming[0]),
            _learning(record, old),
        )
    if rule is not None and rule.algorithm:
        assert weights is not None
        parts["training"] = build_training(
            record,
            rule,
            settings,
            connection,
            sizes,
            weights,
            bounds_of(sign),
            None if moment.fresh else _training(record, old),
        )
    return EdgeBlock(
        record,
        settings,
        sizes,
        connection,
        weight,
        weights,
        synapse,
        kernel,
        factor,
        kicked,
        params,
        y,
        steps_of_delay(record, moment.clock),
        upcoming,
        sign,
        presynaptic_kernel(synapse) if synapse is not None else 0,
        np.zeros(source.n) if passes_values else None,
        places_of(record, source, target),
        parts,
        rule,
        learned or rule is not None,
    )


def _release(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    connection: Connection,
    sizes: tuple[int, int],
    weight: float,
    moment: Moment,
    old: EdgeBlock | None,
) -> Release | None:
    """What becomes of spikes on their way; delays are drawn anew only where they may differ."""
    if synapse is None or synapse.carries == "values":
        return None
    part = old.parts.get("release") if old is not None else None
    before = part if isinstance(part, Release) else None
    delays = None
    if not isinstance(record.delay, int | float):
        if (
            old is not None
            and before is not None
            and connection is old.connection
            and record.delay == old.record.delay
            and (settings.dt, settings.seed) == (old.settings.dt, old.settings.seed)
        ):
            delays = before.delays
        else:
            delays = draw_delays(record, settings, connection, sizes)
    heard = old is not None and not moment.fresh and _heard(record, old)
    return build_release(
        record,
        settings,
        sizes,
        weight,
        delays,
        moment,
        int(old.upcoming[0]) if old is not None and heard else moment.step,
        before if heard else None,
    )


def _learning(record: Projection, old: EdgeBlock | None) -> Learning | None:
    if old is None or old.record.source != record.source or old.record.target != record.target:
        return None
    part = old.parts.get("learning")
    return part if isinstance(part, Learning) else None


def _training(record: Projection, old: EdgeBlock | None) -> Training | None:
    if old is None or old.record.source != record.source or old.record.target != record.target:
        return None
    part = old.parts.get("training")
    return part if isinstance(part, Training) else None


def places_of(record: Projection, source: NodeBlock, target: NodeBlock) -> tuple[str, ...]:
    """What the places of the cells on both sides depend on, where the pattern depends on them."""
    if not isinstance(record.connect, Distance):
        return ()
    ends = source.record, target.record
    return tuple(end.layout + (f" {end.id}" if end.layout == "random" else "") for end in ends)


def steps_of_delay(record: Projection, clock: Clock) -> int:
    """Steps between a spike and its arrival, 0 where each synapse has a delay of its own
    (`engine.blocks.release`)."""
    return clock.steps(record.delay) if isinstance(record.delay, int | float) else 0


def _connection(
    record: Projection,
    settings: Settings,
    ends: tuple[NodeBlock, NodeBlock],
    old: EdgeBlock | None,
    cancelled: Cancel | None,
) -> Connection:
    same_node = record.source == record.target
    source, target = ends
    sizes = (source.n, target.n)
    if old is not None:
        before = old.record
        unchanged = (
            before.connect == record.connect
            and old.sizes == sizes
            and old.places == places_of(record, source, target)
            and old.settings.seed == settings.seed
            and same_node == (before.source == before.target)
            and _same_pattern(before, record)
        )
        if unchanged:
            return old.connection
    random = generator(settings.seed, record.id, "connect")
    if isinstance(record.connect, Distance):
        places = positions(source.record, settings.seed), positions(target.record, settings.seed)
        wrapped = wraps(record.connect, source.record, target.record)
        return by_distance(record.connect, places, wrapped, same_node, random, cancelled)
    matrix = np.asarray(record.weight, np.float64) if isinstance(record.weight, list) else None
    return connect(record.connect, *sizes, same_node, random, matrix, cancelled)


def _same_pattern(before: Projection, record: Projection) -> bool:
    """Whether a change of weight, if any, leaves the pattern as it is."""
    if isinstance(record.connect, Explicit):
        return before.weight == record.weight
    if isinstance(record.connect, AllToAll):
        # One weight for all needs no array, other weights need a dense one.
        number = isinstance(before.weight, int | float)
        return number == isinstance(record.weight, int | float)
    return True


def _synapse(
    record: Projection, settings: Settings, synapse: SynapseModel | None
) -> tuple[int, float, int, Floats]:
    """Kernel, what a spike of weight 1 does, the row that it kicks, and the parameters."""
    if synapse is None:
        return 0, 1.0, -1, aligned(1)
    numbers = {
        p.name: float(record.params.get(p.name, p.default))  # type: ignore[arg-type]  # validated
        for p in synapse.parameters
    }
    system = synapse_system(synapse)
    factor = 1.0
    if system.kicks:
        kick = evaluate(system.kick, {**numbers, "J": 1.0})
        assert isinstance(kick, float)
        factor = kick
    names = [state.name for state in synapse.states]
    kicked = names.index(system.kicks) if system.kicks in names else -1
    kernel = synapse_kernel(synapse, settings.method) if system.current is not None else 0
    params = aligned(1 + len(numbers))
    params[:] = [settings.dt, *numbers.values()]
    return kernel, factor, kicked, params


def _states(
    record: Projection,
    synapse: SynapseModel | None,
    target: NodeBlock,
    moment: Moment,
    old: EdgeBlock | None,
) -> Floats:
    """Synaptic states (states, stride): those of the same synapse and target go on, by their
    names where the document's own synapse has changed."""
    if synapse is None:
        return aligned(0, 1)
    keep = (
        old is not None
        and not moment.fresh
        and old.record.synapse == record.synapse
        and old.record.target == record.target
    )
    sums = 2 if synapse.carries == "values" else 0
    # The sums of weights may be other ones now, and arrays of the old edge are not written to.
    same = old is not None and old.synapse == synapse
    if keep and same and old is not None and old.sizes[1] == target.n and not sums:
        return old.y
    y = aligned(len(synapse.states) + sums, padded(target.n))
    numbers = {p.name: record.params.get(p.name, p.default) for p in synapse.parameters}
    for row, expression in zip(y, synapse_system(synapse).initial, strict=False):
        row[:] = evaluate(expression, numbers)  # type: ignore[arg-type]  # validated numbers
    if keep and old is not None:
        kept = min(target.n, old.sizes[1])
        before = [state.name for state in old.synapse.states] if old.synapse is not None else []
        for row, state in zip(y, synapse.states, strict=False):
            if state.name in before:
                row[:kept] = old.y[before.index(state.name), :kept]
        if same and sums:
            y[-sums:, :kept] = old.y[-sums:, :kept]
    return y


def _heard(record: Projection, old: EdgeBlock | None) -> bool:
    """Whether the edge has passed spikes of the same source until now."""
    return old is not None and old.hears_spikes and old.record.source == record.source


def _upcoming(
    record: Projection, synapse: SynapseModel | None, moment: Moment, old: EdgeBlock | None
) -> Ints:
    """Label of the next spikes to deliver: a new edge begins with those of this moment.

    An edge that passes values has none to deliver; 0 stands for that.
    """
    if synapse is None or synapse.carries == "values":
        return np.zeros(1, np.int64)
    if old is None or moment.fresh or not _heard(record, old):
        return np.array([moment.step], np.int64)
    if moment.dt_before != moment.clock.dt:
        return np.array([moment.relabel(int(old.upcoming[0]))], np.int64)
    return old.upcoming
