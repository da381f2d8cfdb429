"""Low-threshold calcium channels (T-type)."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, State

MODEL = ChannelModel(
    name="calcium_t",
    title="Calcium, T-type",
    summary="Made ready by inhibition, it opens near rest: a burst when the inhibition ends.",
    states=(
        State("m", "m_inf(V)", "", "activation", "m", (0, 1)),
        State("h", "h_inf(V)", "", "inactivation", "h", (0, 1)),
    ),
    parameters=(
        conductance(40.0, "largest T-type conductance, in units of the leak conductance", 200.0),
        reversal(120.0, "calcium"),
        block(", as by nickel"),
    ),
    functions="""
        m_inf(V) = 1/(1 + exp(-(V + 57)/6.2))
        tau_m(V) = 0.612 + 1/(exp(-(V + 132)/16.7) + exp((V + 16.8)/18.2))
        h_inf(V) = 1/(1 + exp((V + 81)/4))
        tau_h(V) = where(V < -80, exp((V + 467)/66.6), 28 + exp(-(V + 22)/10.5))
    """,
    equations="""
        tau_m(V)*dm/dt = m_inf(V) - m
        tau_h(V)*dh/dt = h_inf(V) - h
    """,
    current="-g*(1 - block)*m**2*h*(V - E)",
    source="Huguenard and McCormick (1992) Journal of Neurophysiology 68:1373",
)
