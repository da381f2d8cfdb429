"""The network document: the records that everything a person makes consists of.

This module and `engine.records` hold shape: types, bounds and defaults. What needs the registry of
models (unknown names, parameters, matrix shapes) is checked by `engine.validation`; what needs the
network (memory) by `engine.memory`. Times are in ms, potentials and currents in mV, rates in Hz.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from engine.records.edges import (
    Plasticity,
    Projection,
    ShortTerm,
)
from engine.records.nodes import (
    Channel,
    Neurons,
    Node,
    Stimulus,
)
from engine.records.notes import (
    Annotation,
    Frame,
    Note,
)
from engine.records.own import (
    Dataset,
    DefinedParameter,
    DefinedState,
    Definition,
)
from engine.records.rules import (
    AllToAll,
    Connect,
    Distance,
    Explicit,
    FixedIndegree,
    FixedOutdegree,
    FixedProbability,
    OneToOne,
)
from engine.records.values import (
    MAX_SIZE,
    Delay,
    Identifier,
    Label,
    Layout,
    LogNormal,
    Method,
    Normal,
    Record,
    Sign,
    Uniform,
)
from engine.records.views import (
    Bars,
    Components,
    Histogram,
    Image,
    OverTime,
    Pixels,
    Raster,
    Rate,
    Scatter,
    Tile,
    Trace,
    Trials,
    View,
    ViewRecord,
    Watched,
    WeightHistory,
    Weights,
)

__all__ = [
    "FORMAT",
    "MAX_DATASETS",
    "MAX_DEFINITIONS",
    "MAX_EDGES",
    "MAX_NODES",
    "MAX_NOTES",
    "MAX_SIZE",
    "MAX_VIEWS",
    "AllToAll",
    "AnyRecord",
    "Bars",
    "Board",
    "Channel",
    "Components",
    "Connect",
    "Dataset",
    "DefinedParameter",
    "DefinedState",
    "Definition",
    "Delay",
    "Distance",
    "Document",
    "Edit",
    "Explicit",
    "FixedIndegree",
    "FixedOutdegree",
    "FixedProbability",
    "Frame",
    "Histogram",
    "Identifier",
    "Image",
    "Label",
    "Layout",
    "LogNormal",
    "Neurons",
    "Normal",
    "Note",
    "OneToOne",
    "OverTime",
    "Pixels",
    "Plasticity",
    "Projection",
    "Raster",
    "Rate",
    "Record",
    "Scatter",
    "Settings",
    "ShortTerm",
    "Sign",
    "Stimulus",
    "Tile",
    "Trace",
    "Trials",
    "Uniform",
    "ViewRecord",
    "Watched",
    "WeightHistory",
    "Weights",
]

FORMAT: Final = "neuroboard/1"

MAX_NODES = 2_000
MAX_EDGES = 20_000
MAX_VIEWS = 64
MAX_DEFINITIONS = 64
MAX_DATASETS = 32
MAX_TRIAL = 2**31 - 1
MAX_NOTES = 500
"""Notes and frames of a board."""


DockHeight = Annotated[float, Field(allow_inf_nan=False, ge=0.05, le=0.95)]
"""Height of the dock that holds the views, as a part of the height of the page."""


class Settings(Record):
    """How the whole network is integrated, and what happens to a weight of the wrong sign.

    `seed` decides all that is drawn; `trial` gives the same connections and parameters other noise,
    random spikes and initial values.
    """

    dt: Annotated[float, Field(allow_inf_nan=False, ge=1e-6, le=1000)] = 0.1
    method: Method = "euler"
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)] = 1
    trial: Annotated[int, Field(ge=0, le=MAX_TRIAL)] = 0
    dale: Literal["refuse", "clip"] = "refuse"


class Board(Record):
    """The record with the fixed id `board`: title, settings, and how high the views stand."""

    id: Literal["board"] = "board"
    kind: Literal["board"] = "board"
    title: Label = "Untitled board"
    settings: Settings = Settings()
    dock: DockHeight | None = None


AnyRecord = Annotated[
    Board | Stimulus | Neurons | Projection | ViewRecord | Definition | Dataset | Note | Frame,
    Field(discriminator="kind"),
]
"""Every record on the wire names its `kind`."""


class Document(Record):
    """The document as it stands in a file."""

    format: Literal["neuroboard/1"] = FORMAT
    title: Label = "Untitled board"
    settings: Settings = Settings()
    dock: DockHeight | None = None
    nodes: Annotated[list[Node], Field(max_length=MAX_NODES)] = []
    edges: Annotated[list[Projection], Field(max_length=MAX_EDGES)] = []
    views: Annotated[list[View], Field(max_length=MAX_VIEWS)] = []
    definitions: Annotated[list[Definition], Field(max_length=MAX_DEFINITIONS)] = []
    datasets: Annotated[list[Dataset], Field(max_length=MAX_DATASETS)] = []
    notes: Annotated[list[Annotation], Field(max_length=MAX_NOTES)] = []


class Edit(Record):
    """A change: records to put (added or replaced whole, by id), then ids to remove."""

    put: Annotated[list[AnyRecord], Field(max_length=MAX_NODES + MAX_EDGES + MAX_VIEWS)] = []
    remove: Annotated[list[Identifier], Field(max_length=MAX_NODES + MAX_EDGES + MAX_VIEWS)] = []
