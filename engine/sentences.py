"""What the shape check of a document says, in words that name the record and the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from engine import document as d
from engine.errors import Problem

MAX_PROBLEMS = 20

_LISTS = {
    "nodes": "node",
    "edges": "edge",
    "views": "view",
    "notes": "note",
    "put": "record",
}
_MODELS: dict[str, type[BaseModel]] = {
    "settings": d.Settings,
    "neurons": d.Neurons,
    "stimulus": d.Stimulus,
    "projection": d.Projection,
    "edges": d.Projection,
    "board": d.Board,
    "trace": d.Trace,
    "raster": d.Raster,
    "weights": d.Weights,
    "note": d.Note,
    "frame": d.Frame,
    "trials": d.Trials,
    "of": d.Watched,
    "all_to_all": d.AllToAll,
    "one_to_one": d.OneToOne,
    "fixed_probability": d.FixedProbability,
    "fixed_indegree": d.FixedIndegree,
    "fixed_outdegree": d.FixedOutdegree,
    "distance": d.Distance,
    "explicit": d.Explicit,
}


def problems_of(
    error: ValidationError, data: object, model: type[BaseModel] = d.Document
) -> list[Problem]:
    """The problems that pydantic found in `data`, one sentence each, at most MAX_PROBLEMS.

    `data` is what was checked, plain JSON values of a `model`: a document, or an edit.
    """
    found: list[Problem] = []
    for item in error.errors(include_url=False):
        problem = _problem(item, data, model)
        if problem not in found:
            found.append(problem)
    return capped(found)


def capped(problems: Sequence[Problem]) -> list[Problem]:
    """At most MAX_PROBLEMS, the last one saying how many more there are."""
    if len(problems) <= MAX_PROBLEMS:
        return list(problems)
    rest = len(problems) - MAX_PROBLEMS + 1
    more = Problem(None, None, f"and {rest} more problems")
    return [*problems[: MAX_PROBLEMS - 1], more]


def shown(value: object) -> str:
    """A value as it stands in the file, cut to a line."""
    if isinstance(value, str):
        text = f'"{value}"'
    elif value is None or isinstance(value, bool):
        text = {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, dict):
        text = "an object"
    elif isinstance(value, list):
        text = f"a list of {len(value)}"
    else:
        text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean "tau_m"?`, or nothing."""
    names = list(known)
    same = [each for each in names if each.lower() == name.lower()]
    near = same or get_close_matches(name, names, 1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def _problem(item: Any, data: object, model: type[BaseModel]) -> Problem:
    path, value = _walk(item["loc"], data, item["type"])
    where, identifier, rest = _place(path, data)
    field = _dotted(rest)
    sentence = _sentence(item, field or where, value, model)
    return Problem(identifier, field or None, f"{where}: {sentence}" if where else sentence)


def _walk(location: Sequence[int | str], data: object, kind: str) -> tuple[list[int | str], object]:
    """The part of a location that exists in the data; the rest are names of alternatives."""
    path: list[int | str] = []
    value = data
    for position, part in enumerate(location):
        last = position == len(location) - 1
        inside = isinstance(value, Mapping) and part in value
        if isinstance(value, list | tuple) and isinstance(part, int):
            inside = part < len(value)
        if inside:
            value = value[part]  # type: ignore[index]  # a mapping or a sequence, as just seen
            path.append(part)
        elif last and kind == "missing":
            path.append(part)
    return path, value


def _place(path: list[int | str], data: object) -> tuple[str, str | None, list[int | str]]:
    """Which record a path lies in: its name in words, its id, and the path within it."""
    if not path:
        return "", None, []
    if path[0] in _LISTS and len(path) > 1 and isinstance(path[1], int):
        kind = _LISTS[str(path[0])]
        record = data[path[0]][path[1]] if isinstance(data, Mapping) else None
        identifier = record.get("id") if isinstance(record, Mapping) else None
        if isinstance(identifier, str) and len(identifier) <= 64:
            return f'{kind} "{identifier}"', identifier, path[2:]
        return f"{kind} number {path[1] + 1}", None, path[2:]
    if path[0] == "settings":
        return "settings", "board", path[1:]
    return "", None, path


def _dotted(path: Iterable[int | str]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _sentence(item: Any, field: str, value: object, model: type[BaseModel]) -> str:
    kind: str = item["type"]
    context: dict[str, Any] = item.get("ctx", {})
    it = f"(it is {shown(value)})"
    match kind:
        case "missing":
            return f"{field} is missing"
        case "extra_forbidden":
            name = str(item["loc"][-1])
            return (
                f"there is no field {shown(name)}{did_you_mean(name, _fields(item['loc'], model))}"
            )
        case "greater_than_equal" | "greater_than":
            bound = context.get("ge", context.get("gt"))
            word = "at least" if "ge" in context else "more than"
            return f"{field} must be {word} {bound:g} {it}"
        case "less_than_equal" | "less_than":
            bound = context.get("le", context.get("lt"))
            word = "at most" if "le" in context else "less than"
            return f"{field} must be {word} {_plain(bound)} {it}"
        case "finite_number":
            return f"{field} must be a finite number"
        case "float_type" | "float_parsing" | "int_type" | "int_parsing":
            return f"{field} must be a number {it}"
        case "int_from_float":
            return f"{field} must be a whole number {it}"
        case "string_type":
            return f"{field} must be text {it}"
        case "string_too_long":
            return f"{field} has more than {context['max_length']} characters"
        case "string_pattern_mismatch" if str(context["pattern"]).startswith("^[A-Za-z]["):
            return f"{field} must be a letter, then letters, digits or _ {it}"
        case "string_pattern_mismatch":
            return f"{field} must be 1 to 64 letters, digits, _ or - {it}"
        case "literal_error":
            return f"{field} must be {context['expected']} {it}".replace("'", '"')
        case "too_long":
            return f"{field} has more than {context['max_length']} entries"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{field or 'the document'} must be an object with named fields {it}"
        case "list_type" | "tuple_type":
            return f"{field} must be a list {it}"
        case "union_tag_invalid" | "union_tag_not_found":
            return _choice(field, context, value)
    return f"{field} is not valid {it}"


def _plain(bound: object) -> str:
    return f"{bound:,}" if isinstance(bound, int) else f"{bound:g}"


def _choice(field: str, context: dict[str, Any], value: object) -> str:
    """A record or a rule whose kind is missing or unknown."""
    key = str(context.get("discriminator", "")).strip("'") or "kind"
    if key.startswith("_"):
        return f"{field} must be a distribution: uniform, normal or lognormal"
    expected = str(context.get("expected_tags", "")).replace("'", '"')
    if isinstance(value, Mapping) and key in value:
        name = shown(value[key])
        hint = did_you_mean(name.strip('"'), expected.replace('"', "").split(", "))
        return f"{key} {name} is not known; there is {expected}{hint}"
    return f"{key} is missing: it says what kind of thing this is"


def _fields(location: Sequence[int | str], model: type[BaseModel]) -> list[str]:
    """Fields of the innermost record that a location names."""
    for part in reversed(location[:-1]):
        if part in _MODELS:
            return list(_MODELS[str(part)].model_fields)
    return list(model.model_fields)
