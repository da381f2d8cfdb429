"""Poisson spike source."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="poisson",
    title="Poisson spikes",
    summary="Independent random spikes at a rate that may change with time.",
    output="spikes",
    parameters=(
        Parameter(
            "rate",
            20.0,
            "Hz",
            "spikes per second of each source: a number or a formula in t (ms)",
            title="Rate",
            low=0.0,
            high=1e6,
            slider=(0.0, 100.0),
            symbol="r(t)",
            kind="expression",
        ),
    ),
    expression="rate",
    source="Stein (1965) Biophysical Journal 5:173",
    unit="Hz",
)
