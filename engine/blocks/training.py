"""What an edge needs to be trained from errors, beside its weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.blocks.arrays import Array, Floats, Ints, address, byte_count
from engine.blocks.weights import positions_of, synapses_of
from engine.connect import Connection
from engine.declaration import PlasticityModel
from engine.document import Projection, Settings
from engine.kernels import tables as c
from engine.kernels import training_columns as r

ALGORITHMS = {
    "lms": r.LMS,
    "rls": r.RLS,
    "delta_rule": r.GRADIENTS,
    "backprop": r.GRADIENTS,
}
MEASURES = ("loss", "accuracy", "test_loss", "test_accuracy")


def training_names(rule: PlasticityModel, record: Projection) -> list[str]:
    """What can be watched of an edge that is trained: `error` (one value per target cell) and
    running means (one value), where it has a signal to compare with."""
    if record.plasticity is None or record.plasticity.signal is None:
        return []
    gradients = ALGORITHMS[rule.algorithm] == r.GRADIENTS
    return ["error", *(MEASURES if gradients else MEASURES[:1])]


def extra_rows(record: Projection) -> int:
    """Numbers that training keeps beside each weight: its gradient over a batch, its momentum."""
    params = record.plasticity.params if record.plasticity is not None else {}
    return (params.get("batch", 1.0) > 1.0) + (params.get("momentum", 0.0) > 0.0)


@dataclass(frozen=True)
class Training:
    """Arrays of `engine.kernels.training_columns`, and the names under which they are watched."""

    algorithm: int
    active: bool
    alpha: float
    names: tuple[str, ...]
    constants: Floats
    connection: Connection
    sizes: tuple[int, int]
    weights: Floats
    past: Floats
    counts: Ints
    delta: Floats
    error: Floats
    means: Floats
    gradient: Floats | None
    velocity: Floats | None
    inverse: Floats | None
    gain: Floats

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        found: dict[str, Array | None] = {
            "weights": self.weights,
            "past": self.past,
            "counts": self.counts,
            "error": self.error,
            "means": self.means,
            "gradient": self.gradient,
            "velocity": self.velocity,
            "inverse": self.inverse,
        }
        return {name: array for name, array in found.items() if array is not None}

    def byte_count(self) -> int:
        """Bytes of all arrays but the weights, which the edge counts."""
        own = byte_count([*self.mutable().values(), self.constants, self.delta, self.gain])
        return own - self.weights.nbytes

    def write(self, row: Ints) -> None:
        """Fill in the column TRAINS."""
        row[c.TRAINS] = address(self._columns)

    def rows(self) -> dict[str, Floats]:
        """Errors of the target cells, running means of loss and accuracy, and weights."""
        found = {name: self.means[k : k + 1] for k, name in enumerate(MEASURES)}
        found["error"] = self.error
        return {name: found[name] for name in self.names} | {"w": self.weights.reshape(-1)}

    def positions(self, cells: Ints) -> Ints:
        """Where the synapses target * n_source + source lie in the order of the pattern; -1 where
        there is none."""
        return positions_of(self.connection, self.sizes, cells)

    def numbers(self) -> Ints:
        """target * n_source + source of each weight, in the order of the pattern."""
        return synapses_of(self.connection, self.sizes)

    @cached_property
    def _columns(self) -> Ints:
        columns = np.zeros(r.COLUMNS, np.int64)
        columns[r.ALGORITHM] = self.algorithm
        columns[r.ACTIVE] = self.active
        columns[r.NUMBERS] = address(self.constants)
        columns[r.PAST] = address(self.past)
        columns[r.COUNTS] = address(self.counts)
        columns[r.DELTA] = address(self.delta)
        columns[r.ERROR] = address(self.error)
        columns[r.MEANS] = address(self.means)
        columns[r.GRADIENT] = address(self.gradient)
        columns[r.VELOCITY] = address(self.velocity)
        columns[r.INVERSE] = address(self.inverse)
        columns[r.GAIN] = address(self.gain)
        return columns


def build_training(
    record: Projection,
    rule: PlasticityModel,
    settings: Settings,
    connection: Connection,
    sizes: tuple[int, int],
    weights: Floats,
    bounds: tuple[float, float],
    old: Training | None,
) -> Training:
    """The arrays of a trained edge with these weights (any pattern) between these bounds.

    What `old` has learned beside the weights, of the same rule and the same cells, goes on: None
    at the start of a run and where the source is another. Nothing of `old` is written to.
    """
    given = record.plasticity
    assert given is not None
    params = {p.name: float(given.params.get(p.name, p.default)) for p in rule.parameters}  # type: ignore[arg-type]  # numbers
    algorithm = ALGORITHMS[rule.algorithm]
    numbers = np.zeros(r.NUMBER_COUNT)
    numbers[r.DT] = settings.dt
    rate = params["epsilon"] * settings.dt if algorithm == r.LMS else params.get("eta", 0.0)
    numbers[r.RATE] = rate
    numbers[r.MOMENTUM] = params.get("momentum", 0.0)
    numbers[r.DECAY] = params.get("weight_decay", 0.0)
    numbers[r.BATCH] = params.get("batch", 1.0)
    numbers[r.CROSS_ENTROPY] = params.get("cross_entropy", 0.0)
    numbers[r.WINDOW] = params["average_over"]
    numbers[[r.LOW, r.HIGH]] = bounds
    n_source, n_target = sizes
    solving = n_source if algorithm == r.RLS else 0
    alpha = params.get("alpha", 0.0)
    before = _going_on(old, algorithm, sizes)
    counts = before.counts if before is not None else np.zeros(r.COUNT_COUNT, np.int64)
    if before is None:
        counts[r.KEPT] = -2
    inverse = before.inverse if before is not None and before.alpha == alpha else None
    if inverse is None and solving:
        inverse = np.eye(n_source) / alpha
    return Training(
        algorithm=algorithm,
        active=given.active,
        alpha=alpha,
        names=tuple(training_names(rule, record)),
        constants=numbers,
        connection=connection,
        sizes=sizes,
        weights=weights,
        past=before.past if before is not None else np.zeros(n_source),
        counts=counts,
        delta=np.zeros(n_target),
        error=before.error if before is not None else np.zeros(n_target),
        means=before.means if before is not None else np.zeros(len(MEASURES)),
        gradient=_like(weights, before, "gradient") if numbers[r.BATCH] > 1 else None,
        velocity=_like(weights, before, "velocity") if numbers[r.MOMENTUM] > 0 else None,
        inverse=inverse,
        gain=np.zeros(solving),
    )


def _going_on(old: Training | None, algorithm: int, sizes: tuple[int, int]) -> Training | None:
    if old is None or old.algorithm != algorithm:
        return None
    return old if (len(old.past), len(old.error)) == sizes else None


def _like(weights: Floats, old: Training | None, name: str) -> Floats:
    """An array of one number per weight: that of `old`, or zeros."""
    before = old.mutable().get(name) if old is not None else None
    same = before is not None and before.shape == weights.shape
    return before if before is not None and same else np.zeros_like(weights)
