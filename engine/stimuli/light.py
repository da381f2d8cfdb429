"""Light that opens channels."""

from engine.declaration import Parameter, StimulusModel
from engine.stimuli.parts import period, start, stop

MODEL = StimulusModel(
    name="light",
    title="Light",
    summary="Light on cells with channels that it opens: a pulse, or again every period.",
    output="current",
    parameters=(
        start("time at which it switches on"),
        stop("time at which it switches off; later than the end of the run for constant light"),
        Parameter(
            "amplitude",
            1.0,
            "mW/mm2",
            "irradiance while it is on",
            title="Irradiance",
            low=0.0,
            high=1e4,
            slider=(0.0, 5.0),
            symbol="L_0",
        ),
        period("time from one flash to the next; 0 for a single one"),
    ),
    expression="amplitude*window(t, start, stop, period)",
    source="Boyden et al. (2005) Nature Neuroscience 8:1263",
    unit="mW/mm2",
    per_cell=True,
    port="L",
)
