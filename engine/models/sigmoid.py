"""Sigmoid unit."""

from engine.models.units import unit

MODEL = unit(
    "sigmoid",
    "Sigmoid unit",
    "Its next value is the logistic function of the summed input, between 0 and 1.",
    "1/(1 + exp(-(I + bias)))",
    "Rumelhart, Hinton and Williams (1986) Nature 323:533",
)
