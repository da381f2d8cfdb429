"""Linear unit: the weighted sum of its inputs."""

from engine.declaration import NeuronModel, Parameter, State, Term

MODEL = NeuronModel(
    name="linear",
    title="Linear unit",
    summary="Its next value is the sum of its inputs and a bias, once per step.",
    family="iterated",
    states=(State("x", 0.0, "", "value", "x", (0.0, 1.0)),),
    parameters=(
        Parameter(
            "bias",
            0.0,
            "",
            "added to the summed input",
            title="Bias",
            slider=(-5.0, 5.0),
            symbol="b",
        ),
        Parameter(
            "I_ext",
            0.0,
            "",
            "constant input",
            title="Input",
            slider=(-10.0, 10.0),
            symbol=r"I_{\mathrm{ext}}",
        ),
    ),
    equations="x' = I + bias",
    terms=(Term("I", "input"), Term("bias", "bias")),
    source="Widrow and Hoff (1960) IRE WESCON Convention Record 4:96",
)
