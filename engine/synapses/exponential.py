"""Exponential current synapse."""

from engine.declaration import Parameter, State, SynapseModel

MODEL = SynapseModel(
    name="exponential",
    title="Exponential",
    summary="A spike adds a current that jumps by J/tau and decays with tau; its area is J.",
    parameters=(
        Parameter(
            "tau",
            5.0,
            "ms",
            "decay time constant",
            title="Decay",
            low=0.01,
            high=1e5,
            slider=(0.5, 100.0),
            symbol=r"\tau",
        ),
    ),
    states=(State("I", 0.0, "mV", "synaptic current, divided by the leak conductance", "I"),),
    equations="tau*dI/dt = -I",
    on_spike="I += J/tau",
    current="I",
    source="Brunel and Sergi (1998) Journal of Theoretical Biology 195:87",
)
