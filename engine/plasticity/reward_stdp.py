"""Spike timing leaves a trace at the synapse that a later reward turns into a change."""

from engine.declaration import Parameter, PlasticityModel, State
from engine.plasticity.timing import A_POST, A_PRE, TAU_MINUS, TAU_PLUS, W_MAX, W_MIN

MODEL = PlasticityModel(
    name="reward_stdp",
    title="Reward-modulated STDP",
    summary=(
        "Pairs of spikes leave an eligibility at the synapse; the weight changes by it while "
        "the signal (a reward) is not 0."
    ),
    parameters=(
        Parameter(
            "eta",
            0.01,
            "1/ms",
            "change of the weight per ms where eligibility and signal are 1",
            title="Rate of learning",
            low=-1e9,
            high=1e9,
            slider=(0.0, 0.1),
            symbol=r"\eta",
        ),
        Parameter(
            "A_plus",
            0.1,
            "mV ms",
            "most that a pair adds to the eligibility",
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
            "most that a pair takes from the eligibility",
            title="Most lost",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_-",
        ),
        TAU_PLUS,
        TAU_MINUS,
        Parameter(
            "tau_e",
            1000.0,
            "ms",
            "time constant of the eligibility",
            title="Eligibility",
            low=0.01,
            high=1e7,
            slider=(10.0, 5000.0),
            symbol=r"\tau_e",
        ),
        W_MIN,
        W_MAX,
    ),
    source="Izhikevich (2007) Cerebral Cortex 17:2443; Florian (2007) Neural Computation 19:1468",
    needs="spikes",
    traces=(
        A_PRE,
        A_POST,
    ),
    states=(State("elig", 0.0, "mV ms", "eligibility: what a reward would change", r"e"),),
    equations="""
        tau_plus*da_pre/dt = -a_pre
        tau_minus*da_post/dt = -a_post
        tau_e*delig/dt = -elig
        dw/dt = eta*signal*elig
    """,
    on_source_spike="""
        elig += -A_minus*a_post
        a_pre += 1
    """,
    on_target_spike="""
        elig += A_plus*a_pre
        a_post += 1
    """,
    low="w_min",
    high="w_max",
    signal="required",
)
