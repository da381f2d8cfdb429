"""A population: states, parameters and summed input of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.blocks.activations import activation_of
from engine.blocks.arrays import Array, Floats, Ints, address, aligned, byte_count
from engine.blocks.clock import Moment
from engine.blocks.rings import SpikeRing, carry_values
from engine.blocks.states import carried_state, columns_of, initial_state, parameters_of
from engine.declaration import NeuronModel
from engine.document import Neurons, Settings
from engine.kernels import tables as c
from engine.kernels.cache import population_kernel
from engine.kernels.rows import rows_of


@dataclass(frozen=True)
class NeuronBlock:
    """Arrays of a population.

    `state` is (states and rows of `engine.kernels.rows`, stride); `params` is (1 + parameters,)
    with dt first, or (1 + parameters, stride) as soon as a parameter differs between cells;
    `inputs` is (2 + ports, stride). `values` (slots, n) holds past values when a delayed edge needs
    them.
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
        return aligned(2 + len(self.model.ports), self.state.shape[1])

    @property
    def n(self) -> int:
        return self.record.size

    @property
    def value_slots(self) -> int:
        return 0 if self.values is None else len(self.values)

    def row_of(self, variable: str | None = None) -> Floats:
        """The values (stride,) of a variable; None is what the population shows and transmits."""
        name = self.model.shown if variable is None else variable
        if self.model.output and name == self.model.output_name:
            return np.asarray(self.state[rows_of(self.model).output])
        names = [state.name for state in self.model.states]
        return np.asarray(self.state[names.index(name)])

    def port(self, name: str) -> Floats:
        """The summed input (stride,) of a port; `I` is the current. ValueError for others."""
        row = 0 if name == "I" else 2 + self.model.ports.index(name)
        return np.asarray(self.inputs[row])

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
        row[c.OUTPUT] = address(self.row_of())
        row[c.NORMALISED] = self.model.normalised
        row[c.N_PORTS] = len(self.model.ports)
        row[c.PER_CELL] = self.params.ndim > 1
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
    columns = columns_of(record, model, settings)
    params, per_cell = parameters_of(record, model, columns, settings)
    kernel = population_kernel(model, settings.method, per_cell)
    spiking = model.family == "spiking"
    if old is None or moment.fresh:
        state = initial_state(record, model, settings, columns)
        values = np.zeros((value_slots, record.size)) if value_slots else None
        ring = SpikeRing.empty(slots if spiking else 1, record.size if spiking else 0)
        block = NeuronBlock(record, model, settings, state, params, ring, values, kernel)
        if values is not None:
            values[moment.step % value_slots] = block.row_of()[: record.size]
        return block
    state = old.state
    if (
        old.model != model
        or old.n != record.size
        or moment.dt_before != settings.dt
        or old.record.channels != record.channels
        or model.output
    ):
        before = (old.record, old.model, old.state)
        state = carried_state(record, model, settings, columns, moment, before)
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
        past = old.row_of()[None, : old.n] if values is None else values
        values = carry_values(past, value_slots, record.size, moment)
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
