"""Gaussian noise: Ornstein-Uhlenbeck, or white."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="noise",
    title="Noise current",
    summary="A current that fluctuates at random; each cell of it has fluctuations of its own.",
    output="current",
    parameters=(
        Parameter(
            "tau",
            5.0,
            "ms",
            "correlation time; 0 for white noise, with sigma in mV times the square root of ms",
            title="Time constant",
            low=0.0,
            high=1e6,
            slider=(0.0, 100.0),
            symbol=r"\tau",
        ),
        Parameter(
            "sigma",
            4.0,
            "mV",
            "standard deviation, or the intensity of white noise",
            title="Deviation",
            low=0.0,
            slider=(0.0, 20.0),
            symbol=r"\sigma",
        ),
        Parameter(
            "mean",
            0.0,
            "mV",
            "mean of the current",
            title="Mean",
            slider=(-20.0, 40.0),
            symbol=r"\mu",
        ),
    ),
    expression="",
    source="Uhlenbeck and Ornstein (1930) Physical Review 36:823; exact steps: Gillespie (1996) "
    "Physical Review E 54:2084",
    process="noise",
    per_cell=True,
)
