"""What a model does, tried out by itself before it is part of a network: a few small curves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.definitions import declared, faults
from engine.document import Definition
from engine.errors import DocumentError, Problem
from engine.preview.bench import Bench, Cancel, Curve, Span, Zero
from engine.preview.neuron import neuron_curves
from engine.preview.plasticity import plasticity_curves
from engine.preview.stimulus import stimulus_curves
from engine.preview.synapse import synapse_curves

__all__ = ["Curve", "Zero", "preview"]

Curves = Callable[[Bench, float, Span | None], list[Curve]]
_CURVES: dict[str, Curves] = {
    "neuron": neuron_curves,
    "synapse": synapse_curves,
    "stimulus": stimulus_curves,
    "plasticity": plasticity_curves,
}


def preview(
    definition: Definition,
    params: Mapping[str, float],
    current: float = 0.0,
    currents: Span | None = None,
    cancelled: Cancel | None = None,
) -> list[Curve]:
    """The curves of a model, some tenths of a second of work once it is compiled.

    `params` differ from the defaults; `current` is the constant input of a phase line and a trace,
    `currents` the range of a f-I curve (None: found). Raises DocumentError where the definition
    has faults, a parameter is not valid or too much work is asked for, Cancelled, NotCompiled.
    """
    model = declared(definition)
    if model is None:
        problems = [
            Problem(definition.id, fault.field, f"{fault.where}: {fault.message}")
            for fault in faults(definition)
        ]
        raise DocumentError(problems)
    make = _CURVES[definition.of]
    return make(Bench(definition, model, dict(params), cancelled), current, currents)
