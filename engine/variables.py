"""What an edge has to show: names of its variables, and whose cells they count."""

from __future__ import annotations

from typing import Literal

from engine.declaration import SynapseModel
from engine.document import Projection

CURRENT = "I"
"""The current of an edge into its target, and the value of a current stimulus."""

Side = Literal["source", "target"]


def edge_variables(record: Projection, synapse: SynapseModel | None) -> dict[str, Side]:
    """Variables that can be recorded of an edge, and the side whose cells they have one value for.

    `I` where a current flows; u and x of short-term plasticity, per source cell.
    """
    found: dict[str, Side] = {}
    if synapse is None or synapse.current:
        found[CURRENT] = "target"
    if record.short_term is not None:
        found |= {"u": "source", "x": "source"}
    return found
