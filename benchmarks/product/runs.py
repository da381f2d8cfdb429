"""Timing shared by the programs that measure the product alone."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.product.simulate import cells, simulation_of
from benchmarks.worker import Document, Stopwatch
from engine.simulation import Simulation


@dataclass(frozen=True)
class Timing:
    """Of a stretch of a run: processor time and wall time in s a step, and spikes a step by
    population."""

    seconds: float
    wall: float
    spikes: dict[str, float]


def timed(simulation: Simulation, duration: float) -> Timing:
    """Run for `duration` ms in one call, as a frame of the server is one call."""
    before = simulation.spike_counts
    steps = max(1, round(duration / simulation.dt))
    watch = Stopwatch()
    simulation.advance(steps)
    seconds, wall = watch.processor() / steps, watch.wall() / steps
    after = simulation.spike_counts
    return Timing(seconds, wall, {key: (after[key] - before[key]) / steps for key in after})


def ran(document: Document, warm_up: float, duration: float) -> Timing:
    """Build, warm up and time a document."""
    simulation = simulation_of(document)
    simulation.run(warm_up)
    return timed(simulation, duration)


def cell_count(document: Document) -> int:
    """Cells of all populations of neurons."""
    return sum(node["size"] for node in cells(document))
