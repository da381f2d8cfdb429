"""Hebb's rule: what is active together grows together."""

from engine.declaration import Parameter, PlasticityModel

MODEL = PlasticityModel(
    name="hebb",
    title="Hebb",
    summary="The weight grows with the product of the two values, without bound.",
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
    source="Hebb (1949) The Organization of Behavior, Wiley",
    needs="values",
    equations="dw/dt = eta*x*y",
)
