"""Alpha-function current synapse."""

from engine.declaration import Parameter, State, SynapseModel

MODEL = SynapseModel(
    name="alpha",
    title="Alpha",
    summary="A current that rises and falls with one time constant; its area is J.",
    parameters=(
        Parameter(
            "tau",
            5.0,
            "ms",
            "time from the spike to the peak",
            title="Time to peak",
            low=0.01,
            high=1e5,
            slider=(0.5, 100.0),
            symbol=r"\tau",
        ),
    ),
    states=(
        State("x", 0.0, "mV", "rising part", "x"),
        State("I", 0.0, "mV", "synaptic current, divided by the leak conductance", "I"),
    ),
    equations="""
        tau*dx/dt = -x
        tau*dI/dt = x - I
    """,
    on_spike="x += J/tau",
    current="I",
    source="Rall (1967) Journal of Neurophysiology 30:1138",
)
