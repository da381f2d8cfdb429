"""What models of a rescaled membrane share: V in mV, current over the leak conductance, in mV."""

from engine.declaration import Parameter, State

V = State("V", -70.0, "mV", "membrane potential", "V", (-80.0, -50.0))
TAU_M = Parameter(
    "tau_m",
    15.0,
    "ms",
    "membrane time constant",
    title="Time constant",
    low=0.01,
    high=1e5,
    slider=(1.0, 50.0),
    symbol=r"\tau_m",
)
E_L = Parameter(
    "E_L",
    -72.0,
    "mV",
    "leak reversal potential: where V rests without input",
    title="Rest",
    low=-1e4,
    high=1e4,
    slider=(-90.0, -50.0),
    symbol="E_L",
)
V_RE = Parameter(
    "V_re",
    -75.0,
    "mV",
    "reset potential after a spike",
    title="Reset",
    low=-1e4,
    high=1e4,
    slider=(-90.0, -50.0),
    symbol=r"V_{\mathrm{re}}",
)
T_REF = Parameter(
    "t_ref",
    0.0,
    "ms",
    "refractory period: V is held this long after a spike",
    title="Refractory",
    low=0.0,
    high=1e6,
    slider=(0.0, 10.0),
    symbol=r"t_{\mathrm{ref}}",
)
I_EXT = Parameter(
    "I_ext",
    0.0,
    "mV",
    "constant current, divided by the leak conductance",
    title="Input",
    slider=(-20.0, 40.0),
    symbol=r"I_{\mathrm{ext}}",
)
