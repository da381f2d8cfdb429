"""Where the cells of a population lie: what rules of distance measure."""

from __future__ import annotations

import math

import numpy as np

from engine.blocks.arrays import Floats
from engine.document import Distance, Layout, Neurons, Stimulus
from engine.randomness import generator


def positions(record: Neurons | Stimulus, seed: int) -> Floats:
    """Positions of the cells in units of the width of the layout: (size, 2), within [0, 1].

    `grid`: centres of the fields of a square, by rows, ceil(sqrt(size)) in each. `line` and `ring`:
    evenly along [0, 1], in the middle of the other direction; the ends of a ring meet, so that its
    circumference is 1. `random`: anywhere in the square, from the seed and the id of the node.
    """
    return places(record.layout, record.size, record.id, seed)


def places(layout: Layout, n: int, identifier: str, seed: int) -> Floats:
    """As `positions`, for n cells of a node with that layout and id."""
    if layout == "random":
        return generator(seed, identifier, "layout").random((n, 2))
    cells = np.arange(n)
    if layout == "grid":
        across = math.isqrt(n - 1) + 1
        return (np.stack([cells % across, cells // across], axis=1) + 0.5) / across
    return np.stack([(cells + 0.5) / n, np.full(n, 0.5)], axis=1)


def wraps(rule: Distance, source: Neurons | Stimulus, target: Neurons | Stimulus) -> bool:
    """Whether distances go round the edges: where the rule is periodic, and between rings."""
    return rule.periodic or (source.layout == "ring" and target.layout == "ring")


def probability(rule: Distance, source: Floats, target: Floats, wrapped: bool) -> Floats:
    """Probability of a synapse between each of some cells (m, 2) and others (n, 2): (m, n).

    `wrapped` takes the shorter way, around the edges of the square or within it.
    """
    squared = np.zeros((len(source), len(target)))
    for axis in range(2):
        apart = np.abs(source[:, None, axis] - target[None, :, axis])
        if wrapped:
            np.minimum(apart, 1.0 - apart, out=apart)
        apart *= apart
        squared += apart
    if rule.profile == "disc":
        # A cell just at the border belongs to the disc, whatever rounding says.
        return np.where(squared <= rule.sigma**2 * (1 + 1e-12), rule.p, 0.0)
    if rule.profile == "gaussian":
        squared /= -2.0 * rule.sigma**2
    else:
        np.sqrt(squared, out=squared)
        squared /= -rule.sigma
    np.exp(squared, out=squared)
    squared *= rule.p
    return squared
