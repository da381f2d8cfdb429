"""What is said when a value leaves the finite range: where, when, and what to try."""

from __future__ import annotations

import numpy as np

from engine.assembly import Assembly
from engine.blocks.clock import Clock
from engine.blocks.edges import EdgeBlock
from engine.blocks.learning import Learning
from engine.blocks.neurons import NeuronBlock
from engine.blocks.training import Training
from engine.errors import BlowUp
from engine.kernels import tables as c
from engine.kernels.fastmath import LIMIT
from engine.kernels.learning import MOST


def explain(assembly: Assembly, clock: Clock, step: int, code: int, index: int) -> BlowUp:
    """The error for what the run loop answered in the step that began at `step`.

    `index` is the row of the node or the edge.
    """
    t = clock.time(step + 1)
    if code == c.STIMULUS_NOT_FINITE:
        node = list(assembly.nodes)[index]
        source = assembly.nodes[node]
        what = "its value" if source.kind == c.CURRENT else "its rate"
        cell = _first(source.state[:1])[1] if source.kind == c.CURRENT else 0
        where = f'stimulus "{node}"' + (f", cell {cell}" if cell else "")
        t = clock.time(step)
        message = (
            f"{where}: {what} is not a finite number near t = {t:g} ms; "
            "check its formula there (a division by zero, a logarithm, an overflow)"
        )
        return BlowUp(node, "I", cell, t, clock.dt, message)
    if code == c.SYNAPSE_NOT_FINITE:
        edge = list(assembly.edges.values())[index]
        learned = edge.parts.get("learning")
        if isinstance(learned, Learning):
            failed = _learning(edge, learned, t, clock.dt)
            if failed is not None:
                return failed
        if isinstance(edge.learner, Training):
            return _training(edge, t, clock.dt)
        variable, cell = "I", 0
        if edge.synapse is not None and edge.y.size:
            row, cell = _first(edge.y[: len(edge.synapse.states), : edge.sizes[1]])
            variable = edge.synapse.states[row].name
        message = (
            f'edge "{edge.record.id}": {variable} left the finite range at t = {t:g} ms with '
            f"dt = {clock.dt:g} ms; try {_smaller(clock.dt)} or a smaller weight"
        )
        return BlowUp(edge.record.id, variable, cell, t, clock.dt, message)
    node, block = list(assembly.nodes.items())[index]
    assert isinstance(block, NeuronBlock)
    names = block.model.variables
    row, cell = _first(np.array([block.row_of(name)[: block.n] for name in names]))
    variable = names[row]
    name = f'node "{node}"' if block.n == 1 else f'node "{node}", cell {cell}'
    message = (
        f"{name}: {variable} left the finite range at t = {t:g} ms with dt = {clock.dt:g} ms; "
        f"try {_advice(block, clock.dt)}"
    )
    return BlowUp(node, variable, cell, t, clock.dt, message)


def _learning(edge: EdgeBlock, part: Learning, t: float, dt: float) -> BlowUp | None:
    """What is said of a weight or a trace of a learning rule, if it is one that failed."""
    name, rule = edge.record.id, part.model.name
    advice = f"make the rate of learning smaller, or try {_smaller(dt)}"
    for variable, row in part.rows().items():
        limit = MOST if variable == "w" else LIMIT
        places = np.flatnonzero(~(np.abs(row) <= limit))
        if not len(places):
            continue
        cell = int(places[0])
        if variable == "w":
            what = "its weights"
            if part.model.needs == "values" and part.record.normalise is None:
                advice += ', set "normalise" to keep the sum of the weights, or take a rule that '
                advice += 'bounds them itself, such as "oja"'
        else:
            what = variable
        message = (
            f'edge "{name}": under the rule "{rule}" {what} grew beyond {limit:g} at '
            f"t = {t:g} ms with dt = {dt:g} ms; {advice}"
        )
        return BlowUp(name, variable, cell, t, dt, message)
    return None


def _training(edge: EdgeBlock, t: float, dt: float) -> BlowUp:
    """What is said when training would have made a weight too large."""
    assert edge.rule is not None
    name, rule = edge.record.id, edge.rule.name
    rates = {"lms": "make epsilon smaller", "rls": "make alpha larger"}
    message = (
        f'edge "{name}": under the rule "{rule}" its weights would grow beyond {MOST:g} at '
        f"t = {t:g} ms; {rates.get(rule, 'make eta smaller')}, or the values of the source"
    )
    return BlowUp(name, "w", 0, t, dt, message)


def _first(values: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> tuple[int, int]:
    """Row and cell of the first value that left the range that kernels call finite."""
    found = np.argwhere(~(np.abs(values) <= LIMIT))
    return (int(found[0, 0]), int(found[0, 1])) if len(found) else (0, 0)


def _smaller(dt: float) -> str:
    return f"dt <= {dt / 5:.1g} ms"


def _advice(block: NeuronBlock, dt: float) -> str:
    if block.model.family == "iterated":
        return "smaller weights: each step feeds the values back with a gain above 1"
    if block.settings.method == "exponential_euler":
        return f"{_smaller(dt)} or smaller weights"
    return f'{_smaller(dt)} or method "exponential_euler"'
