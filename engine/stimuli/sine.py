"""Sinusoidal current."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="sine",
    title="Sine current",
    summary="A current that oscillates around an offset.",
    output="current",
    parameters=(
        Parameter(
            "amplitude",
            4.0,
            "mV",
            "height of the oscillation above the offset",
            title="Amplitude",
            slider=(0.0, 40.0),
            symbol="A",
        ),
        Parameter(
            "frequency",
            5.0,
            "Hz",
            "oscillations per second",
            title="Frequency",
            low=0.0,
            high=1e5,
            slider=(0.1, 100.0),
            symbol="f",
        ),
        Parameter(
            "phase",
            0.0,
            "rad",
            "phase at t = 0",
            title="Phase",
            low=-1e3,
            high=1e3,
            slider=(-3.14, 3.14),
            symbol=r"\varphi",
        ),
        Parameter(
            "offset",
            0.0,
            "mV",
            "mean of the current",
            title="Offset",
            slider=(-20.0, 40.0),
            symbol="I_0",
        ),
    ),
    expression="offset + amplitude*sin(2*pi*frequency*t/1000 + phase)",
    source="Hutcheon and Yarom (2000) Trends in Neurosciences 23:216",
    per_cell=True,
)
