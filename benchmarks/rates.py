"""Whether two simulators did the same work: their firing rates agree within sampling error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

Verdict = Literal["same", "differs", "undecided"]

STANDARD_ERRORS = 3.0
"""Rates further apart than that many standard errors of their difference disagree. Among some
forty comparisons of a whole run, chance alone exceeds it in one run of ten."""
SCHEME = 0.01
"""Relative difference that is put down to schemes: order of reset, rounding of a delay."""
COARSEST = 0.1
"""An allowance above this part of the rate could hide a real difference: nothing is decided."""


@dataclass(frozen=True)
class Rate:
    """Mean rate of a population in Hz and its standard error."""

    mean: float
    error: float


def rate(counts: Sequence[Sequence[int]], size: int, duration: float, by_chance: bool) -> Rate:
    """From spike counts (repetition, bin) of `size` cells over `duration` ms each.

    Two estimates of the error, the larger counts: the scatter between bins (batch means, which
    hold the correlations in time) and, from two repetitions on, the one between repetitions,
    which have other connections too. A network without chance has no sampling error; what
    remains is a spike at either end of the window.
    """
    seconds = duration / 1000
    means = [sum(bins) / size / seconds for bins in counts]
    n = len(counts)
    if not by_chance:
        return Rate(fmean(means), 1 / seconds / STANDARD_ERRORS / math.sqrt(12))
    within = []
    for bins in counts:
        per_bin = [count / size / (seconds / len(bins)) for count in bins]
        within.append(stdev(per_bin) / math.sqrt(len(bins)) if len(bins) > 1 else 0.0)
    error = math.sqrt(sum(e * e for e in within)) / n
    if n > 1:
        error = max(error, stdev(means) / math.sqrt(n))
    return Rate(fmean(means), error)


def compare(one: dict[str, Rate], other: dict[str, Rate]) -> Verdict:
    """The verdict over all populations: one that differs decides, then one that is undecided."""
    verdicts = [_compare(one[key], other[key]) for key in other]
    for verdict in ("differs", "undecided"):
        if verdict in verdicts:
            return verdict
    return "same"


def _compare(one: Rate, other: Rate) -> Verdict:
    scale = max(abs(one.mean), abs(other.mean))
    sampling = STANDARD_ERRORS * math.hypot(one.error, other.error)
    if abs(one.mean - other.mean) > sampling + SCHEME * scale:
        return "differs"
    return "undecided" if scale == 0 or sampling > COARSEST * scale else "same"
