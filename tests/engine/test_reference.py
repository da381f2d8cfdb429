"""The reference in print: made from the declarations, so that it cannot fall behind them."""

from __future__ import annotations

import pytest

from engine.reference import KINDS, Entry, reference
from engine.registry import (
    channel_models,
    neuron_models,
    plasticity_models,
    stimulus_models,
    synapse_models,
)

ENTRIES = reference()


def entry(name: str, kind: str) -> Entry:
    (found,) = (each for each in ENTRIES if (each["name"], each["kind"]) == (name, kind))
    return found


def test_holds_every_model_once_and_by_kind() -> None:
    names = [*neuron_models, *channel_models, *synapse_models, *stimulus_models]
    assert [each["name"] for each in ENTRIES] == [*names, *plasticity_models]
    assert {each["kind"] for each in ENTRIES} <= set(KINDS)


def test_an_integrate_and_fire_neuron_reads_as_it_was_declared() -> None:
    lif = entry("lif", "neuron")
    assert lif["formulas"] == [
        "tau_m*dV/dt = -(V - E_L) + I",
        "spike when V >= V_th; V = V_re",
        "V is held for t_ref after a spike",
    ]
    tau = next(p for p in lif["parameters"] if p["name"] == "tau_m")
    assert (tau["default"], tau["unit"], tau["low"]) == (15.0, "ms", 0.01)
    assert lif["source"] == neuron_models["lif"].source


@pytest.mark.parametrize(
    ("name", "kind", "line"),
    [
        ("hh", "neuron", "spike when it begins that V >= 0"),
        ("exponential", "synapse", "on a spike: I += J/tau"),
        ("sine", "stimulus", "I(t) = offset + amplitude*sin(2*pi*frequency*t/1000 + phase)"),
        ("poisson", "stimulus", "rate(t) = rate"),
        ("light", "stimulus", "L(t) = amplitude*window(t, start, stop, period)"),
        ("noise", "stimulus", "tau*dI/dt = -(I - mean) + sigma*sqrt(2*tau)*xi(t)"),
    ],
)
def test_formulas(name: str, kind: str, line: str) -> None:
    assert line in entry(name, kind)["formulas"]


@pytest.mark.parametrize("each", ENTRIES, ids=lambda each: f"{each['kind']}-{each['name']}")
def test_every_entry_says_what_its_parameters_mean(each: Entry) -> None:
    for item in [*each["parameters"], *each["states"]]:
        assert item["meaning"]
    spoken = " ".join(each["formulas"])
    for state in each["states"]:
        assert state["name"] in spoken
