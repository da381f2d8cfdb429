"""Spike-timing dependent plasticity of pairs: additive, all pairs count."""

from engine.declaration import Parameter, PlasticityModel, Trace

MODEL = PlasticityModel(
    name="stdp",
    title="STDP",
    summary=(
        "A source spike before a target spike strengthens the synapse, one after it weakens it, "
        "the less the further apart they are."
    ),
    parameters=(
        Parameter(
            "A_plus",
            0.1,
            "mV ms",
            "most that a pair strengthens",
            title="Most gained",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_+",
        ),
        Parameter(
            "A_minus",
            0.105,
            "mV ms",
            "most that a pair weakens",
            title="Most lost",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_-",
        ),
        Parameter(
            "tau_plus",
            20.0,
            "ms",
            "time within which a source spike before a target spike strengthens",
            title="Strengthening",
            low=0.01,
            high=1e7,
            slider=(1.0, 100.0),
            symbol=r"\tau_+",
        ),
        Parameter(
            "tau_minus",
            20.0,
            "ms",
            "time within which a source spike after a target spike weakens",
            title="Weakening",
            low=0.01,
            high=1e7,
            slider=(1.0, 100.0),
            symbol=r"\tau_-",
        ),
        Parameter(
            "w_min",
            0.0,
            "mV ms",
            "least weight",
            title="Least weight",
            low=-1e9,
            high=1e9,
            slider=(-100.0, 100.0),
            symbol=r"w_{\min}",
        ),
        Parameter(
            "w_max",
            100.0,
            "mV ms",
            "greatest weight",
            title="Greatest weight",
            low=-1e9,
            high=1e9,
            slider=(-100.0, 100.0),
            symbol=r"w_{\max}",
        ),
    ),
    source="Song, Miller and Abbott (2000) Nature Neuroscience 3:919",
    needs="spikes",
    traces=(
        Trace(
            "a_pre", "source", 0.0, "", "recent spikes of the source, 1 each", r"a_{\mathrm{pre}}"
        ),
        Trace(
            "a_post", "target", 0.0, "", "recent spikes of the target, 1 each", r"a_{\mathrm{post}}"
        ),
    ),
    equations="""
        tau_plus*da_pre/dt = -a_pre
        tau_minus*da_post/dt = -a_post
    """,
    on_source_spike="""
        w += -A_minus*a_post
        a_pre += 1
    """,
    on_target_spike="""
        w += A_plus*a_pre
        a_post += 1
    """,
    low="w_min",
    high="w_max",
)
