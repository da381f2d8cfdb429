"""Oja's rule: Hebb's with a decay that keeps the norm of the weights at 1."""

from engine.declaration import Parameter, PlasticityModel

MODEL = PlasticityModel(
    name="oja",
    title="Oja",
    summary=(
        "The weights of a cell turn towards the first principal component of its inputs, with "
        "norm 1."
    ),
    parameters=(
        Parameter(
            "eta",
            0.001,
            "1/ms",
            "change of the weight per ms where both values are 1",
            title="Rate of learning",
            low=-1e9,
            high=1e9,
            slider=(0.0, 0.1),
            symbol=r"\eta",
        ),
    ),
    source="Oja (1982) Journal of Mathematical Biology 15:267",
    needs="values",
    equations="dw/dt = eta*(x*y - y**2*w)",
)
