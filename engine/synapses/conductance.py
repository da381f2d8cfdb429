"""Exponential conductance synapse: AMPA, GABA."""

from engine.declaration import Parameter, State, SynapseModel

MODEL = SynapseModel(
    name="conductance",
    title="Conductance",
    summary=(
        "A spike opens channels that close with tau: the current pulls V to E_rev, and the "
        "membrane gets faster. The weight is the area of the conductance, in leak conductances "
        "times ms."
    ),
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
        Parameter(
            "E_rev",
            0.0,
            "mV",
            "reversal potential: 0 excites, -75 or so inhibits",
            title="Reversal",
            low=-1000.0,
            high=1000.0,
            slider=(-100.0, 60.0),
            symbol=r"E_{\mathrm{rev}}",
        ),
    ),
    states=(State("g", 0.0, "1", "conductance, divided by the leak conductance", "g"),),
    equations="tau*dg/dt = -g",
    on_spike="g += J/tau",
    current="-g*(V - E_rev)",
    source="Destexhe, Rudolph and Pare (2003) Nature Reviews Neuroscience 4:739",
    weight_unit="ms",
)
