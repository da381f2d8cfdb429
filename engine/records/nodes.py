"""Stimuli and populations of neurons."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.records.values import (
    MAX_SIZE,
    Coordinate,
    Identifier,
    InitialValue,
    Label,
    Layout,
    ParameterValue,
    Record,
    Sign,
)

MAX_CHANNELS = 32


class Stimulus(Record):
    """An input from outside: a source of spikes, or a current that has a value per cell."""

    id: Identifier
    kind: Literal["stimulus"]
    model: Annotated[str, Field(max_length=64)]
    size: Annotated[int, Field(ge=1, le=MAX_SIZE)] = 1
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    label: Label = ""
    layout: Layout = "grid"
    params: Annotated[dict[str, ParameterValue], Field(max_length=64)] = {}


class Channel(Record):
    """Ion channels added to every cell of a population.

    `name` prefixes their states and parameters (default: that of the channel). `number` makes
    them stochastic: so many channels in each cell; null is the limit of infinitely many.
    """

    channel: Annotated[str, Field(max_length=64)]
    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")] | None = None
    params: Annotated[dict[str, ParameterValue], Field(max_length=64)] = {}
    number: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None


class Neurons(Record):
    """A population of `size` neurons or units; a single neuron has size 1."""

    id: Identifier
    kind: Literal["neurons"]
    model: Annotated[str, Field(max_length=64)]
    size: Annotated[int, Field(ge=1, le=MAX_SIZE)] = 1
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    label: Label = ""
    layout: Layout = "grid"
    sign: Sign | None = None
    channels: Annotated[list[Channel], Field(max_length=MAX_CHANNELS)] = []
    params: Annotated[dict[str, ParameterValue], Field(max_length=64)] = {}
    initial: Annotated[dict[str, InitialValue], Field(max_length=64)] = {}


Node = Annotated[Stimulus | Neurons, Field(discriminator="kind")]
