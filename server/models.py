"""Models that a person types: what is wrong with one, and what it does (rules H13 and H14)."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import ValidationError

from engine.catalog import Entry, neuron_entry, plasticity_entry, stimulus_entry, synapse_entry
from engine.declaration import NeuronModel, StimulusModel, SynapseModel
from engine.definitions import Declared, declared, faults
from engine.definitions.copying import Copied, definition_of
from engine.document import Definition
from engine.errors import EngineError
from engine.preview import Curve, preview
from engine.registry import neuron_models, plasticity_models, stimulus_models, synapse_models
from engine.sentences import problems_of
from server import strict_json
from server.awaited import while_awaited
from server.boards import AllSessions
from server.errors import Refusal, of_engine
from server.messages import check_body
from server.protocol import (
    ModelCheck,
    ModelCheckRequest,
    ModelCopy,
    ModelPreview,
    ModelPreviewRequest,
    ModelProblem,
    PreviewCurve,
    PreviewZero,
)

router = APIRouter(prefix="/api/models")

Kind = Literal["neuron", "synapse", "stimulus", "plasticity"]
REGISTERED: Mapping[Kind, Mapping[str, Copied]] = {
    "neuron": neuron_models,
    "synapse": synapse_models,
    "stimulus": stimulus_models,
    "plasticity": plasticity_models,
}

MAX_BODY = 2**20
"""Bytes of a request; a definition has at most some tens of thousands."""


@router.post("/check")
async def post_check(request: Request, sessions: AllSessions) -> ModelCheck:
    """H13."""
    value = await _body(request)
    draft = value.get("definition")
    if isinstance(draft, dict):
        # Apart from the rest: what is wrong with a draft is an answer, not an error.
        try:
            definition = Definition.model_validate(draft)
        except ValidationError as error:
            problems = [
                ModelProblem(field=problem.field or "name", message=problem.message)
                for problem in problems_of(error, draft, Definition)
            ]
            return ModelCheck(problems=problems, latex=[], entry=None)
        return await sessions.workers.edit(lambda: _checked(definition))
    check_body(value, ModelCheckRequest)
    raise Refusal("Give a definition to check.")


@router.post("/preview")
async def post_preview(request: Request, sessions: AllSessions) -> ModelPreview:
    """H14. The work ends when the page no longer waits for it."""
    asked = check_body(await _body(request), ModelPreviewRequest)
    if asked.currents is not None and not asked.currents[0] < asked.currents[1]:
        raise Refusal("The range of currents must go from a smaller to a larger one.")
    gone = threading.Event()
    return await while_awaited(request, sessions.workers.trial, gone, lambda: _tried(asked, gone))


@router.get("/{of}/{name}")
async def get_copy(of: Kind, name: str) -> ModelCopy:
    """H15."""
    model = REGISTERED[of].get(name)
    if model is None:
        raise Refusal(f'There is no {of} "{name[:64]}".', status=404)
    return ModelCopy(definition=definition_of(model, f"{name}_copy"))


def _checked(definition: Definition) -> ModelCheck:
    problems = [
        ModelProblem(
            field=fault.field,
            message=fault.message,
            line=fault.line,
            column=fault.column,
            length=fault.length,
        )
        for fault in faults(definition)
    ]
    model = declared(definition)
    if model is None:
        return ModelCheck(problems=problems, latex=[], entry=None)
    entry = _entry(model)
    return ModelCheck.model_validate({"problems": [], "latex": entry["latex"], "entry": entry})


def _entry(model: Declared) -> Entry:
    if isinstance(model, NeuronModel):
        return neuron_entry(model)
    if isinstance(model, SynapseModel):
        return synapse_entry(model)
    if isinstance(model, StimulusModel):
        return stimulus_entry(model)
    return plasticity_entry(model)


def _tried(asked: ModelPreviewRequest, gone: threading.Event) -> ModelPreview:
    try:
        curves = preview(asked.definition, asked.params, asked.current, asked.currents, gone.is_set)
    except EngineError as error:
        return ModelPreview(curves=[], problems=of_engine(error))
    return ModelPreview(curves=[_sent(curve) for curve in curves])


def _sent(curve: Curve) -> PreviewCurve:
    return PreviewCurve(
        kind=curve.kind,
        title=curve.title,
        x_name=curve.x_name,
        y_name=curve.y_name,
        x=curve.x,
        y=[y if math.isfinite(y) else None for y in curve.y],
        zeros=[PreviewZero(x=zero.x, stable=zero.stable) for zero in curve.zeros],
    )


async def _body(request: Request) -> dict[str, object]:
    """The JSON object of a request. Raises Refusal."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise Refusal(f"A model has at most {MAX_BODY // 2**10} KiB.", status=413)
    value = strict_json.parse(bytes(body), "The request")
    if not isinstance(value, dict):
        raise Refusal("The request must be an object with named fields.")
    return value
