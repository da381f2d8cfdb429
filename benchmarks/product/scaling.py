"""The cost of a step from ten cells to hundreds of thousands, each with 100 synapses at most."""

from __future__ import annotations

import sys

from benchmarks import workloads
from benchmarks.product.runs import timed
from benchmarks.product.simulate import simulation_of
from benchmarks.worker import Report, Request, serve

OUTDEGREE = 100
WARM_UP = 100.0
CELL_STEPS = 40_000_000
"""Cells times steps that are timed at each size, within the bounds below."""
FEWEST, MOST = 500, 100_000
"""Steps."""


def work(request: Request) -> Report:
    """`options`: `sizes`, `seed`."""
    figures: dict[str, float] = {}
    for size in request.options["sizes"]:
        network = workloads.balanced_lif(size, OUTDEGREE)
        simulation = simulation_of(workloads.seeded(network, request.options["seed"]))
        simulation.run(WARM_UP)
        steps = min(MOST, max(FEWEST, CELL_STEPS // size))
        timing = timed(simulation, steps * simulation.dt)
        events = (timing.spikes["e"] + timing.spikes["i"]) * min(OUTDEGREE, size)
        figures[f"{size} cells, us a step"] = timing.seconds * 1e6
        figures[f"{size} cells, events a step"] = events
        figures[f"{size} cells, ns a cell and step"] = timing.seconds / size * 1e9
        figures[f"{size} cells, ns a cell or event"] = timing.seconds / (size + events) * 1e9
    return Report("Neuroboard", figures=figures)


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
