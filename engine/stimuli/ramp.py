"""Current that rises or falls along a straight line."""

from engine.declaration import Parameter, StimulusModel
from engine.stimuli.parts import start, stop

MODEL = StimulusModel(
    name="ramp",
    title="Current ramp",
    summary="A current that goes from one value to another along a straight line and stays there.",
    output="current",
    parameters=(
        start("time at which it leaves the first value"),
        stop("time at which it reaches the second value", default=400.0),
        Parameter(
            "first",
            0.0,
            "mV",
            "value of the current until the start",
            title="From",
            slider=(-20.0, 40.0),
            symbol="A_0",
        ),
        Parameter(
            "last",
            20.0,
            "mV",
            "value of the current from the stop on",
            title="To",
            slider=(-20.0, 40.0),
            symbol="A_1",
        ),
    ),
    expression="first + (last - first)*clip((t - start)/max(stop - start, 1e-9), 0, 1)",
    source="Hodgkin (1948) Journal of Physiology 107:165",
    per_cell=True,
)
