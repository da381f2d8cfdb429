"""A projection: its pattern, its weights, and the states of its synapses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.blocks.arrays import Array, Floats, Ints, address, byte_count
from engine.blocks.learning import Learning
from engine.blocks.neurons import NeuronBlock
from engine.blocks.parts import Part
from engine.blocks.sources import StimulusBlock
from engine.blocks.training import Training
from engine.blocks.weights import bounds_of, dense_part
from engine.connect import Connection
from engine.declaration import PlasticityModel, SynapseModel
from engine.document import Projection, Settings, Sign
from engine.errors import TooLarge
from engine.kernels import tables as c

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
