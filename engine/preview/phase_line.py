"""The phase line of a neuron with one state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.declaration import NeuronModel
from engine.definitions.names import INPUT
from engine.equations.evaluate import evaluate
from engine.equations.system import neuron_system
from engine.equations.tree import Compare, Expr, names_in
from engine.preview.bench import MAX_POINTS, Bench, Curve, Span, Zero, name_with_unit

Floats = NDArray[np.float64]
Slope = Callable[[Floats], Floats]


def phase_line(bench: Bench, model: NeuronModel, current: float, visited: Sequence[float]) -> Curve:
    """dX/dt against X under a constant input, with the equilibria in between; `visited` are values
    of the state that must be on it."""
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

    low, high = _window(bench, model, visited)
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


def _window(bench: Bench, model: NeuronModel, visited: Sequence[float]) -> Span:
    """Where the state goes, and where its threshold, its reset and the parameters in its unit are,
    with some room around."""
    state = model.states[0]
    values = bench.values()
    marks = list(visited)
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
