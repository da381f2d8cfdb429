"""Unit with the hyperbolic tangent."""

from engine.models.units import SIGNED, unit

MODEL = unit(
    "tanh",
    "Tanh unit",
    "Its next value is the hyperbolic tangent of the summed input, between -1 and 1.",
    "tanh(I + bias)",
    "LeCun, Bottou, Orr and Müller (1998) in Neural Networks: Tricks of the Trade",
    SIGNED,
)
