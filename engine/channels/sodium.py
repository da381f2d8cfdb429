"""Fast sodium channels of the squid axon."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Gate, Preset, State

MODEL = ChannelModel(
    name="sodium",
    title="Sodium",
    summary="Opens fast and closes by itself: the upstroke of the action potential.",
    states=(
        State("m", "alpha_m(V)/(alpha_m(V) + beta_m(V))", "", "activation", "m", (0, 1)),
        State("h", "alpha_h(V)/(alpha_h(V) + beta_h(V))", "", "inactivation", "h", (0, 1)),
    ),
    parameters=(
        conductance(400.0, "largest sodium conductance, in units of the leak conductance", 1000.0),
        reversal(50.0, "sodium"),
        block(", as by tetrodotoxin"),
    ),
    functions="""
        alpha_m(V) = 0.1*linoid(V + 40, 10)
        beta_m(V) = 4*exp(-0.0556*(V + 65))
        alpha_h(V) = 0.07*exp(-0.05*(V + 65))
        beta_h(V) = 1/(1 + exp(-0.1*(V + 35)))
    """,
    equations="""
        dm/dt = alpha_m(V)*(1 - m) - beta_m(V)*m
        dh/dt = alpha_h(V)*(1 - h) - beta_h(V)*h
    """,
    current="-g*(1 - block)*m**3*h*(V - E)",
    gates=(Gate("m", 3, "alpha_m(V)", "beta_m(V)"), Gate("h", 1, "alpha_h(V)", "beta_h(V)")),
    presets=(Preset("tetrodotoxin", "Tetrodotoxin", (("block", 1.0),), note="All are blocked."),),
    source="Hodgkin and Huxley (1952) Journal of Physiology 117:500",
)
