"""What the cells of a population start with, and what of it survives an edit."""

from __future__ import annotations

from itertools import product
from math import comb

import numpy as np

from engine.blocks.arrays import Floats, aligned, padded
from engine.blocks.clock import Moment
from engine.blocks.values import Value, resolve
from engine.compose import values_of
from engine.declaration import NeuronModel
from engine.document import Neurons, Settings
from engine.equations.evaluate import evaluate
from engine.equations.system import neuron_system
from engine.kernels.rows import ChainRows, Rows, rows_of
from engine.randomness import generator, in_trial, stream_key

Columns = dict[str, float | Floats]
"""Values by name, as a number or as one number per cell."""


def columns_of(record: Neurons, model: NeuronModel, settings: Settings) -> Columns:
    """Every parameter that is a number, within its bounds."""
    columns: Columns = {}
    values = values_of(record)
    for parameter in model.numbers:
        given = values.get(parameter.name, parameter.default)
        assert not isinstance(given, str | tuple)
        random = generator(settings.seed, record.id, f"parameter {parameter.name}")
        value = resolve(given, record.size, random)  # type: ignore[arg-type]  # validated
        if not isinstance(value, float):
            # A tail of a distribution stays within what the model allows.
            value = np.clip(value, parameter.low, parameter.high)
        columns[parameter.name] = value
    return columns


def parameters_of(
    record: Neurons, model: NeuronModel, columns: Columns, settings: Settings
) -> tuple[Floats, bool]:
    """What the kernel reads, and whether it is a row for each parameter: see
    `engine.kernels.generate_population`."""
    values = [settings.dt, *columns.values()]
    for rows in rows_of(model).chains:
        key = (
            stream_key(
                settings.seed, record.id, in_trial(f"channels {rows.chain.name}", settings.trial)
            )
            % 2**64
        )
        values += [_number(record, rows), float(key >> 32), float(key % 2**32)]
    if all(isinstance(value, float) for value in columns.values()):
        params = aligned(len(values))
        params[:] = values
        return params, False
    params = aligned(len(values), padded(record.size))
    # The cells that pad a row are stepped too: they take part with harmless values.
    for row, value in zip(params, values, strict=True):
        row[:] = value if isinstance(value, float) else value[-1]
        row[: record.size] = value
    return params, True


def _number(record: Neurons, rows: ChainRows) -> float:
    """How many channels a chain of a record has in each cell."""
    names = {channel.name or channel.channel: channel.number for channel in record.channels}
    return float(names[rows.chain.name] or 0)


def initial_state(
    record: Neurons, model: NeuronModel, settings: Settings, columns: Columns
) -> Floats:
    """All rows of a population that begins."""
    state = _declared(record, model, settings, columns)
    return _completed(state, record, model, settings, columns, None)


def carried_state(
    record: Neurons,
    model: NeuronModel,
    settings: Settings,
    columns: Columns,
    moment: Moment,
    before: tuple[Neurons, NeuronModel, Floats],
) -> Floats:
    """States of the same name go on in the cells that remain; the rest begins anew."""
    state = _declared(record, model, settings, columns)
    old_record, old_model, old = before
    kept = min(record.size, old_record.size)
    known = {declared.name: row for declared, row in zip(old_model.states, old, strict=False)}
    for row, declared in zip(state, model.states, strict=False):
        if declared.name in known:
            row[:kept] = known[declared.name][:kept]
    rows, old_rows = rows_of(model), rows_of(old_model)
    if rows.held >= 0 and old_rows.held >= 0:
        ratio = moment.dt_before / settings.dt
        state[rows.held, :kept] = np.rint(old[old_rows.held, :kept] * ratio)
    return _completed(state, record, model, settings, columns, (old_record, old_rows, old))


def _declared(record: Neurons, model: NeuronModel, settings: Settings, columns: Columns) -> Floats:
    state = aligned(rows_of(model).total, padded(record.size))
    known = dict(columns)
    expressions = neuron_system(model).initial
    for row, declared, expression in zip(state, model.states, expressions, strict=False):
        if declared.name in record.initial:
            random = generator(
                settings.seed, record.id, in_trial(f"initial {declared.name}", settings.trial)
            )
            value = resolve(_value(record, declared.name), record.size, random)
        else:
            value = evaluate(expression, known)
        known[declared.name] = value
        row[:] = value if isinstance(value, float) else value[-1]
        row[: record.size] = value
    return state


def _value(record: Neurons, name: str) -> Value:
    return record.initial[name]


def _completed(
    state: Floats,
    record: Neurons,
    model: NeuronModel,
    settings: Settings,
    columns: Columns,
    before: tuple[Neurons, Rows, Floats] | None,
) -> Floats:
    """The state with the rows that no equation names."""
    n, rows = record.size, rows_of(model)
    for chain in rows.chains:
        _set_chain(state, record, model, settings, chain, before)
    if rows.turn >= 0:
        if before is not None and before[1].turn >= 0 and before[0].size == n:
            state[rows.turn] = before[2][before[1].turn]
        else:
            state[rows.turn, :n] = generator(
                settings.seed, record.id, in_trial("turns", settings.trial)
            ).permutation(n)
    if rows.output >= 0:
        output = neuron_system(model).output
        assert output is not None
        states = {s.name: row[:n] for s, row in zip(model.states, state, strict=False)}
        state[rows.output, :n] = evaluate(output, {**columns, **states})
    return state


def _set_chain(
    state: Floats,
    record: Neurons,
    model: NeuronModel,
    settings: Settings,
    rows: ChainRows,
    before: tuple[Neurons, Rows, Floats] | None,
) -> None:
    """Channels by state: those of the same number go on, others are drawn from the gates."""
    n, number = record.size, int(_number(record, rows))
    index = {declared.name: row for row, declared in enumerate(model.states)}
    gates = [(index[gate.state], gate.count) for gate in rows.chain.gates]
    levels = list(product(*(range(count + 1) for _, count in gates)))
    shares = np.ones((n, rows.states))
    for column, level in enumerate(levels):
        for opened, (row, count) in zip(level, gates, strict=True):
            fraction = np.clip(state[row, :n], 0.0, 1.0)
            closed = (1.0 - fraction) ** (count - opened)
            shares[:, column] *= comb(count, opened) * fraction**opened * closed
    shares /= shares.sum(axis=1, keepdims=True)
    random = generator(
        settings.seed, record.id, in_trial(f"channels {rows.chain.name}", settings.trial)
    )
    counts = random.multinomial(number, shares).T.astype(np.float64)
    last = rows.first + rows.states
    state[rows.first : last, :n] = counts
    same = [old for old in before[1].chains if old.chain == rows.chain] if before else []
    if before is not None and same and _number(before[0], same[0]) == number:
        kept, first = min(n, before[0].size), same[0].first
        # With the draws that they have used, which lie behind them.
        old = before[2][first : first + rows.states + 1, :kept]
        state[rows.first : last + 1, :kept] = old
        counts = state[rows.first : last, :n]
    for which, (row, count) in enumerate(gates):
        subunits = np.array([level[which] for level in levels], np.float64)
        state[row, :n] = subunits @ counts / (number * count)
    state[index[rows.chain.opened], :n] = counts[-1] / number
