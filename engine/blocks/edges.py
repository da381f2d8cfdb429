"""A projection: its pattern, its weights, and the states of its synapses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.blocks.arrays import Array, Cancel, Floats, Ints, address, aligned, byte_count, padded
from engine.blocks.clock import Clock, Moment
from engine.blocks.neurons import NeuronBlock
from engine.blocks.parts import Part
from engine.blocks.sources import StimulusBlock
from engine.blocks.weights import build_weights, dense_part
from engine.connect import Connection, connect
from engine.declaration import SynapseModel
from engine.document import AllToAll, Explicit, Projection, Settings, Sign
from engine.equations.evaluate import evaluate
from engine.equations.system import synapse_system
from engine.errors import TooLarge
from engine.kernels import tables as c
from engine.kernels.cache import synapse_kernel
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
    when `kicked` is -1.
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
    parts: Mapping[str, Part] = field(default_factory=dict)

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        found: dict[str, Array] = {"y": self.y, "upcoming": self.upcoming}
        for name, part in self.parts.items():
            found |= {f"{name}.{key}": array for key, array in part.mutable().items()}
        return found

    def byte_count(self) -> int:
        own = byte_count([self.weights, self.params, self.y, self.upcoming])
        own += sum(part.byte_count() for part in self.parts.values())
        return own + self.connection.byte_count()

    def row(self, source: int, target: int, target_block: NodeBlock) -> Ints:
        """This projection's row of the table of edges, between those rows of nodes."""
        assert isinstance(target_block, NeuronBlock)
        row = np.zeros(c.EDGE_COLUMNS, np.int64)
        row[c.PATTERN] = self.connection.pattern
        row[c.SOURCE] = source
        row[c.TARGET] = target
        row[c.SPIKES] = self.synapse is not None
        row[c.SYNAPSE] = self.kernel
        row[c.Y] = address(self.y) if self.y.size else 0
        row[c.SYNAPSE_PARAMS] = address(self.params)
        kicked = target_block.inputs[1] if self.kicked < 0 else self.y[self.kicked]
        row[c.JUMP] = address(kicked)
        row[c.INTO] = address(target_block.inputs)
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
        return np.ascontiguousarray(part.T)


def build_edge(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    source: NodeBlock,
    target: NodeBlock,
    moment: Moment,
    old: EdgeBlock | None,
    cancelled: Cancel | None = None,
) -> EdgeBlock:
    """The arrays of a projection. Pattern and weights are those of `old` where nothing that they
    depend on has changed; synaptic states go on. Nothing of `old` is written to."""
    sizes = (source.n, target.n)
    connection = _connection(record, settings, sizes, old, cancelled)
    sign = source.record.sign if isinstance(source, NeuronBlock) else None
    if (
        old is not None
        and connection is old.connection
        and record.weight == old.record.weight
        and sign == old.sign
    ):
        weight, weights = old.weight, old.weights
    else:
        weight, weights = build_weights(record, settings, connection, sizes, sign)
        if weights is not None and connection.pattern == c.ALL:
            connection = Connection(c.DENSE, connection.count, no_self=connection.no_self)
    kernel, factor, kicked, params = _synapse(record, settings, synapse)
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
        _states(record, synapse, target, moment, old),
        steps_of_delay(record, moment.clock),
        _upcoming(record, moment, old),
        sign,
    )


def steps_of_delay(record: Projection, clock: Clock) -> int:
    """Steps between a spike and its arrival; what synapses of their own delays have beyond that
    is for `engine.blocks.parts`."""
    return clock.steps(record.delay) if isinstance(record.delay, int | float) else 0


def _connection(
    record: Projection,
    settings: Settings,
    sizes: tuple[int, int],
    old: EdgeBlock | None,
    cancelled: Cancel | None,
) -> Connection:
    same_node = record.source == record.target
    if old is not None:
        before = old.record
        unchanged = (
            before.connect == record.connect
            and old.sizes == sizes
            and old.settings.seed == settings.seed
            and same_node == (before.source == before.target)
            and _same_pattern(before, record)
        )
        if unchanged:
            return old.connection
    matrix = np.asarray(record.weight, np.float64) if isinstance(record.weight, list) else None
    random = generator(settings.seed, record.id, "connect")
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
    factor = evaluate(system.kick, {**numbers, "J": 1.0})
    assert isinstance(factor, float)
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
    """Synaptic states (states, stride): those of the same synapse and target go on."""
    if synapse is None:
        return aligned(0, 1)
    keep = (
        old is not None
        and not moment.fresh
        and old.synapse == synapse
        and old.record.target == record.target
    )
    if keep and old is not None and old.sizes[1] == target.n:
        return old.y
    y = aligned(len(synapse.states), padded(target.n))
    numbers = {p.name: record.params.get(p.name, p.default) for p in synapse.parameters}
    for row, expression in zip(y, synapse_system(synapse).initial, strict=True):
        row[:] = evaluate(expression, numbers)  # type: ignore[arg-type]  # validated numbers
    if keep and old is not None:
        kept = min(target.n, old.sizes[1])
        y[:, :kept] = old.y[:, :kept]
    return y


def _upcoming(record: Projection, moment: Moment, old: EdgeBlock | None) -> Ints:
    """Label of the next spikes to deliver: a new edge begins with those of this moment.

    An edge that passes values has none to deliver; 0 stands for that.
    """
    if record.synapse is None:
        return np.zeros(1, np.int64)
    heard = old is not None and old.synapse is not None and old.record.source == record.source
    if old is None or moment.fresh or not heard:
        return np.array([moment.step], np.int64)
    if moment.dt_before != moment.clock.dt:
        return np.array([moment.relabel(int(old.upcoming[0]))], np.int64)
    return old.upcoming
