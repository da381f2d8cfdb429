"""A-type potassium channels."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, State

MODEL = ChannelModel(
    name="potassium_a",
    title="Potassium, A-type",
    summary="Opens below threshold and closes again: it delays the first spike, and slows firing.",
    states=(
        State("a", "a_inf(V)", "", "activation", "a", (0, 1)),
        State("b", "b_inf(V)", "", "inactivation", "b", (0, 1)),
    ),
    parameters=(
        conductance(160.0, "largest A-type conductance, in units of the leak conductance", 400.0),
        reversal(-75.0, "potassium"),
        block(", as by 4-aminopyridine"),
    ),
    functions="""
        a_inf(V) = (0.0761*exp(0.0314*(V + 94.22))/(1 + exp(0.0346*(V + 1.17))))**(1/3)
        tau_a(V) = 0.3632 + 1.158/(1 + exp(0.0497*(V + 55.96)))
        b_inf(V) = 1/(1 + exp(0.0688*(V + 53.3)))**4
        tau_b(V) = 1.24 + 2.678/(1 + exp(0.0624*(V + 50)))
    """,
    equations="""
        tau_a(V)*da/dt = a_inf(V) - a
        tau_b(V)*db/dt = b_inf(V) - b
    """,
    current="-g*(1 - block)*a**3*b*(V - E)",
    source="Connor, Walter and McKown (1977) Biophysical Journal 18:81",
)
