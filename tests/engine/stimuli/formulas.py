"""The value of a stimulus as the engine computes it: its tree as a program, sample by sample."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.declaration import StimulusModel
from engine.equations import evaluate, to_bytecode
from engine.equations.bytecode import execute
from engine.equations.system import parse_value, stimulus_expression
from engine.equations.tree import substitute


def samples(
    model: StimulusModel, params: Mapping[str, float | str], t: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values at the times t (ms), by the bytecode; equal to the tree walk up to rounding."""
    expr = stimulus_expression(model)
    assert expr is not None
    texts = {p.name: p.default for p in model.parameters if p.kind == "expression"} | dict(params)
    trees = {
        p.name: parse_value(texts[p.name], {"t"})  # type: ignore[arg-type]  # a number or a text
        for p in model.parameters
        if p.kind == "expression"
    }
    expr = substitute(expr, trees)
    numbers = {
        p.name: float(params.get(p.name, p.default))  # type: ignore[arg-type]  # numbers only
        for p in model.parameters
        if p.kind == "number"
    }
    names = ("t", *numbers)
    found = execute(to_bytecode(expr, names), [t, *numbers.values()])
    walked = evaluate(expr, {"t": t, **numbers})
    result = np.broadcast_to(found, t.shape)
    np.testing.assert_allclose(result, np.broadcast_to(walked, t.shape), rtol=1e-14)
    return np.asarray(result)
