"""Light that opens channels."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="light",
    title="Light",
    summary="Light on cells with channels that it opens: a pulse, or again every period.",
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
            "time at which it switches off; later than the end of the run for constant light",
            title="Stop",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol=r"t_{\mathrm{stop}}",
        ),
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
        Parameter(
            "period",
            0.0,
            "ms",
            "time from one flash to the next; 0 for a single one",
            title="Period",
            low=0.0,
            slider=(0.0, 1000.0),
            symbol="T",
        ),
    ),
    expression="amplitude*window(t, start, stop, period)",
    source="Boyden et al. (2005) Nature Neuroscience 8:1263",
    unit="mW/mm2",
    per_cell=True,
    port="L",
)
