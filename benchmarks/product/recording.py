"""What recording costs, and whether a network that has fallen silent is slower than one at work."""

from __future__ import annotations

import sys

from benchmarks import workloads
from benchmarks.product.runs import timed
from benchmarks.product.simulate import simulation_of
from benchmarks.worker import Document, Report, Request, serve
from engine.kernels import tables
from engine.probes import Probe
from engine.simulation import Simulation

WARM_UP = 200.0
ROUNDS = 4
SILENCE = 10_000.0
"""Milliseconds of silence: synaptic variables that are not flushed would be denormal by then."""


def work(request: Request) -> Report:
    """`options`: `duration` (ms), `seed`."""
    duration, seed = request.options["duration"], request.options["seed"]
    network = workloads.seeded(workloads.recurrent_eif(), seed)
    without, spikes, traces = (simulation_of(network) for _ in range(3))
    _record_nothing(without)
    for k in range(8):
        traces.watch(Probe("ei"[k % 2], "V", (k,)))
    costs = [0.0, 0.0, 0.0]
    for simulation in (without, spikes, traces):
        simulation.run(WARM_UP)
    # The three make the very same steps; taking turns spreads what disturbs the machine.
    for _ in range(ROUNDS):
        for k, simulation in enumerate((without, spikes, traces)):
            costs[k] += timed(simulation, duration / ROUNDS).seconds / ROUNDS
    assert without.spike_counts == traces.spike_counts
    active = simulation_of(workloads.seeded(workloads.cuba(), seed))
    silent = simulation_of(workloads.seeded(_falls_silent(), seed))
    active.run(WARM_UP)
    silent.run(SILENCE)
    spiked = sum(silent.spike_counts.values())
    at_work, at_rest = timed(active, duration), timed(silent, duration)
    assert spiked > 0
    assert not any(at_rest.spikes.values())
    return Report(
        "Neuroboard",
        figures={
            "recording / none": costs[2] / costs[0],
            "spikes alone / none": costs[1] / costs[0],
            "silent / active": at_rest.seconds / at_work.seconds,
            "none, us a step": costs[0] * 1e6,
            "silent, us a step": at_rest.seconds * 1e6,
            "active, us a step": at_work.seconds * 1e6,
        },
    )


def _record_nothing(simulation: Simulation) -> None:
    """The product always records spikes; only here, for comparison, the logs are unhooked."""
    simulation._assembly.tables.nodes[:, tables.LOG_COUNT] = 0


def _falls_silent() -> Document:
    """CUBA with a leak below threshold: cells that start above it spike once, then no one does."""
    network = workloads.cuba()
    nodes = [
        {
            **node,
            "params": {**node["params"], "E_L": -65.0},
            "initial": {"V": {"uniform": [-60, -45]}},
        }
        for node in network["nodes"]
    ]
    return {**network, "nodes": nodes}


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
