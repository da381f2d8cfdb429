"""Random numbers that depend on what they are for, never on when or in which order.

Every draw is a function of (seed, id of the record, purpose, cell, counter). Adding a node, or
cutting a run into other frames, therefore changes nobody else's noise. Distributions and
connections use NumPy's Philox keyed by the record; Poisson sources and noise use a hash per draw,
because each of their cells advances at its own pace (compiled twins in `engine.kernels.noise`).
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

GOLDEN = 0x9E3779B97F4A7C15
MIX_A = 0xBF58476D1CE4E5B9
MIX_B = 0x94D049BB133111EB


def stream_key(seed: int, record: str, purpose: str) -> int:
    """A signed 64-bit key that is stable across runs, machines and versions of Python."""
    digest = blake2b(f"{seed}/{record}/{purpose}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def in_trial(purpose: str, trial: int) -> str:
    """The purpose of what is drawn anew in each trial: see `engine.document.Settings`."""
    return f"{purpose} of trial {trial}" if trial else purpose


def generator(seed: int, record: str, purpose: str) -> np.random.Generator:
    """NumPy's counter-based generator (Philox) for one purpose of one record."""
    return np.random.Generator(np.random.Philox(key=stream_key(seed, record, purpose) % 2**64))


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(MIX_A)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(MIX_B)
    return x ^ (x >> np.uint64(31))


def exponentials(
    stream: int, cells: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Draw number `counts[i]` of cell `cells[i]`: exponential with mean 1. Shape of `cells`."""
    return np.asarray(-np.log(_uniform(_bits(stream, cells, counts))))


def normals(
    stream: int, cells: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Draw number `counts[i]` of cell `cells[i]`: normal with mean 0 and variance 1, by the polar
    form of Box and Muller (1958). Shape of `cells`."""
    bits = _bits(stream, cells, counts)
    with np.errstate(over="ignore"):
        other = _mix(bits + np.uint64(GOLDEN))
    radius = np.sqrt(-2.0 * np.log(_uniform(bits)))
    return np.asarray(radius * np.cos(2.0 * np.pi * _uniform(other)))


def _bits(stream: int, cells: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.uint64]:
    key = np.uint64(stream % 2**64)
    with np.errstate(over="ignore"):
        x = _mix(key ^ _mix(cells.astype(np.uint64) * np.uint64(GOLDEN) + np.uint64(1)))
        return _mix(x + counts.astype(np.uint64) * np.uint64(GOLDEN))


def _uniform(bits: NDArray[np.uint64]) -> NDArray[np.float64]:
    """53 bits in (0, 1]: never the logarithm of zero."""
    return ((bits >> np.uint64(11)).astype(np.float64) + 1.0) * 2.0**-53
