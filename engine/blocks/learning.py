"""A learning rule on an edge: its traces, and weights of each synapse's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.blocks.arrays import Array, Floats, Ints, address, aligned, byte_count
from engine.blocks.clock import Moment
from engine.blocks.neurons import NeuronBlock
from engine.blocks.sources import StimulusBlock
from engine.blocks.spread import Index, by_target, limits
from engine.blocks.weights import positions_of, synapses_of
from engine.connect import Connection
from engine.declaration import PlasticityModel
from engine.document import Plasticity, Settings
from engine.equations.evaluate import evaluate
from engine.equations.plasticity import plasticity_system
from engine.kernels import learning as r
from engine.kernels import tables as c
from engine.kernels.cache import aside_kernel, plasticity_kernel
from engine.kernels.generate_plasticity import both_change, uses


@dataclass(frozen=True)
class Learning:
    """Arrays of `engine.kernels.learning`.

    `weights` are those of the edge. `traces` are (traces, n) of the source and of the target,
    `states` (states, weights). `params` is dt, the least and the greatest weight, then the
    parameters. `before` (n source,) holds values of the source one step ago where the target is
    iterated.
    """

    model: PlasticityModel
    record: Plasticity
    kernel: int
    connection: Connection
    sizes: tuple[int, int]
    weights: Floats
    traces: tuple[Floats, Floats]
    states: Floats
    params: Floats
    heard: Ints
    before: Floats | None
    index: Index | None
    signal: NeuronBlock | StimulusBlock | None

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        found: dict[str, Array | None] = {
            "weights": self.weights,
            "source": self.traces[0],
            "target": self.traces[1],
            "states": self.states,
            "heard": self.heard,
            "before": self.before,
        }
        return {name: array for name, array in found.items() if array is not None}

    def byte_count(self) -> int:
        """Bytes of all arrays but the weights, which the edge counts."""
        own: list[Array | None] = [
            *self.traces,
            self.states,
            self.params,
            self.before,
            self._both,
            self._sums,
        ]
        if self.index is not None:
            own += [self.index.starts, self.index.positions, self.index.sources]
        return byte_count(own)

    def write(self, row: Ints) -> None:
        """Fill in the column LEARNS."""
        row[c.LEARNS] = address(self._columns)

    def rows(self) -> dict[str, Floats]:
        """Traces, with one value per cell of their side; weights and states, one per synapse."""
        sides = {"source": iter(self.traces[0]), "target": iter(self.traces[1])}
        found: dict[str, Floats] = {
            trace.name: next(sides[trace.side]) for trace in self.model.traces
        }
        found |= {s.name: row for s, row in zip(self.model.states, self.states, strict=True)}
        return found | {"w": self.weights.reshape(-1)}

    def positions(self, cells: Ints) -> Ints:
        """Where the synapses target * n_source + source lie in the order of the pattern; -1 where
        there is none."""
        return positions_of(self.connection, self.sizes, cells)

    def numbers(self) -> Ints:
        """target * n_source + source of each weight, in the order of the pattern."""
        return synapses_of(self.connection, self.sizes)

    @cached_property
    def _both(self) -> Floats | None:
        return np.zeros(self.sizes[1]) if both_change(self.model) else None

    @cached_property
    def _sums(self) -> Floats | None:
        if self.record.normalise is None:
            return None
        return np.array([self.record.normalise, *np.zeros(self.sizes[1])])

    @cached_property
    def _third(self) -> Floats:
        return np.zeros(1)

    @cached_property
    def _columns(self) -> Ints:
        columns = np.zeros(r.COLUMNS, np.int64)
        columns[r.KERNEL] = self.kernel
        columns[r.LEARN] = aside_kernel("learning")
        columns[r.USES] = uses(self.model)
        columns[r.ACTIVE] = self.record.active
        columns[r.PATTERN] = self.connection.pattern
        columns[r.N_SOURCE], columns[r.N_TARGET] = self.sizes
        columns[r.NO_SELF] = self.connection.no_self
        columns[r.INDPTR] = address(self.connection.indptr)
        columns[r.TARGETS] = address(self.connection.targets)
        columns[r.WEIGHTS] = address(self.weights)
        columns[r.COUNT] = self.weights.size
        columns[r.STATES] = address(self.states)
        if self.index is not None:
            columns[r.COLUMN_STARTS] = address(self.index.starts)
            columns[r.POSITIONS] = address(self.index.positions)
            columns[r.SOURCES] = address(self.index.sources)
        columns[r.SOURCE_TRACES], columns[r.TARGET_TRACES] = map(address, self.traces)
        columns[r.PARAMS] = address(self.params)
        columns[r.SIGNAL] = address(self._third)
        if self.signal is not None:
            columns[r.SIGNAL] = self.signal.row()[c.OUTPUT]
            columns[r.SIGNAL_STRIDE] = self.signal.n > 1
        columns[r.HEARD] = address(self.heard)
        columns[r.BEFORE] = address(self.before)
        columns[r.VALUES] = self.model.needs == "values"
        columns[r.BOTH] = address(self._both)
        columns[r.NORMALISE] = address(self._sums)
        return columns


def build_learning(
    record: Plasticity,
    model: PlasticityModel,
    settings: Settings,
    connection: Connection,
    weights: Floats,
    of_sign: tuple[float, float],
    target: NeuronBlock | StimulusBlock,
    sizes: tuple[int, int],
    signal: NeuronBlock | StimulusBlock | None,
    moment: Moment,
    upcoming: int,
    old: Learning | None,
) -> Learning:
    """The arrays of a rule that learns from spikes labelled `upcoming` on.

    Traces of the same rule go on from `old`, which is not written to, as do states of synapses
    while the pattern stays; `old` is None where another source was heard.
    """
    system = plasticity_system(model)
    values = {p.name: float(record.params.get(p.name, p.default)) for p in model.parameters}  # type: ignore[arg-type]  # validated
    initial = {name: evaluate(expression, values) for name, expression in system.initial}
    kept = old if old is not None and old.model == model and not moment.fresh else None
    traces = [
        _carried(
            [trace.name for trace in model.traces if trace.side == name],
            initial,
            sizes[side],
            kept.traces[side] if kept is not None else None,
        )
        for side, name in enumerate(("source", "target"))
    ]
    same = kept is not None and kept.connection is connection
    states = _carried(
        [state.name for state in model.states],
        initial,
        weights.size,
        kept.states if same and kept is not None else None,
    )
    params = aligned(3 + len(values))
    params[:] = [settings.dt, *limits(model, record, of_sign), *values.values()]
    before = None
    if model.needs == "values" and _is_iterated(target):
        # No row of its own: one that is carried as traces are.
        rows = kept.before[None] if kept is not None and kept.before is not None else None
        before = _carried(["x"], {"x": 0.0}, sizes[0], rows)[0]
    index = None
    if connection.pattern == c.CSR and system.on_target.synapse:
        known = old is not None and old.connection is connection
        index = old.index if known and old is not None else None
        index = index or by_target(connection, sizes[1])
    return Learning(
        model=model,
        record=record,
        kernel=plasticity_kernel(model, settings.method),
        connection=connection,
        sizes=sizes,
        weights=weights,
        traces=(traces[0], traces[1]),
        states=states,
        params=params,
        heard=np.array([upcoming], np.int64),
        before=before,
        index=index,
        signal=signal,
    )


def _is_iterated(target: NeuronBlock | StimulusBlock) -> bool:
    return isinstance(target, NeuronBlock) and target.model.family == "iterated"


def _carried(
    names: list[str], initial: dict[str, float | Floats], n: int, old: Floats | None
) -> Floats:
    """Rows of length n: those of `old` as far as they reach, the rest as they begin."""
    if old is not None and old.shape == (len(names), n):
        return old
    rows = np.empty((len(names), n))
    for row, name in zip(rows, names, strict=True):
        row[:] = initial[name]
    if old is not None:
        kept = min(n, old.shape[1])
        rows[:, :kept] = old[:, :kept]
    return rows
