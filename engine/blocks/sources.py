"""Stimuli: currents, Poisson sources and scripted spikes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.blocks.arrays import Array, Floats, Ints, address, byte_count
from engine.blocks.clock import Moment
from engine.blocks.hazards import Hazard, build_hazard
from engine.blocks.presentations import Presentations, build_presentations
from engine.blocks.processes import Noise, Samples, build_noise, build_samples
from engine.blocks.programs import Program, build_program
from engine.blocks.rings import SpikeRing, carry_values
from engine.blocks.scripts import Script, build_script
from engine.declaration import StimulusModel
from engine.document import Dataset, Settings, Stimulus
from engine.kernels import tables as c
from engine.kernels.cache import aside_kernel


def _new_marks(step: int) -> Ints:
    marks = np.zeros(4, np.int64)
    # A source of a network that has not run emits label 0; one that is added later, the next.
    marks[c.EMITTED] = step if step else -1
    return marks


@dataclass(frozen=True)
class StimulusBlock:
    """Arrays of a stimulus: a current has `value` (n,), a source of spikes a `ring`.

    `process` is how a current, or a rate that serves all cells, is made.
    """

    record: Stimulus
    model: StimulusModel
    settings: Settings
    kind: int
    marks: Ints
    value: Floats = field(default_factory=lambda: np.zeros(1))
    values: Floats | None = None
    ring: SpikeRing = field(default_factory=lambda: SpikeRing.empty(1, 0))
    process: Program | Noise | Samples | Presentations | None = None
    hazard: Hazard | None = None
    script: Script | None = None

    @property
    def n(self) -> int:
        return self.record.size

    @property
    def state(self) -> Floats:
        return self.value.reshape(1, -1)

    @property
    def data(self) -> Dataset | None:
        """The data set that it shows."""
        return self.process.data if isinstance(self.process, Presentations) else None

    @property
    def value_slots(self) -> int:
        return 0 if self.values is None else len(self.values)

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        arrays: dict[str, Array] = {
            "value": self.value,
            "ring.cells": self.ring.cells,
            "ring.counts": self.ring.counts,
            "marks": self.marks,
        }
        if self.values is not None:
            arrays["values"] = self.values
        return arrays if self.hazard is None else arrays | self.hazard.mutable()

    def byte_count(self) -> int:
        extra: list[Array | None] = []
        if self.script is not None:
            extra = [self.script.steps, self.script.cells]
        if self.hazard is not None:
            extra.append(self.hazard.intervals)
        process = self.process.byte_count() if self.process else 0
        return byte_count([*self.mutable().values(), *extra]) + process

    def find_cursor(self) -> None:
        """Put the cursor of a script behind the last label that was emitted."""
        if self.script is not None:
            emitted = self.marks[c.EMITTED]
            self.marks[c.CURSOR] = np.searchsorted(self.script.steps, emitted, side="right")

    def row(self) -> Ints:
        """This stimulus's row of the table of nodes."""
        row = np.zeros(c.NODE_COLUMNS, np.int64)
        row[c.KIND] = self.kind
        row[c.KERNEL] = aside_kernel("stimuli")
        row[c.N] = self.n
        row[c.STRIDE] = 1
        row[c.STATE] = address(self.value)
        row[c.OUTPUT] = address(self.value)
        row[c.RING] = address(self.ring.cells)
        row[c.COUNTS] = address(self.ring.counts)
        row[c.SLOTS] = self.ring.slots
        row[c.VALUES] = address(self.values)
        row[c.VALUE_SLOTS] = self.value_slots
        row[c.MARKS] = address(self.marks)
        for part in (self.process, self.hazard, self.script):
            if part is not None:
                part.write(row)
        return row


def build_stimulus(
    record: Stimulus,
    model: StimulusModel,
    settings: Settings,
    slots: int,
    value_slots: int,
    moment: Moment,
    old: StimulusBlock | None,
    data: Dataset | None = None,
) -> StimulusBlock:
    """The arrays of a stimulus; where its cells stand, and spikes under way, come from `old`.
    `data` is the data set that it shows."""
    keep = old if old is not None and not moment.fresh else None
    if model.output == "current":
        return _build_current(record, model, settings, value_slots, moment, keep, data)
    marks = _new_marks(moment.step)
    ring = SpikeRing.empty(slots, record.size)
    if keep is not None and keep.model.output == "spikes":
        marks = keep.marks.copy()
        ring = keep.ring
        if not ring.fits(slots, record.size) or moment.dt_before != settings.dt:
            ring = ring.carried(slots, record.size, moment)
    if model.process == "script":
        script = build_script(record, model, moment)
        block = StimulusBlock(record, model, settings, c.SCRIPT, marks, ring=ring, script=script)
        block.find_cursor()
        return block
    hazard = build_hazard(record, model, settings, keep.hazard if keep is not None else None)
    program = build_program(record, model, settings) if hazard.intervals is None else None
    return StimulusBlock(
        record, model, settings, c.POISSON, marks, ring=ring, process=program, hazard=hazard
    )


def _build_current(
    record: Stimulus,
    model: StimulusModel,
    settings: Settings,
    value_slots: int,
    moment: Moment,
    keep: StimulusBlock | None,
    data: Dataset | None,
) -> StimulusBlock:
    n = record.size
    values = np.zeros((value_slots, n)) if value_slots else None
    if value_slots and keep is not None and keep.values is not None:
        values = carry_values(keep.values, value_slots, n, moment)
    marks = _new_marks(moment.step)
    value = np.zeros(n)
    process: Program | Noise | Samples | Presentations
    if model.process == "noise":
        process = build_noise(record, model, settings)
        noisy = keep is not None and isinstance(keep.process, Noise)
        value = process.start(n, moment.step, keep.value if keep is not None and noisy else None)
        marks[c.EMITTED] = moment.step
    elif model.process == "samples":
        before = keep.process if keep is not None else None
        process = build_samples(record, model, before if isinstance(before, Samples) else None)
    elif model.process == "dataset":
        before = keep.process if keep is not None else None
        earlier = before if isinstance(before, Presentations) else None
        process = build_presentations(record, model, data, settings, earlier)
    else:
        process = build_program(record, model, settings)
    return StimulusBlock(
        record, model, settings, c.CURRENT, marks, value=value, values=values, process=process
    )
