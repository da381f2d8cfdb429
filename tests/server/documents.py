"""Small documents for the tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
ELSEWHERE = ("neurons", "stimulus", "projection")
"""Kinds of records that are no views."""


def stimulus(name: str = "stim", **changes: Any) -> Json:
    """A constant current."""
    return {
        "id": name,
        "kind": "stimulus",
        "model": "constant",
        "params": {"amplitude": 4},
        **changes,
    }


def neuron(name: str = "a", **changes: Any) -> Json:
    """A leaky integrator at rest."""
    return {"id": name, "kind": "neurons", "model": "leaky", **changes}


def edge(name: str = "e", source: str = "stim", target: str = "a", **changes: Any) -> Json:
    return {"id": name, "kind": "projection", "source": source, "target": target, **changes}


def trace(name: str = "v", *nodes: str, **changes: Any) -> Json:
    """A trace of V."""
    of = [{"node": node, "variable": "V"} for node in nodes or ("a",)]
    return {"id": name, "kind": "trace", "of": of, **changes}


def document(*records: Json, title: str = "Test", **settings: Any) -> Json:
    """The document of these records."""
    return {
        "format": "neuroboard/1",
        "title": title,
        "settings": {"dt": 0.1, "method": "euler", "seed": 1, **settings},
        "nodes": [record for record in records if record["kind"] in ("neurons", "stimulus")],
        "edges": [record for record in records if record["kind"] == "projection"],
        "views": [record for record in records if record["kind"] not in ELSEWHERE],
    }


def circuit(**settings: Any) -> Json:
    """A current into a leaky integrator, with a trace."""
    return document(stimulus(), neuron(), edge(), trace(), **settings)


def noisy(size: int = 100, seed: int = 1) -> Json:
    """Poisson sources into integrate-and-fire neurons, with a raster, a trace and weights."""
    return document(
        {
            "id": "noise",
            "kind": "stimulus",
            "model": "poisson",
            "size": size,
            "params": {"rate": 40},
        },
        {"id": "pop", "kind": "neurons", "model": "lif", "size": size, "sign": "excitatory"},
        edge(
            "in",
            "noise",
            "pop",
            synapse="exponential",
            params={"tau": 5},
            connect={"rule": "fixed_probability", "p": 0.3},
            weight=20,
        ),
        {
            "id": "r",
            "kind": "raster",
            "of": [{"node": "noise"}, {"node": "pop"}],
        },
        trace("t", "pop", of=[{"node": "pop", "variable": "V", "cells": [0, 3]}]),
        {"id": "w", "kind": "weights", "of": [{"edge": "in"}]},
        seed=seed,
    )
