"""Difference of two exponentials as a current synapse."""

from engine.declaration import Parameter, State, SynapseModel

MODEL = SynapseModel(
    name="double_exponential",
    title="Double exponential",
    summary="A current with separate time constants of rise and decay; its area is J.",
    parameters=(
        Parameter(
            "tau_rise",
            0.5,
            "ms",
            "rise time constant",
            title="Rise",
            low=0.01,
            high=1e5,
            slider=(0.1, 20.0),
            symbol=r"\tau_{\mathrm{rise}}",
        ),
        Parameter(
            "tau_decay",
            4.0,
            "ms",
            "decay time constant",
            title="Decay",
            low=0.01,
            high=1e5,
            slider=(0.5, 100.0),
            symbol=r"\tau_{\mathrm{decay}}",
        ),
    ),
    states=(
        State("x", 0.0, "mV", "rising part", "x"),
        State("I", 0.0, "mV", "synaptic current, divided by the leak conductance", "I"),
    ),
    # A low-pass filter after another: its response to a spike is
    # J (exp(-t/tau_decay) - exp(-t/tau_rise))/(tau_decay - tau_rise), and stays defined when the
    # two time constants are equal.
    equations="""
        tau_rise*dx/dt = -x
        tau_decay*dI/dt = x - I
    """,
    on_spike="x += J/tau_rise",
    current="I",
    source="Destexhe, Mainen and Sejnowski (1994) Journal of Computational Neuroscience 1:195",
)
