"""Models that a person has typed: from the record in the document to a declaration.

Nothing of it is ever evaluated: texts are read by `engine.equations`, and what a fault is said of
is never compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.definitions.neuron import check_neuron, neuron
from engine.definitions.places import Fault, Reader
from engine.definitions.plasticity import check_plasticity, plasticity
from engine.definitions.size import fault_of_size
from engine.definitions.stimulus import check_stimulus, stimulus
from engine.definitions.synapse import check_synapse, synapse
from engine.document import Definition
from engine.equations.bytecode import ProgramTooLong, to_bytecode
from engine.equations.plasticity import plasticity_system
from engine.equations.system import (
    DeclarationError,
    neuron_system,
    stimulus_expression,
    synapse_system,
)

__all__ = ["Declared", "Fault", "declared", "faults"]

Declared = NeuronModel | SynapseModel | StimulusModel | PlasticityModel
SOURCE = "defined on this board"

_CHECKS = {
    "neuron": check_neuron,
    "synapse": check_synapse,
    "stimulus": check_stimulus,
    "plasticity": check_plasticity,
}
_MODELS: dict[str, Callable[[Definition, str, str, str], Declared]] = {
    "neuron": neuron,
    "synapse": synapse,
    "stimulus": stimulus,
    "plasticity": plasticity,
}


def declared(definition: Definition) -> Declared | None:
    """The model that a definition describes; None while it has faults. The same object for the
    same content."""
    return _read(_key(definition))[0]


def faults(definition: Definition) -> tuple[Fault, ...]:
    """Every mistake that can be told from the definition alone, in the order of its fields."""
    return _read(_key(definition))[1]


def _key(definition: Definition) -> str:
    """What a definition says, as text: records hold lists, which cannot be hashed."""
    return definition.model_copy(update={"id": "_"}).model_dump_json()


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[Declared | None, tuple[Fault, ...]]:
    definition = Definition.model_validate_json(text)
    reader = Reader()
    _CHECKS[definition.of](reader, definition)
    if reader.faults:
        return None, tuple(reader.faults)
    title = definition.title or definition.name
    summary = definition.summary or f"A model of this board: {title}."
    model = _MODELS[definition.of](definition, title, summary, SOURCE)
    field = "expression" if isinstance(model, StimulusModel) else "equations"
    try:
        fault = _system_fault(model)
    except DeclarationError as error:
        part, fault = _part_of(error, model.name)
        field = part if part in Definition.model_fields else field
    except ProgramTooLong as error:
        fault = str(error)
    return (model, ()) if fault is None else (None, (Fault(field, fault),))


def _part_of(error: DeclarationError, name: str) -> tuple[str, str]:
    """The part of the declaration that is wrong, and why; see DeclarationReader.fail."""
    part, _, why = str(error).partition(f'"{name}", ')[2].partition(": ")
    return part, why


def _system_fault(model: Declared) -> str | None:
    """What the engine finds in the model as a whole. Raises DeclarationError, ProgramTooLong."""
    if isinstance(model, NeuronModel):
        neurons = neuron_system(model)
        others = [*(line.value for line in neurons.reset), *neurons.initial]
        if neurons.threshold is not None:
            others.append(neurons.threshold)
        return fault_of_size(neurons.expanded, others)
    if isinstance(model, SynapseModel):
        joined = synapse_system(model)
        current = [joined.current] if joined.current is not None else []
        return fault_of_size(joined.equations, current)
    if isinstance(model, StimulusModel):
        expression = stimulus_expression(model)
        if expression is not None:
            to_bytecode(expression, ["t", *(p.name for p in model.parameters)])
    if isinstance(model, PlasticityModel):
        rule = plasticity_system(model)
        jumps = (rule.on_source, rule.on_target)
        lines = [line.value for side in jumps for line in (*side.synapse, *side.traces)]
        initial = [expression for _, expression in rule.initial]
        equations = (*rule.synapse, *rule.source, *rule.target)
        return fault_of_size(equations, [*lines, *initial])
    return None
