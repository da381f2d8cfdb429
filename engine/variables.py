"""What an edge has to show: names of its variables, and whose cells they count."""

from __future__ import annotations

from typing import Literal

from engine.blocks.training import training_names
from engine.declaration import PlasticityModel, SynapseModel
from engine.document import Projection

CURRENT = "I"
"""The current of an edge into its target, and the value of a current stimulus."""

Side = Literal["source", "target", "synapse", "edge"]
"""Whose values a variable has: one for each cell or synapse, or one for the whole edge."""


def edge_variables(
    record: Projection, synapse: SynapseModel | None, rule: PlasticityModel | None = None
) -> dict[str, Side]:
    """Variables that can be recorded of an edge, and the side whose cells they have one value for.

    `I` where a current flows; u and x of short-term plasticity, per source cell; traces of a
    learning rule, and per synapse its states and the weight `w`; of training, the errors of the
    target cells and the means of loss and accuracy.
    """
    found: dict[str, Side] = {}
    if synapse is None or synapse.current:
        found[CURRENT] = "target"
    if record.short_term is not None:
        found |= {"u": "source", "x": "source"}
    if rule is not None and not rule.algorithm:
        for trace in rule.traces:
            found.setdefault(trace.name, trace.side)
        for state in rule.states:
            found.setdefault(state.name, "synapse")
        found["w"] = "synapse"
    if rule is not None and rule.algorithm:
        for name in training_names(rule, record):
            found[name] = "target" if name == "error" else "edge"
        found["w"] = "synapse"
    return found
