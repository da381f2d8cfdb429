"""Steps that are far too large: what blows up is reported, and nothing is ever nan."""

import numpy as np
import pytest

from engine import Simulation
from engine.declaration import NeuronModel
from engine.errors import BlowUp
from engine.registry import neuron_models
from tests.engine.boards import make_document, neurons

DRIVE = {"qif": 1.0, "theta": 1.0, "fitzhugh_nagumo": 0.3, "morris_lecar": 80.0}


@pytest.mark.parametrize("times", [1, 10, 100, 1000])
@pytest.mark.parametrize("model", neuron_models.values(), ids=lambda model: model.name)
def test_a_step_too_large_is_reported(model: NeuronModel, times: int) -> None:
    node = neurons("a", model.name, 9, params={"I_ext": DRIVE.get(model.name, 15.0)})
    simulation = Simulation(make_document([node], dt=0.02 * times))
    failed = None
    try:
        simulation.advance(300)
    except BlowUp as error:
        failed = error
    if failed is not None:
        assert times > 1
        assert failed.node == "a"
        assert failed.variable in model.variables
        assert "try" in str(failed)
        return
    for variable in model.variables:
        assert np.isfinite(simulation.state("a", variable)).all()
