"""E3: inhibition learns to bring the excitatory cells of a network to a rate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import Simulation
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus

WINDOWS = [14.7, 10.3, 8.2, 7.5, 7.0, 6.5, 6.7, 5.8]
"""Hz of the excitatory cells in windows of 250 ms."""
INHIBITORY, MEAN_WEIGHT = 21.5, -57.5
SEEDS = range(4)
CELL = {"tau_m": 10.0, "E_L": -72.0, "V_T": -55.0, "Delta_T": 2.0, "V_th": 0.0, "V_re": -72.0}


def test_constants_are_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "expected.json").read_text())["E3_homeostatic"]
    assert reference["E_rate_by_250ms_window_Hz"] == WINDOWS
    assert reference["I_rate_last_window_Hz"] == INHIBITORY
    assert reference["mean_weight_end"] == MEAN_WEIGHT


def network(seed: int) -> Simulation:
    sizes = {"x": 800, "e": 800, "i": 200}
    nodes = [
        stimulus("x", "poisson", 800, rate=10.0),
        *(
            neurons(k, "eif", sizes[k], params=CELL, initial={"V": {"uniform": [-72.0, -60.0]}})
            for k in ("e", "i")
        ),
    ]
    weights = {"ex": 30.0, "ix": 20.0, "ee": 12.0, "ei": -45.0, "ie": 35.0, "ii": -70.0}
    taus = {"x": 8.0, "e": 6.0, "i": 4.0}
    edges: list[Raw] = []
    for name, weight in weights.items():
        target, source = name[0], name[1]
        more: dict[str, Any] = {}
        if name == "ei":
            params = {"epsilon": 50.0, "tau_y": 150.0, "r_0": 5.0}
            more = {"plasticity": {"rule": "homeostatic_inhibitory", "params": params}}
        edges.append(
            edge(
                name,
                source,
                target,
                synapse="exponential",
                params={"tau": taus[source]},
                connect={"rule": "fixed_probability", "p": 0.2},
                weight=weight,
                **more,
            )
        )
    return Simulation(make_document(nodes, edges, dt=0.1, seed=seed))


def measured(seed: int) -> tuple[list[float], float, float]:
    simulation = network(seed)
    rates: list[float] = []
    before = inhibitory = 0
    for _ in WINDOWS:
        inhibitory = simulation.spike_counts["i"]
        simulation.run(250)
        count = simulation.spike_counts["e"]
        rates.append((count - before) / 800 / 0.25)
        before = count
    weights = simulation.weights("ei", absent=np.nan)
    assert np.nanmax(weights) <= 0
    last = (simulation.spike_counts["i"] - inhibitory) / 200 / 0.25
    return rates, last, float(np.nanmean(weights))


def test_E3_inhibition_brings_the_rate_down_to_its_target() -> None:
    rates, inhibitory, weights = zip(*(measured(seed) for seed in SEEDS), strict=True)
    windows = np.array(rates)
    # The reference is one network of this kind. What one differs by from another is measured here.
    spread = np.maximum(windows.std(axis=0, ddof=1), 0.3)
    away = np.abs(windows.mean(axis=0) - WINDOWS)
    assert np.all(away[1:] < 4 * spread[1:]), (windows.mean(axis=0), spread)
    # At first the rate still falls fast: where in the transient the window lies counts. The loop
    # of benchmarks/peers/textbook.py has 16.3 and 16.7 Hz there for its seeds 1 and 2.
    assert away[0] < 2.5
    assert windows[:, 0].mean() == pytest.approx(16.5, abs=4 * spread[0] / np.sqrt(len(SEEDS)))
    assert abs(windows[:, -2:].mean() - 5.0) < 2.0
    assert np.all(windows[:, -2:].mean(axis=1) < windows[:, 0] / 2)
    assert np.mean(inhibitory) == pytest.approx(INHIBITORY, abs=4.0)
    assert np.mean(weights) == pytest.approx(MEAN_WEIGHT, abs=3.0)
