"""Every registered model that texts can say is the same model when it is typed."""

from __future__ import annotations

import pytest

from engine.declaration import NeuronModel, PlasticityModel, SynapseModel
from engine.definitions import declared, faults
from engine.definitions.copying import Copied, definition_of
from engine.kernels.generate_plasticity import plasticity_source
from engine.kernels.generate_population import population_source
from engine.kernels.generate_synapse import synapse_source
from engine.registry import neuron_models, plasticity_models, stimulus_models, synapse_models

EVERY: list[Copied] = [
    *neuron_models.values(),
    *synapse_models.values(),
    *stimulus_models.values(),
    *plasticity_models.values(),
]
SAID = [model for model in EVERY if definition_of(model, "copy") is not None]


def test_most_models_can_be_said() -> None:
    kinds = [NeuronModel, SynapseModel, PlasticityModel]
    counts = [sum(isinstance(model, kind) for model in SAID) for kind in kinds]
    assert counts[0] >= 15
    assert counts[1] == len(synapse_models)
    assert counts[2] >= 6


@pytest.mark.parametrize("model", SAID, ids=lambda model: model.name)
def test_a_copy_has_no_faults(model: Copied) -> None:
    definition = definition_of(model, "copy_of_it")
    assert definition is not None
    assert faults(definition) == ()


def _kernel(model: object) -> str | None:
    if isinstance(model, NeuronModel) and not any(p.kind == "function" for p in model.parameters):
        return population_source(model, "euler", False)
    if isinstance(model, SynapseModel) and model.current:
        return synapse_source(model, "euler")
    if isinstance(model, PlasticityModel):
        return plasticity_source(model, "euler")
    return None


@pytest.mark.parametrize(
    "model", [model for model in SAID if _kernel(model)], ids=lambda model: model.name
)
def test_a_copy_compiles_to_the_same_code(model: Copied) -> None:
    definition = definition_of(model, "copy_of_it")
    assert definition is not None
    assert _kernel(declared(definition)) == _kernel(model)
