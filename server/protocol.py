"""Every message of the wire, in one place. `server/PROTOCOL.md` gives the rules by number.

The TypeScript types of the page are generated from `wire_schema()`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from engine.declaration import ParameterKind
from engine.document import (
    MAX_SIZE,
    AnyRecord,
    Definition,
    Document,
    Edit,
    Identifier,
    Label,
    Record,
)

PROTOCOL = 1
MAX_MESSAGE = 8 * 2**20
"""Bytes in one message from a client; a larger one closes the socket with code 1009."""
MAX_UPLOAD = 64 * 2**20
"""Bytes in a document that is opened from a file."""

Ref = Annotated[int, Field(ge=0, le=2**53 - 1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


class Message(BaseModel):
    """Base of every message: unknown fields are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


# ---- client to server ---------------------------------------------------------------------------


class Hello(Message):
    """First message of a client. `have_step`: the last step whose samples it still holds."""

    type: Literal["hello"]
    protocol: int
    client: Identifier
    have_step: Ref | None = None


class EditRequest(Message):
    """Change the document. Edits of one client that share a `gesture` undo as one."""

    type: Literal["edit"]
    ref: Ref
    edit: Edit
    label: Label = ""
    gesture: Identifier | None = None


class HistoryRequest(Message):
    """Take back, or bring back, the last change of the board."""

    type: Literal["undo", "redo"]
    ref: Ref


class ControlRequest(Message):
    """Run the network: `step` makes `steps` steps while paused, `cancel` gives up what is being
    built."""

    type: Literal["control"]
    ref: Ref
    action: Literal["run", "pause", "step", "reset", "cancel"]
    steps: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class SpeedRequest(Message):
    """Model milliseconds per second of the clock; null runs as fast as it goes."""

    type: Literal["speed"]
    ref: Ref
    speed: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] | None


class VisitRequest(Message):
    """Look at the past moment `t` (ms); null comes back to the present."""

    type: Literal["visit"]
    ref: Ref
    t: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None


class KickRequest(Message):
    """Add `amount` to the first state of some cells, now. It is no part of the document."""

    type: Literal["kick"]
    ref: Ref
    node: Identifier
    cells: Annotated[list[Annotated[int, Field(ge=0, lt=MAX_SIZE)]], Field(max_length=10_000)]
    amount: Annotated[float, Field(allow_inf_nan=False, ge=-1e4, le=1e4)]


class Watch(Message):
    """What this client has on screen: nodes whose activity it draws, and the node in its
    inspector. Samples, spikes and weights follow from the views of the document."""

    type: Literal["watch"]
    nodes: Annotated[list[Identifier], Field(max_length=2000)]
    inspected: Identifier | None = None


class Ack(Message):
    """A frame has been drawn; the next one may come."""

    type: Literal["ack"]
    frame: Ref


ClientMessage = Annotated[
    Hello
    | EditRequest
    | HistoryRequest
    | ControlRequest
    | SpeedRequest
    | VisitRequest
    | KickRequest
    | Watch
    | Ack,
    Field(discriminator="type"),
]

# ---- server to client ---------------------------------------------------------------------------


class Problem(Message):
    """What is wrong, where, and what to try; a sentence for a person."""

    message: str
    record: str | None = None
    field: str | None = None


class HistoryState(Message):
    """What undo and redo would do now; null when there is nothing."""

    undo: str | None = None
    redo: str | None = None


class Status(Message):
    """State of the run. `speed` null: as fast as it goes. `real_time_factor` is what the engine
    could do: model time over the time spent computing. `preparing` is set while a kernel compiles
    or a large network is built, with `progress` from 0 to 1 where it is known; what is
    `cancellable` can be given up. While a past moment is visited, `t` and `step` are of that moment
    and `present` is the time at which the recording ends; moments from `earliest` on can be."""

    type: Literal["status"] = "status"
    running: bool
    runnable: bool
    speed: float | None
    t: float
    step: int
    real_time_factor: float | None = None
    preparing: str | None = None
    progress: float | None = None
    cancellable: bool = False
    clients: int = 1
    present: float | None = None
    earliest: float | None = None


class Welcome(Message):
    """The whole state, to a client that has said hello."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL
    board: str
    seq: int
    records: list[AnyRecord]
    history: HistoryState
    status: Status
    problem: Problem | None = None


class Edited(Message):
    """An edit that is stored and in force. It goes to every client; `client` and `ref` tell the
    author which of its requests it answers (undo and redo included)."""

    type: Literal["edited"] = "edited"
    seq: int
    put: list[AnyRecord]
    remove: list[str]
    client: str
    ref: int
    label: str
    history: HistoryState


class Refused(Message):
    """A request that changed nothing."""

    type: Literal["refused"] = "refused"
    ref: int | None
    problems: list[Problem]


class Halted(Message):
    """The run stopped by itself (a value left the finite range); the network is paused."""

    type: Literal["halted"] = "halted"
    t: float
    problem: Problem


ServerMessage = Annotated[Welcome | Edited | Refused | Status | Halted, Field(discriminator="type")]

# ---- binary frames ------------------------------------------------------------------------------


class ActivitySection(Message):
    """Per cell of a node on screen. Payload: float32 value (n), then uint8 spiked (n), padded
    to 8 bytes. `spiked` is 1 for a spike since the last frame to this client or in the last 4 ms
    of model time. A spike source has only spikes: its values are 0. `rate` in Hz per cell over
    the last second of model time. Above 10 000 cells only the first 10 000 are sent."""

    kind: Literal["activity"] = "activity"
    node: str
    n: int
    rate: float | None
    offset: int


class SamplesSection(Message):
    """A recorded variable since the last frame. `mode` raw: sample i is the value at
    t0 + i * every ms; minmax: pair i holds the extremes of the `every` ms that begin at
    t0 + i * every. Payload: float32, (count, cells) or (count, cells, 2), padded to 8 bytes.
    `gap` is true when earlier samples fell out of the recording."""

    kind: Literal["samples"] = "samples"
    node: str | None
    edge: str | None
    variable: str
    cells: list[int]
    mode: Literal["raw", "minmax"]
    t0: float
    every: float
    count: int
    gap: bool
    offset: int


class SpikesSection(Message):
    """Spikes of a node since the last frame: float32 time after t0 in ms (count), then uint32
    cell (count), padded to 8 bytes."""

    kind: Literal["spikes"] = "spikes"
    node: str
    t0: float
    count: int
    gap: bool
    offset: int


class WeightsSection(Message):
    """The matrix of a watched edge, float32 (rows, columns) row by row; row = target cell,
    column = source cell, from the first ones on; NaN where there is no synapse. Sent when it has
    changed."""

    kind: Literal["weights"] = "weights"
    edge: str
    rows: int
    columns: int
    target_size: int
    source_size: int
    offset: int


class InspectedSection(Message):
    """Live values of the inspected node, cell 0; no payload."""

    kind: Literal["inspected"] = "inspected"
    node: str
    values: dict[str, float]


class FrameHeader(Message):
    """JSON header of a binary frame. Offsets count from the start of the payload. `reset` is
    true when what came before does not continue here (reset, opened anew): drop old samples. `t`
    and `step` are the end of what is recorded; `moment` is the time of the past moment that
    activity, weights and live values are of, null while they are of `t`."""

    frame: int
    t: float
    step: int
    reset: bool
    moment: float | None
    sections: list[
        Annotated[
            ActivitySection | SamplesSection | SpikesSection | WeightsSection | InspectedSection,
            Field(discriminator="kind"),
        ]
    ]


# ---- HTTP bodies --------------------------------------------------------------------------------


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
    options: list[CatalogOption] = []


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
    ports: list[str] = []
    presets: list[CatalogPreset] = []
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
    takes from its source."""

    name: str
    title: str
    summary: str
    weight_unit: str
    current: bool
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


class ModelProblem(Message):
    """A mistake in a definition: the field (`equations`, `parameters[1].default`) and a sentence.
    `line` and `column` count from 1 within the text of the field, `length` is in characters; all
    are null where the mistake has no place in a text."""

    field: str
    message: str
    line: int | None = None
    column: int | None = None
    length: int | None = None


class ModelCheckRequest(Message):
    """Body of POST /api/models/check."""

    definition: Definition


class ModelCheck(Message):
    """What a definition amounts to. `latex` is what can be typeset of it, `entry` what the catalog
    would show, null while there are problems; a list of problems is not an error."""

    problems: list[ModelProblem]
    latex: list[str]
    entry: NeuronModelEntry | SynapseEntry | StimulusEntry | PlasticityEntry | None


class ModelCopy(Message):
    """Answer to GET /api/models/{of}/{name}: a built-in model as text to start from, null where
    texts cannot say what it does."""

    definition: Definition | None


class ModelPreviewRequest(Message):
    """Body of POST /api/models/preview. `params` differ from the defaults, `current` is the input
    for which a phase line is drawn, `currents` the range of a f-I curve (null: found)."""

    definition: Definition
    params: Annotated[dict[str, Finite], Field(max_length=64)] = {}
    current: Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)] = 0.0
    currents: (
        tuple[
            Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)],
            Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)],
        ]
        | None
    ) = None


class PreviewZero(Message):
    """Where a curve crosses zero; `stable` where it falls."""

    x: float
    stable: bool


class PreviewCurve(Message):
    """A curve of at most 400 points; y is null where there is no finite value.

    `f_i`: rate (or the value that is transmitted, at the end) against a constant input;
    `phase_line`: dX/dt of a model with one state, with its equilibria; `trace`: the first state
    under the constant input `current`; `response`: to one spike at t = 0 with weight 1; `samples`:
    of a stimulus; `window`: the change of a weight of 1 by a pair of spikes against the time from
    source to target."""

    kind: Literal["f_i", "phase_line", "trace", "response", "samples", "window"]
    title: str
    x_name: str
    y_name: str
    x: list[float]
    y: list[float | None]
    zeros: list[PreviewZero] = []


class ModelPreview(Message):
    """Answer to POST /api/models/preview; `problems` say what could not be drawn and why."""

    curves: list[PreviewCurve]
    problems: list[Problem] = []


class ExampleEntry(Message):
    """A board that opens with one click."""

    id: str
    title: str
    summary: str
    minutes: int


class BoardEntry(Message):
    """A board kept on this computer; `modified` is an ISO 8601 time in UTC."""

    id: str
    title: str
    modified: str
    nodes: int


class NewBoard(Message):
    """Body of POST /api/boards: from a document, from an example, or empty."""

    document: Document | None = None
    example: Identifier | None = None


class NewBoardAnswer(Message):
    """Where the new board is."""

    id: str


class ErrorAnswer(Message):
    """Body of every HTTP answer of 4xx."""

    problems: list[Problem]


class Health(Message):
    """Body of GET /api/health. `preparing` tells what is being compiled, if anything."""

    status: Literal["ok"] = "ok"
    version: str
    preparing: str | None = None


_WIRE: tuple[Any, ...] = (
    ClientMessage,
    ServerMessage,
    FrameHeader,
    Document,
    AnyRecord,
    Catalog,
    ModelCheckRequest,
    ModelCheck,
    ModelCopy,
    ModelPreviewRequest,
    ModelPreview,
    ExampleEntry,
    BoardEntry,
    NewBoard,
    NewBoardAnswer,
    ErrorAnswer,
    Health,
)


def wire_schema() -> dict[str, Any]:
    """JSON schema with every record and message under `$defs`, as they are serialized."""
    definitions: dict[str, Any] = {}
    for part in _WIRE:
        schema = TypeAdapter(part).json_schema(mode="serialization")
        definitions.update(schema.pop("$defs", {}))
        if isinstance(part, type):
            definitions[part.__name__] = schema
    unions: dict[str, Any] = {
        "ClientMessage": ClientMessage,
        "ServerMessage": ServerMessage,
        "AnyRecord": AnyRecord,
    }
    for name, union in unions.items():
        schema = TypeAdapter(union).json_schema(mode="serialization")
        schema.pop("$defs", None)
        definitions[name] = schema
    return {"title": "Wire", "type": "object", "properties": {}, "$defs": definitions}


__all__ = ["MAX_MESSAGE", "MAX_UPLOAD", "PROTOCOL", "Record", "wire_schema"]
