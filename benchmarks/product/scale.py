"""A large network: memory a synapse and time an event."""

from __future__ import annotations

import sys

from benchmarks import workloads
from benchmarks.product.runs import timed
from benchmarks.product.simulate import simulation_of
from benchmarks.worker import Report, Request, Stopwatch, peak_bytes, serve

OUTDEGREE = 1000
WARM_UP = 50.0


def work(request: Request) -> Report:
    """`options`: `size`, `duration` (ms), `seed`."""
    size = request.options["size"]
    before = peak_bytes()
    network = workloads.seeded(workloads.balanced_lif(size, OUTDEGREE), request.options["seed"])
    watch = Stopwatch()
    simulation = simulation_of(network, memory_limit=24 * 2**30)
    build = watch.wall()
    after = peak_bytes()
    simulation.run(WARM_UP)
    timing = timed(simulation, request.options["duration"])
    spikes = timing.spikes["e"] + timing.spikes["i"]
    synapses = size * OUTDEGREE
    return Report(
        "Neuroboard",
        build=build,
        figures={
            "cells": size,
            "build, s": build,
            "bytes a synapse": simulation.byte_count() / synapses,
            "peak while building, bytes a synapse": (after - before) / synapses,
            "rate, Hz": spikes / size / simulation.dt * 1000,
            # Everything counts: cells, currents and recording are in it.
            "ns an event": timing.seconds / (spikes * OUTDEGREE) * 1e9,
            "ms a step": timing.seconds * 1000,
        },
    )


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
