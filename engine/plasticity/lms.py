"""Least mean squares: weights go down the gradient of the squared error, step by step."""

from engine.declaration import Parameter, PlasticityModel
from engine.plasticity.measures import average_over

MODEL = PlasticityModel(
    name="lms",
    title="Least mean squares",
    summary="Moves each weight against the error of its target cell, in proportion to what the "
    "source sends: dw/dt = -epsilon (y - target) x, with the target from another node.",
    parameters=(
        Parameter(
            "epsilon",
            0.005,
            "1/ms",
            "how fast weights follow the error",
            title="Learning rate",
            low=0.0,
            high=1e6,
            slider=(0.0, 0.05),
            symbol=r"\varepsilon",
        ),
        average_over("steps"),
    ),
    source="Widrow and Hoff (1960) IRE WESCON Convention Record 4:96",
    needs="values",
    signal="required",
    algorithm="lms",
)
