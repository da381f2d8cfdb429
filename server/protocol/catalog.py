"""Everything that can be placed on a board: body of GET /api/catalog (rule H2)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.declaration import ParameterKind
from server.protocol.base import Message


class CatalogOption(Message):
    """A named function that a parameter of kind `function` may be."""

    name: str
    title: str
    expression: str


class CatalogPreset(Message):
    """Values with a name; what it does not name keeps the default. `note` says what to look for."""

    name: str
    title: str
    params: dict[str, float]
    initial: dict[str, float]
    note: str


class CatalogParameter(Message):
    """One parameter of a model. `symbol` is LaTeX, `title` its short name, `meaning` its full.
    One of kind `function` is the name of one of `options`, or an expression in `argument`."""

    name: str
    title: str
    symbol: str
    default: float | str | list[float]
    unit: str
    meaning: str
    low: float
    high: float
    slider: tuple[float, float] | None
    kind: ParameterKind
    argument: str = ""
    options: list[CatalogOption] = Field(default_factory=list)


class CatalogState(Message):
    """One state variable of a model."""

    name: str
    symbol: str
    unit: str
    meaning: str
    initial: float | str
    display: tuple[float, float] | None


class NeuronModelEntry(Message):
    """A neuron model; `latex` is one typeset line per equation, threshold and reset last.
    `output_name` is what it transmits when that is not a state; `ports` are inputs beside I."""

    name: str
    title: str
    summary: str
    family: Literal["spiking", "graded", "iterated"]
    spikes: bool
    spike_peak: float | None
    latex: list[str]
    parameters: list[CatalogParameter]
    states: list[CatalogState]
    output_name: str = ""
    ports: list[str] = Field(default_factory=list)
    presets: list[CatalogPreset] = Field(default_factory=list)
    source: str


class ChannelEntry(Message):
    """Channels that can be added to a neuron; `stochastic` when their number can be finite."""

    name: str
    title: str
    summary: str
    stochastic: bool
    latex: list[str]
    parameters: list[CatalogParameter]
    states: list[CatalogState]
    ports: list[str]
    presets: list[CatalogPreset]
    source: str


class SynapseEntry(Message):
    """A synapse model. `current` is true when it has a current `I` to watch; `carries` is what it
    takes from its source. The weight of a `conductance` is not negative, whatever its source."""

    name: str
    title: str
    summary: str
    weight_unit: str
    current: bool
    conductance: bool
    carries: Literal["spikes", "values"]
    latex: list[str]
    parameters: list[CatalogParameter]
    source: str


class PlasticityEntry(Message):
    """A learning rule. `needs` is what both ends send; `signal` says whether it has a third factor,
    the value of another node; `algorithm` names training that is not local to a synapse."""

    name: str
    title: str
    summary: str
    needs: Literal["spikes", "values"]
    signal: Literal["", "required", "optional"]
    algorithm: str = ""
    latex: list[str]
    parameters: list[CatalogParameter]
    source: str


class StimulusEntry(Message):
    """A stimulus model. `per_cell` when a current may have a value of its own for each cell; `port`
    is the input of the target that it feeds."""

    name: str
    title: str
    summary: str
    output: Literal["current", "spikes"]
    per_cell: bool = False
    port: str = "I"
    unit: str
    latex: list[str]
    parameters: list[CatalogParameter]
    source: str


class RuleEntry(Message):
    """A connection rule with its parameters."""

    name: str
    title: str
    summary: str
    parameters: list[CatalogParameter]


class Catalog(Message):
    """Everything that can be placed on a board."""

    neurons: list[NeuronModelEntry]
    channels: list[ChannelEntry]
    synapses: list[SynapseEntry]
    plasticity: list[PlasticityEntry]
    stimuli: list[StimulusEntry]
    rules: list[RuleEntry]
