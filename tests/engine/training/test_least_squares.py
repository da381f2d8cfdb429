"""LMS and recursive least squares: a read-out that learns, with and without feedback."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine import Probe, Simulation, load
from engine.blocks.arrays import Floats
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus
from tests.engine.training.networks import learns, measured

N = 200
SECONDS = 1000.0


def reservoir(
    rho: float, plasticity: Raw | None, n: int = N, dt: float = 1.0, **fields: Raw
) -> Raw:
    """Rate units `r` with random connections, the unit `z` that reads them, and its target."""
    nodes = [
        neurons(
            "r",
            "rate",
            n,
            params={"tau": 20, "f": "tanh"},
            initial={"r": {"uniform": [-0.5, 0.5]}},
        ),
        neurons("z", "linear"),
        stimulus("target", "sine", frequency=2, amplitude=1),
    ]
    edges = [
        edge("W", "r", "r", weight={"normal": [0, rho / np.sqrt(n)]}),
        edge("out", "r", "z", weight=0, plasticity=plasticity, **fields),
        edge("back", "z", "r", weight={"uniform": [-1, 1]}),
    ]
    return raw_document(nodes, edges, dt=dt)


def rms(simulation: Simulation, duration: float) -> float:
    """Of the difference between `z` and its target while the run goes on."""
    for probe in (Probe("z", "x"), Probe("target")):
        simulation.watch(probe)
    steps = round(duration / simulation.dt)
    simulation.advance(steps)
    z, target = (
        simulation.recorder.samples_since(probe).values[-steps:, 0]
        for probe in (Probe("z", "x"), Probe("target"))
    )
    return float(np.sqrt(np.mean((z - target) ** 2)))


def switched_off(raw: Raw) -> Raw:
    record = dict(raw["edges"][1], kind="projection")
    record["plasticity"] = record["plasticity"] | {"active": False}
    return {"put": [record]}


def simulation_of(raw: Raw) -> Simulation:
    return Simulation(load(json.dumps(raw)))


# E4


def test_E4_eigenvalues_fill_the_disc_of_radius_rho() -> None:
    simulation = simulation_of(reservoir(1.5, None))
    sizes = np.abs(np.linalg.eigvals(simulation.weights("W")))
    assert sizes.max() == pytest.approx(1.5, rel=0.08)
    # Evenly over the disc: the fraction within a radius grows with its square.
    for part in (0.5, 0.7, 0.9):
        assert np.mean(sizes < 1.5 * part) == pytest.approx(part**2, abs=0.08)


def activity(rho: float, nudge: float = 0.0) -> Floats:
    raw = reservoir(rho, None)
    simulation = simulation_of(raw)
    start = simulation.state("r") + nudge
    raw["nodes"][0]["initial"]["r"] = start.tolist()
    simulation = simulation_of(raw)
    simulation.run(6 * SECONDS)
    return simulation.state("r")


def test_E4_activity_decays_below_one_and_is_chaotic_above() -> None:
    assert np.abs(activity(0.8)).max() < 1e-6
    once, near = activity(1.8), activity(1.8, nudge=1e-6)
    assert np.std(once) > 0.2
    assert np.std(once - near) > 0.1


# E5


def by_hand(raw: Raw, rule: str, rate: float, steps: int) -> tuple[Floats, Floats]:
    """Weights and read-out after steps of 1 ms: the same scheme in plain NumPy."""
    start = simulation_of(raw)
    r, w = start.state("r"), np.zeros(len(start.state("r")))
    recurrent, feedback = start.weights("W"), start.weights("back")[:, 0]
    z, inverse, read = 0.0, np.eye(len(r)) / rate, []
    past = None
    for k in range(steps):
        error = z - np.sin(2 * np.pi * 2 * k / 1000)
        if past is not None and rule == "lms":
            w = w - rate * error * past
        elif past is not None:
            gain = inverse @ past / (1 + past @ inverse @ past)
            inverse = inverse - np.outer(gain, inverse @ past)
            w = w - error * gain
        past = r
        r, z = r + (-r + np.tanh(recurrent @ r + feedback * z)) / 20, float(w @ r)
        read.append(z)
    return w, np.array(read)


@pytest.mark.parametrize(
    ("rule", "name", "rate"), [("lms", "epsilon", 0.02), ("rls", "alpha", 0.5)]
)
def test_E5_the_rules_are_as_by_hand(rule: str, name: str, rate: float) -> None:
    raw = reservoir(1.2, learns(rule, "target", **{name: rate}), n=30)
    simulation = simulation_of(raw)
    simulation.watch(Probe("z", "x"))
    simulation.advance(300)
    w, read = by_hand(raw, rule, rate, 300)
    np.testing.assert_allclose(simulation.weights("out")[0], w, rtol=1e-8, atol=1e-10)
    values = simulation.recorder.samples_since(Probe("z", "x")).values[1:, 0]
    np.testing.assert_allclose(values, read, rtol=1e-8, atol=1e-10)


def test_E5_lms_follows_while_it_is_on_and_is_lost_when_it_is_off() -> None:
    raw = reservoir(1.5, learns("lms", "target", epsilon=0.005), dt=0.5)
    simulation = simulation_of(raw)
    assert rms(simulation_of(reservoir(1.5, None)), SECONDS) > 0.5
    simulation.run(5 * SECONDS)
    on = rms(simulation, SECONDS)
    assert on < 0.01
    assert measured(simulation, "loss") == pytest.approx(on**2 / 2, rel=0.5)
    simulation.apply(parse_edit(switched_off(raw)))
    assert rms(simulation, 3 * SECONDS) > 20 * on
    before = simulation.weights("out")
    simulation.run(SECONDS)
    np.testing.assert_array_equal(simulation.weights("out"), before)


def test_E5_rls_goes_on_by_itself_when_it_is_off() -> None:
    raw = reservoir(1.5, learns("rls", "target", alpha=0.1))
    simulation = simulation_of(raw)
    simulation.run(8 * SECONDS)
    assert rms(simulation, SECONDS) < 0.01
    simulation.apply(parse_edit(switched_off(raw)))
    assert rms(simulation, 5 * SECONDS) < 0.02


def test_a_larger_step_of_time_learns_at_the_same_speed() -> None:
    """epsilon is a rate per ms, so weights follow the same course whatever dt is."""
    found = []
    for dt in (1.0, 0.1):
        nodes = [
            neurons("s", "linear", params={"I_ext": 1.0}),
            neurons("y", "linear"),
            stimulus("d", "constant", amplitude=2),
        ]
        out = edge("out", "s", "y", weight=0, plasticity=learns("lms", epsilon=0.01))
        simulation = simulation_of(raw_document(nodes, [out], dt=dt))
        simulation.run(100)
        found.append(simulation.weights("out")[0, 0])
    assert found[1] == pytest.approx(2 * (1 - np.exp(-1)), rel=0.01)
    assert found[0] == pytest.approx(found[1], rel=0.02)
