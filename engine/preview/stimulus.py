"""A stimulus: its value, or its rate, in time."""

from __future__ import annotations

import numpy as np

from engine.declaration import StimulusModel
from engine.equations.evaluate import evaluate
from engine.equations.system import stimulus_expression
from engine.errors import DocumentError
from engine.preview.bench import MAX_POINTS, Bench, Curve, Span
from engine.sentences import did_you_mean

LENGTH = 500.0
"""ms that are shown."""


def stimulus_curves(bench: Bench, current: float, currents: Span | None) -> list[Curve]:
    """Samples of the expression."""
    model = bench.model
    assert isinstance(model, StimulusModel)
    known = bench.values()
    for name in bench.params:
        if name not in known:
            raise DocumentError(f'there is no parameter "{name}"{did_you_mean(name, known)}')
    expression = stimulus_expression(model)
    assert expression is not None
    t = np.linspace(0.0, LENGTH, MAX_POINTS)
    y = np.broadcast_to(evaluate(expression, {**known, "t": t}), t.shape)
    spikes = model.output == "spikes"
    title = "Rate of the spikes" if spikes else "The current"
    return [
        Curve("samples", title, "t (ms)", "rate (Hz)" if spikes else "I", t.tolist(), y.tolist())
    ]
