"""Softmax unit: a population whose values are the probabilities of alternatives."""

from dataclasses import replace

from engine.models.units import unit

MODEL = replace(
    unit(
        "softmax",
        "Softmax unit",
        "Exponentials of the summed inputs over their sum in the population: probabilities.",
        "exp(I + bias)",
        "Bridle (1990) in Neurocomputing: Algorithms, Architectures and Applications",
    ),
    normalised=True,
)
