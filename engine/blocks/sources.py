"""Stimuli: currents, Poisson sources and scripted spikes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from engine.blocks.arrays import Array, Cells, Floats, Ints, address, byte_count
from engine.blocks.clock import Moment
from engine.blocks.rings import SpikeRing, carry_values
from engine.blocks.values import resolve
from engine.declaration import StimulusModel
from engine.document import Settings, Stimulus
from engine.equations.bytecode import Bytecode, to_bytecode
from engine.equations.parser import parse
from engine.equations.system import stimulus_expression
from engine.equations.tree import substitute
from engine.kernels import tables as c
from engine.randomness import exponentials, generator, stream_key
from engine.registry import stimulus_models


@dataclass(frozen=True)
class Program:
    """What a stimulus computes from t; `names` is float64: t, then its numbers."""

    code: Bytecode
    names: Floats

    def write(self, row: Ints) -> None:
        row[c.PROGRAM] = address(self.code.operations)
        row[c.PROGRAM_LENGTH] = len(self.code.operations)
        row[c.CONSTANTS] = address(self.code.constants)
        row[c.NAMES] = address(self.names)

    def byte_count(self) -> int:
        return byte_count([self.code.operations, self.code.constants, self.names])


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


@dataclass(frozen=True)
class Script:
    """Scripted spikes as (label, cell), sorted: int64 (m,) and int32 (m,)."""

    steps: Ints
    cells: Cells

    def write(self, row: Ints) -> None:
        row[c.SCRIPT_STEPS] = address(self.steps)
        row[c.SCRIPT_CELLS] = address(self.cells)
        row[c.SCRIPT_LENGTH] = len(self.steps)


def _new_marks(step: int) -> Ints:
    marks = np.zeros(4, np.int64)
    # A source of a network that has not run emits label 0; one that is added later, the next.
    marks[c.EMITTED] = step if step else -1
    return marks


@dataclass(frozen=True)
class StimulusBlock:
    """Arrays of a stimulus: a current has `value` (1,), a source of spikes a `ring`."""

    record: Stimulus
    model: StimulusModel
    settings: Settings
    kind: int
    marks: Ints
    value: Floats = field(default_factory=lambda: np.zeros(1))
    values: Floats | None = None
    ring: SpikeRing = field(default_factory=lambda: SpikeRing.empty(1, 0))
    program: Program | None = None
    hazard: Hazard | None = None
    script: Script | None = None

    @property
    def n(self) -> int:
        return self.record.size

    @property
    def state(self) -> Floats:
        return self.value.reshape(1, 1)

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
        program = self.program.byte_count() if self.program else 0
        return byte_count([*self.mutable().values(), *extra]) + program

    def find_cursor(self) -> None:
        """Put the cursor of a script behind the last label that was emitted."""
        if self.script is not None:
            emitted = self.marks[c.EMITTED]
            self.marks[c.CURSOR] = np.searchsorted(self.script.steps, emitted, side="right")

    def row(self) -> Ints:
        """This stimulus's row of the table of nodes."""
        row = np.zeros(c.NODE_COLUMNS, np.int64)
        row[c.KIND] = self.kind
        row[c.N] = self.n
        row[c.STRIDE] = 1
        row[c.STATE] = address(self.value)
        row[c.RING] = address(self.ring.cells)
        row[c.COUNTS] = address(self.ring.counts)
        row[c.SLOTS] = self.ring.slots
        row[c.VALUES] = address(self.values)
        row[c.VALUE_SLOTS] = self.value_slots
        row[c.MARKS] = address(self.marks)
        for part in (self.program, self.hazard, self.script):
            if part is not None:
                part.write(row)
        return row


def build_stimulus(
    record: Stimulus,
    settings: Settings,
    slots: int,
    value_slots: int,
    moment: Moment,
    old: StimulusBlock | None,
) -> StimulusBlock:
    """The arrays of a stimulus; where its cells stand, and spikes under way, come from `old`."""
    model = stimulus_models[record.model]
    keep = old if old is not None and not moment.fresh else None
    if model.output == "current":
        return _build_current(record, model, settings, value_slots, moment, keep)
    marks = _new_marks(moment.step)
    ring = SpikeRing.empty(slots, record.size)
    if keep is not None and keep.model.output == "spikes":
        marks = keep.marks.copy()
        ring = keep.ring
        if not ring.fits(slots, record.size) or moment.dt_before != settings.dt:
            ring = ring.carried(slots, record.size, moment)
    expression = stimulus_expression(model)
    if expression is None:
        script = _script(record, model, moment)
        block = StimulusBlock(record, model, settings, c.SCRIPT, marks, ring=ring, script=script)
        block.find_cursor()
        return block
    hazard, program = _hazard(record, model, settings, moment, keep)
    return StimulusBlock(
        record, model, settings, c.POISSON, marks, ring=ring, program=program, hazard=hazard
    )


def _build_current(
    record: Stimulus,
    model: StimulusModel,
    settings: Settings,
    value_slots: int,
    moment: Moment,
    keep: StimulusBlock | None,
) -> StimulusBlock:
    values = np.zeros((value_slots, 1)) if value_slots else None
    if value_slots and keep is not None and keep.values is not None:
        values = carry_values(keep.values, value_slots, 1, moment)
    return StimulusBlock(
        record,
        model,
        settings,
        c.CURRENT,
        _new_marks(moment.step),
        values=values,
        program=_program(record, model),
    )


def _program(record: Stimulus, model: StimulusModel) -> Program:
    """The stimulus as a program over t and its numbers; texts take the place of their names."""
    expression = stimulus_expression(model)
    assert expression is not None
    names, numbers, texts = ["t"], [0.0], {}
    for parameter in model.parameters:
        given = record.params.get(parameter.name, parameter.default)
        if isinstance(given, str):
            texts[parameter.name] = parse(given, {"t"})
        elif isinstance(given, int | float):
            names.append(parameter.name)
            numbers.append(float(given))
    return Program(to_bytecode(substitute(expression, texts), names), np.array(numbers))


def _rates(record: Stimulus, model: StimulusModel, settings: Settings) -> Floats | None:
    """Rates (Hz) per cell when they differ; None when one number or expression serves all."""
    for parameter in model.parameters:
        given = record.params.get(parameter.name, parameter.default)
        if not isinstance(given, str | int | float | tuple):
            random = generator(settings.seed, record.id, f"parameter {parameter.name}")
            value = resolve(given, record.size, random)  # type: ignore[arg-type]  # validated
            return np.asarray(np.clip(value, parameter.low, parameter.high), np.float64)
    return None


def _hazard(
    record: Stimulus,
    model: StimulusModel,
    settings: Settings,
    moment: Moment,
    keep: StimulusBlock | None,
) -> tuple[Hazard, Program | None]:
    n = record.size
    rates = _rates(record, model, settings)
    intervals = None
    if rates is not None:
        chance = np.clip(rates * settings.dt * 1e-3, 0.0, 0.9999)
        with np.errstate(divide="ignore"):
            intervals = -1.0 / np.log1p(-chance)
    stream = stream_key(settings.seed, record.id, "poisson")
    old = keep.hazard if keep is not None else None
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
    hazard = Hazard(
        stream, thresholds, draws, np.minimum.reduceat(thresholds, edges), total, intervals
    )
    return hazard, _program(record, model) if rates is None else None


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


def _script(record: Stimulus, model: StimulusModel, moment: Moment) -> Script:
    """Times per cell as sorted labels; a cell spikes at most once per step."""
    parameter = next(p for p in model.parameters if p.kind == "times")
    given = record.params.get(parameter.name, parameter.default)
    lists = times_per_cell(given, record.size)
    clock = moment.clock
    pairs = [
        (np.rint((np.asarray(times, np.float64) - clock.origin) / clock.dt), cell)
        for cell, times in enumerate(lists)
        if len(times)
    ]
    if not pairs:
        return Script(np.zeros(0, np.int64), np.zeros(0, np.int32))
    steps = np.concatenate([times.astype(np.int64) for times, _ in pairs]) + clock.origin_step
    cells = np.concatenate([np.full(len(times), cell, np.int32) for times, cell in pairs])
    both = np.unique(np.stack([steps, cells.astype(np.int64)]), axis=1)
    return Script(np.ascontiguousarray(both[0]), both[1].astype(np.int32))


def times_per_cell(given: object, size: int) -> list[list[float]]:
    """Spike times as one list per cell: a flat list is that of every cell."""
    rows = list(given) if isinstance(given, list | tuple) else []
    if all(isinstance(row, int | float) for row in rows):
        return [rows] * size
    return [list(row) for row in rows]
