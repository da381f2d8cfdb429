"""Currents reproduce their formula sample by sample (B6)."""

import numpy as np
import pytest

from engine.declaration import StimulusModel
from engine.equations import EquationError
from engine.registry import stimulus_models
from tests.engine.stimuli.formulas import samples

# Times as the engine labels them: the nearest number to what a person types.
T = np.rint(np.arange(20_000) * 0.1 * 1e9) / 1e9
tenths = np.arange(20_000)


def test_constant() -> None:
    assert (samples(stimulus_models["constant"], {"amplitude": -3.5}, T) == -3.5).all()


@pytest.mark.parametrize(("start", "stop"), [(100.0, 300.0), (0.0, 0.1), (0.3, 0.7), (5.0, 5.0)])
def test_pulse_is_on_from_start_until_before_stop(start: float, stop: float) -> None:
    params = {"start": start, "stop": stop, "amplitude": 4.0}
    on = (tenths >= round(start * 10)) & (tenths < round(stop * 10))
    assert (samples(stimulus_models["pulse"], params, T) == np.where(on, 4.0, 0.0)).all()


@pytest.mark.parametrize("period", [0.7, 1.1, 20.0, 33.3, 250.0])
def test_pulse_train_repeats_without_losing_a_sample(period: float) -> None:
    params = {"start": 10.1, "stop": 10.4, "amplitude": 2.0, "period": period}
    since = tenths - 101
    on = (since >= 0) & (since % round(period * 10) < 3)
    assert (samples(stimulus_models["pulse"], params, T) == np.where(on, 2.0, 0.0)).all()


def test_pulse_train_stays_on_its_samples_for_an_hour() -> None:
    k = np.arange(36_000_000 - 2000, 36_000_000)
    t = np.rint(k * 0.1 * 1e9) / 1e9
    params = {"start": 0.1, "stop": 0.5, "amplitude": 1.0, "period": 3.3}
    on = (k - 1) % 33 < 4
    assert (samples(stimulus_models["pulse"], params, t) == on).all()


def test_pulse_longer_than_its_period_stays_on() -> None:
    params = {"start": 1.0, "stop": 50.0, "amplitude": 1.0, "period": 10.0}
    assert (samples(stimulus_models["pulse"], params, T) == (tenths >= 10)).all()


def test_sine() -> None:
    params = {"amplitude": 3.0, "frequency": 40.0, "phase": 0.5, "offset": 2.0}
    expected = 2.0 + 3.0 * np.sin(2 * np.pi * 40.0 * T / 1000.0 + 0.5)
    assert samples(stimulus_models["sine"], params, T) == pytest.approx(expected, abs=1e-10)


def test_formula() -> None:
    text = "where(t < 500, 4*exp(-t/50), 2 + max(sin(2*pi*t/200), 0))"
    later = 2 + np.maximum(np.sin(2 * np.pi * T / 200), 0)
    expected = np.where(T < 500, 4 * np.exp(-T / 50), later)
    found = samples(stimulus_models["formula"], {"expression": text}, T)
    assert found == pytest.approx(expected, abs=1e-12)


def test_formula_knows_nothing_but_t() -> None:
    with pytest.raises(EquationError, match='unknown name "amplitude"'):
        samples(stimulus_models["formula"], {"expression": "amplitude*t"}, T)


def test_rate_of_a_poisson_source_is_a_number_or_a_formula() -> None:
    poisson = stimulus_models["poisson"]
    assert (samples(poisson, {"rate": 8.0}, T) == 8.0).all()
    found = samples(poisson, {"rate": "20 + 16*sin(2*pi*t/200)"}, T)
    assert found == pytest.approx(20 + 16 * np.sin(2 * np.pi * T / 200), abs=1e-12)


@pytest.mark.parametrize(
    "model",
    [model for model in stimulus_models.values() if model.expression],
    ids=lambda model: model.name,
)
def test_defaults_of_every_stimulus_are_finite(model: StimulusModel) -> None:
    values = samples(model, {}, T)
    assert values.shape == T.shape
    assert np.isfinite(values).all()
