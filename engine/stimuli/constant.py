"""Constant current."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="constant",
    title="Constant current",
    summary="The same current all the time.",
    output="current",
    parameters=(
        Parameter(
            "amplitude",
            4.0,
            "mV",
            "value of the current",
            title="Amplitude",
            slider=(-20.0, 40.0),
            symbol="A",
        ),
    ),
    expression="amplitude",
    source="Lapicque (1907) Journal de Physiologie et de Pathologie Générale 9:620",
    per_cell=True,
)
