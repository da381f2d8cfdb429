"""Scripted spikes."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="spike_times",
    title="Spike times",
    summary="Spikes at the times that you list.",
    output="spikes",
    parameters=(
        Parameter(
            "times",
            (20.0, 200.0, 210.0),
            "ms",
            "times of the spikes: one list for all cells, or one list per cell",
            title="Spike times",
            low=0.0,
            symbol="t_k",
            kind="times",
        ),
    ),
    expression="",
    process="script",
    source="Mainen and Sejnowski (1995) Science 268:1503",
    unit="",
)
