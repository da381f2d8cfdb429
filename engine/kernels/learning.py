"""Weights that change by a rule local to each synapse."""

from __future__ import annotations

from typing import Any

from engine.kernels.jit import helper


@helper
def learn_from_spikes(nodes: Any, edges: Any, e: int, spikes: int, count: int, step: int) -> None:
    """Take the arrival of `count` spikes of the source at `step`, after they were delivered."""


@helper
def learn(nodes: Any, edges: Any, e: int, step: int, t: float) -> None:
    """Evolve traces and weights of edge e from t to t + dt; spikes of the target are those with
    the label `step`. Called once a step, after all spikes of the step have arrived."""
