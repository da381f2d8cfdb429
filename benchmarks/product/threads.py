"""Two threads against one on a network of 25 000 cells: time on the wall, and the same spikes."""

from __future__ import annotations

import sys

from benchmarks import workloads
from benchmarks.product.runs import timed
from benchmarks.product.simulate import simulation_of
from benchmarks.worker import Report, Request, Unsupported, serve

SCALE = 10
WARM_UP = 100.0


def work(request: Request) -> Report:
    """`options`: `duration` (ms), `seed`."""
    network = workloads.seeded(workloads.recurrent_eif(SCALE), request.options["seed"])
    walls, potentials = [], []
    for threads in (1, 2):
        simulation = simulation_of(network, threads=threads)
        simulation.run(WARM_UP)
        walls.append(timed(simulation, request.options["duration"]).wall)
        potentials.append(simulation.state("e").tobytes())
    if potentials[0] != potentials[1]:
        raise Unsupported("one and two threads end in different states")
    return Report(
        "Neuroboard",
        figures={
            "two threads / one": walls[1] / walls[0],
            "one thread, us a step": walls[0] * 1e6,
        },
    )


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
