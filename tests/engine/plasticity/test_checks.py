"""What is said of a learning rule that cannot run, and of one that is declared wrongly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Simulation
from engine.declaration import PlasticityModel
from engine.document import Edit
from engine.equations.plasticity import plasticity_system
from engine.equations.reader import DeclarationError
from engine.plasticity import bcm, homeostatic_inhibitory, reward_stdp, stdp
from engine.registry import plasticity_models
from engine.validation import parse_document
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus

CELLS = [
    neurons("exc", size=3, sign="excitatory"),
    neurons("inh", size=3, sign="inhibitory"),
    neurons("free", size=3),
    neurons("unit", "leaky", 3),
    stimulus("current", "constant"),
    stimulus("noise", "poisson", 2, rate=5),
]


def learning(rule: str, source: str = "free", target: str = "free", **fields: Any) -> Raw:
    spikes = source not in ("unit", "current")
    synapse = "exponential" if spikes else None
    plasticity = {"rule": rule, **fields.pop("plasticity", {})}
    return edge("e", source, target, **{"synapse": synapse, "plasticity": plasticity, **fields})


def said(**fields: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        Simulation(make_document(CELLS, [learning(**fields)]))
    return str(caught.value)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"rule": "stpd"}, 'edge "e": there is no learning rule "stpd"; did you mean "stdp"?'),
    (
        {"rule": "stdp", "plasticity": {"params": {"A_plsu": 1.0}}},
        'edge "e": there is no parameter "A_plsu"; did you mean "A_plus"?',
    ),
    (
        {"rule": "stdp", "plasticity": {"params": {"tau_plus": 0.0}}},
        'edge "e": tau_plus must be at least 0.01 ms (it is 0)',
    ),
    (
        {"rule": "hebb"},
        'edge "e": the rule "hebb" learns from values, and "free" sends spikes: take one of '
        '"stdp", "triplet_stdp", "homeostatic_inhibitory", "reward_stdp", or another model of cell',
    ),
    (
        {"rule": "stdp", "target": "unit"},
        'edge "e": the rule "stdp" learns from spikes, and "unit" sends values: take one of '
        '"hebb", "oja", "bcm", "covariance", or another model of cell',
    ),
    (
        {"rule": "stdp", "delay": {"uniform": [1.0, 2.0]}},
        'edge "e": where synapses learn, spikes reach all of them after the same delay: give one '
        "number in ms",
    ),
    (
        {"rule": "reward_stdp"},
        'edge "e": the rule "reward_stdp" multiplies by a signal: name the node whose value it is '
        "(a stimulus, or a unit)",
    ),
    (
        {"rule": "reward_stdp", "plasticity": {"signal": "nobody"}},
        'edge "e": the signal "nobody" is not there',
    ),
    (
        {"rule": "reward_stdp", "plasticity": {"signal": "noise"}},
        'edge "e": the signal "noise" has only spikes, no value: name a node that has one',
    ),
    (
        {"rule": "stdp", "plasticity": {"signal": "current"}},
        'edge "e": the rule "stdp" has no signal: set it to null',
    ),
    (
        {"rule": "stdp", "plasticity": {"params": {"w_min": 5.0, "w_max": 5.0}}, "weight": 5.0},
        'edge "e": the least weight 5 is not below the greatest 5',
    ),
    (
        {"rule": "stdp", "source": "inh", "weight": 0.0},
        'edge "e": "inh" is inhibitory, and the rule "stdp" keeps its weights between 0 and 100: '
        "only 0 would be left. Change the least weight of the rule",
    ),
    (
        {"rule": "homeostatic_inhibitory", "source": "exc", "weight": 0.0},
        'edge "e": "exc" is excitatory, and the rule "homeostatic_inhibitory" keeps its weights '
        "between -inf and 0: only 0 would be left. Change the greatest weight of the rule",
    ),
    (
        {"rule": "stdp", "weight": 200.0},
        'edge "e": the weight 200 lies beyond the greatest 100 of the rule "stdp" (w_max): change '
        "one of the two",
    ),
]


@pytest.mark.parametrize(("fields", "sentence"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_cannot_learn_is_said(fields: dict[str, Any], sentence: str) -> None:
    assert sentence in said(**fields).splitlines()


def test_a_signal_that_is_removed_is_missed() -> None:
    joined = learning("reward_stdp", plasticity={"signal": "current"})
    simulation = Simulation(make_document(CELLS, [joined]))
    with pytest.raises(DocumentError, match='the signal "current" is not there'):
        simulation.apply(Edit(remove=["current"]))


def test_a_view_of_a_synapse_beyond_the_last_is_refused() -> None:
    def shown(variable: str, cell: int) -> Simulation:
        view = {"edge": "e", "variable": variable, "cells": [cell]}
        views = [{"id": "v", "kind": "trace", "of": [view]}]
        return Simulation(make_document(CELLS, [learning("stdp")], views))

    shown("w", 8)
    shown("a_pre", 2)
    with pytest.raises(DocumentError, match=r"target \* 3 \+ source, at most 8, and 9 is beyond"):
        shown("w", 9)
    with pytest.raises(DocumentError, match="has the cells 0 to 2, there is no cell 3"):
        shown("a_pre", 3)
    with pytest.raises(DocumentError, match=r"has: I, a_pre, a_post, w\)"):
        shown("b_pre", 0)


BROKEN: list[tuple[PlasticityModel, str]] = [
    (replace(stdp.MODEL, low="w_least"), '"w_least" is not a parameter'),
    (replace(stdp.MODEL, equations="tau_plus*da_pre/dt = -a_pre"), "trace a_post has no equation"),
    (
        replace(bcm.MODEL, equations="tau_theta*dtheta/dt = x - theta\ndw/dt = eta*theta"),
        "theta: a trace of the target cannot depend on x",
    ),
    (replace(stdp.MODEL, on_source_spike="a_post += 1"), "only w, a state of the synapse"),
    (replace(stdp.MODEL, on_source_spike="a_pre += w"), "cannot depend on w"),
    (replace(stdp.MODEL, on_source_spike="", on_target_spike=""), "nothing changes the weight"),
    (replace(bcm.MODEL, on_source_spike="w += 1"), "hears no spikes"),
    (replace(reward_stdp.MODEL, signal=""), "say that it is required"),
    (replace(homeostatic_inhibitory.MODEL, source=""), "source: it is missing"),
    (replace(bcm.MODEL, equations="dtheta/dt = -theta\nw' = x"), "write dX/dt"),
    (replace(bcm.MODEL, equations="dtheta/dt = -theta\ndw/dt = x\ndw/dt = y"), "two equations"),
    (replace(bcm.MODEL, equations="dtheta/dt = -theta\ndw/dt = x\ndq/dt = y"), "not a state"),
    (replace(bcm.MODEL, equations="dtheta/dt = -theta\ndw/dt = __x"), "equations"),
]


@pytest.mark.parametrize(("model", "why"), BROKEN, ids=lambda value: str(value)[:30])
def test_a_declaration_that_does_not_add_up_is_refused(model: PlasticityModel, why: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        plasticity_system(model)
    assert why in str(caught.value)
    assert str(caught.value).startswith(f'learning rule "{model.name}", ')


def test_every_rule_runs_with_each_method_and_pattern() -> None:
    """Nothing but the defaults: weights stay finite, and what is spread out learns."""
    for model in plasticity_models.values():
        if model.algorithm:
            continue
        spikes = model.needs == "spikes"
        size = 2.0 if spikes else 0.1
        weight = -size if model.high and not model.low else size
        for method in ("euler", "exponential_euler", "rk4"):
            values = {"E_L": 0.0, "I_ext": 1.0, "tau_m": 10.0}
            graded = neurons("a", "leaky", 4, params=values, initial={"V": 0.5})
            cells = [
                neurons("a", "lif", 4, params={"I_ext": 25.0}) if spikes else graded,
                stimulus("r", "constant", amplitude=1.0),
            ]
            plasticity = {"rule": model.name, "signal": "r" if model.signal else None}
            joined = edge(
                "e",
                "a",
                "a",
                synapse="exponential" if spikes else None,
                connect={"rule": "fixed_indegree", "k": 2},
                weight={"normal": [weight, 0.05]},
                delay=2.0,
                plasticity=plasticity,
            )
            simulation = Simulation(make_document(cells, [joined], method=method, dt=0.5))
            before = simulation.weights("e")
            simulation.run(60)
            assert np.all(np.isfinite(simulation.weights("e")))
            assert np.any(simulation.weights("e") != before), (model.name, method)


def test_a_rule_that_is_typed_runs_as_the_built_in_one() -> None:
    parameters = [
        {"name": p.name, "default": float(p.default), "low": p.low, "high": p.high}  # type: ignore[arg-type]  # numbers
        for p in stdp.MODEL.parameters
    ]
    definition = {
        "id": "d",
        "kind": "definition",
        "of": "plasticity",
        "name": "mine",
        "parameters": parameters,
        "states": [
            {"name": "a_pre", "side": "source"},
            {"name": "a_post", "side": "target"},
        ],
        "equations": stdp.MODEL.equations,
        "needs": "spikes",
        "on_source_spike": stdp.MODEL.on_source_spike,
        "on_target_spike": stdp.MODEL.on_target_spike,
        "low": "w_min",
        "high": "w_max",
    }
    weights = []
    for rule in ("stdp", "mine"):
        cells = [neurons("b", size=5, params={"I_ext": [20.0, 21.0, 22.0, 23.0, 24.0]})]
        joined = edge("e", "b", "b", synapse="exponential", weight=2.0, plasticity={"rule": rule})
        raw = raw_document(cells, [joined])
        raw["definitions"] = [definition]
        simulation = Simulation(parse_document(raw))
        simulation.run(300)
        weights.append(simulation.weights("e"))
    assert np.ptp(weights[0]) > 0.05
    np.testing.assert_array_equal(weights[0], weights[1])
