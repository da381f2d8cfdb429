"""What must hold for every neuron model, those added tomorrow included."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from engine.declaration import NeuronModel
from engine.equations import evaluate
from engine.equations.evaluate import Value
from engine.equations.system import neuron_system
from engine.kernels.stepping import METHODS, Method
from engine.registry import neuron_models
from tests.engine.kernels.harness import Population

# What takes turns, or is divided by a sum, is not the work of the kernel alone.
MODELS = [m for m in neuron_models.values() if not (m.asynchronous or m.normalised)]
CONTINUOUS = [model for model in MODELS if model.family != "iterated"]
SPIKING = [model for model in MODELS if model.threshold]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
every_method = pytest.mark.parametrize("method", METHODS)
# A current in each model's own units that moves it and, where it spikes, makes it spike.
DRIVE = {"leaky": 6.0, "lif": 25.0, "eif": 25.0, "izhikevich": 15.0, "hh": 12.0, "linear": 1.0}
DRIVE |= {"adex": 30.0, "qif": 1.0, "theta": 1.0, "hh2d": 12.0, "morris_lecar": 50.0}
DRIVE |= {"fitzhugh_nagumo": 0.25}
STEP = {"hh": 0.02, "hh2d": 0.02, "morris_lecar": 0.3}
# How far from its initial value a first state is let go, so that no spike lies in between.
OFFSET = {"qif": -2.0, "theta": -2.0, "fitzhugh_nagumo": 0.05}


def drive(model: NeuronModel) -> float:
    return DRIVE.get(model.name, 10.0)


def defaults(model: NeuronModel) -> dict[str, Value]:
    return {
        p.name: float(p.default) for p in model.parameters if isinstance(p.default, float | int)
    }


def start(model: NeuronModel, n: int) -> dict[str, NDArray[np.float64]]:
    """First states that differ from cell to cell."""
    first = model.states[0]
    usual = Population(model).state[0, 0]
    return {first.name: usual + np.linspace(-1.0, 1.0, n)}


def reference_step(
    model: NeuronModel, state: NDArray[np.float64], dt: float, current: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """One synchronous Euler step by walking the trees with NumPy: (states, n), who spiked."""
    system = neuron_system(model)
    names = [s.name for s in model.states]
    parameters = defaults(model)
    values = parameters | dict(zip(names, state, strict=True)) | {"I": current, "t": 0.0}
    after = []
    for name, equation in zip(names, system.expanded, strict=True):
        right = np.asarray(evaluate(equation.right, values))
        if equation.iterated:
            after.append(np.broadcast_to(right, state[0].shape))
            continue
        factor = evaluate(equation.coefficient, values) if equation.coefficient else 1.0
        after.append(values[name] + dt * right / factor)
    new = np.array(after)
    if system.threshold is None:
        return new, np.zeros(state.shape[1], np.bool_)
    at_end = parameters | dict(zip(names, new, strict=True))
    spiked = np.asarray(evaluate(system.threshold, at_end)) != 0
    if model.crossing:
        spiked &= np.asarray(evaluate(system.threshold, values)) == 0
    for line in system.reset:
        at_end = at_end | dict(zip(names, new, strict=True))
        value = np.broadcast_to(np.asarray(evaluate(line.value, at_end)), state[0].shape)
        new[names.index(line.target)] = np.where(spiked, value, new[names.index(line.target)])
    return new, spiked


@every_model
@pytest.mark.parametrize("n", [1, 255, 256, 257, 10_000])
def test_every_size_equals_plain_numpy(model: NeuronModel, n: int) -> None:
    dt = STEP.get(model.name, 0.1)
    population = Population(model, n, dt=dt, initial=start(model, n))
    rows = len(model.states)
    expected = population.state[:rows, :n].copy()
    spikes = 0
    for _ in range(600 if n < 1000 else 60):
        expected, spiked = reference_step(model, expected, dt, drive(model))
        found = population.step(drive(model))
        assert found == np.flatnonzero(spiked).tolist()
        spikes += len(found)
        scale = 1.0 + np.abs(expected)
        assert (np.abs(population.state[:rows, :n] - expected) / scale).max() < 1e-6
        # Compared step by step: a spike's steepness would multiply differences in the last digit.
        population.state[:rows, :n] = expected
    if model.threshold and n < 1000:
        assert spikes > 0


@every_model
@every_method
def test_rows_of_equal_parameters_equal_numbers(model: NeuronModel, method: Method) -> None:
    n, dt = 300, STEP.get(model.name, 0.1)
    numbers = Population(model, n, method=method, dt=dt, initial=start(model, n), per_cell=False)
    rows = Population(model, n, method=method, dt=dt, initial=start(model, n), per_cell=True)
    spikes = 0
    for _ in range(400):
        spiked = numbers.step(drive(model))
        assert rows.step(drive(model)) == spiked
        spikes += len(spiked)
        scale = 1.0 + np.abs(numbers.state[:, :n])
        assert (np.abs(rows.state[:, :n] - numbers.state[:, :n]) / scale).max() < 1e-7
        rows.state[:] = numbers.state
    if model.threshold:
        assert spikes > 0


@every_model
def test_a_cell_does_not_depend_on_its_neighbours(model: NeuronModel) -> None:
    n, dt = 257, STEP.get(model.name, 0.1)
    spread = np.linspace(0.9, 1.1, n)
    params = {name: value * spread for name, value in defaults(model).items()}
    together = Population(model, n, dt=dt, params=params)
    assert together.params.ndim == 2
    for _ in range(50):
        together.step(drive(model))
    for cell in (0, 100, 256):
        own = {name: float(values[cell]) for name, values in params.items()}
        alone = Population(model, dt=dt, params=own)
        for _ in range(50):
            alone.step(drive(model))
        rows = len(model.states)
        assert alone.state[:rows, 0] == pytest.approx(together.state[:rows, cell], rel=1e-6)


@pytest.mark.parametrize("model", CONTINUOUS, ids=lambda model: model.name)
@every_method
def test_order_of_convergence(model: NeuronModel, method: Method) -> None:
    """Halving dt divides the error by 2 (euler), at least 2 (exponential_euler), 16 (rk4)."""
    system = neuron_system(model)
    names = [state.name for state in model.states]
    parameters = defaults(model)
    current, duration = 0.1 * drive(model), 4.0
    start_values = Population(model).state[: len(names), 0].copy()
    start_values[0] += OFFSET.get(model.name, 2.0)

    def field(t: float, y: NDArray[np.float64]) -> list[float]:
        values = parameters | dict(zip(names, y, strict=True)) | {"I": current, "t": t}
        rates = []
        for equation in system.expanded:
            factor = evaluate(equation.coefficient, values) if equation.coefficient else 1.0
            rates.append(float(evaluate(equation.right, values)) / float(factor))
        return rates

    exact = solve_ivp(
        field, (0, duration), start_values, method="DOP853", rtol=1e-12, atol=1e-12
    ).y[:, -1]
    errors = []
    finest = 1 / 160 if method != "rk4" else 1 / 40
    for dt in (2 * finest, finest):
        initial = dict(zip(names, map(float, start_values), strict=True))
        population = Population(model, method=method, dt=dt, initial=initial)
        for _ in range(round(duration / dt)):
            spiked = population.step(current)
            assert not (model.reset and spiked)
        errors.append(np.abs(population.state[: len(names), 0] - exact).max())
    if errors[0] < 1e-9:
        # Exact up to rounding: an equation that is linear in its own state.
        assert method != "euler"
        return
    order = np.log2(errors[0] / errors[1])
    if method == "euler":
        assert 0.9 < order < 1.1
    elif method == "exponential_euler":
        assert order > 0.9
    else:
        assert 3.6 < order < 4.6


@every_model
@every_method
def test_a_value_out_of_range_is_reported_and_the_rest_goes_on(
    model: NeuronModel, method: Method
) -> None:
    n = 600
    for bad in (np.nan, np.inf, -np.inf, 1e101):
        population = Population(model, n, method=method, dt=STEP.get(model.name, 0.1))
        fine = Population(model, n, method=method, dt=STEP.get(model.name, 0.1))
        population.state[len(model.states) - 1, 511] = bad
        current = np.zeros(n)
        if model.family == "iterated":
            current[511] = bad
        fine.call()
        code = population.call(current)
        value = population.state[: len(model.states), 511]
        if model.family == "iterated" and code >= 0:
            # An activation that is bounded is so at infinity too; a new value forgets the old.
            assert np.isinf(bad) or bad > 1e100
            assert (np.abs(value) <= 1.0).all()
        elif model.reset and code >= 0:
            # An infinite V is above any threshold: reset, it is fine again.
            assert (np.abs(value) < 1e100).all()
            assert population.out[0] == 511
        else:
            assert code == -1
        others = np.arange(n) != 511
        assert (population.state[:, :n][:, others] == fine.state[:, :n][:, others]).all()


@every_model
def test_nan_input_is_reported_in_that_step(model: NeuronModel) -> None:
    for n, cell in ((1, 0), (300, 299)):
        current = np.zeros(n)
        current[cell] = np.nan
        assert Population(model, n).call(current) == -1


@every_model
def test_a_kick_moves_the_first_state(model: NeuronModel) -> None:
    kicked, free = Population(model, 9), Population(model, 9)
    kick = np.linspace(-0.5, 0.5, 9)
    kicked.step(kick=kick)
    free.step()
    assert kicked.state[0, :9] - free.state[0, :9] == pytest.approx(kick, abs=1e-9)


@pytest.mark.parametrize("model", SPIKING, ids=lambda model: model.name)
def test_the_default_model_spikes_at_a_strong_input_and_stays_finite(model: NeuronModel) -> None:
    population = Population(model, 3, dt=STEP.get(model.name, 0.1))
    _, spikes = population.run(5000, 2 * drive(model))
    assert len(spikes) >= 6
    assert np.isfinite(population.state).all()


@every_model
def test_padding_is_left_alone(model: NeuronModel) -> None:
    population = Population(model, 5)
    population.state[:, 5:] = np.nan
    for _ in range(3):
        assert population.call(drive(model)) >= 0
    assert np.isnan(population.state[:, 5:]).all()
