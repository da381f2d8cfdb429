"""High-threshold calcium channels (L-type)."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Gate, State

MODEL = ChannelModel(
    name="calcium",
    title="Calcium, L-type",
    summary="Opens during spikes and closes slowly: spikes become broader, or bursts.",
    states=(
        State("q", "alpha_q(V)/(alpha_q(V) + beta_q(V))", "", "activation", "q", (0, 1)),
        State("r", "alpha_r(V)/(alpha_r(V) + beta_r(V))", "", "inactivation", "r", (0, 1)),
    ),
    parameters=(
        conductance(1.0, "largest calcium conductance, in units of the leak conductance", 20.0),
        reversal(120.0, "calcium"),
        block(", as by cadmium"),
    ),
    functions="""
        alpha_q(V) = 0.055*linoid(V + 27, 3.8)
        beta_q(V) = 0.94*exp(-(V + 75)/17)
        alpha_r(V) = 0.000457*exp(-(V + 13)/50)
        beta_r(V) = 0.0065/(1 + exp(-(V + 15)/28))
    """,
    equations="""
        dq/dt = alpha_q(V)*(1 - q) - beta_q(V)*q
        dr/dt = alpha_r(V)*(1 - r) - beta_r(V)*r
    """,
    current="-g*(1 - block)*q**2*r*(V - E)",
    gates=(Gate("q", 2, "alpha_q(V)", "beta_q(V)"), Gate("r", 1, "alpha_r(V)", "beta_r(V)")),
    source="Reuveni, Friedman, Amitai and Gutnick (1993) Journal of Neuroscience 13:4609",
)
