"""Dale's law: what sign the weights that leave a population have."""

from __future__ import annotations

from engine.declaration import SynapseModel
from engine.document import Sign
from engine.equations.system import synapse_system
from engine.equations.tree import names_in


def sign_of(source: Sign | None, synapse: SynapseModel | None) -> Sign | None:
    """The sign of an edge's weights by that of its source; None when both are allowed.

    A weight that is a conductance is never negative: whether it excites lies in the reversal
    potential.
    """
    if source is not None and synapse is not None and is_conductance(synapse):
        return "excitatory"
    return source


def is_conductance(synapse: SynapseModel) -> bool:
    """Whether the current depends on the membrane potential that it changes."""
    current = synapse_system(synapse).current
    return current is not None and "V" in names_in(current)
