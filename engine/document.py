"""The network document: the records that everything a person makes consists of.

This module holds shape: types, bounds and defaults. What needs the registry of models (unknown
names, parameters, matrix shapes) is checked by `engine.validation`; what needs the network
(memory) by `engine.memory`. Times are in ms, potentials and currents in mV, rates in Hz.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

FORMAT: Final = "neuroboard/1"

MAX_SIZE = 10_000_000
"""Largest population that a record may ask for; memory sets the real limit."""
MAX_NODES = 2_000
MAX_EDGES = 20_000
MAX_VIEWS = 64
MAX_DEFINITIONS = 64
MAX_DATASETS = 32
MAX_CHANNELS = 32
MAX_EQUATIONS = 8_000
"""Characters in the equations of a model that a person types."""
MAX_EXPRESSION = 1_000
"""Characters in an expression that a person types."""
MAX_LIST = 10_000_000
"""Numbers in a list or a matrix."""

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Label = Annotated[str, Field(max_length=200)]
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Coordinate = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]
Sign = Literal["excitatory", "inhibitory"]
Layout = Literal["grid", "line", "ring", "random"]
"""Where the cells of a population lie, in units of its width: what `distance` measures."""
Method = Literal["euler", "exponential_euler", "rk4"]


class Record(BaseModel):
    """Base of every record: unknown fields are refused, so that a typing error is not silent."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


class Uniform(Record):
    """Drawn from the seed, evenly between two bounds."""

    uniform: tuple[Finite, Finite]


class Normal(Record):
    """Drawn from the seed: mean and standard deviation (not negative)."""

    normal: tuple[Finite, Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)]]


class LogNormal(Record):
    """Drawn from the seed: mean and standard deviation of the value itself, both positive."""

    lognormal: tuple[
        Annotated[float, Field(allow_inf_nan=False, gt=0, le=1e15)],
        Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)],
    ]


def _distribution_tag(value: Any) -> str | None:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next((name for name in ("uniform", "normal", "lognormal") if name in keys), None)


Distribution = Annotated[
    Annotated[Uniform, Tag("uniform")]
    | Annotated[Normal, Tag("normal")]
    | Annotated[LogNormal, Tag("lognormal")],
    Discriminator(_distribution_tag),
]
NumberList = Annotated[list[Finite], Field(max_length=MAX_LIST)]
Matrix = Annotated[list[NumberList], Field(max_length=MAX_LIST)]
Expression = Annotated[str, Field(max_length=MAX_EXPRESSION)]


def _value_tag(value: Any) -> str | None:
    """Pick the one alternative that an error should speak about."""
    if isinstance(value, str):
        return "expression"
    if isinstance(value, list):
        return "matrix" if any(isinstance(row, list) for row in value) else "list"
    if isinstance(value, dict | Uniform | Normal | LogNormal):
        return "distribution"
    return "number"


ParameterValue = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[NumberList, Tag("list")]
    | Annotated[Matrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")]
    | Annotated[Expression, Tag("expression")],
    Discriminator(_value_tag),
]
"""A number, one number per cell, a distribution, an expression in t, or spike times per cell."""

InitialValue = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[NumberList, Tag("list")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
Weight = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[Matrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
"""A number, a distribution, or a dense matrix of shape (target size, source size)."""

DelayTime = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1000)]
DelayRow = Annotated[list[DelayTime], Field(max_length=MAX_LIST)]
DelayMatrix = Annotated[list[DelayRow], Field(max_length=MAX_LIST)]
Delay = Annotated[
    Annotated[DelayTime, Tag("number")]
    | Annotated[DelayMatrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
"""In ms: one for all synapses, a distribution over them, or a matrix (target size, source size)."""


class Settings(Record):
    """How the whole network is integrated, and what happens to a weight of the wrong sign."""

    dt: Annotated[float, Field(allow_inf_nan=False, ge=1e-6, le=1000)] = 0.1
    method: Method = "euler"
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)] = 1
    dale: Literal["refuse", "clip"] = "refuse"


class Board(Record):
    """The record with the fixed id `board`: title and settings."""

    id: Literal["board"] = "board"
    kind: Literal["board"] = "board"
    title: Label = "Untitled board"
    settings: Settings = Settings()


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


class AllToAll(Record):
    """Every source cell to every target cell."""

    rule: Literal["all_to_all"] = "all_to_all"
    allow_autapses: bool = True


class OneToOne(Record):
    """Cell k to cell k; both sides have the same size."""

    rule: Literal["one_to_one"]
    allow_autapses: bool = True


class FixedProbability(Record):
    """Each pair independently with probability `p`."""

    rule: Literal["fixed_probability"]
    p: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)]
    allow_autapses: bool = True


class FixedIndegree(Record):
    """Each target cell receives from `k` distinct source cells."""

    rule: Literal["fixed_indegree"]
    k: Annotated[int, Field(ge=0, le=MAX_SIZE)]
    allow_autapses: bool = True


class FixedOutdegree(Record):
    """Each source cell reaches `k` distinct target cells."""

    rule: Literal["fixed_outdegree"]
    k: Annotated[int, Field(ge=0, le=MAX_SIZE)]
    allow_autapses: bool = True


class Distance(Record):
    """Each pair with a probability that falls from `p` with the distance of the two cells, in
    units of the width of their layouts: exp(-d^2/2 sigma^2), exp(-d/sigma), or 1 within sigma."""

    rule: Literal["distance"]
    p: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 1.0
    sigma: Annotated[float, Field(allow_inf_nan=False, gt=0, le=100)] = 0.1
    profile: Literal["gaussian", "exponential", "disc"] = "gaussian"
    periodic: bool = False
    allow_autapses: bool = True


class Explicit(Record):
    """The non-zero entries of the weight matrix are the synapses."""

    rule: Literal["explicit"]
    allow_autapses: bool = True


Connect = Annotated[
    AllToAll | OneToOne | FixedProbability | FixedIndegree | FixedOutdegree | Distance | Explicit,
    Field(discriminator="rule"),
]


class ShortTerm(Record):
    """Short-term plasticity: at a spike u += U (1 - u), u x is released, x -= u x."""

    U: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 0.5
    tau_rec: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)] = 800.0
    tau_facil: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)] = 0.0


class Plasticity(Record):
    """A learning rule. `signal` is the node whose value is its third factor (a target, a reward);
    `active` switches learning on and off; with `normalise` the incoming weights of each target
    cell keep that sum of absolute values."""

    rule: Annotated[str, Field(max_length=64)]
    params: Annotated[dict[str, Finite], Field(max_length=64)] = {}
    signal: Identifier | None = None
    active: bool = True
    normalise: Annotated[float, Field(allow_inf_nan=False, gt=0, le=1e9)] | None = None


def _synapse(name: object) -> object:
    """A weighted sum needs no synapse; it may be called one."""
    return None if name == "weighted" else name


class Projection(Record):
    """An edge. From a spiking source it uses a `synapse`; from a current or a graded unit it is
    a weighted sum each step and `synapse` is null (the name "weighted" means the same).

    `release` is the probability with which each synapse transmits a spike, drawn for each of them;
    with `short_term` what it transmits then is scaled by u x, whatever its probability. A delay of
    each synapse's own is rounded to steps and at least 0.
    """

    id: Identifier
    kind: Literal["projection"] = "projection"
    source: Identifier
    target: Identifier
    synapse: Annotated[Annotated[str, Field(max_length=64)] | None, BeforeValidator(_synapse)] = (
        None
    )
    params: Annotated[dict[str, Finite], Field(max_length=64)] = {}
    connect: Connect = AllToAll()
    weight: Weight = 1.0
    delay: Delay = 0.0
    release: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 1.0
    short_term: ShortTerm | None = None
    plasticity: Plasticity | None = None


class Watched(Record):
    """What a view shows: a variable of a node, or of an edge (`I`, its synaptic current).

    `cells` picks cells of a population by index; null shows the first one of a trace and all
    of them elsewhere.
    """

    node: Identifier | None = None
    edge: Identifier | None = None
    variable: Annotated[str, Field(max_length=64)] | None = None
    cells: (
        Annotated[list[Annotated[int, Field(ge=0, lt=MAX_SIZE)]], Field(max_length=64)] | None
    ) = None


WatchedList = Annotated[list[Watched], Field(max_length=64)]
Window = Annotated[float, Field(allow_inf_nan=False, ge=1, le=60_000)]
Order = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]


class Trace(Record):
    """Variables against time. `scale` is "auto" or fixed bounds; `window` is in ms."""

    id: Identifier
    kind: Literal["trace"]
    of: WatchedList
    window: Window = 500.0
    scale: Literal["auto"] | tuple[Finite, Finite] = "auto"
    order: Order = 0.0


class Raster(Record):
    """Spikes of populations against time; `window` is in ms."""

    id: Identifier
    kind: Literal["raster"]
    of: WatchedList
    window: Window = 500.0
    order: Order = 0.0


class Weights(Record):
    """The weight matrix of an edge as a heat map: target down, source across."""

    id: Identifier
    kind: Literal["weights"]
    of: WatchedList
    order: Order = 0.0


Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
Equations = Annotated[str, Field(max_length=MAX_EQUATIONS)]
Unit = Annotated[str, Field(max_length=32)]


class DefinedParameter(Record):
    """A parameter of a model that a person has typed."""

    name: Name
    default: Finite = 0.0
    unit: Unit = ""
    meaning: Label = ""
    low: Finite = -1e9
    high: Finite = 1e9


class DefinedState(Record):
    """A state, or a trace of a learning rule on one `side` of the edge."""

    name: Name
    initial: Finite | Expression = 0.0
    unit: Unit = ""
    meaning: Label = ""
    side: Literal["", "source", "target"] = ""


class Definition(Record):
    """A model that a person has typed, kept in the document: `name` is what nodes and edges call
    it. Which fields count depends on `of`; they mean what they mean in `engine.declaration`."""

    id: Identifier
    kind: Literal["definition"] = "definition"
    of: Literal["neuron", "synapse", "stimulus", "plasticity"] = "neuron"
    name: Name
    title: Label = ""
    summary: Label = ""
    family: Literal["spiking", "graded", "iterated"] = "spiking"
    parameters: Annotated[list[DefinedParameter], Field(max_length=64)] = []
    states: Annotated[list[DefinedState], Field(max_length=32)] = []
    equations: Equations = ""
    functions: Equations = ""
    threshold: Expression = ""
    reset: Equations = ""
    crossing: bool = False
    refractory: Annotated[str, Field(max_length=64)] = ""
    output: Literal["current", "spikes"] = "current"
    expression: Expression = ""
    carries: Literal["spikes", "values"] = "spikes"
    presynaptic: Expression = ""
    on_spike: Expression = ""
    current: Expression = ""
    needs: Literal["spikes", "values"] = "spikes"
    on_source_spike: Equations = ""
    on_target_spike: Equations = ""
    low: Annotated[str, Field(max_length=64)] = ""
    high: Annotated[str, Field(max_length=64)] = ""


class Dataset(Record):
    """Examples to learn from: `inputs` (samples, features) with either `targets` (samples,
    outputs) or `labels`, a class from 0 for each sample. The first `train` samples are learned
    from (null: all), the rest tests."""

    id: Identifier
    kind: Literal["dataset"] = "dataset"
    title: Label = ""
    inputs: Matrix
    targets: Matrix | None = None
    labels: (
        Annotated[list[Annotated[int, Field(ge=0, lt=10_000)]], Field(max_length=MAX_LIST)] | None
    ) = None
    train: Annotated[int, Field(ge=1, le=MAX_LIST)] | None = None


Node = Annotated[Stimulus | Neurons, Field(discriminator="kind")]
View = Annotated[Trace | Raster | Weights, Field(discriminator="kind")]
AnyRecord = Annotated[
    Board | Stimulus | Neurons | Projection | Trace | Raster | Weights | Definition | Dataset,
    Field(discriminator="kind"),
]
"""Every record on the wire names its `kind`."""


class Document(Record):
    """The document as it stands in a file."""

    format: Literal["neuroboard/1"] = FORMAT
    title: Label = "Untitled board"
    settings: Settings = Settings()
    nodes: Annotated[list[Node], Field(max_length=MAX_NODES)] = []
    edges: Annotated[list[Projection], Field(max_length=MAX_EDGES)] = []
    views: Annotated[list[View], Field(max_length=MAX_VIEWS)] = []
    definitions: Annotated[list[Definition], Field(max_length=MAX_DEFINITIONS)] = []
    datasets: Annotated[list[Dataset], Field(max_length=MAX_DATASETS)] = []


class Edit(Record):
    """A change: records to put (added or replaced whole, by id), then ids to remove."""

    put: Annotated[list[AnyRecord], Field(max_length=MAX_NODES + MAX_EDGES + MAX_VIEWS)] = []
    remove: Annotated[list[Identifier], Field(max_length=MAX_NODES + MAX_EDGES + MAX_VIEWS)] = []
