"""What must hold for every model on a board, those registered tomorrow included."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import BlowUp, DocumentError, Network, Probe, Recorder, Simulation
from engine.declaration import (
    ChannelModel,
    NeuronModel,
    Parameter,
    PlasticityModel,
    StimulusModel,
    SynapseModel,
)
from engine.kernels.stepping import METHODS, Method
from engine.probes import variables
from engine.registry import (
    AnyModel,
    channel_models,
)
from engine.validation import validate
from tests.engine.boards import make_document, neurons, stimulus
from tests.engine.every import (
    EVERY,
    NEURONS,
    RULES,
    STIMULI,
    SYNAPSES,
    board,
    drive,
    joined,
    learning,
    usual_step,
    with_parameter,
)

NUMBERS = [(m, p) for m in EVERY for p in m.parameters if p.kind == "number"]

every_model = pytest.mark.parametrize("model", EVERY, ids=lambda m: m.name)
every_neuron = pytest.mark.parametrize("model", NEURONS, ids=lambda m: m.name)
every_method = pytest.mark.parametrize("method", METHODS)


def moving(simulation: Simulation) -> dict[str, bytes]:
    """All that moves, bit by bit."""
    arrays = simulation.snapshot().arrays
    return {f"{k}.{n}": a.tobytes() for k, block in arrays.items() for n, a in block.items()}


def outcome(simulation: Simulation, steps: int) -> BlowUp | None:
    """What a run says that does not get to its end."""
    try:
        simulation.advance(steps)
    except BlowUp as error:
        return error
    return None


def rewinds_exactly(simulation: Simulation, steps: int) -> None:
    """A snapshot and a reset lead to the same bits again."""
    simulation.advance(steps)
    snapshot = simulation.snapshot()
    simulation.advance(steps)
    once = moving(simulation)
    simulation.restore(snapshot)
    simulation.advance(steps)
    assert moving(simulation) == once
    simulation.reset()
    simulation.advance(2 * steps)
    assert moving(simulation) == once


# Declarations


@every_model
def test_every_model_says_what_it_is_and_where_it_comes_from(model: AnyModel) -> None:
    assert model.title
    assert model.summary.endswith(".")
    assert re.search(r"\b(1[89]|20)\d\d\b", model.source) or "person" in model.source
    for parameter in model.parameters:
        assert parameter.meaning
        assert parameter.title
        assert parameter.low < parameter.high
        assert parameter.unit == parameter.unit.strip()


@pytest.mark.parametrize(
    ("model", "parameter"), NUMBERS, ids=[f"{m.name}.{p.name}" for m, p in NUMBERS]
)
def test_a_number_outside_its_bounds_is_refused_in_a_sentence(
    model: AnyModel, parameter: Parameter
) -> None:
    assert isinstance(parameter.default, int | float)
    assert parameter.low <= parameter.default <= parameter.high
    for bound, beyond, word in (
        (parameter.low, parameter.low - 1e-3 * max(1.0, abs(parameter.low)), "at least"),
        (parameter.high, parameter.high + 1e-3 * max(1.0, abs(parameter.high)), "at most"),
    ):
        sentence = f"{parameter.name} must be {word} {bound:g}"
        assert any(sentence in said for said in refusals(model, parameter.name, beyond))
        # Another parameter may have to go along with it, but this one is within its bounds.
        assert not any(sentence in said for said in refusals(model, parameter.name, bound))


def refusals(model: AnyModel, name: str, value: float) -> list[str]:
    """What is said about a board on which a parameter has that value."""
    try:
        validate(Network.from_document(make_document(*with_parameter(model, name, value))))
    except DocumentError as error:
        return [problem.message for problem in error.problems]
    return []


WITH_PRESETS: list[NeuronModel | ChannelModel] = [
    *(model for model in NEURONS if model.presets),
    *(model for model in channel_models.values() if model.presets),
]


@pytest.mark.parametrize("model", WITH_PRESETS, ids=lambda m: m.name)
def test_presets_stay_within_bounds(model: NeuronModel | ChannelModel) -> None:
    assert len({preset.name for preset in model.presets}) == len(model.presets)
    for preset in model.presets:
        assert preset.title
        params, initial = dict(preset.params), dict(preset.initial)
        record = neurons("a", model.name, params=params, initial=initial)
        if not isinstance(model, NeuronModel):
            record = neurons("a", "leaky", channels=[{"channel": model.name, "params": params}])
        validate(Network.from_document(make_document([record])))


# Numbers


def _end(model: NeuronModel, method: Method, dt: float, steps: int) -> NDArray[np.float64]:
    """States after a smooth stretch that begins a little off rest and has no spike."""
    first = model.states[0]
    at_rest = Simulation(make_document([neurons("a", model.name)], dt=dt, method=method))
    nudged = float(at_rest.state("a")[0]) + 0.05 * (1.0 if first.unit == "" else 20.0)
    record = neurons("a", model.name, params={"I_ext": 0.1 * drive(model)})
    record["initial"] = {first.name: nudged}
    simulation = Simulation(make_document([record], dt=dt, method=method))
    simulation.advance(steps)
    assert sum(simulation.spike_counts.values()) == 0
    return np.array([simulation.state("a", state.name)[0] for state in model.states])


@pytest.mark.parametrize(
    "model", [m for m in NEURONS if m.family != "iterated"], ids=lambda m: m.name
)
@every_method
def test_order_of_convergence(model: NeuronModel, method: Method) -> None:
    """The error against a far finer run shrinks with dt^1 (euler), at least dt^1
    (exponential_euler) and dt^4 (rk4)."""
    duration = 10 * usual_step(model)
    exact = _end(model, "rk4", duration / 1024, 1024)
    scale = np.abs(exact).max()
    counts = [4, 8, 16, 32]
    errors = [
        np.abs(_end(model, method, duration / count, count) - exact).max() / scale
        for count in counts
    ]
    # Below this the polynomials that stand for exp and the last digits are what is measured.
    resolved = [error for error in errors if error > 1e-11]
    if method == "exponential_euler" and len(resolved) < 2:
        assert errors[-1] < 1e-10
        return
    if method == "rk4" and len(resolved) < 2:
        assert errors[1] < 1e-8
        return
    order = math.log2(resolved[-2] / resolved[-1])
    expected = {"euler": 1.0, "exponential_euler": 1.0, "rk4": 4.0}[method]
    assert order > expected - 0.3
    if method != "exponential_euler":
        assert order < expected + 0.5


@every_neuron
@pytest.mark.parametrize(("size", "steps"), [(1, 600), (10_000, 40)])
def test_rewinds_bit_by_bit(model: NeuronModel, size: int, steps: int) -> None:
    simulation = Simulation(make_document([board(model, size)], dt=usual_step(model)))
    rewinds_exactly(simulation, steps)
    if model.threshold and size == 1:
        assert simulation.spike_counts["a"] > 0


# Cells that are normalised share their sum.
@pytest.mark.parametrize("model", [m for m in NEURONS if not m.normalised], ids=lambda m: m.name)
def test_one_cell_and_ten_thousand_are_the_same(model: NeuronModel) -> None:
    one = Simulation(make_document([board(model)], dt=usual_step(model)))
    many = Simulation(make_document([board(model, 10_000)], dt=usual_step(model)))
    one.advance(300)
    many.advance(300)
    assert many.spike_counts.get("a", 0) == 10_000 * one.spike_counts.get("a", 0)
    for state in model.states:
        values = many.state("a", state.name)
        assert (values == values[0]).all()
        assert values[0] == pytest.approx(one.state("a", state.name)[0], rel=1e-9)


@every_neuron
@every_method
@pytest.mark.parametrize("factor", [1, 10, 100, 1000])
def test_a_step_that_is_too_long_is_reported_or_harmless(
    model: NeuronModel, method: Method, factor: int
) -> None:
    """Zero silent NaN: states and recordings are finite, or the run has stopped and says why."""
    document = make_document(
        [board(model, 3)], dt=min(1000.0, factor * usual_step(model)), method=method
    )
    simulation = Simulation(document, recorder=Recorder(keep_all=True))
    probes = [Probe("a", state.name) for state in model.states]
    for probe in probes:
        simulation.watch(probe)
    stopped = outcome(simulation, 300)
    if stopped is not None:
        assert stopped.node == "a"
        assert "left the finite range" in str(stopped)
    for probe in probes:
        assert np.isfinite(simulation.recorder.samples_since(probe).values).all()
    if stopped is None:
        for state in model.states:
            assert np.isfinite(simulation.state("a", state.name)).all()
    if factor == 1:
        assert stopped is None


# Synapses, stimuli, learning rules, channels


@pytest.mark.parametrize("model", SYNAPSES, ids=lambda m: m.name)
def test_synapses_rewind_bit_by_bit(model: SynapseModel) -> None:
    nodes, edges = joined(model, 20, weight={"uniform": [0, 0.3]}, delay=0.5)
    rewinds_exactly(Simulation(make_document(nodes, edges)), 150)


@pytest.mark.parametrize("model", SYNAPSES, ids=lambda m: m.name)
@every_method
@pytest.mark.parametrize("factor", [1, 10, 100, 1000])
def test_synapses_at_steps_that_are_too_long(
    model: SynapseModel, method: Method, factor: int
) -> None:
    nodes, edges = joined(model, 3, weight=0.3)
    document = make_document(nodes, edges, dt=0.1 * factor, method=method)
    simulation = Simulation(document, recorder=Recorder(keep_all=True))
    probes = [Probe("a", "V"), *([Probe("e")] if model.current else [])]
    for probe in probes:
        simulation.watch(probe)
    stopped = outcome(simulation, 300)
    assert stopped is None or stopped.node in ("s", "a", "e")
    for probe in probes:
        assert np.isfinite(simulation.recorder.samples_since(probe).values).all()
    assert stopped is not None or np.isfinite(simulation.state("a", "V")).all()
    if factor == 1:
        assert stopped is None


@pytest.mark.parametrize(
    "model",
    [m for m in STIMULI if all(p.kind != "dataset" for p in m.parameters)],
    ids=lambda m: m.name,
)
def test_stimuli_rewind_bit_by_bit(model: StimulusModel) -> None:
    size = 5 if model.output == "spikes" or model.per_cell else 1
    simulation = Simulation(make_document([stimulus("s", model.name, size)]))
    rewinds_exactly(simulation, 1500)


@pytest.mark.parametrize("model", RULES, ids=lambda m: m.name)
def test_learning_rules_rewind_bit_by_bit(model: PlasticityModel) -> None:
    nodes, edges = learning(model, {}, 8)
    simulation = Simulation(make_document(nodes, edges))
    before = simulation.weights("e")
    rewinds_exactly(simulation, 300)
    assert np.isfinite(simulation.weights("e")).all()
    assert not np.array_equal(simulation.weights("e"), before)


@pytest.mark.parametrize("model", RULES, ids=lambda m: m.name)
@pytest.mark.parametrize("factor", [1, 10, 100, 1000])
def test_learning_at_steps_that_are_too_long(model: PlasticityModel, factor: int) -> None:
    nodes, edges = learning(model, {}, 3)
    simulation = Simulation(make_document(nodes, edges, dt=0.1 * factor))
    stopped = outcome(simulation, 300)
    assert stopped is None or stopped.node in ("s", "a", "e")
    if stopped is None:
        assert np.isfinite(simulation.weights("e")).all()
        assert np.isfinite(simulation.state("a")).all()
    if factor == 1:
        assert stopped is None


@pytest.mark.parametrize("model", channel_models.values(), ids=lambda m: m.name)
@pytest.mark.parametrize("factor", [1, 10, 100, 1000])
def test_channels_rewind_and_report(model: ChannelModel, factor: int) -> None:
    record = neurons("a", "leaky", 3, params={"I_ext": 5}, channels=[{"channel": model.name}])
    simulation = Simulation(make_document([record], dt=0.02 * factor))
    stopped = outcome(simulation, 200)
    if stopped is not None:
        assert factor > 1
        assert stopped.node == "a"
        return
    for name in variables(simulation.assembly, "a"):
        assert np.isfinite(simulation.state("a", name)).all()
    simulation.reset()
    rewinds_exactly(simulation, 100)
