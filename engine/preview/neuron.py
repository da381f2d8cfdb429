"""A neuron: its f-I curve, its phase line when it has one state, and its course."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from engine.declaration import NeuronModel
from engine.errors import BlowUp
from engine.preview.bench import MAX_POINTS, Bench, Curve, Span, name_with_unit
from engine.preview.phase_line import phase_line
from engine.probes import Probe
from engine.simulation import Simulation

Floats = NDArray[np.float64]

POINTS = 41
"""Currents of a f-I curve."""
COARSE = 2.0 ** np.arange(-6, 13)
"""Currents that are tried first, to find the range that matters."""
DT = 0.1
LENGTH = 1000.0
"""ms of a f-I curve; the first fifth is not counted."""
SETTLED = 0.2
TRACE = 300.0
"""ms of a trace."""


def neuron_curves(bench: Bench, current: float, currents: Span | None) -> list[Curve]:
    """The curves of a neuron; see `preview`."""
    model = bench.model
    assert isinstance(model, NeuronModel)
    iterated = model.family == "iterated"
    curves = [_input_output(bench, model, currents)]
    trace = _trace(bench, model, current)
    if len(model.states) == 1 and not iterated:
        curves.append(phase_line(bench, model, current, trace.y))
    return [*curves, trace]


def _population(bench: Bench, currents: Floats, dt: float) -> Simulation:
    """A cell for each current, with the parameters of the model the same for all."""
    cells = {
        "id": "cells",
        "kind": "neurons",
        "model": bench.model.name,
        "size": len(currents),
        "params": bench.params,
    }
    source = {"id": "one", "kind": "stimulus", "model": "constant", "params": {"amplitude": 1.0}}
    weights = [[float(value)] for value in currents]
    edge = {"id": "input", "source": "one", "target": "cells", "weight": weights}
    return bench.simulation([source, cells], [edge], dt)


def _outputs(bench: Bench, model: NeuronModel, currents: Floats, length: float) -> Floats:
    """Rate (Hz) or last value of each cell; nan where a value left the finite range."""
    answer = np.full(len(currents), np.nan)
    left = np.arange(len(currents))
    dt, steps = _steps(model, length)
    while len(left):
        simulation = _population(bench, currents[left], dt)
        try:
            bench.advance(simulation, steps)
        except BlowUp as error:
            # Whatever is driven at least as hard in that direction would leave it too.
            worst = currents[left[error.cell]]
            beyond = currents[left] >= worst if worst > 0 else currents[left] <= worst
            beyond[error.cell] = True
            left = left[~beyond]
            continue
        answer[left] = _read(simulation, model, len(left), steps)
        break
    return answer


def _steps(model: NeuronModel, length: float) -> tuple[float, int]:
    if model.family == "iterated":
        return 1.0, 200
    return DT, round(length / DT)


def _read(simulation: Simulation, model: NeuronModel, cells: int, steps: int) -> Floats:
    if model.family != "spiking":
        return np.array(simulation.state("cells", model.states[0].name))
    begin = round(SETTLED * steps)
    spikes = simulation.recorder.spikes_since("cells", begin)
    seconds = (steps - begin) * simulation.dt / 1000.0
    return np.bincount(spikes.cells, minlength=cells)[:cells] / seconds


def _input_output(bench: Bench, model: NeuronModel, span: Span | None) -> Curve:
    low, high = span if span is not None else _range(bench, model)
    currents = np.linspace(low, high, POINTS)
    values = _outputs(bench, model, currents, LENGTH)
    state = model.states[0]
    spiking = model.family == "spiking"
    return Curve(
        "f_i",
        "Rate against input" if spiking else "Value against input",
        "I",
        "rate (Hz)" if spiking else name_with_unit(state.name, state.unit),
        currents.tolist(),
        values.tolist(),
    )


def _range(bench: Bench, model: NeuronModel) -> Span:
    """Currents within which something happens: from rest to three times the first that counts."""
    if model.family == "spiking":
        tried = np.concatenate([[0.0], COARSE])
        rates = _outputs(bench, model, tried, TRACE)
        firing = tried[np.nan_to_num(rates) > 0]
        first = float(firing[0]) if len(firing) else 10.0
        return (0.0, max(1.0, 2.0 * first)) if first > 0 else (-10.0, 10.0)
    tried = np.concatenate([[0.0], COARSE, -COARSE])
    values = _outputs(bench, model, tried, TRACE)
    moved = np.abs(tried[np.abs(values - values[0]) > 1e-9])
    reach = max(2.0, 4.0 * float(moved.min())) if len(moved) else 10.0
    return -reach, reach


def _trace(bench: Bench, model: NeuronModel, current: float) -> Curve:
    dt, steps = _steps(model, TRACE)
    simulation = _population(bench, np.array([current]), dt)
    state = model.states[0]
    probe = Probe("cells", state.name)
    every = -(-steps // (MAX_POINTS - 1))
    simulation.watch(probe, every)
    # What came before a blow-up is worth seeing.
    with suppress(BlowUp):
        bench.advance(simulation, steps)
    samples = simulation.recorder.samples_since(probe)
    times = (samples.first_step + samples.every * np.arange(len(samples.values))) * dt
    return Curve(
        "trace",
        f"{state.name} for I = {current:g}",
        "step" if model.family == "iterated" else "t (ms)",
        name_with_unit(state.name, state.unit),
        times.tolist(),
        samples.values[:, 0].tolist(),
    )
