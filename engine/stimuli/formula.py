"""Current given by a formula in t."""

from engine.declaration import Parameter, StimulusModel

MODEL = StimulusModel(
    name="formula",
    title="Formula",
    summary="A current typed as a formula in the time t in ms.",
    output="current",
    parameters=(
        Parameter(
            "expression",
            "4*sin(2*pi*t/200)",
            "mV",
            "the current as a formula in t (ms), such as 4*sin(2*pi*t/200)",
            title="Current",
            symbol="I(t)",
            kind="expression",
        ),
    ),
    expression="expression",
    source="the person who types it",
)
