"""What units that pass on values share."""

from engine.declaration import NeuronModel, Parameter, State, Term

BIAS = Parameter(
    "bias",
    0.0,
    "",
    "added to the summed input",
    title="Bias",
    slider=(-5.0, 5.0),
    symbol="b",
)
INPUT = Parameter(
    "I_ext",
    0.0,
    "",
    "constant input",
    title="Input",
    slider=(-10.0, 10.0),
    symbol=r"I_{\mathrm{ext}}",
)
VALUE = State("x", 0.0, "", "value", "x", (0.0, 1.0))
SIGNED = State("x", 0.0, "", "value", "x", (-1.0, 1.0))
INPUT_TERMS = (Term("I", "input"), Term("bias", "bias"))


def unit(
    name: str, title: str, summary: str, expression: str, source: str, state: State = VALUE
) -> NeuronModel:
    """A unit whose next value is an expression in `I`, `bias` and its value `x`."""
    return NeuronModel(
        name=name,
        title=title,
        summary=summary,
        family="iterated",
        states=(state,),
        parameters=(BIAS, INPUT),
        equations=f"x' = {expression}",
        source=source,
    )
