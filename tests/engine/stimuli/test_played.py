"""Every current of a board follows its formula sample by sample (B6)."""

import numpy as np
import pytest

from engine import BlowUp, Edit, Probe, Simulation
from engine.document import Stimulus
from engine.validation import parse_document
from tests.engine.boards import edge, make_document, neurons, raw_document, stimulus
from tests.engine.stimuli.played import played, simulated, values_of

T = np.rint(np.arange(5001) * 0.1 * 1e9) / 1e9


def test_B6_constant_and_sine() -> None:
    assert (played("constant", 50, amplitude=-2.5) == -2.5).all()
    found = played("sine", 5000, amplitude=3, frequency=12, phase=1, offset=-2)[:, 0]
    assert found == pytest.approx(-2 + 3 * np.sin(2 * np.pi * 0.012 * T + 1), abs=1e-12)


def test_B6_formula() -> None:
    found = played("formula", 5000, expression="4*exp(-t/50) + where(t >= 100, 2, 0)")[:, 0]
    assert found == pytest.approx(4 * np.exp(-T / 50) + 2 * (T >= 100), abs=1e-12)


@pytest.mark.parametrize("model", ["pulse", "light"])
def test_B6_pulse_train(model: str) -> None:
    found = played(model, 5000, start=20, stop=25, amplitude=4, period=50)[:, 0]
    k = np.arange(5001) - 200
    assert (found == np.where((k >= 0) & (k % 500 < 50), 4.0, 0.0)).all()


def test_B6_ramp_stays_at_its_ends() -> None:
    found = played("ramp", 5000, start=100, stop=300, first=2, last=-6)[:, 0]
    assert found == pytest.approx(np.interp(T, [100, 300], [2, -6]), abs=1e-12)
    assert (found[3000:] == -6).all()
    jump = played("ramp", 2000, start=100, stop=100, first=1, last=5)[:, 0]
    assert (jump == np.where(T[:2001] <= 100, 1.0, 5.0)).all()


def test_B6_staircase() -> None:
    params = {"start": 50, "duration": 30, "pause": 10, "first": 2, "increment": 3, "steps": 4}
    found = played("staircase", 5000, **params)[:, 0]
    k = np.arange(5001) - 500
    number = k // 400
    on = (k >= 0) & (number < 4) & (k % 400 < 300)
    assert (found == np.where(on, 2.0 + 3.0 * number, 0.0)).all()


def test_B6_gaussian_pulse_and_train() -> None:
    single = played("gaussian", 5000, center=200, width=15, height=6)[:, 0]
    assert single == pytest.approx(6 * np.exp(-((T - 200) ** 2) / (2 * 15**2)), abs=1e-12)
    train = played("gaussian", 5000, center=60, width=4, height=-3, period=100)[:, 0]
    peaks = 60 + 100 * np.arange(6)
    expected = sum(-3 * np.exp(-((T - peak) ** 2) / (2 * 4**2)) for peak in peaks)
    assert train == pytest.approx(expected, abs=1e-12)


def test_B6_samples_on_the_steps_of_the_run_are_played_as_they_are() -> None:
    series = np.random.default_rng(1).normal(size=700)
    for between in ("linear", "hold"):
        found = played("samples", 1000, dt=0.1, values=series.tolist(), between=between)
        assert np.array_equal(found[:700, 0], series)
        assert (found[700:] == 0).all()


def _series(model_dt: float, **params: object) -> np.ndarray:
    """A series on a board whose step is not that of the samples."""
    record = stimulus("s", "samples", 1, **{"dt": 1.5, "values": [2, 5, -1, 4]} | params)
    simulation = simulated(record, dt=model_dt)
    simulation.run(12)
    return values_of(simulation)[:, 0]


def test_B6_samples_between_their_times() -> None:
    t = np.arange(121) / 10
    inside = t < 6 - 1e-9
    straight = np.where(inside, np.interp(t, np.arange(4) * 1.5, [2, 5, -1, 4]), 0)
    assert _series(0.1) == pytest.approx(straight, abs=1e-12)
    held = np.array([2.0, 5, -1, 4, 0])[np.minimum(np.floor(t / 1.5 + 1e-9), 4).astype(int)]
    assert np.array_equal(_series(0.1, between="hold"), held)
    assert np.array_equal(_series(0.1, after="hold")[60:], np.full(61, 4.0))


def test_B6_samples_begin_later_and_begin_again() -> None:
    t = np.arange(121) / 10
    late = _series(0.1, start=3, between="hold")
    assert (late[:30] == 0).all()
    assert np.array_equal(late[30:], _series(0.1, between="hold")[:91])
    again = _series(0.1, period=6)
    wrapped = np.interp(t % 6, [0, 1.5, 3, 4.5, 6], [2, 5, -1, 4, 2])
    assert again == pytest.approx(wrapped, abs=1e-9)
    longer = _series(0.1, period=8)
    assert (longer[60:80] == 0).all()
    assert longer[80:] == pytest.approx(longer[:41], abs=1e-9)


def test_samples_of_their_own_for_each_cell() -> None:
    rows = np.random.default_rng(2).normal(size=(3, 40))
    record = stimulus("s", "samples", 3, dt=0.2, values=rows.tolist(), between="hold", after="hold")
    simulation = simulated(record, dt=0.2)
    simulation.advance(60)
    assert np.array_equal(values_of(simulation)[:40], rows.T)
    assert np.array_equal(values_of(simulation)[40:], np.repeat(rows[:, -1:], 21, axis=1).T)
    shared = simulated(stimulus("s", "samples", 3, values=[1, 2]))
    assert np.array_equal(shared.state("s"), [1, 1, 1])


def test_numbers_of_their_own_for_each_cell() -> None:
    found = played("sine", 300, 3, amplitude=[1, 2, 3], frequency=[10, 20, 40], offset=1)
    for cell, (amplitude, frequency) in enumerate([(1, 10), (2, 20), (3, 40)]):
        expected = 1 + amplitude * np.sin(2 * np.pi * frequency * T[:301] / 1000)
        assert found[:, cell] == pytest.approx(expected, abs=1e-12)
    drawn = played("constant", 1, 2000, amplitude={"normal": [5, 2]})[0]
    assert drawn.mean() == pytest.approx(5, abs=4 * 2 / np.sqrt(2000))
    assert drawn.std() == pytest.approx(2, rel=0.1)


def test_a_sized_current_reaches_cells_by_every_rule() -> None:
    """Against the matrix: one to one, all to all, by matrix, with a delay, and onto itself."""
    weights = np.array([[1.0, -2, 0], [0.5, 0, 3]])
    nodes = [
        stimulus("s", "sine", 3, amplitude=[1, 2, 3], frequency=25),
        neurons("one", "linear", 3),
        neurons("all", "linear", 4),
        neurons("few", "linear", 2),
        neurons("late", "linear", 3),
    ]
    edges = [
        edge("so", "s", "one", connect={"rule": "one_to_one"}, weight=2),
        edge("sa", "s", "all", weight=0.5),
        edge("sf", "s", "few", connect={"rule": "explicit"}, weight=weights.tolist()),
        edge("sl", "s", "late", connect={"rule": "one_to_one"}, delay=3),
    ]
    simulation = Simulation(make_document(nodes, edges, dt=1))
    simulation.watch(Probe("s", "I", (2,)))
    shape = np.array([1.0, 2, 3])
    value = [shape * np.sin(2 * np.pi * 0.025 * t) for t in range(12)]
    for t in range(1, 12):
        simulation.advance(1)
        before = value[t - 1]
        assert simulation.state("s") == pytest.approx(value[t])
        assert simulation.state("one", "x") == pytest.approx(2 * before)
        assert simulation.state("all", "x") == pytest.approx(np.full(4, 0.5 * before.sum()))
        assert simulation.state("few", "x") == pytest.approx(weights @ before)
        assert simulation.current("sf") == pytest.approx(weights @ value[t])
        late = value[t - 4] if t >= 4 else np.zeros(3)
        assert simulation.state("late", "x") == pytest.approx(late, abs=1e-12)
    recorded = simulation.recorder.samples_since(Probe("s", "I", (2,))).values[:, 0]
    assert recorded == pytest.approx([v[2] for v in value])


def test_a_size_changed_while_running_keeps_what_is_on_its_way() -> None:
    nodes = [stimulus("s", "constant", 2, amplitude=[3, 4]), neurons("a", "linear", 2)]
    link = edge("e", "s", "a", connect={"rule": "one_to_one"}, delay=2)
    simulation = Simulation(make_document(nodes, [link], dt=1))
    simulation.advance(5)
    wider = Stimulus(id="s", kind="stimulus", model="constant", size=3, params={"amplitude": 7})
    more = simulation.network["a"].model_copy(update={"size": 3})
    simulation.apply(Edit(put=[wider, more]))
    assert simulation.state("s") == pytest.approx([7, 7, 7])
    simulation.advance(1)
    assert simulation.state("a", "x") == pytest.approx([3, 4, 0])
    simulation.advance(3)
    assert simulation.state("a", "x") == pytest.approx([7, 7, 7])


def test_a_value_that_is_not_finite_names_its_cell() -> None:
    board = make_document(
        [stimulus("s", "sine", 3, amplitude=1e9, offset=0), neurons("a", "leaky", 3)]
    )
    simulation = Simulation(board)
    simulation.run(1)
    wide = stimulus("s", "gaussian", 3, height=[1, 1, 1], width=1)
    assert Simulation(make_document([wide])).state("s") == pytest.approx([0, 0, 0])
    with pytest.raises(BlowUp, match=r'stimulus "f": its value is not a finite number near t = 0'):
        Simulation(make_document([stimulus("f", "formula", expression="1/t")])).run(1)


def test_a_typed_current_has_numbers_of_its_own_for_each_cell_too() -> None:
    wave = {
        "id": "d",
        "kind": "definition",
        "of": "stimulus",
        "name": "wave",
        "expression": "A*cos(t)",
        "parameters": [{"name": "A", "default": 1}],
    }
    raw = raw_document([stimulus("s", "wave", 3, A=[1, 2, 3])])
    simulation = Simulation(parse_document(raw | {"definitions": [wave]}))
    simulation.advance(7)
    assert simulation.state("s") == pytest.approx(np.array([1, 2, 3]) * np.cos(0.7))
