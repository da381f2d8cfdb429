"""A population: states, parameters and summed input of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.blocks.activations import activation_of
from engine.blocks.arrays import Array, Floats, Ints, address, aligned, byte_count, padded
from engine.blocks.clock import Moment
from engine.blocks.rings import SpikeRing, carry_values
from engine.blocks.values import resolve
from engine.declaration import NeuronModel
from engine.document import Neurons, Settings
from engine.equations.evaluate import evaluate
from engine.equations.system import neuron_system
from engine.kernels import tables as c
from engine.kernels.cache import population_kernel
from engine.randomness import generator


@dataclass(frozen=True)
class NeuronBlock:
    """Arrays of a population.

    `state` is (states [+ 1 refractory countdown in steps], stride); `params` is (1 + parameters,)
    with dt first, or (1 + parameters, stride) as soon as a parameter differs between cells;
    `inputs` is (2, stride). `values` (slots, n) holds past values when a delayed edge needs them.
    """

    record: Neurons
    model: NeuronModel
    settings: Settings
    state: Floats
    params: Floats
    ring: SpikeRing
    values: Floats | None
    kernel: int
    marks: Ints = field(default_factory=lambda: np.zeros(4, np.int64))

    kind = c.NEURONS

    @cached_property
    def inputs(self) -> Floats:
        return aligned(2, self.state.shape[1])

    @property
    def n(self) -> int:
        return self.record.size

    @property
    def value_slots(self) -> int:
        return 0 if self.values is None else len(self.values)

    def mutable(self) -> dict[str, Array]:
        """What a step changes, by name."""
        arrays: dict[str, Array] = {
            "state": self.state,
            "ring.cells": self.ring.cells,
            "ring.counts": self.ring.counts,
            "marks": self.marks,
        }
        return arrays if self.values is None else arrays | {"values": self.values}

    def byte_count(self) -> int:
        return byte_count([*self.mutable().values(), self.params, self.inputs])

    def row(self) -> Ints:
        """This population's row of the table of nodes."""
        row = np.zeros(c.NODE_COLUMNS, np.int64)
        row[c.KIND] = self.kind
        row[c.KERNEL] = self.kernel
        row[c.N] = self.n
        row[c.STRIDE] = self.state.shape[1]
        row[c.STATE] = address(self.state)
        row[c.PARAMS] = address(self.params)
        row[c.INPUTS] = address(self.inputs)
        row[c.RING] = address(self.ring.cells)
        row[c.COUNTS] = address(self.ring.counts)
        row[c.SLOTS] = self.ring.slots
        row[c.VALUES] = address(self.values)
        row[c.VALUE_SLOTS] = self.value_slots
        row[c.MARKS] = address(self.marks)
        row[c.ACTIVATION] = activation_of(self.model)
        row[c.OUTPUT] = address(self.state)
        return row


def build_neurons(
    record: Neurons,
    model: NeuronModel,
    settings: Settings,
    slots: int,
    value_slots: int,
    moment: Moment,
    old: NeuronBlock | None,
) -> NeuronBlock:
    """The arrays of a population; states, refractory counters and spikes under way of the cells
    that remain come from `old`. Nothing of `old` is written to."""
    columns = _columns(record, model, settings)
    params, per_cell = _parameters(record, columns, settings.dt)
    kernel = population_kernel(model, settings.method, per_cell)
    spiking = model.family == "spiking"
    if old is None or moment.fresh:
        state = _initial_state(record, model, settings, columns)
        values = np.zeros((value_slots, record.size)) if value_slots else None
        if values is not None:
            values[moment.step % value_slots] = state[0, : record.size]
        ring = SpikeRing.empty(slots if spiking else 1, record.size if spiking else 0)
        return NeuronBlock(record, model, settings, state, params, ring, values, kernel)
    state = old.state
    if old.model != model or old.n != record.size or moment.dt_before != settings.dt:
        state = _carried_state(record, model, settings, columns, moment, old)
    ring = old.ring
    shape = (slots, record.size) if spiking else (1, 0)
    if not ring.fits(*shape) or moment.dt_before != settings.dt:
        ring = ring.carried(*shape, moment)
    values = old.values
    if value_slots and (
        values is None
        or values.shape != (value_slots, record.size)
        or moment.dt_before != settings.dt
    ):
        before = old.state[:1, : old.n] if values is None else values
        values = carry_values(before, value_slots, record.size, moment)
    return NeuronBlock(
        record,
        model,
        settings,
        state,
        params,
        ring,
        values if value_slots else None,
        kernel,
        old.marks,
    )


def _columns(record: Neurons, model: NeuronModel, settings: Settings) -> dict[str, float | Floats]:
    """Every parameter as a number or one number per cell, within its bounds."""
    columns: dict[str, float | Floats] = {}
    for parameter in model.parameters:
        given = record.params.get(parameter.name, parameter.default)
        assert not isinstance(given, str | tuple)
        random = generator(settings.seed, record.id, f"parameter {parameter.name}")
        value = resolve(given, record.size, random)  # type: ignore[arg-type]  # validated
        if not isinstance(value, float):
            # A tail of a distribution stays within what the model allows.
            value = np.clip(value, parameter.low, parameter.high)
        columns[parameter.name] = value
    return columns


def _parameters(
    record: Neurons, columns: dict[str, float | Floats], dt: float
) -> tuple[Floats, bool]:
    if all(isinstance(value, float) for value in columns.values()):
        params = aligned(1 + len(columns))
        params[:] = [dt, *columns.values()]
        return params, False
    params = aligned(1 + len(columns), padded(record.size))
    # The cells that pad a row are stepped too: they take part with harmless values.
    for row, value in zip(params, [dt, *columns.values()], strict=True):
        row[:] = value if isinstance(value, float) else value[-1]
        row[: record.size] = value
    return params, True


def _initial_state(
    record: Neurons, model: NeuronModel, settings: Settings, columns: dict[str, float | Floats]
) -> Floats:
    rows = len(model.states) + bool(model.refractory)
    state = aligned(rows, padded(record.size))
    known = dict(columns)
    expressions = neuron_system(model).initial
    for row, declared, expression in zip(state, model.states, expressions, strict=False):
        if declared.name in record.initial:
            random = generator(settings.seed, record.id, f"initial {declared.name}")
            value = resolve(record.initial[declared.name], record.size, random)
        else:
            value = evaluate(expression, known)
        known[declared.name] = value
        row[:] = value if isinstance(value, float) else value[-1]
        row[: record.size] = value
    return state


def _carried_state(
    record: Neurons,
    model: NeuronModel,
    settings: Settings,
    columns: dict[str, float | Floats],
    moment: Moment,
    old: NeuronBlock,
) -> Floats:
    """States of the same name go on in the cells that remain; the rest begins anew."""
    state = _initial_state(record, model, settings, columns)
    kept = min(record.size, old.n)
    before = {
        declared.name: row for declared, row in zip(old.model.states, old.state, strict=False)
    }
    for row, declared in zip(state, model.states, strict=False):
        if declared.name in before:
            row[:kept] = before[declared.name][:kept]
    if model.refractory and old.model.refractory:
        ratio = moment.dt_before / settings.dt
        state[-1, :kept] = np.rint(old.state[-1, :kept] * ratio)
    return state
