"""Rectified linear unit."""

from engine.models.units import unit

MODEL = unit(
    "relu",
    "Rectified unit",
    "Its next value is the summed input where that is positive, else 0.",
    "max(I + bias, 0)",
    "Hahnloser, Sarpeshkar, Mahowald, Douglas and Seung (2000) Nature 405:947",
)
