"""Channels of finite number: chains of states, drawn step by step (A9)."""

import numpy as np
import pytest
from scipy.stats import binom, chi2

from engine import Simulation
from engine.blocks.arrays import Floats
from engine.blocks.neurons import NeuronBlock
from engine.equations import evaluate
from engine.equations.system import neuron_system
from engine.kernels.chains import binomial
from engine.validation import parse_edit
from tests.engine.boards import Raw, make_document, neurons
from tests.engine.kernels.harness import compiled
from tests.engine.models.runs import traces

BARE = {"g_Na": 0.0, "g_K": 0.0}


def axon(number: int | None) -> list[Raw]:
    return [
        {"channel": "sodium", "name": "Na", "params": {"g": 120}, "number": number},
        {"channel": "potassium", "name": "K", "params": {"g": 36}, "number": number},
    ]


def clamped(number: int | None, v: float, size: int, **fields: object) -> Raw:
    """Cells whose V a huge leak holds, with channels that carry no current."""
    channels: list[Raw] = [
        {"channel": "leak", "name": "clamp", "params": {"g": 1e6, "E": v}},
        {"channel": "sodium", "name": "Na", "params": {"g": 0}, "number": number},
        {"channel": "potassium", "name": "K", "params": {"g": 0}, "number": number},
    ]
    return neurons("a", "leaky", size, channels=channels, initial={"V": v}, **fields)


@compiled
def _draw(n: float, p: float, count: int, out: Floats) -> None:
    draws = np.zeros(1)
    for k in range(count):
        out[k] = binomial(n, p, 12345, 7, draws)


@pytest.mark.parametrize(
    ("n", "p"), [(5, 0.3), (40, 0.1), (40, 0.9), (1000, 0.002), (300, 0.2), (10_000, 0.7)]
)
def test_draws_are_binomial(n: int, p: float) -> None:
    """Goodness of fit over classes of equal probability, by inversion and by rejection."""
    out = np.empty(20_000)
    _draw(float(n), p, len(out), out)
    edges = np.unique(binom.ppf(np.linspace(0, 1, 21)[1:-1], n, p))
    cumulated = binom.cdf(edges, n, p)
    expected = len(out) * np.diff([0.0, *cumulated, 1.0])
    observed = np.bincount(np.searchsorted(edges, out, side="left"), minlength=len(expected))
    keep = expected > 5
    statistic = np.sum((observed[keep] - expected[keep]) ** 2 / expected[keep])
    assert statistic < chi2.ppf(0.999, keep.sum() - 1)
    assert out.min() >= 0
    assert out.max() <= n


def test_the_open_fraction_is_binomial_around_the_steady_state() -> None:
    """At a held V each channel is open with n^4 (potassium), m^3 h (sodium), on its own."""
    number, v = 50, -40.0
    document = make_document([clamped(number, v, 400)], dt=0.1, method="exponential_euler", seed=4)
    k, na = traces(document, 60, "K_open", "Na_open")
    steady = Simulation(make_document([clamped(None, v, 1)]))
    n, m, h = (float(steady.state("a", name)[0]) for name in ("K_n", "Na_m", "Na_h"))
    for fraction, chance in ((k[300::100], n**4), (na[300::100], m**3 * h)):
        samples = fraction.size
        spread = np.sqrt(chance * (1 - chance) / number)
        assert fraction.mean() == pytest.approx(chance, abs=4 * spread / np.sqrt(samples))
        assert fraction.std() == pytest.approx(spread, rel=4 * np.sqrt(1.5 / samples))
        # Whole channels are open, not subunits: counts are whole numbers.
        assert np.abs(fraction * number - np.rint(fraction * number)).max() < 1e-9


def test_the_open_fraction_forgets_itself_with_the_time_constants_of_the_gate() -> None:
    """The slowest of the four rates of a potassium channel is alpha + beta: at -40 mV the
    correlation of the number of open subunits falls by exp(-(alpha + beta) t)."""
    document = make_document([clamped(1000, -40.0, 300)], dt=0.05, method="exponential_euler")
    (n,) = traces(document, 30, "K_n")
    opening = 0.01 * 15 / (1 - np.exp(-1.5))
    closing = 0.125 * np.exp(-0.0125 * 25)
    for lag in (1.0, 3.0):
        early, late = n[200], n[200 + round(lag / 0.05)]
        assert np.corrcoef(early, late)[0, 1] == pytest.approx(
            np.exp(-(opening + closing) * lag), abs=0.12
        )


def test_many_channels_recover_the_deterministic_trace() -> None:
    """The error, at rest where nothing magnifies it, falls like 1/sqrt(N)."""

    def run(number: int | None, cells: int) -> Floats:
        node = neurons("a", "hh", cells, params=BARE, channels=axon(number))
        (v,) = traces(make_document([node], dt=0.02, seed=2), 8, "V")
        return v

    exact = run(None, 1)
    numbers = np.array([1e5, 1e6, 1e7, 1e8])
    errors = [np.sqrt(np.mean((run(int(number), 16) - exact) ** 2)) for number in numbers]
    slope = np.polyfit(np.log(numbers), np.log(errors), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.1)
    assert np.abs(run(1_000_000_000, 1) - exact).max() < 0.02


def test_few_channels_make_spikes_without_input() -> None:
    """Channel noise alone: a patch of few channels fires, one of many is silent."""

    def spikes(number: int) -> int:
        node = neurons("a", "hh", 4, params=BARE, channels=axon(number))
        simulation = Simulation(make_document([node], dt=0.02, seed=1))
        simulation.run(150)
        return simulation.spike_counts["a"]

    assert spikes(200) > 4
    assert spikes(10_000_000) == 0


def test_draws_depend_on_the_seed_and_the_cell_and_on_nothing_else() -> None:
    node = neurons("a", "hh", 3, params=BARE, channels=axon(100))

    def run(*others: Raw, seed: int = 1) -> Floats:
        return traces(make_document([*others, node], dt=0.02, seed=seed), 5, "V")[0]

    alone = run()
    assert np.array_equal(alone, run())
    assert np.array_equal(alone, run(neurons("b", "hh", params=BARE, channels=axon(100))))
    assert not np.array_equal(alone, run(seed=2))
    assert not np.array_equal(alone[:, 0], alone[:, 1])
    larger = neurons("a", "hh", 5, params=BARE, channels=axon(100))
    first = traces(make_document([larger], dt=0.02), 0.02, "K_open")[0]
    assert first.shape == (2, 5)


def test_frames_and_snapshots_change_no_draw() -> None:
    node = neurons("a", "hh", 3, params=BARE, channels=axon(100))
    whole, parts = (Simulation(make_document([node], dt=0.02)) for _ in range(2))
    whole.run(6)
    parts.run(2)
    kept = parts.snapshot()
    parts.run(1)
    parts.restore(kept)
    parts.run(4)
    assert parts.state("a").tolist() == whole.state("a").tolist()
    assert parts.state("a", "Na_open").tolist() == whole.state("a", "Na_open").tolist()


def test_an_edit_keeps_the_channels_that_stay() -> None:
    node = neurons("a", "hh", 2, params=BARE, channels=axon(100))
    simulation = Simulation(make_document([node], dt=0.02))
    simulation.run(3)
    before = [simulation.state("a", name).tolist() for name in ("V", "Na_open", "K_n")]
    changed = neurons("a", "hh", 2, params={**BARE, "I_ext": 1}, channels=axon(100))
    simulation.apply(parse_edit({"put": [changed]}))
    after = [simulation.state("a", name).tolist() for name in ("V", "Na_open", "K_n")]
    assert after == before
    # Another number: drawn from the gates as they are.
    simulation.apply(
        parse_edit({"put": [neurons("a", "hh", 2, params=BARE, channels=axon(10_000))]})
    )
    assert simulation.state("a", "V").tolist() == before[0]
    assert simulation.state("a", "K_n") == pytest.approx(before[2], abs=0.02)
    # And none: the limit goes on from the same gates.
    gates = simulation.state("a", "K_n").tolist()
    simulation.apply(parse_edit({"put": [neurons("a", "hh", 2, params=BARE, channels=axon(None))]}))
    assert simulation.state("a", "K_n").tolist() == gates
    simulation.run(1)


def test_the_equation_of_the_open_fraction_is_that_of_the_limit() -> None:
    node = neurons("a", "hh", params={**BARE, "I_ext": 5}, channels=axon(10))
    block = Simulation(make_document([node])).assembly.nodes["a"]
    assert isinstance(block, NeuronBlock)
    system = neuron_system(block.model)
    rates = {equation.state: equation.right for equation in system.expanded}
    here = {"V": -50.0, "Na_m": 0.3, "Na_h": 0.4, "K_n": 0.5}
    numbers = {name: float(evaluate(rates[name], here)) for name in ("Na_m", "Na_h", "K_n")}
    assert evaluate(rates["K_open"], here) == pytest.approx(4 * 0.5**3 * numbers["K_n"])
    assert evaluate(rates["Na_open"], here) == pytest.approx(
        3 * 0.3**2 * 0.4 * numbers["Na_m"] + 0.3**3 * numbers["Na_h"]
    )


@pytest.mark.parametrize("method", ["euler", "rk4"])
def test_parameters_that_differ_between_cells_change_no_draw(method: str) -> None:
    same, rows = axon(100), axon(100)
    rows[1] = {**rows[1], "params": {"g": [36.0, 36.0, 18.0]}}
    one, other = (
        traces(
            make_document(
                [neurons("a", "hh", 3, params=BARE, channels=channels)], dt=0.02, method=method
            ),
            4,
            "Na_open",
            "V",
        )
        for channels in (same, rows)
    )
    for before, after in zip(one, other, strict=True):
        assert after[:, :2] == pytest.approx(before[:, :2], abs=1e-9)
    assert np.abs(one[1][:, 2] - other[1][:, 2]).max() > 1e-3
