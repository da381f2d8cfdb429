"""Helpers for tests of the engine: small documents written in Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import Document, Simulation, load

DOCUMENTS = Path(__file__).parent / "documents"
EXAMPLES = Path(__file__).parents[2] / "static" / "examples"

Raw = dict[str, Any]
MakeDocument = Callable[..., Document]


def raw_document(
    nodes: list[Raw],
    edges: list[Raw] | None = None,
    views: list[Raw] | None = None,
    **settings: Any,
) -> Raw:
    """A document as plain JSON values."""
    return {
        "format": "neuroboard/1",
        "settings": settings,
        "nodes": nodes,
        "edges": edges or [],
        "views": views or [],
    }


def make_document(
    nodes: list[Raw],
    edges: list[Raw] | None = None,
    views: list[Raw] | None = None,
    **settings: Any,
) -> Document:
    """A document, checked for shape."""
    return load(json.dumps(raw_document(nodes, edges, views, **settings)))


def neurons(identifier: str, model: str = "lif", size: int = 1, **fields: Any) -> Raw:
    """A record of neurons."""
    return {"id": identifier, "kind": "neurons", "model": model, "size": size, **fields}


def stimulus(identifier: str, model: str, size: int = 1, **params: Any) -> Raw:
    """A record of a stimulus."""
    return {"id": identifier, "kind": "stimulus", "model": model, "size": size, "params": params}


def edge(identifier: str, source: str, target: str, **fields: Any) -> Raw:
    """A record of a projection."""
    return {"id": identifier, "source": source, "target": target, **fields}


def stored(name: str) -> Document:
    """A document of tests/engine/documents."""
    return load((DOCUMENTS / f"{name}.json").read_bytes())


@pytest.fixture
def recurrent() -> Simulation:
    """The recurrent network of the examples, seed 1."""
    return Simulation(load((EXAMPLES / "recurrent-network.json").read_bytes()))
