"""Electrical synapse."""

from engine.declaration import SynapseModel

MODEL = SynapseModel(
    name="gap_junction",
    title="Gap junction",
    summary=(
        "Couples a cell to the membrane potential of another, in proportion to their difference. "
        "An edge acts on its target only: draw one in each direction, with the same weight, for a "
        "junction between two cells. The weight is in leak conductances."
    ),
    parameters=(),
    states=(),
    equations="",
    on_spike="",
    current="S - W*V",
    source="Bennett and Zukin (2004) Neuron 41:495",
    weight_unit="1",
    carries="values",
    presynaptic="x",
)
