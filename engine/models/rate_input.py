"""Rate unit in its other form: the input is what follows."""

from engine.declaration import NeuronModel, State, Term
from engine.models.rate import GAIN, RATE_INPUT, TAU, THETA, F

MODEL = NeuronModel(
    name="rate_input",
    title="Rate unit, input form",
    summary="Its summed input follows with a delay, and its rate is a function of that at once.",
    family="graded",
    states=(State("x", 0.0, "mV", "input as it is felt", "x", (0.0, 30.0)),),
    parameters=(TAU, F, GAIN, THETA, RATE_INPUT),
    equations="tau*dx/dt = -x + I - I_ext",
    output="f(x + I_ext)",
    output_name="r",
    terms=(Term("-x", "decay"), Term("I", "input"), Term("-I_ext", "added behind")),
    source="Dayan and Abbott (2001) Theoretical Neuroscience, section 7.2",
)
