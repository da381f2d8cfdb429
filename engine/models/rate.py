"""Rate unit: its rate follows a function of its input."""

from dataclasses import replace

from engine.declaration import NeuronModel, Option, Parameter, State, Term
from engine.models.membrane import I_EXT

OPTIONS = (
    Option("threshold_linear", "Threshold-linear", "g*max(I - theta, 0)"),
    Option("linear", "Linear", "I"),
    Option("tanh", "Tanh", "tanh(I)"),
    Option("sigmoid", "Sigmoid", "1/(1 + exp(-I))"),
)
TAU = Parameter(
    "tau",
    20.0,
    "ms",
    "time constant",
    title="Time constant",
    low=0.01,
    high=1e5,
    slider=(1.0, 100.0),
    symbol=r"\tau",
)
F = Parameter(
    "f",
    "threshold_linear",
    "1/ms",
    "rate as a function of the input",
    title="Gain function",
    symbol="f",
    kind="function",
    argument="I",
    options=OPTIONS,
)
GAIN = Parameter(
    "g",
    0.00358,
    "1/(ms mV)",
    "slope of the threshold-linear function",
    title="Slope",
    low=-1e6,
    high=1e6,
    slider=(0.0, 0.02),
    symbol="g",
)
THETA = Parameter(
    "theta",
    9.64,
    "mV",
    "input at which the threshold-linear function leaves 0",
    title="Threshold",
    low=-1e6,
    high=1e6,
    slider=(-10.0, 40.0),
    symbol=r"\theta",
)
RATE_INPUT = replace(I_EXT, meaning="constant input")

MODEL = NeuronModel(
    name="rate",
    title="Rate unit",
    summary="A population's firing rate, which follows a function of its input with a delay.",
    family="graded",
    states=(State("r", 0.0, "1/ms", "rate", "r", (0.0, 0.05)),),
    parameters=(TAU, F, GAIN, THETA, RATE_INPUT),
    equations="tau*dr/dt = -r + f(I)",
    terms=(Term("-r", "decay"), Term("f(I)", "drive")),
    source="Wilson and Cowan (1972) Biophysical Journal 12:1",
)
