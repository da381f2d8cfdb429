"""Inhibition that learns to hold its targets at a rate."""

from engine.declaration import Parameter, PlasticityModel, Trace

MODEL = PlasticityModel(
    name="homeostatic_inhibitory",
    title="Homeostatic inhibition",
    summary=(
        "Inhibitory weights grow while the target fires faster than its set rate and shrink "
        "while it is slower."
    ),
    parameters=(
        Parameter(
            "epsilon",
            50.0,
            "mV ms^2",
            "rate of learning",
            title="Rate of learning",
            low=-1e6,
            high=1e6,
            slider=(0.0, 200.0),
            symbol=r"\epsilon",
        ),
        Parameter(
            "tau_y",
            150.0,
            "ms",
            "time over which rates are estimated",
            title="Averaging",
            low=0.01,
            high=1e7,
            slider=(10.0, 1000.0),
            symbol=r"\tau_y",
        ),
        Parameter(
            "r_0",
            5.0,
            "Hz",
            "rate that the target is brought to",
            title="Set rate",
            low=0.0,
            high=1e6,
            slider=(0.0, 50.0),
            symbol=r"r_0",
        ),
        Parameter(
            "w_max",
            0.0,
            "mV ms",
            "greatest weight: that of a synapse without effect",
            title="Greatest weight",
            low=-1e9,
            high=0.0,
            slider=(-100.0, 0.0),
            symbol=r"w_{\max}",
        ),
    ),
    source="Vogels, Sprekeler, Zenke, Clopath and Gerstner (2011) Science 334:1569",
    needs="spikes",
    traces=(
        Trace("y_i", "source", 0.0, "1/ms", "rate of the source as its recent spikes tell", r"y_i"),
        Trace("y_e", "target", 0.0, "1/ms", "rate of the target as its recent spikes tell", r"y_e"),
    ),
    equations="""
        tau_y*dy_i/dt = -y_i
        tau_y*dy_e/dt = -y_e
    """,
    on_source_spike="""
        w += -epsilon*(y_e - 2*r_0/1000)
        y_i += 1/tau_y
    """,
    on_target_spike="""
        w += -epsilon*y_i
        y_e += 1/tau_y
    """,
    high="w_max",
)
