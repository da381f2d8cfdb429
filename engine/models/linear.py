"""Linear unit: the weighted sum of its inputs."""

from dataclasses import replace

from engine.models.units import INPUT_TERMS, unit

MODEL = replace(
    unit(
        "linear",
        "Linear unit",
        "Its next value is the sum of its inputs and a bias, once per step.",
        "I + bias",
        "Widrow and Hoff (1960) IRE WESCON Convention Record 4:96",
    ),
    terms=INPUT_TERMS,
)
