"""Binary frames as rule F1 lays them out: pure functions of arrays."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from server.protocol import (
    ActivitySection,
    FrameHeader,
    InspectedSection,
    SamplesSection,
    SpikesSection,
    WeightsSection,
)

MAGIC = 0x3152424E
MAX_RAW = 1024
"""Samples of a variable in one frame; more are sent as extremes (F5)."""
MAX_PAIRS = 512

Section: TypeAlias = (
    ActivitySection | SamplesSection | SpikesSection | WeightsSection | InspectedSection
)
Part: TypeAlias = tuple[Section, bytes]
"""A section whose offset is not yet known, and its payload, a multiple of 8 bytes."""


def padded(*arrays: NDArray[np.generic]) -> bytes:
    """The bytes of arrays one after the other, filled up with zeros to a multiple of 8."""
    data = b"".join(array.tobytes() for array in arrays)
    return data + bytes(-len(data) % 8)


def encode(frame: int, t: float, step: int, reset: bool, parts: Sequence[Part]) -> bytes:
    """The message: magic, length, header as JSON padded with spaces, payload (F1)."""
    offset = 0
    sections: list[Section] = []
    for section, payload in parts:
        if not isinstance(section, InspectedSection):
            section = section.model_copy(update={"offset": offset})
        sections.append(section)
        offset += len(payload)
    header = FrameHeader.model_construct(
        frame=frame, t=t, step=step, reset=reset, sections=sections
    )
    text = header.model_dump_json().encode()
    text += b" " * (-len(text) % 8)
    prefix = struct.pack("<II", MAGIC, len(text))
    return b"".join([prefix, text, *(payload for _, payload in parts)])


def minmax(values: NDArray[np.float32], most: int = MAX_PAIRS) -> tuple[NDArray[np.float32], int]:
    """Extremes of consecutive samples: (T, cells) -> (pairs, cells, 2), and samples per pair.

    At most `most` pairs; the last one may hold fewer samples than the others.
    """
    count, cells = values.shape
    size = -(-count // most)
    whole = count // size
    body = values[: whole * size].reshape(whole, size, cells)
    pairs = np.stack([body.min(axis=1), body.max(axis=1)], axis=-1)
    rest = values[whole * size :]
    if len(rest):
        last = np.stack([rest.min(axis=0), rest.max(axis=0)], axis=-1)
        pairs = np.concatenate([pairs, last[None]])
    return pairs, size
