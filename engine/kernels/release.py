"""Spikes on their way where not all of them arrive whole, or at the same time."""

from __future__ import annotations

from typing import Any

from engine.kernels.jit import helper


@helper
def release_spikes(
    nodes: Any, edges: Any, factors: Any, e: int, spikes: int, count: int, label: int, step: int
) -> None:
    """Let `count` spikes (int32 cells at address `spikes`) with that label arrive at `step`.

    Called for every label of the source once, also when nothing spiked.
    """
