"""Stimuli: what only they have, a series of samples and values of their own for each cell."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.values import Fault, faults_of_parameters
from engine.declaration import Parameter, StimulusModel
from engine.document import Stimulus
from engine.sentences import did_you_mean, shown


def faults_of_stimulus(record: Stimulus, model: StimulusModel) -> Iterator[Fault]:
    """What is wrong with the size and the parameters of a stimulus."""
    if model.output == "current" and not model.per_cell and record.size != 1:
        message = f"{model.name} is the same for all that it reaches, so its size is 1"
        yield "size", f"{message} (it is {record.size})"
    own = {p.name: p for p in model.parameters if _is_own(p, model)}
    for name, parameter in own.items():
        if name in record.params:
            value = record.params[name]
            faults = {"series": _series, "dataset": _identifier}.get(parameter.kind, _choice)
            yield from ((f"params.{name}", fault) for fault in faults(parameter, value, record))
    others = {name: value for name, value in record.params.items() if name not in own}
    yield from faults_of_parameters(others, model.parameters, record.size, _per_cell(model))


def _is_own(parameter: Parameter, model: StimulusModel) -> bool:
    return parameter.kind in ("series", "dataset") or (
        parameter.kind == "function" and model.process in ("samples", "dataset")
    )


def _per_cell(model: StimulusModel) -> bool:
    """Whether numbers may be lists or distributions."""
    if model.output == "current":
        return model.per_cell and model.process not in ("samples", "dataset")
    # The rates of cells may differ where they are numbers; a formula of them serves all.
    return any(model.expression in ("", parameter.name) for parameter in model.parameters)


def _series(parameter: Parameter, value: object, record: Stimulus) -> Iterator[str]:
    name = parameter.name
    if not isinstance(value, list):
        yield f"{name} must be a list of numbers, or one list per cell (it is {shown(value)})"
        return
    rows = value if any(isinstance(row, list) for row in value) else [value]
    if not all(rows) or not rows:
        yield f"{name} must have at least one sample"
        return
    if len(rows) not in (1, record.size):
        cells = "1 cell" if record.size == 1 else f"{record.size} cells"
        yield f"{name} has {len(rows)} lists of samples for {cells}: give one, or one per cell"
    lengths = sorted({len(row) for row in rows})
    if len(lengths) > 1:
        yield (
            f"{name} has lists of {lengths[0]} and of {lengths[-1]} samples: they must be of the "
            "same length"
        )


def _identifier(parameter: Parameter, value: object, record: Stimulus) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{parameter.name} must be the id of a data set (it is {shown(value)})"


def _choice(parameter: Parameter, value: object, record: Stimulus) -> Iterator[str]:
    names = [option.name for option in parameter.options]
    if value not in names:
        known = " or ".join(f'"{name}"' for name in names)
        hint = did_you_mean(value, names) if isinstance(value, str) else ""
        yield f"{parameter.name} must be {known} (it is {shown(value)}){hint}"
