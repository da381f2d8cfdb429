"""A learning rule: the change of a weight by a pair of spikes, against the time between them."""

from __future__ import annotations

import numpy as np

from engine.declaration import PlasticityModel
from engine.preview.bench import Bench, Curve, Span

DT = 0.1
LAGS = np.concatenate([np.arange(-100.0, 0.0, 2.0), np.arange(2.0, 101.0, 2.0)])
"""ms from the spike of the source to that of the target; not 0, where order is all."""
MIDDLE = 150.0
"""ms at which the source spikes."""
LENGTH = 400.0
KICK = 1e4
"""mV that make a target spike at once."""


def plasticity_curves(bench: Bench, current: float, currents: Span | None) -> list[Curve]:
    """The window of paired pulses of a rule that learns from spikes."""
    model = bench.model
    assert isinstance(model, PlasticityModel)
    if model.needs != "spikes" or model.signal == "required":
        return []
    weight = _weight(bench, model)
    size = len(LAGS)
    before = [[MIDDLE] for _ in LAGS]
    # A target that is kicked at t spikes at t + dt.
    after = [[MIDDLE + float(lag) - DT] for lag in LAGS]
    nodes = [
        {
            "id": name,
            "kind": "stimulus",
            "model": "spike_times",
            "size": size,
            "params": {"times": t},
        }
        for name, t in (("pre", before), ("kick", after))
    ]
    nodes.append({"id": "post", "kind": "neurons", "model": "lif", "size": size})
    one = {"rule": "one_to_one"}
    learning = {"rule": model.name, "params": bench.params}
    edges = [
        {
            "id": "kicks",
            "source": "kick",
            "target": "post",
            "synapse": "delta",
            "connect": one,
            "weight": KICK,
        },
        {
            "id": "learns",
            "source": "pre",
            "target": "post",
            "synapse": "exponential",
            # So slow that it drives nobody: only the weight is looked at.
            "params": {"tau": 1e5},
            "connect": one,
            "weight": weight,
            "plasticity": learning,
        },
    ]
    simulation = bench.simulation(nodes, edges, DT)
    bench.advance(simulation, round(LENGTH / DT))
    changes = np.diag(simulation.weights("learns")) - weight
    title = f"Change of a weight of {weight:g} by a pair of spikes"
    return [
        Curve(
            "window",
            title,
            "target after source (ms)",
            "change of w",
            LAGS.tolist(),
            changes.tolist(),
        )
    ]


def _weight(bench: Bench, model: PlasticityModel) -> float:
    """1, or what lies in the middle of bounds that leave it no room."""
    low = bench.value(model.low) if model.low else -np.inf
    high = bench.value(model.high) if model.high else np.inf
    if low < 1 < high:
        return 1.0
    if np.isinf(low) or np.isinf(high):
        return high - 1.0 if np.isinf(low) else low + 1.0
    return (low + high) / 2
