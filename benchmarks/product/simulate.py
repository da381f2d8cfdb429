"""The product runs a document: `Simulation` with spikes recorded, as the server runs a board."""

from __future__ import annotations

import sys
from typing import Any

from pydantic import ValidationError

from benchmarks.worker import Report, Request, Stopwatch, Unsupported, serve
from engine.document import Document
from engine.errors import EngineError
from engine.simulation import Simulation

PROGRAM = "Neuroboard"


def work(request: Request) -> Report:
    """Build and run. `options`: `frame`, steps per call of `advance` (default: a whole bin)."""
    watch = Stopwatch()
    simulation = simulation_of(request.document)
    simulation.run(request.warm_up)
    build = watch.wall()
    populations = {node["id"]: node["size"] for node in cells(request.document)}
    spikes: dict[str, list[int]] = {key: [] for key in populations}
    before = simulation.spike_counts
    steps = round(request.duration / simulation.dt)
    processor = wall = 0.0
    for part in range(request.bins):
        n = (part + 1) * steps // request.bins - part * steps // request.bins
        frame = int(request.options.get("frame", n))
        watch = Stopwatch()
        for done in range(0, n, frame):
            simulation.advance(min(frame, n - done))
        processor += watch.processor()
        wall += watch.wall()
        after = simulation.spike_counts
        for key, counts in spikes.items():
            counts.append(after[key] - before[key])
        before = after
    return Report(PROGRAM, build, processor, wall, populations, spikes)


def simulation_of(document: dict[str, Any], **options: Any) -> Simulation:
    """The product's way from JSON to a network that runs. Raises Unsupported with its message."""
    try:
        return Simulation(Document.model_validate(document), **options)
    except EngineError as error:
        raise Unsupported(str(error).splitlines()[0]) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Unsupported(f"the document has no place for {where}: {first['msg']}") from error


def cells(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The populations of neurons, sources left out."""
    return [node for node in document["nodes"] if node["kind"] == "neurons"]


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
