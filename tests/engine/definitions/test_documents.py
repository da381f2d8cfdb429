"""Models that a document brings along: they run as built-in ones do, and may change meanwhile."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from engine import DocumentError, Edit, Network, Probe, Simulation
from engine.equations import evaluate, to_text
from engine.equations.functions import FUNCTIONS
from engine.equations.tree import Binary, Call, Expr, Name, Negate, Number, extent
from engine.validation import parse_document, parse_edit
from tests.engine.boards import edge, neurons, raw_document, stimulus
from tests.engine.definitions.written import (
    DAMPED,
    EXPONENTIAL,
    IZHIKEVICH,
    LIF,
    STDP,
    Raw,
    parameters,
    states,
)


def simulation(
    definitions: list[Raw], nodes: list[Raw], edges: list[Raw] | None = None, **settings: Any
) -> Simulation:
    raw = raw_document(nodes, edges, **settings) | {"definitions": definitions}
    return Simulation(Network.from_document(parse_document(raw)))


def defined(base: Raw, name: str = "mine", **fields: Any) -> Raw:
    return {"id": f"d_{name}", "kind": "definition", "name": name, **base, **fields}


def edited(put: list[Raw] | None = None, remove: list[str] | None = None) -> Edit:
    return parse_edit({"put": put or [], "remove": remove or []})


def refusal(running: Simulation, edit: Edit) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        running.apply(edit)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("method", ["euler", "exponential_euler", "rk4"])
def test_izhikevichs_model_as_text_is_the_built_in_one_bit_for_bit(method: str) -> None:
    currents = {"I_ext": [0.0, 3.7, 4.0, 5.0, 10.0, 20.0, 40.0]}
    running = simulation(
        [defined(IZHIKEVICH)],
        [
            neurons(model, model, 7, params=currents, initial={"V": -70.0})
            for model in ("mine", "izhikevich")
        ],
        dt=0.1,
        method=method,
    )
    for _ in range(20):
        running.run(20)
        for state in ("V", "u"):
            assert_array_equal(running.state("mine", state), running.state("izhikevich", state))
    mine, usual = (running.recorder.spikes_since(node) for node in ("mine", "izhikevich"))
    assert_array_equal(mine.steps, usual.steps)
    assert_array_equal(mine.cells, usual.cells)
    assert len(mine.steps) > 50


LORENZ: Raw = {
    "family": "graded",
    "parameters": parameters(sigma=10, rho=28, beta=8 / 3, tau=1),
    "states": states(x=1, y=1, z=1),
    "equations": (
        "tau*dx/dt = sigma*(y - x) + I\ntau*dy/dt = x*(rho - z) - y\ntau*dz/dt = x*y - beta*z"
    ),
}


def test_F7_lorenz_equations_follow_the_euler_scheme() -> None:
    running = simulation([defined(LORENZ)], [neurons("a", "mine")], dt=0.002)
    x = y = z = 1.0
    for _ in range(20):
        running.advance(50)
        for _ in range(50):
            x, y, z = (
                x + 0.002 * 10 * (y - x),
                y + 0.002 * (x * (28 - z) - y),
                z + 0.002 * (x * y - 8 / 3 * z),
            )
        found = [float(running.state("a", name)[0]) for name in "xyz"]
        assert_allclose(found, [x, y, z], rtol=1e-6)
    running.run(50)
    assert abs(float(running.state("a", "x")[0])) < 25


@pytest.mark.parametrize(("method", "order"), [("euler", 1), ("rk4", 4)])
def test_F7_the_error_falls_with_the_order_of_the_method(method: str, order: int) -> None:
    turning = {
        "family": "graded",
        "parameters": parameters(omega=0.1),
        "states": states(x=1, y=0),
        "equations": "dx/dt = -omega*y\ndy/dt = omega*x + 0*I",
    }
    errors = []
    for dt in (1.0, 0.5, 0.25):
        running = simulation([defined(turning)], [neurons("a", "mine")], dt=dt, method=method)
        running.run(20)
        errors.append(abs(float(running.state("a", "x")[0]) - math.cos(2)))
    ratios = np.array(errors[:-1]) / errors[1:]
    assert_allclose(np.log2(ratios), order, atol=0.2)


def test_a_synapse_as_text_is_the_built_in_one_bit_for_bit() -> None:
    running = simulation(
        [defined(EXPONENTIAL)],
        [
            stimulus("in", "spike_times", times=[20.0, 100.0, 104.0]),
            *(neurons(name, "leaky") for name in ("a", "b")),
        ],
        [
            edge("mine", "in", "a", synapse="mine", weight=120, params={"tau": 7}),
            edge("usual", "in", "b", synapse="exponential", weight=120, params={"tau": 7}),
        ],
    )
    running.watch(Probe("a", "V"))
    running.watch(Probe("b", "V"))
    running.run(150)
    a, b = (running.recorder.samples_since(Probe(node, "V")).values for node in "ab")
    assert_array_equal(a, b)
    assert a.max() > a[0] + 1


def test_a_synapse_of_its_own_follows_its_equations() -> None:
    """Rise and decay with a reversal potential, against a plain calculation."""
    rising = defined(
        {
            "of": "synapse",
            "parameters": parameters(tau=5, tau_r=2, E_rev=-20),
            "states": states(h=0, g=0),
            "equations": "tau_r*dh/dt = -h\ntau*dg/dt = -g + h",
            "on_spike": "h += J*tau/tau_r",
            "current": "-g*(V - E_rev)",
        }
    )
    running = simulation(
        [rising],
        [stimulus("in", "spike_times", times=[2.0]), neurons("a", "leaky")],
        [edge("e", "in", "a", synapse="mine", weight=0.3)],
        dt=0.1,
    )
    running.watch(Probe("a", "V"))
    running.run(40)
    V, h, g, expected = -70.0, 0.0, 0.0, [-70.0]
    for step in range(400):
        # The spike that is found at 2 ms changes h in the step that begins there.
        jump = 0.3 * 5 / 2 if step == 20 else 0.0
        current = -g * (V + 20)
        h, g, V = (
            h + 0.1 * -h / 2 + jump,
            g + 0.1 * (-g + h) / 5,
            V + 0.1 * (-(V + 72) + current) / 15,
        )
        expected.append(V)
    found = running.recorder.samples_since(Probe("a", "V")).values[:, 0]
    assert_allclose(found, expected, rtol=1e-12)
    assert found.max() > -69


def test_a_stimulus_of_its_own_follows_its_expression() -> None:
    running = simulation(
        [defined(DAMPED)], [stimulus("in", "mine", amplitude=4), neurons("a", "leaky")]
    )
    running.watch(Probe("in", "I"))
    running.run(100)
    samples = running.recorder.samples_since(Probe("in", "I"))
    t = 0.1 * (samples.first_step + np.arange(len(samples.values)))
    expected = 4 * np.exp(-t / 200) * np.sin(2 * math.pi * t / 50)
    assert_allclose(samples.values[:, 0], expected, rtol=1e-9, atol=1e-9)


def test_spikes_of_its_own_come_at_the_rate_of_the_expression() -> None:
    source = defined(
        {
            "of": "stimulus",
            "output": "spikes",
            "parameters": parameters(early=10, late=40, change=500),
            "expression": "where(t < change, early, late)",
        }
    )
    running = simulation([source], [stimulus("in", "mine", size=1000, early=5)], seed=3)
    running.run(1000)
    steps = running.recorder.spikes_since("in").steps
    # Poisson: 2500 +- 50 and 20000 +- 141.
    assert abs(np.count_nonzero(steps <= 5000) - 2500) < 250
    assert abs(np.count_nonzero(steps > 5000) - 20000) < 700


def test_a_learning_rule_as_text_is_the_built_in_one_bit_for_bit() -> None:
    ends = [
        stimulus("pre", "spike_times", times=[20.0, 60.0, 90.0]),
        stimulus("kick", "spike_times", times=[25.0, 50.0, 99.0]),
        *(neurons(name, "lif") for name in ("a", "b")),
    ]
    edges = [edge(f"kick_{name}", "kick", name, synapse="delta", weight=100) for name in "ab"]
    for name, rule in (("a", "mine"), ("b", "stdp")):
        learning = {"rule": rule, "params": {"A_plus": 0.5}}
        edges.append(edge(rule, "pre", name, synapse="exponential", weight=3, plasticity=learning))
    running = simulation([defined(STDP)], ends, edges)
    for _ in range(11):
        running.run(10)
        assert running.weights("mine")[0, 0] == running.weights("stdp")[0, 0]
    assert running.weights("mine")[0, 0] != 3


def test_a_changed_model_goes_on_with_the_states_that_it_had() -> None:
    running = simulation([defined(LIF)], [neurons("a", "mine", initial={"V": -60})])
    running.run(10)
    before = float(running.state("a", "V")[0])
    slower = {**LIF, "equations": "4*tau_m*dV/dt = -(V - E_L) + I"}
    applied = running.apply(edited([defined(slower)]))
    assert float(running.state("a", "V")[0]) == before
    running.run(0.1)
    assert_allclose(running.state("a", "V"), before + 0.1 * -(before + 72) / 60, rtol=1e-12)
    running.apply(applied.inverse)
    now = float(running.state("a", "V")[0])
    running.run(0.1)
    assert_allclose(running.state("a", "V"), now + 0.1 * -(now + 72) / 15, rtol=1e-12)


def test_a_variable_that_is_recorded_stays_so_when_others_come_before_it() -> None:
    running = simulation([defined(LIF)], [neurons("a", "mine", initial={"V": -60})])
    probe = Probe("a", "V")
    running.watch(probe)
    running.run(1)
    wider = {
        **LIF,
        "states": [*states(w=0.25), *LIF["states"]],
        "equations": "dw/dt = -w/100\n" + LIF["equations"],
    }
    running.apply(edited([defined(wider)]))
    running.run(1)
    samples = running.recorder.samples_since(probe).values[:, 0]
    expected = -72 + 12 * (1 - 0.1 / 15) ** np.arange(21)
    assert_allclose(samples, expected, rtol=1e-12)
    assert_allclose(running.state("a", "w"), 0.25 * (1 - 0.1 / 100) ** 10, rtol=1e-12)


def test_what_is_shown_or_begins_elsewhere_must_still_be_there() -> None:
    view = {
        "id": "v",
        "kind": "trace",
        "of": [{"node": "a", "variable": "V"}],
    }
    running = simulation([defined(LIF)], [neurons("a", "mine", initial={"V": -60})])
    running.apply(edited([view]))
    renamed = {
        "states": states(U=-70),
        "equations": "dU/dt = I - U",
        "threshold": "U > 0",
        "reset": "U = -1",
    }
    messages = refusal(running, edited([defined(renamed)]))
    assert any('node "a": there is no state "V"' in message for message in messages)
    assert any('view "v"' in message for message in messages)


def test_a_changed_synapse_and_stimulus_are_in_force_at_once() -> None:
    running = simulation(
        [defined(EXPONENTIAL, "syn"), defined(DAMPED, "stim")],
        [
            stimulus("spikes", "spike_times", times=[1.0]),
            stimulus("in", "stim"),
            neurons("a", "leaky"),
        ],
        [edge("e", "spikes", "a", synapse="syn")],
    )
    running.run(5)
    doubled = defined({**EXPONENTIAL, "current": "2*I"}, "syn")
    flat = defined({"of": "stimulus", "expression": "7"}, "stim")
    running.watch(Probe("e", "I"))
    running.watch(Probe("in", "I"))
    running.run(0.1)
    single = running.recorder.samples_since(Probe("e", "I")).values[-1, 0]
    running.apply(edited([doubled, flat]))
    running.run(0.1)
    now = running.recorder.samples_since(Probe("e", "I")).values[-1, 0]
    assert_allclose(now, 2 * single * (1 - 0.1 / 5), rtol=1e-9)
    assert running.recorder.samples_since(Probe("in", "I")).values[-1, 0] == 7


def test_a_model_in_use_stays_as_it_is_when_it_is_removed_or_broken() -> None:
    running = simulation(
        [defined(LIF)], [neurons("a", "mine"), neurons("b", "mine"), neurons("c", "lif")]
    )
    assert refusal(running, edited(remove=["d_mine"])) == [
        'model "mine" cannot be removed: node "a", node "b" use it; give them another model '
        "first, or remove them too"
    ]
    broken = defined({**LIF, "equations": "\ndV/dt = -V_m"})
    message = refusal(running, edited([broken]))[0]
    assert message.startswith('model "mine", equations, line 2, character 10: unknown name "V_m"')
    renamed = refusal(running, edited([defined(LIF, "other", id="d_mine")]))
    assert 'node "a": there is no neuron model "mine"' in renamed[0]
    running.apply(edited(remove=["d_mine", "a", "b"]))
    assert [node.id for node in running.network.nodes()] == ["c"]


def test_parameters_that_a_changed_model_no_longer_has_are_named() -> None:
    running = simulation([defined(LIF)], [neurons("a", "mine", params={"tau_m": 3})])
    renamed = {
        **LIF,
        "parameters": [*parameters(tau=15), *LIF["parameters"][1:]],
        "equations": "tau*dV/dt = -(V - E_L) + I",
    }
    (message,) = refusal(running, edited([defined(renamed)]))
    assert message.startswith('node "a": there is no parameter "tau_m"')


def test_two_models_of_a_board_have_two_names_and_neither_is_a_built_in_ones() -> None:
    running = simulation([defined(LIF)], [])
    messages = refusal(running, edited([defined(LIF, id="second")]))
    assert 'another model of this board is called "mine": choose another name' in messages
    (message,) = refusal(running, edited([defined(LIF, "lif")]))
    assert message == (
        'model "lif", name: there is a built-in model "lif" already: choose another name'
    )


NAMES = {"x": 0.37, "y": -1.9, "V_th": -5.5, "tau_m": 15.0}


def random_tree(choose: random.Random, depth: int) -> Expr:
    if depth == 0 or choose.random() < 0.15:
        number = Number(round(choose.uniform(0, 9), 3))
        leaves: list[Expr] = [*map(Name, NAMES), number]
        return choose.choice(leaves)
    if choose.random() < 0.4:
        function = choose.choice(list(FUNCTIONS.values()))
        arguments = (random_tree(choose, depth - 1) for _ in range(function.arity))
        return Call(function.name, tuple(arguments))
    left, right = random_tree(choose, depth - 1), random_tree(choose, depth - 1)
    if choose.random() < 0.1:
        return Negate(left)
    return Binary(choose.choice(["+", "-", "*", "/", "**"]), left, right)


def test_compiled_expressions_are_what_they_say() -> None:
    """32 random ones in one kernel, against the walk over their trees."""
    choose = random.Random(11)
    expected: dict[str, float] = {}
    lines: list[str] = []
    while len(lines) < 32:
        tree = random_tree(choose, 4)
        value = evaluate(tree, NAMES)
        assert isinstance(value, float)
        if extent(tree, 10_000)[0] > 5 and 1e-6 < abs(value) < 1e6:
            expected[f"z{len(lines)}"] = value
            lines.append(f"z{len(lines)}' = {to_text(tree)} + 0*I")
    model = defined(
        {
            "family": "iterated",
            "parameters": parameters(**NAMES),
            "states": states(**dict.fromkeys(expected, 0)),
            "equations": "\n".join(lines),
        }
    )
    running = simulation([model], [neurons("a", "mine")], dt=1)
    running.advance(1)
    for name, value in expected.items():
        assert_allclose(running.state("a", name), value, rtol=1e-9, err_msg=name)
