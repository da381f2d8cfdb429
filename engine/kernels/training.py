"""Weights that are trained from errors."""

from __future__ import annotations

from typing import Any

from engine.kernels.jit import helper


@helper
def train(nodes: Any, edges: Any, e: int, step: int, t: float) -> None:
    """One step of the training of edge e. Called once a step, after all learning."""
