"""A synapse: what its target feels of one spike."""

from __future__ import annotations

import numpy as np

from engine.declaration import SynapseModel
from engine.preview.bench import MAX_POINTS, Bench, Curve, Span
from engine.probes import CURRENT, Probe

DT = 0.1
LENGTH = 500.0
"""ms after the spike that are looked at."""
REST = -72.0
"""mV: where the leaky integrator at the other end begins."""


def synapse_curves(bench: Bench, current: float, currents: Span | None) -> list[Curve]:
    """The current after a spike with weight 1, or the potential where there is no current."""
    model = bench.model
    assert isinstance(model, SynapseModel)
    if model.carries != "spikes":
        return []
    nodes = [
        {"id": "spike", "kind": "stimulus", "model": "spike_times", "params": {"times": [0.0]}},
        {
            "id": "cell",
            "kind": "neurons",
            "model": "leaky",
            "params": {"E_L": REST},
            "initial": {"V": REST},
        },
    ]
    edge = {
        "id": "edge",
        "source": "spike",
        "target": "cell",
        "synapse": model.name,
        "params": bench.params,
    }
    simulation = bench.simulation(nodes, [edge], DT)
    probe = Probe("edge", CURRENT) if model.current else Probe("cell", "V")
    simulation.watch(probe)
    bench.advance(simulation, round(LENGTH / DT))
    values = simulation.recorder.samples_since(probe).values[:, 0]
    values = values - (0.0 if model.current else REST)
    seen = _until_faded(values)
    every = -(-seen // MAX_POINTS)
    return [
        Curve(
            "response",
            "After one spike of weight 1",
            "t (ms)",
            "I" if model.current else "V - V(0) (mV)",
            (np.arange(0, seen, every) * DT).tolist(),
            values[:seen:every].tolist(),
        )
    ]


def _until_faded(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int:
    """Samples until a hundredth of the greatest is left, and some more."""
    size = np.abs(values)
    late = np.flatnonzero(size > 0.01 * size.max())
    return min(len(values), int(1.2 * late[-1]) + 50) if len(late) else len(values)
