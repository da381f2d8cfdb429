"""Populations and stimuli."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.stimuli import faults_of_stimulus
from engine.checks.values import faults_of_initial, faults_of_parameters, named
from engine.document import Neurons, Stimulus
from engine.errors import Problem
from engine.library import Library
from engine.registry import UnknownModel


def check_neurons(record: Neurons, library: Library) -> Iterator[Problem]:
    """Model, parameters and initial values of a population."""
    try:
        model = library.neuron(record)
    except UnknownModel as error:
        yield Problem(record.id, "model", f'node "{record.id}": {error}')
        return
    yield from named(
        record.id,
        "node",
        faults_of_parameters(record.params, model.parameters, record.size, per_cell=True),
    )
    yield from named(
        record.id, "node", faults_of_initial(record.initial, model.states, record.size)
    )


def check_stimulus(record: Stimulus, library: Library) -> Iterator[Problem]:
    """Model, size and parameters of a stimulus."""
    try:
        model = library.stimulus(record)
    except UnknownModel as error:
        yield Problem(record.id, "model", f'node "{record.id}": {error}')
        return
    yield from named(record.id, "node", faults_of_stimulus(record, model))
