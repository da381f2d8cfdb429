"""Populations and stimuli."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.stimuli import faults_of_stimulus
from engine.checks.values import Fault, faults_of_initial, faults_of_parameters, named
from engine.compose import name_of
from engine.document import Neurons, Stimulus
from engine.equations.reader import DeclarationError
from engine.errors import Problem
from engine.library import Library
from engine.registry import UnknownModel, channel_models


def check_neurons(record: Neurons, library: Library) -> Iterator[Problem]:
    """Model, channels, parameters and initial values of a population."""
    if record.model not in library.neurons:
        try:
            library.neuron(record)
        except UnknownModel as error:
            yield Problem(record.id, "model", f'node "{record.id}": {error}')
        return
    faults = [*_faults_of_parameters(record, library), *_faults_of_channels(record)]
    if not faults:
        faults = list(_faults_of_whole(record, library))
    yield from named(record.id, "node", faults)


def _faults_of_parameters(record: Neurons, library: Library) -> Iterator[Fault]:
    """Parameters of the model itself; those of a channel stand beside the channel."""
    given = dict(record.params)
    for channel in record.channels:
        model = channel_models.get(channel.channel)
        for parameter in model.parameters if model is not None else ():
            name = f"{name_of(channel)}_{parameter.name}"
            if given.pop(name, None) is not None:
                yield (
                    f"params.{name}",
                    f'{name} belongs to the channel "{name_of(channel)}": set {parameter.name} in '
                    "the params of that channel",
                )
    declared = library.neurons[record.model].parameters
    yield from faults_of_parameters(given, declared, record.size, per_cell=True)


def _faults_of_channels(record: Neurons) -> Iterator[Fault]:
    names: set[str] = set()
    for index, channel in enumerate(record.channels):
        place, name = f"channels[{index}]", name_of(channel)
        try:
            model = channel_models[channel.channel]
        except UnknownModel as error:
            yield f"{place}.channel", str(error)
            continue
        if name in names:
            yield (
                f"{place}.name",
                f'two channels are called "{name}": give one of them a name of its own',
            )
        names.add(name)
        found = faults_of_parameters(channel.params, model.parameters, record.size, per_cell=True)
        yield from ((f"{place}.{field}", f'channel "{name}": {fault}') for field, fault in found)


def _faults_of_whole(record: Neurons, library: Library) -> Iterator[Fault]:
    """Whether functions and channels fit the model, and the initial values of all its states."""
    try:
        model = library.neuron(record)
    except DeclarationError as error:
        yield "channels" if record.channels else "params", str(error)
        return
    yield from faults_of_initial(record.initial, model.states, record.size)


def check_stimulus(record: Stimulus, library: Library) -> Iterator[Problem]:
    """Model, size and parameters of a stimulus."""
    try:
        model = library.stimulus(record)
    except UnknownModel as error:
        yield Problem(record.id, "model", f'node "{record.id}": {error}')
        return
    yield from named(record.id, "node", faults_of_stimulus(record, model))
