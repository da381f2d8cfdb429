"""The general leaky integrator (A1): a model of a board's own."""

import numpy as np
import pytest

from engine.blocks.arrays import Floats
from engine.validation import parse_document
from tests.engine.boards import neurons, raw_document
from tests.engine.models.runs import traces


def level(k: float, inflow: float, start: float, dt: float = 0.01) -> Floats:
    raw = raw_document(
        [neurons("a", "bathtub", params={"k": k, "I_ext": inflow}, initial={"u": start})], dt=dt
    )
    raw["definitions"] = [
        {
            "id": "d",
            "kind": "definition",
            "name": "bathtub",
            "family": "graded",
            "parameters": [{"name": "k"}],
            "states": [{"name": "u"}],
            "equations": "du/dt = I - k*u",
        }
    ]
    return traces(parse_document(raw), 50, "u")[0][:, 0]


def test_without_a_drain_it_fills_linearly() -> None:
    t = 0.01 * np.arange(5001)
    assert level(0.0, 0.3, 2.0) == pytest.approx(2.0 + 0.3 * t, abs=1e-9)


def test_without_inflow_it_empties_at_the_rate_k() -> None:
    t = 0.01 * np.arange(5001)
    assert level(0.1, 0.0, 2.0) == pytest.approx(2.0 * np.exp(-0.1 * t), abs=1e-3)


def test_with_both_it_settles_at_their_ratio() -> None:
    assert level(0.4, 0.6, 0.0)[-1] == pytest.approx(0.6 / 0.4, abs=1e-6)
