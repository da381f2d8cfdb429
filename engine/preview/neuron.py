"""A neuron: its f-I curve, its phase line when it has one state, and its course."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from engine.declaration import NeuronModel
from engine.definitions.names import INPUT
from engine.equations.evaluate import evaluate
from engine.equations.system import neuron_system
from engine.equations.tree import Compare, Expr, names_in
from engine.errors import BlowUp
from engine.preview.bench import MAX_POINTS, Bench, Curve, Span, Zero, name_with_unit
from engine.probes import Probe
from engine.simulation import Simulation

Floats = NDArray[np.float64]
Slope = Callable[[Floats], Floats]

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
    if len(model.states) == 1 and not iterated:
        curves.append(_phase_line(bench, model, current))
    return [*curves, _trace(bench, model, current)]


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


def _phase_line(bench: Bench, model: NeuronModel, current: float) -> Curve:
    """dX/dt against X where the input is constant, with the equilibria in between."""
    state = model.states[0]
    equation = neuron_system(model).expanded[0]
    values = bench.values()
    names = {**values, "I": current + values["I_ext"], "t": 0.0}

    def slope(x: Floats) -> Floats:
        known: dict[str, float | Floats] = {**names, state.name: x}
        right = np.broadcast_to(evaluate(equation.right, known), x.shape)
        if equation.coefficient is None:
            return np.array(right, np.float64)
        with np.errstate(all="ignore"):
            return np.asarray(right / evaluate(equation.coefficient, known), np.float64)

    low, high = _window(bench, model, current)
    x = np.linspace(low, high, MAX_POINTS)
    y = slope(x)
    zeros = [
        Zero(float(_crossing(slope, x[k], x[k + 1])), bool(y[k + 1] < 0))
        for k in np.flatnonzero((y[:-1] * y[1:] < 0) | ((y[:-1] == 0) & (y[1:] != 0)))
        if _is_continuous(slope, x[k], x[k + 1])
    ]
    unit = state.unit.replace("/ms", "/ms²") if "/ms" in state.unit else f"{state.unit}/ms"
    name = name_with_unit(f"d{state.name}/dt", unit if state.unit else "")
    title = f"Phase line for I = {current:g}"
    axis = name_with_unit(state.name, state.unit)
    return Curve("phase_line", title, axis, name, x.tolist(), y.tolist(), zeros)


def _window(bench: Bench, model: NeuronModel, current: float) -> Span:
    """Where the state goes, and where its threshold, its reset and the parameters in its unit are,
    with some room around."""
    state = model.states[0]
    values = bench.values()
    marks = list(_trace(bench, model, current).y)
    marks += [
        values[parameter.name]
        for parameter in model.parameters
        if parameter.unit == state.unit and parameter.unit and parameter.name != INPUT.name
    ]
    system = neuron_system(model)
    levels: list[Expr] = [line.value for line in system.reset]
    if isinstance(system.threshold, Compare):
        levels += [system.threshold.left, system.threshold.right]
    marks += [float(evaluate(level, values)) for level in levels if names_in(level) <= set(values)]
    finite = [mark for mark in marks if abs(mark) < 1e9] or [0.0]
    low, high = min(finite), max(finite)
    room = 0.2 * (high - low) or 1.0
    return low - room, high + room


def _crossing(slope: Slope, low: float, high: float) -> float:
    """Bisection between two points at which the signs differ."""
    a = slope(np.array([low]))[0]
    for _ in range(60):
        middle = (low + high) / 2
        b = slope(np.array([middle]))[0]
        low, high = (middle, high) if a * b > 0 else (low, middle)
    return (low + high) / 2


def _is_continuous(slope: Slope, low: float, high: float) -> bool:
    """Whether the sign changes by passing zero and not by a jump."""
    at = _crossing(slope, low, high)
    here, ends = slope(np.array([at]))[0], slope(np.array([low, high]))
    return bool(abs(here) < 1e-6 * (1.0 + np.abs(ends).max()))
