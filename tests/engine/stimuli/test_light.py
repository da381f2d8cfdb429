"""Light reaches the port of the channels that feel it, and nothing else."""

import numpy as np
import pytest

from engine import DocumentError, Probe, Recorder, Simulation
from tests.engine.boards import edge, make_document, neurons, stimulus

CHANNELS = [{"channel": "channelrhodopsin", "params": {"g": 0.0, "tau_ChR": 2}}]


def test_light_opens_channels_by_the_irradiance_of_each_cell_and_is_no_current() -> None:
    """tau_ChR dp/dt = -p + L(t) under forward Euler, in closed form."""
    board = make_document(
        [
            stimulus("s", "light", 2, start=1, stop=5, amplitude=[1, 0.5], period=10),
            neurons("a", "leaky", 2, channels=CHANNELS, params={"E_L": -70}, initial={"V": -70}),
        ],
        [edge("e", "s", "a", connect={"rule": "one_to_one"})],
    )
    simulation = Simulation(board, recorder=Recorder(keep_all=True))
    opened = Probe("a", "channelrhodopsin_p")
    simulation.watch(opened)
    simulation.run(12)
    p = simulation.recorder.samples_since(opened).values
    decay = 1 - 0.1 / 2
    k = np.arange(121)
    rising = 1 - decay ** np.clip(k - 10, 0, 40)
    falling = decay ** np.clip(k - 50, 0, 60)
    again = 1 - (1 - rising[110] * falling[110]) * decay ** np.clip(k - 110, 0, None)
    expected = np.where(k <= 110, rising * falling, again)
    assert p[:, 0] == pytest.approx(expected, abs=1e-12)
    assert p[:, 1] == pytest.approx(expected / 2, abs=1e-12)
    assert (simulation.state("a", "V") == -70).all()


def test_light_on_cells_that_do_not_feel_it_is_refused() -> None:
    board = make_document([stimulus("s", "light"), neurons("a", "leaky")], [edge("e", "s", "a")])
    with pytest.raises(DocumentError, match='"a" has none that feel it'):
        Simulation(board)
