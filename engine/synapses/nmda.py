"""NMDA synapse: a slow conductance that magnesium blocks at rest."""

from engine.declaration import Parameter, State, SynapseModel

MODEL = SynapseModel(
    name="nmda",
    title="NMDA",
    summary=(
        "A slow conductance, largely blocked by magnesium until the membrane is depolarised. The "
        "weight is the area of the unblocked conductance, in leak conductances times ms."
    ),
    parameters=(
        Parameter(
            "tau_rise",
            2.0,
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
            100.0,
            "ms",
            "decay time constant",
            title="Decay",
            low=0.01,
            high=1e5,
            slider=(10.0, 300.0),
            symbol=r"\tau_{\mathrm{decay}}",
        ),
        Parameter(
            "E_rev",
            0.0,
            "mV",
            "reversal potential",
            title="Reversal",
            low=-1000.0,
            high=1000.0,
            slider=(-100.0, 60.0),
            symbol=r"E_{\mathrm{rev}}",
        ),
        Parameter(
            "Mg",
            1.0,
            "mM",
            "concentration of magnesium outside the cell; 0 takes the block away",
            title="Magnesium",
            low=0.0,
            high=1000.0,
            slider=(0.0, 4.0),
            symbol=r"[\mathrm{Mg}^{2+}]",
        ),
    ),
    states=(
        State("x", 0.0, "1", "rising part", "x"),
        State("g", 0.0, "1", "unblocked conductance, divided by the leak conductance", "g"),
    ),
    # The form of the double exponential synapse; the block follows V at once.
    equations="""
        tau_rise*dx/dt = -x
        tau_decay*dg/dt = x - g
    """,
    on_spike="x += J/tau_rise",
    current="-g*(V - E_rev)/(1 + Mg/3.57*exp(-0.062*V))",
    source="Jahr and Stevens (1990) Journal of Neuroscience 10:3178",
    weight_unit="ms",
)
