"""From a file, or an edit, to a network that can run: what is wrong is said in sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

from engine.checks.datasets import check_dataset, check_shown
from engine.checks.definitions import check_definition, removed_in_use
from engine.checks.edges import check_edge
from engine.checks.nodes import check_neurons, check_stimulus
from engine.checks.views import check_view
from engine.document import (
    FORMAT,
    MAX_DATASETS,
    MAX_DEFINITIONS,
    MAX_EDGES,
    MAX_NODES,
    MAX_NOTES,
    MAX_VIEWS,
    AnyRecord,
    Dataset,
    Definition,
    Document,
    Edit,
    Neurons,
    Projection,
    Stimulus,
    Tile,
)
from engine.edit import Change
from engine.errors import DocumentError, Problem
from engine.network import Network
from engine.sentences import capped, problems_of

MAX_BYTES = 64 * 2**20
"""Largest document as text."""

UPGRADES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From an older format to the document in the next newer one."""

_FORMAT = re.compile(r"neuroboard/([1-9][0-9]{0,5})")


def load(text: str | bytes) -> Document:
    """Read a document: shape, types and bounds. `validate` checks it against the models.

    Older formats are upgraded. Raises DocumentError: too large, not JSON, not ours, of a newer
    format, or with what is wrong in which record and field.
    """
    return parse_document(_json(text))


def parse_document(data: object) -> Document:
    """A document from plain JSON values; see `load`."""
    if not isinstance(data, dict) or "format" not in data:
        raise DocumentError('this is not a Neuroboard document: it has no field "format"')
    while data["format"] in UPGRADES:
        data = UPGRADES[data["format"]](data)
    _check_format(data["format"])
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        raise DocumentError(problems_of(error, data)) from None
    return document


def parse_edit(data: object) -> Edit:
    """An edit from plain JSON values. Raises DocumentError."""
    try:
        return Edit.model_validate(data)
    except ValidationError as error:
        raise DocumentError(problems_of(error, data, Edit)) from None


def validate(network: Network) -> None:
    """Raises DocumentError with all that keeps a network from running, at most 20 problems."""
    _check(network, list(network.records.values()))


def validate_change(network: Network, change: Change) -> None:
    """As `validate`, for what a change can have broken; `network` is that after the change."""
    _raise(removed_in_use(network, change))
    affected = change.affected
    _check(network, [record for record in network.records.values() if record.id in affected])


def _check(network: Network, records: Sequence[AnyRecord]) -> None:
    """Models of the document's own come first: what is said of what runs them follows from it."""
    definitions = (record for record in records if isinstance(record, Definition))
    _raise(problem for each in definitions for problem in check_definition(each, network))
    _raise(_problems(network, records))


def _raise(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise DocumentError(capped(found))


def _problems(network: Network, records: Iterable[AnyRecord]) -> Iterator[Problem]:
    counted = (
        (network.nodes(), MAX_NODES, "nodes"),
        (network.edges(), MAX_EDGES, "edges"),
        (network.views(), MAX_VIEWS, "views"),
        (network.definitions(), MAX_DEFINITIONS, "models of its own"),
        (network.datasets(), MAX_DATASETS, "data sets"),
        (network.notes(), MAX_NOTES, "notes and frames"),
    )
    for elements, most, what in counted:
        number = sum(1 for _ in elements)
        if number > most:
            yield Problem(None, what, f"a board has at most {most} {what}; these are {number}")
    for record in records:
        match record:
            case Neurons():
                yield from check_neurons(record, network.library)
            case Stimulus():
                yield from check_stimulus(record, network.library)
                yield from check_shown(record, network)
            case Projection():
                yield from check_edge(record, network)
            case Dataset():
                yield from check_dataset(record)
            case Tile():
                yield from check_view(record, network)


def _json(text: str | bytes) -> object:
    if len(text) > MAX_BYTES:
        raise DocumentError(
            f"this file has {len(text) / 2**20:.0f} MiB; a document has at most "
            f"{MAX_BYTES // 2**20} MiB"
        )
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, parse_constant=_not_a_number)
    except UnicodeDecodeError:
        raise DocumentError("this is not a Neuroboard document: it is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"this is not a Neuroboard document: at line {error.lineno}, column {error.colno} it "
            "stops being JSON"
        ) from None
    except RecursionError:
        raise DocumentError("this is not a Neuroboard document: it is nested too deeply") from None
    except ValueError as error:
        # Integers of thousands of digits.
        raise DocumentError(f"this is not a Neuroboard document: {error}") from None


def _not_a_number(name: str) -> NoReturn:
    raise DocumentError(f"the document contains {name}; every number must be finite")


def _check_format(name: object) -> None:
    if name == FORMAT:
        return
    found = _FORMAT.fullmatch(name) if isinstance(name, str) else None
    if found is None:
        raise DocumentError(f'this is not a Neuroboard document: "format" should be "{FORMAT}"')
    if int(found[1]) > int(FORMAT.partition("/")[2]):
        raise DocumentError(
            f'this document has the format "{name}"; this version reads up to "{FORMAT}". Open it '
            "with a newer version of Neuroboard"
        )
    raise DocumentError(f'documents of the format "{name}" can no longer be read')
