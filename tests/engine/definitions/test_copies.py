"""Every built-in model, typed by hand: the same kernel, so the same numbers at the same speed."""

from __future__ import annotations

from typing import Any

import pytest

from engine.declaration import (
    NeuronModel,
    Parameter,
    PlasticityModel,
    State,
    SynapseModel,
    Trace,
)
from engine.definitions import declared, faults
from engine.document import Definition
from engine.kernels.generate_plasticity import plasticity_source
from engine.kernels.generate_population import population_source
from engine.kernels.generate_synapse import synapse_source
from engine.kernels.stepping import METHODS
from engine.registry import neuron_models, plasticity_models, synapse_models

Model = NeuronModel | SynapseModel | PlasticityModel
ALL: tuple[Model, ...] = (
    *neuron_models.values(),
    *synapse_models.values(),
    *plasticity_models.values(),
)
SIMPLE: list[Model] = [
    model
    for model in ALL
    if all(parameter.kind == "number" for parameter in model.parameters)
    and not getattr(model, "output", "")
    and not getattr(model, "normalised", False)
    and not getattr(model, "asynchronous", False)
    and not getattr(model, "ports", ())
    and not getattr(model, "algorithm", "")
]
"""Models that use nothing that a definition has no field for."""


def typed(model: Model) -> Definition:
    """A definition with the texts of a built-in model."""
    kinds = {NeuronModel: "neuron", SynapseModel: "synapse", PlasticityModel: "plasticity"}
    fields: dict[str, Any] = {
        name: getattr(model, name)
        for name in Definition.model_fields
        if isinstance(getattr(model, name, None), str | bool) and name != "output"
    }
    traces = model.traces if isinstance(model, PlasticityModel) else ()
    return Definition.model_validate(
        {
            **fields,
            "id": "d",
            "of": kinds[type(model)],
            "name": f"my_{model.name}",
            "summary": "",
            "parameters": [_parameter(parameter) for parameter in model.parameters],
            "states": [*map(_state, traces), *map(_state, model.states)],
        }
    )


def _parameter(parameter: Parameter) -> dict[str, Any]:
    fields = ("name", "default", "unit", "low", "high")
    return {field: getattr(parameter, field) for field in fields}


def _state(state: State | Trace) -> dict[str, Any]:
    fields = ("name", "initial", "unit")
    side = state.side if isinstance(state, Trace) else ""
    return {field: getattr(state, field) for field in fields} | {"side": side}


def sources(model: object) -> list[str]:
    if isinstance(model, NeuronModel):
        return [population_source(model, m, cell) for m in METHODS for cell in (False, True)]
    if isinstance(model, SynapseModel):
        return [synapse_source(model, method) for method in METHODS] if model.current else []
    assert isinstance(model, PlasticityModel)
    return [plasticity_source(model, method) for method in METHODS]


def test_most_models_can_be_typed() -> None:
    names = {model.name for model in SIMPLE}
    assert {
        "lif",
        "izhikevich",
        "hh",
        "morris_lecar",
        "exponential",
        "conductance",
        "stdp",
    } <= names
    assert len(SIMPLE) > 20


@pytest.mark.parametrize("model", SIMPLE, ids=lambda model: model.name)
def test_a_typed_copy_has_the_kernel_of_the_built_in_one(model: Model) -> None:
    definition = typed(model)
    assert faults(definition) == ()
    copy = declared(definition)
    assert copy is not None
    assert sources(copy) == sources(model)
