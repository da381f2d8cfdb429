"""Bodies about models that a person types (rules H13 to H15)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.document import Definition
from server.protocol.base import Finite, Message
from server.protocol.catalog import NeuronModelEntry, PlasticityEntry, StimulusEntry, SynapseEntry
from server.protocol.messages import Problem


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
    params: Annotated[dict[str, Finite], Field(max_length=64, default_factory=dict)]
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
    zeros: list[PreviewZero] = Field(default_factory=list)


class ModelPreview(Message):
    """Answer to POST /api/models/preview; `problems` say what could not be drawn and why."""

    curves: list[PreviewCurve]
    problems: list[Problem] = Field(default_factory=list)
