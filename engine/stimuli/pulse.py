"""Current pulse or train of pulses."""

from engine.declaration import Parameter, StimulusModel
from engine.stimuli.parts import period, start, stop

MODEL = StimulusModel(
    name="pulse",
    title="Current pulse",
    summary="A current that is on from start to stop, once, or again every period.",
    output="current",
    parameters=(
        start("time at which it switches on"),
        stop("time at which it switches off"),
        Parameter(
            "amplitude",
            4.0,
            "mV",
            "value of the current while it is on",
            title="Amplitude",
            slider=(-20.0, 40.0),
            symbol="A",
        ),
        period("time from one pulse to the next; 0 for a single pulse"),
    ),
    expression="amplitude*window(t, start, stop, period)",
    source="Hodgkin and Huxley (1952) Journal of Physiology 117:500",
    per_cell=True,
)
