"""The models that names in a document stand for: the document's own first, then the registered.

A record may choose a function for its model or add channels to it; what it then runs is a model of
its own, made once and kept, so that comparing models is comparing objects.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from engine.compose import composed
from engine.declaration import (
    NeuronModel,
    PlasticityModel,
    StimulusModel,
    SynapseModel,
)
from engine.definitions import declared
from engine.document import Definition, Neurons, Projection, Stimulus
from engine.equations.reader import DeclarationError
from engine.registry import (
    UnknownModel,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)

M = TypeVar("M", NeuronModel, SynapseModel, StimulusModel, PlasticityModel)


class Library:
    """Models by name, those of `definitions` included. Raises UnknownModel for other names.

    A definition that describes no model is left out here; validation says what is wrong with it.
    """

    def __init__(self, definitions: tuple[Definition, ...] = ()) -> None:
        own = {definition.name: declared(definition) for definition in definitions}
        self.definitions = definitions
        self.neurons: Mapping[str, NeuronModel] = _with(own, neuron_models, NeuronModel)
        self.synapses: Mapping[str, SynapseModel] = _with(own, synapse_models, SynapseModel)
        self.stimuli: Mapping[str, StimulusModel] = _with(own, stimulus_models, StimulusModel)
        self.rules: Mapping[str, PlasticityModel] = _with(own, plasticity_models, PlasticityModel)

    def neuron(self, record: Neurons) -> NeuronModel:
        """What the cells of a population run: its model with the functions and channels that the
        record chooses. Raises UnknownModel, DeclarationError."""
        return composed(_found(self.neurons, "neuron model", record.model), record)

    def synapse(self, record: Projection) -> SynapseModel | None:
        """The synapse of an edge, None for a weighted sum."""
        if record.synapse is None:
            return None
        return _found(self.synapses, "synapse", record.synapse)

    def hears_spikes(self, record: Projection) -> bool:
        """Whether an edge passes spikes rather than values. Raises UnknownModel."""
        synapse = self.synapse(record)
        return synapse is not None and synapse.carries == "spikes"

    def stimulus(self, record: Stimulus) -> StimulusModel:
        """The model of a stimulus."""
        return _found(self.stimuli, "stimulus", record.model)

    def rule(self, record: Projection) -> PlasticityModel | None:
        """The learning rule of an edge, None when it does not learn."""
        if record.plasticity is None:
            return None
        return _found(self.rules, "learning rule", record.plasticity.rule)

    def sends_spikes(self, record: Neurons | Stimulus) -> bool:
        """Whether a node sends spikes rather than a value. Raises UnknownModel."""
        if isinstance(record, Stimulus):
            return self.stimulus(record).output == "spikes"
        return _found(self.neurons, "neuron model", record.model).family == "spiking"

    def knows(self, record: Neurons | Stimulus) -> bool:
        """Whether the model of a node exists and what it adds fits; if not, that is said
        elsewhere."""
        if isinstance(record, Stimulus):
            return record.model in self.stimuli
        try:
            self.neuron(record)
        except (UnknownModel, DeclarationError):
            return False
        return True


@cache
def _registered() -> Library:
    return Library()


def library_of(definitions: tuple[Definition, ...]) -> Library:
    """The library of a document with these definitions."""
    return Library(definitions) if definitions else _registered()


def _with(own: Mapping[str, object], registered: Mapping[str, M], kind: type[M]) -> Mapping[str, M]:
    mine = {name: model for name, model in own.items() if isinstance(model, kind)}
    return ChainMap(mine, registered) if mine else registered  # type: ignore[arg-type]  # read only


def _found(models: Mapping[str, M], kind: str, name: str) -> M:
    try:
        return models[name]
    except KeyError:
        raise UnknownModel(kind, name, list(models)) from None
