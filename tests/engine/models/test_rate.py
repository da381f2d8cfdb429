"""Rate units in both forms (D5, D6) and the functions that a person chooses for them."""

import numpy as np
import pytest

from engine import Probe, Simulation
from engine.errors import BlowUp, DocumentError
from engine.probes import variables
from engine.validation import parse_edit
from tests.engine.boards import Raw, edge, make_document, neurons, stimulus
from tests.engine.models.runs import traces

# Means of the recurrent network of the curriculum: cells times probability times weight.
WEIGHTS = np.array([[800 * 0.2 * 12, 200 * 0.2 * -45], [800 * 0.2 * 35, 200 * 0.2 * -70]])
DRIVE = 800 * 0.2 * 0.005 * np.array([30.0, 20.0])
FIXED = [6.517949, 13.918781]


def circuit(model: str, taus: tuple[float, float]) -> tuple[list[Raw], list[Raw]]:
    nodes = [
        neurons(name, model, params={"tau": tau, "I_ext": float(drive)})
        for name, tau, drive in zip("ei", taus, DRIVE, strict=True)
    ]
    edges = [
        edge(f"{target}{source}", source, target, weight=float(WEIGHTS[row, column]))
        for row, target in enumerate("ei")
        for column, source in enumerate("ei")
    ]
    return nodes, edges


@pytest.mark.parametrize("model", ["rate", "rate_input"])
def test_both_forms_settle_at_the_same_rates(model: str) -> None:
    simulation = Simulation(make_document(*circuit(model, (30, 15)), dt=0.1))
    simulation.run(600)
    rates = [1000 * float(simulation.state(name, "r")[0]) for name in "ei"]
    assert rates == pytest.approx(FIXED, abs=1e-4)
    # What is shown when nothing is named is the rate, also where it is not the state.
    assert simulation.state("e")[0] == simulation.state("e", "r")[0]


def test_swapped_time_constants_oscillate() -> None:
    document = make_document(*circuit("rate", (15, 30)), dt=0.05)
    (r,) = traces(document, 400, "r", node="e")
    late = 1000 * r[-2000:, 0]
    assert late.max() > FIXED[0] + 3
    assert late.min() < FIXED[0] - 3


@pytest.mark.parametrize("method", ["euler", "rk4"])
def test_the_input_form_follows_its_equation(method: str) -> None:
    """tau dx/dt = -x + what edges bring; r = f(x + I_ext), at once."""
    document = make_document(
        [
            stimulus("s", "constant", amplitude=12),
            neurons("a", "rate_input", params={"I_ext": 3.0, "f": "tanh", "tau": 20}),
        ],
        [edge("e", "s", "a")],
        dt=0.1,
        method=method,
    )
    x, r = traces(document, 30, "x", "r")
    steps = np.arange(301)
    decay = (1 - 0.1 / 20) ** steps if method == "euler" else np.exp(-0.1 / 20 * steps)
    assert x[:, 0] == pytest.approx(12 * (1 - decay), rel=1e-9, abs=1e-12)
    assert r[:, 0] == pytest.approx(np.tanh(x[:, 0] + 3), rel=1e-9)


@pytest.mark.parametrize(
    ("f", "value"),
    [
        ("threshold_linear", 0.00358 * 2.36),
        ("linear", 12.0),
        ("tanh", np.tanh(12)),
        ("sigmoid", 1 / (1 + np.exp(-12))),
        ("g*I**2/(theta + I)", 0.00358 * 144 / 21.64),
    ],
)
def test_a_function_is_an_option_or_an_expression(f: str, value: float) -> None:
    node = neurons("a", "rate", params={"f": f, "I_ext": 12.0, "tau": 5})
    (r,) = traces(make_document([node], dt=0.1), 200, "r")
    assert r[-1, 0] == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("f", "sentence"),
    [
        (
            "tahn(I)",
            'node "a": f "tahn(I)" is none of "threshold_linear", "linear", "tanh", "sigmoid", and '
            'as an expression in I: unknown function "tahn"; did you mean "tan"? (character 1)',
        ),
        (
            "g*(I - x)",
            'node "a": f "g*(I - x)" is none of "threshold_linear", "linear", "tanh", "sigmoid", '
            'and as an expression in I: unknown name "x"; known here: I, I_ext, g, tau, theta '
            "(character 8)",
        ),
        (
            2.0,
            'node "a": f must be one of "threshold_linear", "linear", "tanh", "sigmoid", or an '
            "expression in I (it is 2)",
        ),
    ],
)
def test_a_mistake_in_a_function_is_a_sentence(f: object, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        Simulation(make_document([neurons("a", "rate", params={"f": f})]))
    assert [problem.message for problem in caught.value.problems] == [sentence]


def test_a_function_can_be_changed_while_it_runs() -> None:
    simulation = Simulation(
        make_document([neurons("a", "rate_input", params={"I_ext": 2.0, "f": "linear"})])
    )
    simulation.run(10)
    assert simulation.state("a")[0] == 2.0
    put = neurons("a", "rate_input", params={"I_ext": 2.0, "f": "tanh"})
    simulation.apply(parse_edit({"put": [put]}))
    # What it transmits is that of the new function from this moment on.
    assert simulation.state("a")[0] == pytest.approx(np.tanh(2.0))
    simulation.run(1)
    assert simulation.state("a")[0] == pytest.approx(np.tanh(2.0))


def test_an_output_can_be_recorded_delayed_and_passed_on() -> None:
    document = make_document(
        [
            neurons("a", "rate_input", 2, params={"f": "linear", "I_ext": [1.0, 2.0]}),
            neurons("b", "linear", 2),
        ],
        [edge("e", "a", "b", connect={"rule": "one_to_one"}, delay=0.5)],
        dt=0.1,
    )
    simulation = Simulation(document)
    simulation.watch(Probe("b", "x", (0, 1)))
    simulation.run(2)
    assert simulation.state("b").tolist() == [1.0, 2.0]
    samples = simulation.recorder.samples_since(Probe("b", "x", (0, 1)))[2]
    assert np.all(samples[:5] == 0)


def test_an_output_that_leaves_the_range_is_reported_by_its_name() -> None:
    node = neurons("a", "rate_input", params={"f": "exp(I)*exp(I)", "I_ext": 400.0})
    with pytest.raises(BlowUp) as caught:
        Simulation(make_document([node])).run(1)
    assert caught.value.variable == "r"


def test_what_a_view_shows_without_a_name_is_the_rate() -> None:
    document = make_document([neurons("a", "rate_input")])
    assert variables(Simulation(document).assembly, "a") == ["r", "x"]


@pytest.mark.parametrize("f", ["1/(I - 12)", "9**9**9**9", "log(I - 13)", "sqrt(-I)"])
def test_a_function_that_is_not_finite_is_reported(f: str) -> None:
    node = neurons("a", "rate", params={"f": f, "I_ext": 12.0})
    with pytest.raises(BlowUp, match="r left the finite range"):
        Simulation(make_document([node])).run(10)
