"""Data sets as stimuli show them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Floats, Ints, address, byte_count
from engine.declaration import StimulusModel
from engine.document import Dataset, Settings, Stimulus
from engine.kernels import tables as c
from engine.randomness import in_trial, stream_key


@dataclass(frozen=True)
class Presentations:
    """Samples `values` (samples, cells), of which `count` from `first` on are shown; `form` is
    that of `engine.kernels.presenting`."""

    data: Dataset | None
    part: str
    values: Floats
    form: Floats
    first: int
    count: int
    stream: int

    def write(self, row: Ints) -> None:
        row[c.PROCESS] = c.BY_DATASET
        row[c.DATA] = address(self.values)
        row[c.DATA_ROWS] = self.first
        row[c.DATA_LENGTH] = self.count
        row[c.FORM] = address(self.form)
        row[c.STREAM] = self.stream

    def byte_count(self) -> int:
        return byte_count([self.values, self.form])


def width_of(data: Dataset, part: str) -> int:
    """How many cells it takes to show the inputs or the targets of a data set: for labels, one
    for each class."""
    if part == "inputs":
        return len(data.inputs[0])
    if data.targets is not None:
        return len(data.targets[0])
    return 1 + max(data.labels or [0])


def matrix_of(data: Dataset, part: str) -> Floats:
    """Inputs or targets as (samples, cells); of labels, 1 in the cell of the class and 0 else."""
    if part == "inputs":
        return np.array(data.inputs, np.float64)
    if data.targets is not None:
        return np.array(data.targets, np.float64)
    labels = np.array(data.labels, np.int64)
    matrix = np.zeros((len(labels), width_of(data, part)))
    matrix[np.arange(len(labels)), labels] = 1.0
    return matrix


def samples_of(data: Dataset, split: str) -> range:
    """Which samples belong to a split."""
    count = len(data.inputs)
    train = count if data.train is None else data.train
    return {"train": range(train), "test": range(train, count)}.get(split, range(count))


def build_presentations(
    record: Stimulus,
    model: StimulusModel,
    data: Dataset | None,
    settings: Settings,
    old: Presentations | None,
) -> Presentations:
    """The data set as a record shows it; numbers are those of `old` when they are the same.
    Without one every value is 0, and there is nothing to learn."""
    given = {p.name: record.params.get(p.name, p.default) for p in model.parameters}
    part = str(given["part"])
    if data is None:
        empty = np.array([given["hold"], 0.0, 0.0], np.float64)
        return Presentations(None, part, np.zeros((1, record.size)), empty, 0, 1, 0)
    shown = samples_of(data, str(given["split"]))
    kept = old is not None and old.part == part and (old.data is data or old.data == data)
    values = old.values if kept and old is not None else matrix_of(data, part)
    train = len(samples_of(data, "train"))
    form = np.array([given["hold"], given["order"] == "shuffled", train], np.float64)
    stream = stream_key(settings.seed, data.id, in_trial("order", settings.trial))
    return Presentations(data, part, values, form, shown.start, len(shown), stream)
