"""Backpropagation: gradient descent through several layers."""

from engine.declaration import PlasticityModel
from engine.plasticity.measures import DESCENT

MODEL = PlasticityModel(
    name="backprop",
    title="Backpropagation",
    summary="Gradient descent through layers: with a signal as the delta rule does, without one "
    "by the errors that the trained edges leaving the target pass back, each times its weight.",
    parameters=DESCENT,
    source="Rumelhart, Hinton and Williams (1986) Nature 323:533",
    needs="values",
    signal="optional",
    algorithm="backprop",
)
