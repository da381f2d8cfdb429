"""M-type potassium channels."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Gate, Parameter, State

MODEL = ChannelModel(
    name="potassium_m",
    title="Potassium, M-type",
    summary="Opens slowly below threshold and stays open: spikes become rarer.",
    states=(State("p", "p_inf(V)", "", "activation", "p", (0, 1)),),
    parameters=(
        conductance(1.0, "largest M-type conductance, in units of the leak conductance", 10.0),
        reversal(-90.0, "potassium"),
        Parameter(
            "tau_max",
            1000.0,
            "ms",
            "time constant where it is slowest, times 3.6",
            title="Slowest",
            low=0.1,
            high=1e6,
            slider=(100.0, 4000.0),
            symbol="T",
        ),
        block(", as by acetylcholine"),
    ),
    functions="""
        p_inf(V) = 1/(1 + exp(-(V + 35)/10))
        tau_p(V) = tau_max/(3.3*exp((V + 35)/20) + exp(-(V + 35)/20))
    """,
    equations="tau_p(V)*dp/dt = p_inf(V) - p",
    current="-g*(1 - block)*p*(V - E)",
    gates=(Gate("p", 1, "p_inf(V)/tau_p(V)", "(1 - p_inf(V))/tau_p(V)"),),
    source="Yamada, Koch and Adams (1989) in Methods in Neuronal Modeling",
)
