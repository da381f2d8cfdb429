"""Spike-timing dependent plasticity of pairs and triplets, all of them."""

from engine.declaration import Parameter, PlasticityModel, Trace
from engine.plasticity.timing import W_MAX, W_MIN

MODEL = PlasticityModel(
    name="triplet_stdp",
    title="Triplet STDP",
    summary=(
        "As STDP of pairs, with changes that also depend on earlier spikes of the same cell, so "
        "that they grow with the rate."
    ),
    parameters=(
        Parameter(
            "A2_plus",
            0.0,
            "mV ms",
            "most that a pair strengthens",
            title="Pair gain",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_2^+",
        ),
        Parameter(
            "A3_plus",
            0.65,
            "mV ms",
            "most that a triplet of source, target, target adds",
            title="Triplet gain",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_3^+",
        ),
        Parameter(
            "A2_minus",
            0.71,
            "mV ms",
            "most that a pair weakens",
            title="Pair loss",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_2^-",
        ),
        Parameter(
            "A3_minus",
            0.0,
            "mV ms",
            "most that a triplet of target, source, source takes away",
            title="Triplet loss",
            low=-1e6,
            high=1e6,
            slider=(0.0, 5.0),
            symbol=r"A_3^-",
        ),
        Parameter(
            "tau_plus",
            16.8,
            "ms",
            "decay of the fast trace of the source",
            title="Fast, source",
            low=0.01,
            high=1e7,
            slider=(1.0, 100.0),
            symbol=r"\tau_+",
        ),
        Parameter(
            "tau_minus",
            33.7,
            "ms",
            "decay of the fast trace of the target",
            title="Fast, target",
            low=0.01,
            high=1e7,
            slider=(1.0, 100.0),
            symbol=r"\tau_-",
        ),
        Parameter(
            "tau_x",
            101.0,
            "ms",
            "decay of the slow trace of the source",
            title="Slow, source",
            low=0.01,
            high=1e7,
            slider=(1.0, 1000.0),
            symbol=r"\tau_x",
        ),
        Parameter(
            "tau_y",
            114.0,
            "ms",
            "decay of the slow trace of the target",
            title="Slow, target",
            low=0.01,
            high=1e7,
            slider=(1.0, 1000.0),
            symbol=r"\tau_y",
        ),
        W_MIN,
        W_MAX,
    ),
    source="Pfister and Gerstner (2006) Journal of Neuroscience 26:9673",
    needs="spikes",
    traces=(
        Trace("r1", "source", 0.0, "", "recent spikes of the source, 1 each", r"r_1"),
        Trace("r2", "source", 0.0, "", "spikes of the source over a longer time", r"r_2"),
        Trace("o1", "target", 0.0, "", "recent spikes of the target, 1 each", r"o_1"),
        Trace("o2", "target", 0.0, "", "spikes of the target over a longer time", r"o_2"),
    ),
    equations="""
        tau_plus*dr1/dt = -r1
        tau_x*dr2/dt = -r2
        tau_minus*do1/dt = -o1
        tau_y*do2/dt = -o2
    """,
    on_source_spike="""
        w += -o1*(A2_minus + A3_minus*r2)
        r1 += 1
        r2 += 1
    """,
    on_target_spike="""
        w += r1*(A2_plus + A3_plus*o2)
        o1 += 1
        o2 += 1
    """,
    low="w_min",
    high="w_max",
)
