"""Recursive least squares, as in FORCE learning."""

from engine.declaration import Parameter, PlasticityModel
from engine.plasticity.measures import average_over

MODEL = PlasticityModel(
    name="rls",
    title="Recursive least squares",
    summary="Finds the weights with the least squared error over all that has been seen: a matrix "
    "P, the inverse correlations of the sources, sets how far each of them is trusted. With "
    "feedback from the target to the sources this is FORCE learning.",
    parameters=(
        Parameter(
            "alpha",
            1.0,
            "",
            "P starts as the identity matrix divided by alpha: the smaller, the faster at first",
            title="Regularisation",
            low=1e-6,
            high=1e6,
            slider=(0.1, 100.0),
            symbol=r"\alpha",
        ),
        average_over("steps"),
    ),
    source="Sussillo and Abbott (2009) Neuron 63:544",
    needs="values",
    signal="required",
    algorithm="rls",
)
