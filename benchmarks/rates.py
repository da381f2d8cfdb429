"""Whether two simulators did the same work: their firing rates agree within sampling error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Literal

from scipy.stats import t as student

Verdict = Literal["same", "differs", "undecided"]

FALSE_ALARM = 0.01
"""Chance that a race of equals shows any difference, shared among its comparisons."""
SCHEME = 0.01
"""Relative difference that is put down to schemes: order of reset, rounding of a delay."""
COARSEST = 0.15
"""Sampling error above this part of the rate could hide too much: nothing is decided."""


@dataclass(frozen=True)
class Sample:
    """Rates of a population in one simulator, in Hz: one mean per repetition.

    `within` is the variance of such a mean, judged from the scatter between parts of a run (batch
    means, which hold the correlations in time). Repetitions have other connections too, which
    can matter more.
    """

    means: tuple[float, ...]
    within: float
    seconds: float

    @property
    def mean(self) -> float:
        return fmean(self.means)


def sample(counts: Sequence[Sequence[int]], size: int, duration: float) -> Sample:
    """From spike counts (repetition, bin) of `size` cells over `duration` ms each."""
    seconds = duration / 1000
    means = tuple(sum(bins) / size / seconds for bins in counts)
    within = []
    for bins in counts:
        per_bin = [count / size / (seconds / len(bins)) for count in bins]
        within.append(variance(per_bin) / len(bins) if len(bins) > 1 else 0.0)
    return Sample(means, fmean(within), seconds)


@dataclass(frozen=True)
class Judge:
    """Compares the samples of one population in a race.

    The scatter between repetitions is that of the network, so that all simulators of a race say
    together how large it is: `spread` (variance) with `freedom` degrees of freedom.
    `chance` is false for a network without randomness.
    """

    spread: float
    freedom: int
    comparisons: int
    chance: bool

    @classmethod
    def of(cls, samples: Sequence[Sample], comparisons: int, chance: bool) -> Judge:
        """From everybody's samples; `comparisons` are those of the whole race."""
        repeated = [s for s in samples if len(s.means) > 1]
        freedom = sum(len(s.means) - 1 for s in repeated)
        total = sum(variance(s.means) * (len(s.means) - 1) for s in repeated)
        return cls(total / freedom if freedom else 0.0, freedom, max(1, comparisons), chance)

    def error(self, one: Sample) -> float:
        """Standard error of a mean rate."""
        if not self.chance:
            return 0.0
        return math.sqrt(max(self.spread, one.within) / len(one.means))

    def compare(self, one: Sample, other: Sample) -> Verdict:
        """Rates further apart than chance and scheme allow differ."""
        scale = max(one.mean, other.mean)
        if scale == 0:
            return "undecided"
        distance = abs(one.mean - other.mean) - SCHEME * scale
        if not self.chance:
            # A window may begin and end within an interval: half a spike of each cell.
            return "same" if distance <= 0.5 / min(one.seconds, other.seconds) else "differs"
        if self.freedom == 0:
            return "undecided"
        quantile = float(student.ppf(1 - FALSE_ALARM / self.comparisons / 2, self.freedom))
        allowed = quantile * math.hypot(self.error(one), self.error(other))
        if distance > allowed:
            return "differs"
        return "undecided" if allowed > COARSEST * scale else "same"


def overall(verdicts: Mapping[str, Verdict]) -> Verdict:
    """Over all populations: one that differs decides, then one that is undecided."""
    for verdict in ("differs", "undecided"):
        if verdict in verdicts.values():
            return verdict
    return "same"
