"""A neuron model with the functions and channels that a record chooses for it."""

from __future__ import annotations

from engine.declaration import NeuronModel
from engine.document import Neurons


def composed(model: NeuronModel, record: Neurons) -> NeuronModel:
    """The model that the cells of `record` run; `model` itself where nothing is chosen.

    The same object for the same choices. Raises UnknownModel, DeclarationError.
    """
    return model
