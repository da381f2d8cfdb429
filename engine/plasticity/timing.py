"""What rules of spike timing share: traces of 1 for each spike, and bounds of the weight."""

from engine.declaration import Parameter, Trace

TAU_PLUS = Parameter(
    "tau_plus",
    20.0,
    "ms",
    "time within which a source spike before a target spike strengthens",
    title="Strengthening",
    low=0.01,
    high=1e7,
    slider=(1.0, 100.0),
    symbol=r"\tau_+",
)
TAU_MINUS = Parameter(
    "tau_minus",
    20.0,
    "ms",
    "time within which a source spike after a target spike weakens",
    title="Weakening",
    low=0.01,
    high=1e7,
    slider=(1.0, 100.0),
    symbol=r"\tau_-",
)
W_MIN = Parameter(
    "w_min",
    0.0,
    "mV ms",
    "least weight",
    title="Least weight",
    low=-1e9,
    high=1e9,
    slider=(-100.0, 100.0),
    symbol=r"w_{\mathrm{min}}",
)
W_MAX = Parameter(
    "w_max",
    100.0,
    "mV ms",
    "greatest weight",
    title="Greatest weight",
    low=-1e9,
    high=1e9,
    slider=(-100.0, 100.0),
    symbol=r"w_{\mathrm{max}}",
)
A_PRE = Trace(
    "a_pre", "source", 0.0, "", "recent spikes of the source, 1 each", r"a_{\mathrm{pre}}"
)
A_POST = Trace(
    "a_post", "target", 0.0, "", "recent spikes of the target, 1 each", r"a_{\mathrm{post}}"
)
