"""Which kernels a network needs that nobody has compiled yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from engine.compose import differs_by_cell
from engine.declaration import NeuronModel, PlasticityModel, SynapseModel
from engine.definitions import declared
from engine.document import Definition, Neurons, Projection, Stimulus
from engine.equations.reader import DeclarationError
from engine.kernels.cache import (
    aside_kernel,
    is_aside_ready,
    is_ready,
    plasticity_kernel,
    population_kernel,
    synapse_kernel,
)
from engine.network import Network
from engine.registry import UnknownModel


@dataclass(frozen=True, slots=True)
class Needed:
    """A kernel to be made: what a person calls it, and what makes it (NotCompiled)."""

    title: str
    make: Callable[[], object]


def needed_kernels(network: Network, changed: Collection[str]) -> list[Needed]:
    """The kernels of the changed records that would have to be compiled, each once.

    A model of the document's own is compiled before any node runs it. Records that name no model
    are left out: validation says what is wrong with them.
    """
    method = network.settings.method
    found: dict[tuple[NeuronModel | SynapseModel | PlasticityModel, bool], Needed] = {}

    def add(model: object, per_cell: bool = False) -> None:
        make: Callable[[], object]
        if isinstance(model, NeuronModel):
            make = partial(population_kernel, model, method, per_cell)
        elif isinstance(model, SynapseModel):
            make = partial(synapse_kernel, model, method)
        elif isinstance(model, PlasticityModel):
            make = partial(plasticity_kernel, model, method)
        else:
            return
        if (model, per_cell) not in found and not is_ready(model, method, per_cell):
            found[model, per_cell] = Needed(model.title, make)

    for identifier in changed:
        record = network.get(identifier)
        try:
            if isinstance(record, Neurons):
                neuron = network.library.neuron(record)
                add(neuron, differs_by_cell(record, neuron))
            elif isinstance(record, Projection):
                add(network.library.synapse(record))
                add(network.library.rule(record))
            elif isinstance(record, Definition):
                add(declared(record))
        except (UnknownModel, DeclarationError):
            continue
    stimuli = any(isinstance(network.get(name), Stimulus) for name in changed)
    if stimuli and not is_aside_ready("stimuli"):
        return [Needed("stimuli", partial(aside_kernel, "stimuli")), *found.values()]
    return list(found.values())
