"""Units whose slope follows from their value: what training needs to know of them."""

from __future__ import annotations

from engine.declaration import NeuronModel
from engine.kernels import training_columns as r

ACTIVATIONS = {
    "linear": r.LINEAR,
    "sigmoid": r.SIGMOID,
    "tanh": r.TANH,
    "relu": r.RELU,
    "softmax": r.SOFTMAX,
}


def activation_of(model: NeuronModel) -> int:
    """The kind of unit, for `engine.kernels.training`; OTHER counts as one of slope 1."""
    return ACTIVATIONS.get(model.name, r.OTHER) if model.family == "iterated" else r.OTHER
