"""Declarations that are wrong, and what is said about them."""

from dataclasses import replace

import pytest

from engine.declaration import NeuronModel, Parameter, State, StimulusModel, SynapseModel, Term
from engine.equations import to_text
from engine.equations.system import (
    DeclarationError,
    neuron_system,
    stimulus_expression,
    synapse_system,
)
from engine.registry import neuron_models, stimulus_models, synapse_models

EIF, HH, LINEAR = neuron_models["eif"], neuron_models["hh"], neuron_models["linear"]
EXPONENTIAL, PULSE = synapse_models["exponential"], stimulus_models["pulse"]


def with_parameter(model: NeuronModel, **changes: object) -> NeuronModel:
    first = replace(model.parameters[0], **changes)  # type: ignore[arg-type]  # wrong on purpose
    return replace(model, parameters=(first, *model.parameters[1:]))


def renamed_state(name: str) -> NeuronModel:
    return replace(EIF, states=(State(name, 0.0, "mV", "x"),))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (replace(EIF, equations="tau_m*dV/dt = -(W - E_L)"), 'unknown name "W"'),
        (replace(EIF, equations="tau_m*dW/dt = 1"), "W is not a state"),
        (replace(EIF, equations=""), "the state V has no equation"),
        (replace(EIF, equations=EIF.equations + "\n" + EIF.equations), "V has two equations"),
        (replace(EIF, equations="V' = 1"), "dX/dt"),
        (replace(LINEAR, equations="dx/dt = 1", terms=()), "X' ="),
        (replace(EIF, equations="tau_m*dV = 1"), "not the left side of an equation"),
        (replace(EIF, equations="just words"), '"=" is missing'),
        (replace(EIF, threshold="V + 1"), "not a comparison"),
        (replace(EIF, threshold=""), "spiking models have one"),
        (replace(EIF, threshold="V > I"), 'unknown name "I"'),
        (replace(EIF, reset="W = 1"), "write STATE = expression"),
        (replace(EIF, reset="V += 1"), "write STATE = expression"),
        (replace(EIF, reset="V"), '"=" is missing'),
        (replace(EIF, refractory="t_none"), "refractory"),
        (replace(EIF, states=()), "at least one"),
        (replace(EIF, terms=(Term("V*2", "twice"),)), "not a summand"),
        (replace(EIF, terms=(Term("V*", "broken"),)), "ends too early"),
        (replace(EIF, title=""), "title"),
        (replace(EIF, source=""), "source"),
        (replace(EIF, name="not a name"), "is not a name"),
        (replace(EIF, parameters=EIF.parameters[:-1]), "I_ext"),
        (replace(EIF, parameters=(*EIF.parameters, EIF.parameters[0])), "already taken"),
        (with_parameter(EIF, name="I"), "already taken"),
        (with_parameter(EIF, name="pi"), "meaning of its own"),
        (with_parameter(EIF, name="exp"), "meaning of its own"),
        (with_parameter(EIF, name="lambda"), "meaning of its own"),
        (with_parameter(EIF, name="__x"), "is not a name"),
        (with_parameter(EIF, low=20.0, slider=None), "within its bounds"),
        (with_parameter(EIF, low=2e5, slider=None), "low < high"),
        (with_parameter(EIF, slider=(0.0, 1e9)), "leaves its bounds"),
        (with_parameter(EIF, default="fast"), "not a number"),
        (with_parameter(EIF, meaning=""), "meaning is missing"),
        (renamed_state("t"), "meaning of its own"),
        (renamed_state("x y"), "is not a name"),
        (replace(HH, functions="f(V) = 1\nf(V) = 2"), "already taken"),
        (replace(HH, functions="f = 1"), "left side of a function"),
        (replace(HH, functions="exp(V) = 1"), "meaning of its own"),
        (replace(HH, functions="f(V) = m"), 'unknown name "m"'),
        (replace(HH, functions="f(V) = g(V)\ng(V) = 1"), 'unknown function "g"'),
        (
            replace(HH, states=(replace(HH.states[0], initial="m"), *HH.states[1:])),
            'unknown name "m"',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_neuron_model_says_which_part_is_wrong(model: NeuronModel, words: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        neuron_system(model)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f'neuron model "{model.name}", ')


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (replace(EXPONENTIAL, on_spike="I = J"), "write STATE"),
        (replace(EXPONENTIAL, on_spike="g += J"), "write STATE"),
        (replace(EXPONENTIAL, on_spike="I += J*x"), 'unknown name "x"'),
        (replace(EXPONENTIAL, on_spike=""), "on_spike"),
        (replace(EXPONENTIAL, current=""), "nothing would leave"),
        (replace(EXPONENTIAL, current="W"), 'unknown name "W"'),
        (replace(EXPONENTIAL, equations="I' = 0"), "write dX/dt"),
        (replace(EXPONENTIAL, states=(State("V", 0.0, "mV", "x"),)), "already taken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_synapse_says_which_part_is_wrong(model: SynapseModel, words: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        synapse_system(model)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (replace(PULSE, expression=""), "it is missing"),
        (replace(PULSE, expression="amplitude*V"), 'unknown name "V"'),
        (replace(PULSE, expression="amplitude"), "has no effect"),
        (
            replace(
                PULSE, parameters=(Parameter("amplitude", "2*", "mV", "x", kind="expression"),)
            ),
            "ends too early",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_stimulus_says_which_part_is_wrong(model: StimulusModel, words: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        stimulus_expression(model)
    assert words in str(caught.value)


def test_functions_are_written_out_in_the_order_of_the_states() -> None:
    system = neuron_system(HH)
    assert [equation.state for equation in system.expanded] == ["V", "m", "h", "n"]
    assert to_text(system.equations[2].right) == "alpha_h(V)*(1 - h) - beta_h(V)*h"
    assert to_text(system.expanded[2].right) == (
        "0.07*exp(-0.05*(V + 65))*(1 - h) - 1/(1 + exp(-0.1*(V + 35)))*h"
    )


def test_functions_that_call_one_another_cannot_grow_without_end() -> None:
    lines = ["f0(x) = x + x + x + x"]
    lines += [f"f{k}(x) = f{k - 1}(x)*f{k - 1}(x) + f{k - 1}(x)" for k in range(1, 40)]
    model = replace(HH, functions=HH.functions + "\n" + "\n".join(lines))
    model = replace(model, equations=model.equations.replace("- beta_n(V)*n", "- f39(V)*n"))
    with pytest.raises(DeclarationError, match="written out"):
        neuron_system(model)
    nested = "\n".join(["f0(x) = x + 1", *(f"f{k}(x) = f{k - 1}(x) + 1" for k in range(1, 63))])
    model = replace(EIF, functions=nested, equations="dV/dt = " + "f62(" * 30 + "V" + ")" * 30)
    with pytest.raises(DeclarationError, match="levels deep"):
        neuron_system(replace(model, terms=()))
