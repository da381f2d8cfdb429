"""Numbers that a record gives as a number, a list or a distribution."""

from __future__ import annotations

import math

import numpy as np

from engine.blocks.arrays import Floats
from engine.document import LogNormal, Normal, Uniform

Value = float | list[float] | Uniform | Normal | LogNormal


def draw(value: Uniform | Normal | LogNormal, n: int, random: np.random.Generator) -> Floats:
    """n samples. `lognormal` takes the mean and standard deviation of the value itself."""
    if isinstance(value, Uniform):
        low, high = value.uniform
        return random.uniform(low, high, n)
    if isinstance(value, Normal):
        mean, deviation = value.normal
        return random.normal(mean, deviation, n)
    mean, deviation = value.lognormal
    variance = math.log1p((deviation / mean) ** 2)
    return random.lognormal(math.log(mean) - variance / 2, math.sqrt(variance), n)


def resolve(value: Value, n: int, random: np.random.Generator) -> float | Floats:
    """A number, or an array of shape (n,)."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list):
        return np.asarray(value, np.float64)
    return draw(value, n, random)
