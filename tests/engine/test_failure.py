"""A value that leaves the finite range stops the run and says where, when and what to try."""

from __future__ import annotations

import numpy as np
import pytest

from engine import BlowUp, Probe, Simulation
from engine.validation import parse_edit
from tests.engine.boards import edge, make_document, neurons, stimulus


def unstable(size: int = 1) -> Simulation:
    """A leaky integrator whose dt is far beyond 2 tau: every step multiplies by -9."""
    params = {"tau_m": [1.0] * (size - 1) + [0.05], "E_L": 0} if size > 1 else {"tau_m": 0.05}
    return Simulation(make_document([neurons("E1", "leaky", size, params=params)], dt=0.5))


def test_the_message_names_node_variable_time_dt_and_what_to_try() -> None:
    run = unstable()
    with pytest.raises(BlowUp) as caught:
        run.run(1000)
    error = caught.value
    assert (error.node, error.variable, error.cell, error.dt) == ("E1", "V", 0, 0.5)
    assert str(error) == (
        f'node "E1": V left the finite range at t = {error.t:g} ms with dt = 0.5 ms; '
        'try dt <= 0.1 ms or method "exponential_euler"'
    )
    assert 0 < error.t < 1000
    assert error.t == pytest.approx(run.t + run.dt)


def test_the_cell_is_named() -> None:
    with pytest.raises(BlowUp, match=r'node "E1", cell 4: V left') as caught:
        unstable(5).run(1000)
    assert caught.value.cell == 4


def test_it_is_reported_in_the_frame_in_which_it_happens_and_again_until_something_changes() -> (
    None
):
    whole = unstable()
    with pytest.raises(BlowUp):
        whole.run(1000)
    run = unstable()
    run.advance(whole.step)
    with pytest.raises(BlowUp) as caught:
        run.advance(1)
    assert run.step == whole.step
    with pytest.raises(BlowUp) as again:
        run.advance(1)
    assert again.value is caught.value
    run.reset()
    assert run.t == 0
    run.advance(1)


def test_a_smaller_dt_and_a_reset_cure_it() -> None:
    run = unstable()
    run.watch(Probe("E1", "V"))
    with pytest.raises(BlowUp):
        run.run(1000)
    run.apply(parse_edit({"put": [{"id": "board", "kind": "board", "settings": {"dt": 0.01}}]}))
    run.reset()
    run.run(50)
    assert np.all(np.isfinite(run.recorder.samples_since(Probe("E1", "V")).values))


def test_no_sample_that_was_recorded_is_not_finite() -> None:
    run = unstable()
    run.watch(Probe("E1", "V"))
    with pytest.raises(BlowUp):
        run.run(1000)
    values = run.recorder.samples_since(Probe("E1", "V")).values
    assert np.all(np.isfinite(values))
    assert len(values) == run.step + 1


def test_restoring_goes_back_before_it() -> None:
    run = unstable()
    run.advance(2)
    snapshot = run.snapshot()
    with pytest.raises(BlowUp):
        run.run(1000)
    run.restore(snapshot)
    run.advance(1)
    assert run.step == 3


def test_units_that_feed_themselves() -> None:
    document = make_document(
        [neurons("u", "linear", initial={"x": 1})], [edge("e", "u", "u", weight=3)], dt=1
    )
    with pytest.raises(BlowUp, match="gain above 1"):
        Simulation(document).run(10_000)


@pytest.mark.parametrize("model", ["formula", "poisson"])
def test_a_formula_that_is_not_finite(model: str) -> None:
    source = stimulus("s", model)
    source["params"]["expression" if model == "formula" else "rate"] = "1/(t - 5)"
    document = make_document(
        [source, neurons("a", "leaky")],
        [edge("e", "s", "a")] if model == "formula" else [],
    )
    run = Simulation(document)
    with pytest.raises(BlowUp, match=r'stimulus "s": its (value|rate) is not a finite number near'):
        run.run(100)
    assert run.t == pytest.approx(5, abs=0.2)


def test_a_formula_that_is_not_finite_at_the_start() -> None:
    run = Simulation(make_document([stimulus("s", "formula", expression="log(t)")]))
    with pytest.raises(BlowUp, match="near t = 0 ms"):
        run.run(1)


def test_other_simulations_go_on() -> None:
    one, other = unstable(), Simulation(make_document([neurons("a")]))
    with pytest.raises(BlowUp):
        one.run(1000)
    other.run(1000)
    assert other.t == 1000
