"""Current pulse or train of pulses."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="pulse",
    title="Current pulse",
    summary="A current that is on from start to stop, once, or again every period.",
    output="current",
    parameters=(
        Parameter(
            "start",
            100.0,
            "ms",
            "time at which it switches on",
            title="Start",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol=r"t_{\mathrm{start}}",
        ),
        Parameter(
            "stop",
            300.0,
            "ms",
            "time at which it switches off",
            title="Stop",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol=r"t_{\mathrm{stop}}",
        ),
        Parameter(
            "amplitude",
            4.0,
            "mV",
            "value of the current while it is on",
            title="Amplitude",
            slider=(-20.0, 40.0),
            symbol="A",
        ),
        Parameter(
            "period",
            0.0,
            "ms",
            "time from one pulse to the next; 0 for a single pulse",
            title="Period",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol="T",
        ),
    ),
    expression="amplitude*window(t, start, stop, period)",
    source="Hodgkin and Huxley (1952) Journal of Physiology 117:500",
    per_cell=True,
)
