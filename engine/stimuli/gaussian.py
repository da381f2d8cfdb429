"""Smooth current pulse, once or periodically."""

from engine.declaration import Parameter, StimulusModel
from engine.stimuli.parts import period

MODEL = StimulusModel(
    name="gaussian",
    title="Gaussian pulse",
    summary="A current that swells and fades along a bell curve, once, or again every period.",
    output="current",
    parameters=(
        Parameter(
            "center",
            200.0,
            "ms",
            "time of the peak, of the first one where it repeats",
            title="Center",
            slider=(0.0, 1000.0),
            symbol=r"t_{\mathrm{c}}",
        ),
        Parameter(
            "width",
            20.0,
            "ms",
            "standard deviation of the bell curve",
            title="Width",
            low=1e-3,
            slider=(1.0, 200.0),
            symbol=r"\sigma",
        ),
        Parameter(
            "height",
            20.0,
            "mV",
            "value of the current at the peak",
            title="Height",
            slider=(-20.0, 40.0),
            symbol="A",
        ),
        period("time from one peak to the next; 0 for a single pulse"),
    ),
    expression=(
        "height*exp(-(where(period > 0 and t > center,"
        " mod(t - center + period/2, period) - period/2, t - center)/width)^2/2)"
    ),
    source="Gabor (1946) Journal of the Institution of Electrical Engineers 93:429",
    per_cell=True,
)
