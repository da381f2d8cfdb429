"""The delta synapse."""

import pytest

from engine.equations import evaluate
from engine.equations.system import synapse_system
from engine.kernels.generate_synapse import synapse_source
from engine.registry import synapse_models

DELTA = synapse_models["delta"]


def test_kicks_the_membrane_potential_by_its_weight() -> None:
    system = synapse_system(DELTA)
    assert system.kicks == "V"
    assert evaluate(system.kick, {"J": 0.7}) == 0.7
    assert system.current is None


def test_has_no_kernel() -> None:
    with pytest.raises(ValueError, match="carries no current"):
        synapse_source(DELTA, "euler")
