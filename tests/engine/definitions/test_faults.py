"""Every mistake in a definition: found, said in a sentence, and shown where it is."""

from __future__ import annotations

import time

import pytest

from engine.declaration import NeuronModel, PlasticityModel, StimulusModel, SynapseModel
from engine.definitions import Fault, declared, faults
from tests.engine.definitions.written import (
    DAMPED,
    EVERY,
    EXPONENTIAL,
    IZHIKEVICH,
    LIF,
    STDP,
    Raw,
    parameters,
    states,
    written,
)


def place(fault: Fault) -> tuple[int | None, int | None, int | None]:
    return fault.line, fault.column, fault.length


@pytest.mark.parametrize("kind", EVERY)
def test_a_right_definition_has_no_faults_and_is_declared_once(kind: str) -> None:
    definition = written(**EVERY[kind])
    assert faults(definition) == ()
    model = declared(definition)
    assert model is not None
    moved = definition.model_copy(update={"id": "other"})
    assert declared(moved) is model


def test_what_is_not_typed_is_filled_in() -> None:
    model = declared(written(**LIF))
    assert isinstance(model, NeuronModel)
    assert model.title == "mine"
    assert model.parameters[-1].name == "I_ext"
    assert all(parameter.meaning for parameter in model.parameters)
    own = {**LIF, "parameters": [*LIF["parameters"], {"name": "I_ext", "default": 3}]}
    model = declared(written(**own, title="My model", summary="What it is for."))
    assert isinstance(model, NeuronModel)
    assert (model.title, model.summary) == ("My model", "What it is for.")
    assert [p.default for p in model.parameters if p.name == "I_ext"] == [3]


def test_each_kind_becomes_the_declaration_that_it_says() -> None:
    synapse = declared(written(**EXPONENTIAL))
    assert isinstance(synapse, SynapseModel)
    assert (synapse.on_spike, synapse.carries) == ("I += J/tau", "spikes")
    stimulus = declared(written(**DAMPED))
    assert isinstance(stimulus, StimulusModel)
    assert (stimulus.output, stimulus.unit) == ("current", "mV")
    spikes = declared(written(of="stimulus", output="spikes", expression="20 + t"))
    assert isinstance(spikes, StimulusModel)
    assert spikes.unit == "Hz"
    rule = declared(written(**STDP))
    assert isinstance(rule, PlasticityModel)
    assert [(trace.name, trace.side) for trace in rule.traces] == [("a", "source"), ("b", "target")]
    assert rule.signal == ""
    reward = {**STDP, "on_target_spike": "w += A_plus*a*signal\nb += 1"}
    third = declared(written(**reward))
    assert isinstance(third, PlasticityModel)
    assert third.signal == "required"


WRONG: list[tuple[Raw, Raw, str, tuple[int | None, int | None, int | None], str]] = [
    # a definition, what differs, field, (line, column, length), words of the sentence
    (LIF, {"equations": "tau_m*dV/dt = -(V - E_l) + I"}, "equations", (1, 21, 3), '"E_L"'),
    (LIF, {"equations": "\n  tau_n*dV/dt = I"}, "equations", (2, 3, 5), 'did you mean "tau_m"'),
    (LIF, {"equations": "dV/dt = I +"}, "equations", (1, 12, 1), "ends too early"),
    (LIF, {"equations": "dV/dt = (I"}, "equations", (1, 9, 1), "never closed"),
    (LIF, {"equations": "dV/dt = I\ndW/dt = 1"}, "equations", (2, 2, 1), 'no state "W"'),
    (LIF, {"equations": "dV/dt = I\ndV/dt = 1"}, "equations", (2, 2, 1), "equation already"),
    (LIF, {"equations": ""}, "equations", (None, None, None), "V has no equation"),
    (LIF, {"equations": "V = 3"}, "equations", (1, 1, 1), "left side"),
    (LIF, {"equations": "dV/dt = I\n" * 65}, "equations", (65, 1, 2), "at most 64 lines"),
    (LIF, {"equations": "V' = I"}, "equations", (1, 1, 1), "dV/dt"),
    (LIF, {"equations": "dV/dt = I[0]"}, "equations", (1, 10, 1), "no lists"),
    (LIF, {"equations": f"dV/dt = {'1+' * 600}1"}, "equations", (1, 1008, 1), "characters"),
    (LIF, {"equations": f"dV/dt = {'(' * 60}"}, "equations", (1, 49, 1), "40 levels"),
    (LIF, {"equations": "dV/dt = 1e99"}, "equations", (1, 9, 4), "at most 1e+15"),
    (LIF, {"threshold": "V"}, "threshold", (1, 1, 1), "not a comparison"),
    (LIF, {"threshold": " V + V_th"}, "threshold", (1, 2, 1), "not a comparison"),
    (LIF, {"threshold": "V == V_th"}, "threshold", (1, 3, 1), "<, <=, > or >="),
    (LIF, {"threshold": ""}, "threshold", (None, None, None), "such as V >= 30"),
    (LIF, {"threshold": "V >=\n  V_x"}, "threshold", (2, 3, 3), "V_"),
    (LIF, {"reset": "V = V_re\nW = 1"}, "reset", (2, 1, 1), 'no state "W"'),
    (LIF, {"reset": "V += 1"}, "reset", (1, 3, 2), "V = V + ..."),
    (LIF, {"reset": "V_re"}, "reset", (1, 5, 1), '"=" is missing'),
    (LIF, {"refractory": "t_re"}, "refractory", (None, None, None), 'no parameter "t_re"'),
    (LIF, {"family": "graded"}, "threshold", (None, None, None), "only a spiking neuron"),
    (LIF, {"states": []}, "states", (None, None, None), "at least one state"),
    (LIF, {"states": states(V="E_L + 3*W")}, "states[0].initial", (1, 9, 1), 'name "W"'),
    (LIF, {"name": "eif"}, "name", (None, None, None), "built-in"),
    (LIF, {"functions": "f(x) = x\nf(x) = 2"}, "functions", (2, 1, 1), "already taken"),
    (LIF, {"functions": "exp(x) = x"}, "functions", (1, 1, 3), "meaning of its own"),
    (IZHIKEVICH, {"states": states(V=0, u="w")}, "states[1].initial", (1, 1, 1), '"w"'),
    (EXPONENTIAL, {"current": ""}, "current", (None, None, None), "nothing would reach"),
    (EXPONENTIAL, {"current": "-I*(v - 3)"}, "current", (1, 5, 1), 'unknown name "v"'),
    (EXPONENTIAL, {"on_spike": ""}, "on_spike", (None, None, None), "I += J"),
    (EXPONENTIAL, {"on_spike": "I = J"}, "on_spike", (1, 3, 1), "I += ..."),
    (EXPONENTIAL, {"on_spike": "g += J"}, "on_spike", (1, 1, 1), 'no state "g"'),
    (EXPONENTIAL, {"on_spike": "I += J\nI += 1"}, "on_spike", (2, 1, 1), "one line"),
    (EXPONENTIAL, {"on_spike": "I += K"}, "on_spike", (1, 6, 1), 'unknown name "K"'),
    (DAMPED, {"expression": "amplitud*t"}, "expression", (1, 1, 8), '"amplitude"'),
    (DAMPED, {"expression": ""}, "expression", (None, None, None), "function of t"),
    (DAMPED, {"expression": "amplitude*t*tau"}, "parameters[2].name", (None,) * 3, "no effect"),
    (DAMPED, {"states": states(V=0)}, "states[0].name", (None, None, None), "no states"),
    (STDP, {"on_source_spike": "a += 1\nw += 1"}, "on_source_spike", (2, 1, 1), "comes first"),
    (STDP, {"on_source_spike": "b += 1"}, "on_source_spike", (1, 1, 1), "traces of the source"),
    (STDP, {"on_target_spike": "c += 1"}, "on_target_spike", (1, 1, 1), '"c" cannot'),
    (STDP, {"equations": "tau_plus*da/dt = -a"}, "equations", (None,) * 3, "b has no equation"),
    (STDP, {"low": "w_min"}, "low", (None, None, None), 'no parameter "w_min"'),
    (STDP, {"needs": "values"}, "equations", (None,) * 3, "dw/dt"),
]


@pytest.mark.parametrize(
    ("base", "change", "field", "where", "words"), WRONG, ids=[str(row[1])[:60] for row in WRONG]
)
def test_a_mistake_is_shown_where_it_is(
    base: Raw,
    change: Raw,
    field: str,
    where: tuple[int | None, int | None, int | None],
    words: str,
) -> None:
    definition = written(**{**base, **change})
    found = [fault for fault in faults(definition) if fault.field == field]
    assert any(place(fault) == where and words in fault.message for fault in found), found
    assert declared(definition) is None


def test_all_mistakes_are_told_at_once() -> None:
    definition = written(
        **{**LIF, "equations": "dV/dt = x", "threshold": "V", "reset": "U = 1", "refractory": "r"}
    )
    assert [fault.field for fault in faults(definition)] == [
        "equations",
        "threshold",
        "reset",
        "refractory",
    ]


def test_a_broken_function_is_one_mistake() -> None:
    texts = {"functions": "f(x) = x +\ng(x) = 2*x", "equations": "dV/dt = f(V) + g(V) + I"}
    assert [fault.field for fault in faults(written(**{**LIF, **texts}))] == ["functions"]


@pytest.mark.parametrize("name", ["I", "t", "pi", "exp", "lambda", "nan", "and", "not", "None"])
def test_names_that_mean_something_cannot_be_given(name: str) -> None:
    taken = written(**{**LIF, "parameters": [*LIF["parameters"], *parameters(**{name: 1})]})
    assert [fault.field for fault in faults(taken)] == ["parameters[4].name"]


def test_a_name_is_given_once_and_a_default_lies_within_its_bounds() -> None:
    twice = written(**{**LIF, "parameters": [*LIF["parameters"], *parameters(V=1)]})
    assert '"V" already stands for another state' in faults(twice)[0].message
    bounded = [{"name": "tau_m", "default": 15, "low": 20, "high": 30}, *LIF["parameters"][1:]]
    (fault,) = faults(written(**{**LIF, "parameters": bounded}))
    assert (fault.field, fault.message) == (
        "parameters[0].default",
        "tau_m: its default 15 is not between 20 and 30",
    )


def test_a_model_that_would_take_too_long_to_compile_is_refused_before() -> None:
    begin = time.process_time()
    chain = "\n".join(f"f{k}(x) = f{k - 1}(x) + f{k - 1}(x*2)" for k in range(1, 60))
    exploding = {**LIF, "functions": f"f0(x) = exp(x)\n{chain}", "equations": "dV/dt = f59(V) + I"}
    (fault,) = faults(written(**exploding))
    assert "functions written out" in fault.message
    long = " + ".join(f"exp(x*{k})" for k in range(60))
    names = {f"x{k}": 0.0 for k in range(12)}
    wide = {
        "functions": f"f(x) = {long}",
        "states": states(V=0, **names),
        "equations": "\n".join(f"d{name}/dt = f({name})" for name in ("V", *names)),
    }
    (fault,) = faults(written(**{**LIF, **wide}))
    assert "more than 2000 parts" in fault.message
    steep = "*".join(["(V + I)"] * 99)
    twice = f"dV/dt = {steep}\ndu/dt = {steep.replace('V', 'u')}"
    (fault,) = faults(written(**{**LIF, "states": states(V=0, u=0), "equations": twice}))
    assert "derivatives" in fault.message
    assert time.process_time() - begin < 5
