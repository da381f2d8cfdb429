"""Numbers that a record gives as a number, a list or a distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from engine.blocks.arrays import Floats
from engine.declaration import Parameter
from engine.document import LogNormal, Normal, Settings, Stimulus, Uniform
from engine.randomness import generator

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


def numbers_of(
    record: Stimulus, parameters: Iterable[Parameter], settings: Settings
) -> dict[str, float | Floats]:
    """Parameters of a stimulus as a number or one number per cell, within their bounds."""
    found: dict[str, float | Floats] = {}
    for parameter in parameters:
        given = record.params.get(parameter.name, parameter.default)
        random = generator(settings.seed, record.id, f"parameter {parameter.name}")
        value = resolve(given, record.size, random)  # type: ignore[arg-type]  # validated
        if not isinstance(value, float):
            # A tail of a distribution stays within what the model allows.
            value = np.clip(value, parameter.low, parameter.high)
        found[parameter.name] = value
    return found
