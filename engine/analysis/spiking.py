"""Rates and intervals of spike trains: pure functions of times (ms) and cells."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cells = NDArray[np.int32]


class Binned(NamedTuple):
    """`values` (bins,) or (bins, groups) belong to the bins that begin at `starts` (ms)."""

    starts: Floats
    values: Floats


def population_rate(
    times: Floats, size: int, t0: float, t1: float, width: float, smooth: float = 0.0
) -> Binned:
    """Spikes per cell and second in bins of `width` ms that begin at multiples of it, of those that
    lie in [max(t0, 0), t1] as a whole.

    With `smooth` (ms) weighted by a Gaussian of that standard deviation, cut at three of them and
    scaled anew where bins are missing.
    """
    first = max(0, math.ceil(t0 / width - 1e-9))
    last = math.floor(t1 / width + 1e-9)
    count = max(0, last - first)
    starts = np.asarray((first + np.arange(count)) * width, np.float64)
    places = np.floor(times / width + 1e-9).astype(np.int64) - first
    inside = places[(places >= 0) & (places < count)]
    rates = np.bincount(inside, minlength=count).astype(np.float64)
    rates *= 1000.0 / (width * max(1, size))
    if smooth > 0 and count:
        reach = math.ceil(3 * smooth / width)
        kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * width / smooth) ** 2)
        # The middle of the full convolution, also where the kernel is longer than the rates.
        weights = np.convolve(np.ones(count), kernel)[reach : reach + count]
        rates = np.asarray(np.convolve(rates, kernel)[reach : reach + count] / weights)
    return Binned(starts, rates)


def group_rates(
    times: Floats, cells: Cells, size: int, t0: float, t1: float, width: float, groups: int
) -> Binned:
    """Rates (Hz per cell) of at most `groups` groups of consecutive cells in the bins that lie in
    [t0, t1] as a whole: (bins, groups)."""
    groups = min(size, groups)
    first = max(0, math.ceil(t0 / width - 1e-9))
    count = max(0, math.floor(t1 / width + 1e-9) - first)
    of_group = cells.astype(np.int64) * groups // size
    places = np.floor(times / width + 1e-9).astype(np.int64) - first
    inside = (places >= 0) & (places < count)
    flat = np.bincount(places[inside] * groups + of_group[inside], minlength=count * groups)
    members = np.bincount(np.arange(size) * groups // size, minlength=groups)
    rates = flat.reshape(count, groups) * (1000.0 / width) / members
    starts = np.asarray((first + np.arange(count)) * width, np.float64)
    return Binned(starts, np.asarray(rates, np.float64))


class Intervals(NamedTuple):
    """Times (ms) between successive spikes of the same cell, of all cells together, and the mean
    over cells with two intervals or more of their coefficient of variation (None without any)."""

    values: Floats
    cv: float | None


def intervals(times: Floats, cells: Cells) -> Intervals:
    """Intervals between the spikes of each cell; `times` in order."""
    order = np.argsort(cells, kind="stable")
    sorted_cells = cells[order]
    gaps = np.diff(times[order])
    same = sorted_cells[1:] == sorted_cells[:-1]
    values, owners = gaps[same], sorted_cells[1:][same]
    if not len(values):
        return Intervals(values, None)
    _, number, count = np.unique(owners, return_inverse=True, return_counts=True)
    mean = np.bincount(number, values) / count
    variance = np.bincount(number, (values - mean[number]) ** 2) / count
    enough = (count >= 2) & (mean > 0)
    if not np.any(enough):
        return Intervals(values, None)
    return Intervals(values, float(np.mean(np.sqrt(variance[enough]) / mean[enough])))
