"""How long an edit takes while a network of 4000 cells runs, from JSON to the next step."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from statistics import median, quantiles
from typing import Any

from benchmarks import workloads
from benchmarks.product.simulate import simulation_of
from benchmarks.worker import Document, Report, Request, Stopwatch, serve
from engine.document import Edit
from engine.simulation import Simulation

FRAME = 100
"""Steps between two edits."""


def work(request: Request) -> Report:
    """`options`: `edits` of each kind, `seed`."""
    network = workloads.seeded(workloads.cuba(), request.options["seed"])
    simulation = simulation_of(network)
    simulation.run(200.0)
    times: dict[str, list[float]] = {}
    for k in range(request.options["edits"]):
        for what, edit in _edits(network, k):
            times.setdefault(what, []).append(_apply(simulation, edit))
            simulation.advance(FRAME)
    figures = {}
    for what, values in times.items():
        figures[f"{what}, ms"] = median(values)
        figures[f"{what}, ms, 95th percentile"] = quantiles(values, n=20)[-1]
        figures[f"{what}, ms, first"] = values[0]
    return Report("Neuroboard", figures=figures)


def _edits(network: Document, k: int) -> Iterable[tuple[str, dict[str, Any]]]:
    """Edit number k of each kind; the last removes what the first two have added."""
    cell = {**network["nodes"][0], "id": f"new{k}", "size": 1, "initial": {"V": -60.0}}
    edge = {**network["edges"][0], "id": f"from{k}", "source": cell["id"], "kind": "projection"}
    yield "add a cell", {"put": [cell]}
    yield "connect it", {"put": [edge]}
    changed = {**network["edges"][0], "kind": "projection", "weight": 8.1 + 0.01 * (k % 2)}
    yield "change a weight", {"put": [changed]}
    params = {**network["nodes"][0]["params"], "tau_m": 20.0 + 0.01 * (k % 2)}
    yield "change a parameter", {"put": [{**network["nodes"][0], "params": params}]}
    yield "remove the cell", {"remove": [cell["id"]]}


def _apply(simulation: Simulation, edit: dict[str, Any]) -> float:
    """Milliseconds on the wall, validation of the edit included."""
    watch = Stopwatch()
    simulation.apply(Edit.model_validate(edit))
    return watch.wall() * 1000


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
