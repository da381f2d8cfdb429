"""Quadratic integrate-and-fire and its phase (A5)."""

import numpy as np
import pytest

from tests.engine.boards import edge, make_document, neurons, stimulus
from tests.engine.models.runs import spike_times, traces

DT = 0.001
WIDE = {"V_th": 300.0, "V_re": -300.0}


@pytest.mark.parametrize("current", [0.04, 0.25, 1.0])
def test_the_period_is_pi_over_the_root_of_the_current(current: float) -> None:
    document = make_document([neurons("a", "qif", params={**WIDE, "I_ext": current})], dt=DT)
    period = np.pi / np.sqrt(current)
    intervals = np.diff(spike_times(document, 3.5 * period))
    # Finite bounds cut the way off by 1/V_th and 1/V_re.
    assert intervals == pytest.approx(period - 2 / 300, abs=6 * DT)


def test_it_rests_where_the_parabola_crosses_zero() -> None:
    document = make_document([neurons("a", "qif", params={"I_ext": -0.25})], dt=0.01)
    (v,) = traces(document, 30, "V")
    assert v[-1, 0] == pytest.approx(-0.5, abs=1e-6)
    # Beyond the other crossing nothing holds it.
    above = make_document(
        [neurons("a", "qif", params={"I_ext": -0.25}, initial={"V": 0.51})], dt=0.01
    )
    assert len(spike_times(above, 10)) == 1


@pytest.mark.parametrize("when", [0.6, 1.5, 2.6])
def test_a_small_kick_advances_the_phase_as_the_response_curve_says(when: float) -> None:
    """The curve of the normal form is sin(sqrt(I) phi)^2/I, phi being the time since the spike."""
    current, kick = 1.0, 0.02
    params = {**WIDE, "I_ext": current}

    def first_spike(weight: float) -> float:
        document = make_document(
            [
                stimulus("s", "spike_times", times=[when]),
                neurons("a", "qif", params=params, initial={"V": -300.0}),
            ],
            [edge("e", "s", "a", synapse="delta", weight=weight)],
            dt=DT,
        )
        return float(spike_times(document, 4.0)[0])

    # Both signs: what is quadratic in the kick goes out.
    advance = (first_spike(-kick) - first_spike(kick)) / 2
    phase = when + 1 / 300
    assert advance / kick == pytest.approx(np.sin(phase) ** 2 / current, abs=0.06)
