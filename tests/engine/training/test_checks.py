"""What an edge that is trained needs, said in sentences."""

from __future__ import annotations

import json

import pytest

from engine import DocumentError, Simulation, load
from tests.engine.boards import Raw, edge, neurons
from tests.engine.training.networks import learns, read_out


def test_what_an_edge_that_trains_needs_is_said() -> None:
    def said(change: Raw, on: Raw | None = None) -> str:
        raw = on if on is not None else read_out("delta_rule")
        raw["edges"][-1] |= change
        with pytest.raises(DocumentError) as caught:
            Simulation(load(json.dumps(raw)))
        return " | ".join(problem.message for problem in caught.value.problems)

    assert "compares its target with a signal" in said({"plasticity": learns("lms", None)})
    assert 'the signal "there" is not there' in said({"plasticity": learns("lms", "there")})
    assert "batch counts presentations" in said({"plasticity": learns("delta_rule", batch=1.5)})
    assert "cross_entropy is 1 (yes) or 0" in said(
        {"plasticity": learns("delta_rule", cross_entropy=0.5)}
    )
    assert 'nothing tells "y" its errors' in said({"plasticity": learns("backprop", None)})
    assert "set it to null" in said({"plasticity": learns("lms") | {"normalise": 1}})
    one = {"connect": {"rule": "fixed_probability", "p": 0.5}}
    assert "connect all_to_all" in said(one, read_out("rls"))
    graded = read_out("delta_rule")
    graded["nodes"][1]["model"] = "rate"
    assert '"backprop" needs the slope of its target' in said(
        {"plasticity": learns("backprop")}, graded
    )
    spiking = read_out("lms")
    spiking["nodes"][1]["model"] = "lif"
    assert '"y" sends spikes' in said({}, spiking)
    circle = read_out("backprop")
    circle["nodes"].append(neurons("h", "tanh", 2))
    circle["edges"] += [
        edge("there", "y", "h", plasticity=learns("backprop", None)),
        edge("back", "h", "y", plasticity=learns("backprop", None)),
    ]
    assert "must not form a circle" in said({}, circle)
