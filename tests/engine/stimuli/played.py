"""A current as a board plays it: every sample that the run loop gives."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import Probe, Recorder, Simulation
from tests.engine.boards import make_document, stimulus


def simulated(record: dict[str, Any], **settings: Any) -> Simulation:
    """A board with one stimulus `s`, all of it recorded."""
    simulation = Simulation(
        make_document([record], **{"dt": 0.1} | settings), recorder=Recorder(keep_all=True)
    )
    simulation.watch(Probe("s"))
    return simulation


def values_of(simulation: Simulation) -> NDArray[np.float64]:
    """Samples so far: (steps + 1, cells)."""
    return simulation.recorder.samples_since(Probe("s")).values


def played(
    model: str, steps: int, size: int = 1, step: float = 0.1, /, **params: Any
) -> NDArray[np.float64]:
    """Values of a stimulus at 0, step, ... (steps + 1, size)."""
    simulation = simulated(stimulus("s", model, size, **params), dt=step)
    simulation.advance(steps)
    return values_of(simulation)
