"""Current that climbs in steps."""

from engine.declaration import Parameter, StimulusModel
from engine.stimuli.parts import start

MODEL = StimulusModel(
    name="staircase",
    title="Current staircase",
    summary="A family of current steps, each higher than the last, with pauses if you like.",
    output="current",
    parameters=(
        start("time at which the first step begins"),
        Parameter(
            "duration",
            200.0,
            "ms",
            "length of each step",
            title="Duration",
            low=1e-3,
            slider=(1.0, 1000.0),
            symbol="D",
        ),
        Parameter(
            "pause",
            0.0,
            "ms",
            "time without current after each step",
            title="Pause",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol="P",
        ),
        Parameter(
            "first",
            5.0,
            "mV",
            "value of the current in the first step",
            title="First value",
            slider=(-20.0, 40.0),
            symbol="A_0",
        ),
        Parameter(
            "increment",
            5.0,
            "mV",
            "what each step adds to the one before it",
            title="Increment",
            slider=(-10.0, 10.0),
            symbol="a",
        ),
        Parameter(
            "steps",
            5.0,
            "",
            "number of steps",
            title="Steps",
            low=1.0,
            high=1e6,
            slider=(1.0, 20.0),
            symbol="n",
        ),
    ),
    expression=(
        "(first + increment*floor((t - start)/(duration + pause) + 1e-9))"
        "*window(t, start, start + duration, duration + pause)"
        "*window(t, start, start + steps*(duration + pause), 0)"
    ),
    source="Hodgkin and Huxley (1952) Journal of Physiology 116:449",
    per_cell=True,
)
