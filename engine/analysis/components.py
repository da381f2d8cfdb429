"""Principal components of activity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Components(NamedTuple):
    """`points` (T, 2) are the activity along the two directions of most variance, `explained` their
    shares of the whole variance, `axes` (cells, 2) the directions, of length 1."""

    points: Floats
    explained: tuple[float, float]
    axes: Floats


def principal_components(activity: Floats, before: Floats | None = None) -> Components:
    """Of activity (T, cells), by the eigenvectors of the smaller of its two Gram matrices.

    The sign of a direction is free: it is taken near to that in `before` (cells, 2), or else such
    that its largest part is positive. Without variance all is 0.
    """
    centred = activity - activity.mean(axis=0) if len(activity) else activity
    count, cells = centred.shape
    total = float(np.sum(centred**2))
    axes = np.zeros((cells, 2))
    if total > 0:
        wide = cells > count
        gram = centred @ centred.T if wide else centred.T @ centred
        values, vectors = np.linalg.eigh(gram)
        most = min(2, len(values))
        top = vectors[:, ::-1][:, :most]
        if wide:
            top = centred.T @ top
            lengths = np.linalg.norm(top, axis=0)
            # A direction without variance is no direction.
            top = np.where(lengths > 1e-9 * np.sqrt(total), top / np.maximum(lengths, 1e-300), 0.0)
        axes[:, :most] = top
        shares = np.maximum(values[::-1][:most], 0.0) / total
    else:
        shares = np.zeros(0)
    if before is not None and before.shape == axes.shape:
        turned = np.sum(axes * before, axis=0) < 0
    else:
        turned = axes[np.argmax(np.abs(axes), axis=0), np.arange(2)] < 0 if cells else np.zeros(2)
    axes = np.where(turned, -axes, axes)
    explained = [float(share) for share in shares] + [0.0, 0.0]
    return Components(centred @ axes, (explained[0], explained[1]), axes)
