"""Networks of the curriculum, through documents: drift and fluctuations, rates, memory, rhythm."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import brentq, curve_fit
from scipy.stats import norm

from engine import Probe, Simulation
from engine.blocks.arrays import Floats
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus

EIF = {"tau_m": 10, "E_L": -72, "V_T": -55, "Delta_T": 2, "V_th": 5, "V_re": -75}
G, THETA = 0.00358, 9.64
LINEAR = {"f": "threshold_linear", "g": G, "theta": THETA}
# Sizes times probabilities times weights of the spiking network: mV per spike in a ms.
W = np.array([[800 * 0.2 * 12, 200 * 0.2 * -45], [800 * 0.2 * 35, 200 * 0.2 * -70]])
X = np.array([800 * 0.2 * 30 * 0.005, 800 * 0.2 * 20 * 0.005])
FIXED_POINT = (6.517949, 13.918781)


def test_D2_rate_against_mean_input_is_threshold_linear() -> None:
    rates_in = np.arange(3, 12)
    nodes = [stimulus("i", "poisson", 50, rate=15)]
    edges = []
    for rate in rates_in:
        nodes += [stimulus(f"e{rate}", "poisson", 200, rate=int(rate))]
        nodes += [neurons(f"n{rate}", "eif", params=EIF, initial={"V": -72})]
        for source, weight in ((f"e{rate}", 16), ("i", -16)):
            name = f"{source}-{rate}"
            synapse = {"synapse": "exponential", "params": {"tau": 5}}
            edges.append(edge(name, source, f"n{rate}", **synapse, weight=weight))
    simulation = Simulation(make_document(nodes, edges, seed=3))
    simulation.run(20_000)
    mean_input = 200 * rates_in * 16e-3 - 50 * 15 * 16e-3
    rates = np.array([simulation.rates[f"n{rate}"] for rate in rates_in])
    # Below 15 mV only fluctuations make it fire, and they do.
    assert np.all(rates[(mean_input > 7) & (mean_input < 15)] > 0.2)
    (gain, threshold), _ = curve_fit(
        lambda mu, g, theta: 1000 * g * np.maximum(mu - theta, 0), mean_input, rates, (0.004, 9)
    )
    assert gain == pytest.approx(0.0036, abs=0.0003)
    assert threshold == pytest.approx(9.6, abs=0.6)


def rate_network(
    model: str,
    tau: tuple[float, float],
    x_i: float = X[1],
    initial: dict[str, Raw] | None = None,
) -> Raw:
    """Two units, excitatory and inhibitory; keyword arguments of `make_document`."""
    start = initial or {}
    names = ("e", "i")
    nodes = [stimulus("xe", "constant", amplitude=X[0]), stimulus("xi", "constant", amplitude=x_i)]
    nodes += [
        neurons(name, model, params={"tau": t, **LINEAR}, initial=start.get(name, {}))
        for name, t in zip(names, tau, strict=True)
    ]
    edges = [
        edge(f"{source}{target}", source, target, weight=W[j, k])
        for j, target in enumerate(names)
        for k, source in enumerate(names)
    ]
    return {"nodes": nodes, "edges": [*edges, edge("dxe", "xe", "e"), edge("dxi", "xi", "i")]}


def rates_of(raw: Raw, duration: float) -> Floats:
    """Rates in Hz, (T, 2)."""
    simulation = Simulation(make_document(**raw))
    for name in "ei":
        simulation.watch(Probe(name, "r"))
    simulation.run(duration)
    samples = [simulation.recorder.samples_since(Probe(name, "r")).values for name in "ei"]
    return 1000 * np.column_stack(samples)


def jacobian(tau: tuple[float, float]) -> Floats:
    """From single steps of the network about its fixed point."""
    at = np.array(FIXED_POINT) / 1000
    columns = []
    for k in range(2):
        ends = []
        for sign in (1, -1):
            here = at + sign * 1e-6 * np.eye(2)[k]
            start: dict[str, Raw] = {
                name: {"r": float(value)} for name, value in zip("ei", here, strict=True)
            }
            simulation = Simulation(make_document(**rate_network("rate", tau, initial=start)))
            simulation.advance(1)
            after = np.array([simulation.state(name)[0] for name in "ei"])
            ends.append((after - here) / 0.1)
        columns.append((ends[0] - ends[1]) / 2e-6)
    return np.column_stack(columns)


def test_D5_rates_converge_to_the_fixed_point() -> None:
    rates = rates_of(rate_network("rate", (30, 15)), 400)
    assert rates[-1] == pytest.approx(FIXED_POINT, abs=1e-4)
    eigenvalues = np.linalg.eigvals(jacobian((30, 15)))
    assert sorted(eigenvalues.real) == pytest.approx([-0.269573] * 2, abs=1e-4)
    assert sorted(eigenvalues.imag) == pytest.approx([-0.26557, 0.26557], abs=1e-4)


def test_D5_rates_oscillate_with_the_time_constants_swapped() -> None:
    rates = rates_of(rate_network("rate", (15, 30)), 1000)
    assert rates[1000:, 0].min() == pytest.approx(2.6, rel=0.05)
    assert rates[1000:, 0].max() == pytest.approx(10.72, rel=0.05)
    late = rates[-3000:, 0]
    assert late.max() - late.min() > 5
    eigenvalues = np.linalg.eigvals(jacobian((15, 30)))
    assert eigenvalues.real == pytest.approx([0.012053] * 2, abs=1e-4)
    assert sorted(eigenvalues.imag) == pytest.approx([-0.378222, 0.378222], abs=1e-4)


def test_D6_both_formulations_have_the_same_fixed_point() -> None:
    raw = rate_network("rate_input", (30, 15))
    # What comes from outside adds to the argument of f; only the network's own input is filtered.
    raw["nodes"] = [
        {**node, "params": {**node["params"], "I_ext": X["ei".index(node["id"])]}}
        for node in raw["nodes"]
        if node["kind"] == "neurons"
    ]
    raw["edges"] = [one for one in raw["edges"] if not one["id"].startswith("dx")]
    assert rates_of(raw, 600)[-1] == pytest.approx(FIXED_POINT, abs=1e-4)


def test_D7_more_drive_to_inhibition_lowers_its_rate() -> None:
    assert G * W[0, 0] > 1
    more = rates_of(rate_network("rate", (30, 15), x_i=X[1] + 1), 500)[-1]
    assert more[0] < FIXED_POINT[0] - 0.1
    assert more[1] < FIXED_POINT[1] - 0.1


def test_D7_the_stronger_input_wins() -> None:
    unit = {"tau": 10, "f": "threshold_linear", "g": 0.01, "theta": 0}
    document = make_document(
        [
            neurons("a", "rate", params={**unit, "I_ext": 10.5}),
            neurons("b", "rate", params={**unit, "I_ext": 10.0}),
        ],
        [edge("ab", "a", "b", weight=-200), edge("ba", "b", "a", weight=-200)],
    )
    simulation = Simulation(document)
    simulation.run(2000)
    assert simulation.state("a")[0] == pytest.approx(0.105, rel=1e-6)
    assert simulation.state("b")[0] == pytest.approx(0, abs=1e-9)


def test_D7_a_wider_stimulus_suppresses_its_centre() -> None:
    n, centre = 41, 20
    distance = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    weights = 60 * np.exp(-((distance / 1.5) ** 2)) - 20 * np.exp(-((distance / 6) ** 2))
    answers = []
    for half in range(0, 15, 2):
        drive = np.where(np.abs(np.arange(n) - centre) <= half, 10.0, 0.0)
        unit = {"tau": 10, "f": "threshold_linear", "g": 0.005, "theta": 0}
        document = make_document(
            [neurons("u", "rate", n, params={**unit, "I_ext": drive.tolist()})],
            [edge("w", "u", "u", weight=weights.tolist())],
        )
        simulation = Simulation(document)
        simulation.run(300)
        answers.append(float(simulation.state("u")[centre]))
    best = int(np.argmax(answers))
    assert 0 < best < len(answers) - 1
    assert answers[-1] < 0.8 * answers[best]


def linear_answer(layers: list[Floats], inputs: Floats) -> Floats:
    """What chains of linear units make of an input, weights of each layer (target, source)."""
    sizes = [layers[0].shape[1], *(w.shape[0] for w in layers)]
    nodes = [neurons(f"u{k}", "linear", size) for k, size in enumerate(sizes)]
    nodes[0]["params"] = {"I_ext": inputs.tolist()}
    edges = [
        edge(f"w{k}", f"u{k}", f"u{k + 1}", weight=w.tolist(), connect={"rule": "explicit"})
        for k, w in enumerate(layers)
    ]
    simulation = Simulation(make_document(nodes, edges, dt=1))
    simulation.advance(len(sizes) + 1)
    return simulation.state(f"u{len(layers)}")


def test_D9_layers_multiply_and_an_inverse_undoes() -> None:
    random = np.random.default_rng(5)
    a, b = random.normal(size=(4, 3)), random.normal(size=(2, 4))
    v = random.normal(size=3)
    assert linear_answer([a, b], v) == pytest.approx(b @ a @ v, rel=1e-12)
    square = random.normal(size=(3, 3))
    inverse = np.asarray(np.linalg.inv(square), np.float64)
    assert linear_answer([square, inverse], v) == pytest.approx(v, rel=1e-9)
    assert linear_answer([2 * a], v) == pytest.approx(2 * linear_answer([a], v), rel=1e-12)


def test_D9_an_associator_learned_by_the_pseudo_inverse_recalls_its_pairs() -> None:
    random = np.random.default_rng(6)
    keys, values = random.normal(size=(5, 3)), random.normal(size=(4, 3))
    weights = values @ np.linalg.pinv(keys)
    for key, value in zip(keys.T, values.T, strict=True):
        assert linear_answer([weights], key) == pytest.approx(value, abs=1e-10)


def test_D10_recall_from_a_tenth_of_flipped_pixels_and_energy_never_rises() -> None:
    random = np.random.default_rng(7)
    n, patterns = 100, random.choice([-1.0, 1.0], (4, 100))
    weights = patterns.T @ patterns / n
    np.fill_diagonal(weights, 0)
    for pattern in patterns:
        start = pattern.copy()
        start[random.choice(n, n // 10, replace=False)] *= -1
        document = make_document(
            [neurons("u", "spin", n, initial={"x": start.tolist()})],
            [edge("w", "u", "u", weight=weights.tolist())],
            dt=1,
        )
        simulation = Simulation(document)
        energies, states = [], []
        for _ in range(5 * n):
            x = simulation.state("u")
            states.append(x)
            energies.append(-0.5 * x @ weights @ x)
            simulation.advance(1)
        assert all(np.count_nonzero(a != b) <= 1 for a, b in pairwise(states))
        assert np.all(np.diff(energies) <= 1e-9)
        assert simulation.state("u").tolist() == pattern.tolist()


def test_D11_mean_activity_is_self_consistent() -> None:
    n, mean, spread, bias = 200, -6.0, 4.0, 1.5
    # Input of a cell: Gaussian over cells with mean m mu + b and variance m sigma^2.
    expected = brentq(
        lambda m: norm.cdf((mean * m + bias) / (spread * np.sqrt(m))) - m, 1e-6, 1 - 1e-6
    )
    activity = []
    for seed in range(1, 9):
        document = make_document(
            [neurons("u", "binary", n, params={"bias": bias}, initial={"x": {"uniform": [0, 1]}})],
            [edge("w", "u", "u", weight={"normal": [mean / n, spread / np.sqrt(n)]})],
            dt=1,
            seed=seed,
        )
        simulation = Simulation(document)
        simulation.advance(100)
        for _ in range(200):
            simulation.advance(1)
            activity.append(simulation.state("u").mean())
    # Within a network steps differ by about sqrt(m (1 - m)/n); networks by about as much.
    assert np.mean(activity) == pytest.approx(expected, abs=0.02)


KICK, CURRENT = 0.02, 0.04


def spike_phases(period: float) -> Floats:
    """Time from each kick to the next spike of a quadratic neuron, (kicks,)."""
    kicks = np.round(np.arange(1, 300) * period, 2)
    document = make_document(
        [
            stimulus("k", "spike_times", times=kicks.tolist()),
            neurons(
                "n",
                "qif",
                params={"I_ext": CURRENT, "V_th": 50, "V_re": -50},
                initial={"V": -50},
            ),
        ],
        [edge("e", "k", "n", synapse="delta", weight=KICK)],
        dt=0.01,
        method="rk4",
    )
    simulation = Simulation(document)
    simulation.run(float(kicks[-1]))
    spikes = simulation.recorder.spikes_since("n").steps * 0.01
    late = kicks[(kicks > kicks[-1] / 2) & (kicks < spikes[-1])]
    phases: Floats = spikes[np.searchsorted(spikes, late)] - late
    return phases


def test_D12_kicks_lock_where_the_phase_response_says() -> None:
    free = 2 / np.sqrt(CURRENT) * np.arctan(50 / np.sqrt(CURRENT))
    # A kick at phase phi brings the next spike forward by sin^2(sqrt(I) phi) KICK / I: locking
    # needs an advance between 0 and KICK / I = 0.5 ms.
    inside, outside = spike_phases(free - 0.25), spike_phases(free - 0.8)
    assert np.ptp(inside) < 0.05
    assert np.ptp(outside) > free / 3
    # Locked, every kick brings the spike forward by 0.25 ms: sin^2 = 1/2.
    phase = free - 0.25 - inside.mean()
    assert np.sin(np.sqrt(CURRENT) * phase) ** 2 == pytest.approx(0.5, abs=0.1)


def test_D12_a_bump_stays_where_the_cue_was() -> None:
    n, cue = 60, 17
    angles = 2 * np.pi * np.arange(n) / n
    weights = (-4 + 12 * np.cos(np.subtract.outer(angles, angles))) / n
    drive = np.exp(4 * (np.cos(angles - angles[cue]) - 1))
    document = make_document(
        [
            stimulus("cue", "pulse", start=0, stop=100, amplitude=2),
            neurons("u", "rate", n, params={"tau": 10, "f": "tanh(max(I, 0))", "I_ext": 1.0}),
        ],
        [
            edge("w", "u", "u", weight=weights.tolist()),
            edge("c", "cue", "u", weight=[[float(value)] for value in drive]),
        ],
    )
    simulation = Simulation(document)
    simulation.run(1100)
    rates = simulation.state("u")
    assert rates.max() > 0.5
    assert rates.min() < 1e-3
    centre = np.angle(np.sum(rates * np.exp(1j * angles))) % (2 * np.pi)
    assert centre == pytest.approx(angles[cue], abs=0.02)
