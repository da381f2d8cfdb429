"""What the steps of the recurrent EIF network cost alone, through the same kernels.

Each part is a document in which nothing else happens:

- cells: the populations without input, driven to about the same rate;
- Poisson: the sources alone;
- currents: what edges without a synapse add to the cells, since every edge has states that decay;
- delivery: what synapses of weight 0 add, with sources in place of the recurrent cells that spike
  at the rates of the network.
"""

from __future__ import annotations

import sys
from typing import Any

from benchmarks import workloads
from benchmarks.product.runs import Timing, cell_count, ran
from benchmarks.worker import Document, Report, Request, serve

WARM_UP = 200.0
DRIVE = 17.5
"""Constant current (mV) at which an unconnected cell spikes at a few Hz to tens of Hz."""


def work(request: Request) -> Report:
    """`options`: `duration` (ms) of each part, `seed`."""
    duration = request.options["duration"]
    network = workloads.seeded(workloads.recurrent_eif(), request.options["seed"])
    whole = ran(network, WARM_UP, duration)
    populations = [node for node in network["nodes"] if node["kind"] == "neurons"]
    sources = [node for node in network["nodes"] if node["kind"] != "neurons"]
    driven = [{**n, "params": {**n["params"], "I_ext": DRIVE}} for n in populations]
    poisson = ran({**network, "nodes": sources, "edges": []}, WARM_UP, duration).seconds
    cells = ran({**network, "nodes": driven, "edges": []}, WARM_UP, duration).seconds
    bare = [_connected(edge, 0.0) for edge in network["edges"]]
    quiet = [{**node, "params": {"rate": 0.0}} for node in sources]
    connected = {**network, "nodes": [*quiet, *driven], "edges": bare}
    currents = ran(connected, WARM_UP, duration).seconds - cells
    delivery = _delivery(network, whole, duration)
    events = _events(network, whole)
    total = poisson + cells + currents + delivery
    n = cell_count(network)
    return Report(
        "Neuroboard",
        figures={
            "whole, us a step": whole.seconds * 1e6,
            "cells, us a step": cells * 1e6,
            "currents, us a step": currents * 1e6,
            "delivery, us a step": delivery * 1e6,
            "Poisson, us a step": poisson * 1e6,
            "whole / sum of primitives": whole.seconds / total,
            "ns a cell and step": cells / n * 1e9,
            "ns an event": delivery / events * 1e9,
            "events a step": events,
        },
    )


def _delivery(network: Document, whole: Timing, duration: float) -> float:
    """Seconds a step of synapses of weight 0, the recurrent cells replaced by sources."""
    dt = network["settings"]["dt"]
    nodes = list(network["nodes"])
    stand_in = {}
    for node in network["nodes"]:
        if node["kind"] == "neurons":
            rate = whole.spikes[node["id"]] / node["size"] / dt * 1000
            source = {**_source(node["id"]), "size": node["size"], "params": {"rate": rate}}
            nodes.append(source)
            stand_in[node["id"]] = source["id"]
    edges = [
        {**edge, "source": stand_in.get(edge["source"], edge["source"]), "weight": 0.0}
        for edge in network["edges"]
    ]
    full = ran({**network, "nodes": nodes, "edges": edges}, WARM_UP, duration)
    empty = [_connected(edge, 0.0) for edge in edges]
    without = ran({**network, "nodes": nodes, "edges": empty}, WARM_UP, duration)
    return full.seconds - without.seconds


def _source(key: str) -> dict[str, Any]:
    return {"id": f"like_{key}", "kind": "stimulus", "model": "poisson"}


def _connected(edge: dict[str, Any], p: float) -> dict[str, Any]:
    return {**edge, "connect": {"rule": "fixed_probability", "p": p}}


def _events(network: Document, whole: Timing) -> float:
    """Spikes times synapses, a step."""
    size: dict[str, int] = {node["id"]: node["size"] for node in network["nodes"]}
    events = 0.0
    for edge in network["edges"]:
        events += whole.spikes[edge["source"]] * edge["connect"]["p"] * size[edge["target"]]
    return events


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
