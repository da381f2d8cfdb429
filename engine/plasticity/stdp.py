"""Spike-timing dependent plasticity of pairs: additive, all pairs count."""

from engine.declaration import Parameter, PlasticityModel
from engine.plasticity.timing import A_POST, A_PRE, TAU_MINUS, TAU_PLUS, W_MAX, W_MIN

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
        TAU_PLUS,
        TAU_MINUS,
        W_MIN,
        W_MAX,
    ),
    source="Song, Miller and Abbott (2000) Nature Neuroscience 3:919",
    needs="spikes",
    traces=(
        A_PRE,
        A_POST,
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
