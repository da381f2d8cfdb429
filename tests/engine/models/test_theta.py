"""Theta neuron (A5)."""

import numpy as np
import pytest

from tests.engine.boards import edge, make_document, neurons, stimulus
from tests.engine.models.runs import spike_times, traces


@pytest.mark.parametrize("current", [0.04, 1.0])
def test_the_period_is_that_of_the_quadratic_neuron(current: float) -> None:
    document = make_document([neurons("a", "theta", params={"I_ext": current})], dt=0.001)
    period = np.pi / np.sqrt(current)
    assert np.diff(spike_times(document, 3.7 * period)) == pytest.approx(period, abs=0.005)


def test_it_stays_on_the_circle_at_any_step() -> None:
    document = make_document([neurons("a", "theta", params={"I_ext": 30.0})], dt=5)
    (theta,) = traces(document, 500, "theta")
    assert np.abs(theta).max() <= np.pi + 1e-9
    assert len(np.unique(np.round(theta, 6))) > 10


def test_its_tangent_follows_the_quadratic_neuron() -> None:
    start = -1.2
    document = make_document(
        [
            neurons("a", "theta", params={"I_ext": 0.3}, initial={"theta": 2 * np.arctan(start)}),
            neurons("b", "qif", params={"I_ext": 0.3, "V_th": 1e3}, initial={"V": start}),
        ],
        dt=1e-3,
    )
    (theta,) = traces(document, 2, "theta")
    (v,) = traces(document, 2, "V", node="b")
    assert np.abs(np.tan(theta / 2) - v).max() < 2e-3


def test_a_kick_of_the_phase_can_make_it_spike() -> None:
    document = make_document(
        [stimulus("s", "spike_times", times=[1.0]), neurons("a", "theta")],
        [edge("e", "s", "a", synapse="delta", weight=3.2)],
        dt=0.01,
    )
    assert spike_times(document, 2) == pytest.approx([1.01], abs=0.011)
