"""Runs of small documents, for tests of what a model does."""

from __future__ import annotations

import numpy as np

from engine import Document, Probe, Simulation
from engine.blocks.arrays import Floats
from engine.declaration import NeuronModel, Preset
from engine.registry import neuron_models
from tests.engine.boards import Raw, neurons


def preset(model: str, name: str) -> Preset:
    """A preset of a registered model."""
    return next(found for found in neuron_models[model].presets if found.name == name)


def with_preset(identifier: str, model: str, name: str) -> Raw:
    """A neuron with the values of a preset, as the inspector would set them."""
    found = preset(model, name)
    return neurons(identifier, model, params=dict(found.params), initial=dict(found.initial))


def spike_times(document: Document, duration: float, node: str = "a") -> Floats:
    """Times (ms) of the spikes of a node of one cell."""
    simulation = Simulation(document)
    simulation.run(duration)
    steps = simulation.recorder.spikes_since(node).steps
    return np.asarray(steps * document.settings.dt)


def traces(document: Document, duration: float, *variables: str, node: str = "a") -> list[Floats]:
    """Samples (steps + 1, cells) of variables of a node, from t = 0."""
    simulation = Simulation(document)
    size = simulation.size(node)
    probes = [Probe(node, variable, tuple(range(size))) for variable in variables]
    for probe in probes:
        simulation.watch(probe)
    simulation.run(duration)
    return [simulation.recorder.samples_since(probe)[2] for probe in probes]


def numbers(model: NeuronModel) -> dict[str, float]:
    """The defaults of the parameters that are numbers."""
    return {p.name: float(p.default) for p in model.numbers}  # type: ignore[arg-type]  # numbers
