"""Where the cells of a Poisson source stand: see `engine.kernels.sources.emit_poisson`."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Array, Floats, Ints, address
from engine.blocks.values import resolve
from engine.declaration import StimulusModel
from engine.document import Settings, Stimulus
from engine.kernels import tables as c
from engine.randomness import exponentials, generator, in_trial, stream_key


@dataclass(frozen=True)
class Hazard:
    """Where each Poisson cell stands: see `engine.kernels.sources.emit_poisson`.

    `thresholds` and `draws` are (n,), `minima` (blocks,), `total` (1,). `intervals` (n,) holds
    mean intervals in steps when rates differ between cells.
    """

    stream: int
    thresholds: Floats
    draws: Ints
    minima: Floats
    total: Floats
    intervals: Floats | None

    def write(self, row: Ints) -> None:
        row[c.THRESHOLDS] = address(self.thresholds)
        row[c.DRAWS] = address(self.draws)
        row[c.MINIMA] = address(self.minima)
        row[c.HAZARD] = address(self.total)
        row[c.STREAM] = self.stream
        row[c.INTERVALS] = address(self.intervals)

    def mutable(self) -> dict[str, Array]:
        return {
            "thresholds": self.thresholds,
            "draws": self.draws,
            "minima": self.minima,
            "hazard": self.total,
        }


def build_hazard(
    record: Stimulus, model: StimulusModel, settings: Settings, old: Hazard | None
) -> Hazard:
    """Where the cells stand; those that were in `old` go on, whatever their rate is now."""
    n = record.size
    rates = _rates(record, model, settings)
    intervals = None
    if rates is not None:
        chance = np.clip(rates * settings.dt * 1e-3, 0.0, 0.9999)
        with np.errstate(divide="ignore"):
            intervals = -1.0 / np.log1p(-chance)
    stream = stream_key(settings.seed, record.id, in_trial("poisson", settings.trial))
    if old is not None and old.stream != stream:
        old = None
    cells = np.arange(n)
    draws = np.zeros(n, np.int64)
    total = np.zeros(1)
    remaining = exponentials(stream, cells, draws)
    if old is not None:
        kept = min(n, len(old.draws))
        draws[:kept] = old.draws[:kept]
        remaining[:kept] = _remaining(old, stream)[:kept]
        total[:] = 0.0 if (intervals is None) != (old.intervals is None) else old.total
        same = intervals is None and old.intervals is None
    else:
        kept, same = 0, False
    scale = 1.0 if intervals is None else intervals
    with np.errstate(invalid="ignore"):
        thresholds = np.asarray(total[0] + remaining * scale)
    if same and old is not None:
        # Not even a rounding error where nothing has changed.
        thresholds[:kept] = old.thresholds[:kept]
    blocks = math.ceil(n / c.BLOCK)
    edges = np.arange(blocks) * c.BLOCK
    minima = np.minimum.reduceat(thresholds, edges)
    return Hazard(stream, thresholds, draws, minima, total, intervals)


def _remaining(old: Hazard, stream: int) -> Floats:
    """What each cell has yet to pass until its next spike, in units of hazard."""
    left: Floats = old.thresholds - old.total[0]
    if old.intervals is None:
        return left
    finite = np.isfinite(old.intervals)
    cells = np.arange(len(left))
    # A cell of rate 0 never moved: its current draw stands.
    whole = exponentials(stream, cells, old.draws)
    return np.where(finite, left / np.where(finite, old.intervals, 1.0), whole)


def _rates(record: Stimulus, model: StimulusModel, settings: Settings) -> Floats | None:
    """Rates (Hz) per cell when they differ; None when one number or expression serves all."""
    for parameter in model.parameters:
        given = record.params.get(parameter.name, parameter.default)
        if not isinstance(given, str | int | float | tuple):
            random = generator(settings.seed, record.id, f"parameter {parameter.name}")
            value = resolve(given, record.size, random)  # type: ignore[arg-type]  # validated
            return np.asarray(np.clip(value, parameter.low, parameter.high), np.float64)
    return None
