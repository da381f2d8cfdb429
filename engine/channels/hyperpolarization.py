"""Channels that open when V is low."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Gate, State

MODEL = ChannelModel(
    name="hyperpolarization",
    title="h-current",
    summary="Opens slowly when V is low and brings it back: sag, rebound, pacemaking.",
    states=(State("r", "r_inf(V)", "", "activation", "r", (0, 1)),),
    parameters=(
        conductance(0.5, "largest h-conductance, in units of the leak conductance", 10.0),
        reversal(-43.0, "the mixed current"),
        block(", as by cesium"),
    ),
    functions="""
        r_inf(V) = 1/(1 + exp((V + 84)/10.2))
        rate(V) = exp(-14.59 - 0.086*V) + exp(-1.87 + 0.0701*V)
    """,
    equations="dr/dt = rate(V)*(r_inf(V) - r)",
    current="-g*(1 - block)*r*(V - E)",
    gates=(Gate("r", 1, "rate(V)*r_inf(V)", "rate(V)*(1 - r_inf(V))"),),
    source="McCormick and Huguenard (1992) Journal of Neurophysiology 68:1384",
)
