"""Delayed-rectifier potassium channels of the squid axon."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Gate, Preset, State

MODEL = ChannelModel(
    name="potassium",
    title="Potassium",
    summary="Opens late while V is high: the downstroke of the action potential.",
    states=(State("n", "alpha_n(V)/(alpha_n(V) + beta_n(V))", "", "activation", "n", (0, 1)),),
    parameters=(
        conductance(
            120.0, "largest potassium conductance, in units of the leak conductance", 400.0
        ),
        reversal(-77.0, "potassium"),
        block(", as by tetraethylammonium"),
    ),
    functions="""
        alpha_n(V) = 0.01*linoid(V + 55, 10)
        beta_n(V) = 0.125*exp(-0.0125*(V + 65))
    """,
    equations="dn/dt = alpha_n(V)*(1 - n) - beta_n(V)*n",
    current="-g*(1 - block)*n**4*(V - E)",
    gates=(Gate("n", 4, "alpha_n(V)", "beta_n(V)"),),
    presets=(
        Preset(
            "tetraethylammonium", "Tetraethylammonium", (("block", 1.0),), note="All are blocked."
        ),
    ),
    source="Hodgkin and Huxley (1952) Journal of Physiology 117:500",
)
