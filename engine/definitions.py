"""Models that a person has typed: from the record in the document to a declaration."""

from __future__ import annotations

from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.document import Definition

Declared = NeuronModel | SynapseModel | StimulusModel | PlasticityModel


def declared(definition: Definition) -> Declared | None:
    """The model that a definition describes; None when it describes none."""
    return None
