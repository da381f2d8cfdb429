"""Currents that no formula gives: noise, and a series of samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Floats, Ints, address, byte_count
from engine.blocks.values import numbers_of
from engine.declaration import StimulusModel
from engine.document import Settings, Stimulus
from engine.kernels import tables as c
from engine.randomness import in_trial, normals, stream_key


@dataclass(frozen=True)
class Noise:
    """Gaussian noise: `numbers` (3, cells or 1) are its mean, what a step keeps of the distance
    from it, and the standard deviation of what a step adds; `deviation` is that of its values."""

    stream: int
    numbers: Floats
    deviation: Floats

    def write(self, row: Ints) -> None:
        row[c.PROCESS] = c.BY_NOISE
        row[c.DATA] = address(self.numbers)
        row[c.DATA_LENGTH] = row[c.DATA_ROWS] = self.numbers.shape[1]
        row[c.STREAM] = self.stream

    def byte_count(self) -> int:
        return byte_count([self.numbers, self.deviation])

    def start(self, size: int, step: int, old: Floats | None) -> Floats:
        """Values (size,) at `step`: cells that were there go on, others are drawn as they are
        after a long time."""
        cells = np.arange(size)
        drawn = normals(self.stream, cells, np.full(size, step))
        values = np.asarray(self.numbers[0] + self.deviation * drawn)
        if old is not None:
            kept = min(size, len(old))
            values[:kept] = old[:kept]
        return values


def build_noise(record: Stimulus, model: StimulusModel, settings: Settings) -> Noise:
    """The noise of a record. With `tau` = 0 it is white: of intensity `sigma`, per square root of a
    ms, so that its values grow as dt shrinks and what it does to a membrane does not."""
    given = numbers_of(record, model.parameters, settings)
    dt = settings.dt
    rows = 1 if all(isinstance(value, float) for value in given.values()) else record.size
    numbers = np.zeros((3, rows))
    tau, sigma = (np.broadcast_to(given[name], rows) for name in ("tau", "sigma"))
    white = tau <= 0
    rate = dt / np.where(white, dt, tau)
    numbers[0] = given["mean"]
    numbers[1] = np.where(white, 0.0, np.exp(-rate))
    deviation = np.where(white, sigma / np.sqrt(dt), sigma)
    numbers[2] = deviation * np.where(white, 1.0, np.sqrt(-np.expm1(-2 * rate)))
    return Noise(
        stream_key(settings.seed, record.id, in_trial("noise", settings.trial)), numbers, deviation
    )


@dataclass(frozen=True)
class Samples:
    """A series: `values` (cells or 1, samples) and `form`, see `engine.kernels.tables.FORM`."""

    values: Floats
    form: Floats

    def write(self, row: Ints) -> None:
        row[c.PROCESS] = c.BY_SAMPLES
        row[c.DATA] = address(self.values)
        row[c.DATA_ROWS], row[c.DATA_LENGTH] = self.values.shape
        row[c.FORM] = address(self.form)

    def byte_count(self) -> int:
        return byte_count([self.values, self.form])


def build_samples(record: Stimulus, model: StimulusModel, old: Samples | None) -> Samples:
    """The series of a record; the values are those of `old` when they are the same."""
    given = {p.name: record.params.get(p.name, p.default) for p in model.parameters}
    values = np.atleast_2d(np.asarray(given["values"], np.float64))
    if old is not None and np.array_equal(values, old.values):
        values = old.values
    after = values[:, -1] if given["after"] == "hold" else np.zeros(len(values))
    straight = float(given["between"] == "linear")
    numbers = [given["dt"], given["start"], given["period"], straight]
    return Samples(values, np.array([*numbers, *after], np.float64))
