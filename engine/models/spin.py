"""Unit with two values that is updated in turn: a cell of a Hopfield network."""

from dataclasses import replace

from engine.models.units import SIGNED, unit

MODEL = replace(
    unit(
        "spin",
        "Hopfield unit",
        "It takes the sign of its summed input, 1 or -1; each step updates one cell.",
        "where(I + bias > 0, 1, where(I + bias < 0, -1, x))",
        "Hopfield (1982) Proceedings of the National Academy of Sciences 79:2554",
        replace(SIGNED, initial=1.0),
    ),
    asynchronous=True,
)
