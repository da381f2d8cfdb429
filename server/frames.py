"""Binary frames as rule F1 lays them out: pure functions of arrays."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from server.protocol import (
    ActivitySection,
    CellsSection,
    ColumnsSection,
    ComponentsSection,
    FrameHeader,
    HistogramSection,
    HistorySection,
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
    ActivitySection
    | SamplesSection
    | SpikesSection
    | WeightsSection
    | CellsSection
    | ColumnsSection
    | HistorySection
    | HistogramSection
    | ComponentsSection
    | InspectedSection
)
_OPEN_END = '"offset":0}'


class Part(NamedTuple):
    """A section as JSON, but for its offset where it has one, and its payload."""

    text: str
    payload: bytes
    placed: bool


def part(section: Section, *arrays: NDArray[np.generic]) -> Part:
    """A section and the arrays of its payload; made once for all clients that get it."""
    text = section.model_dump_json()
    placed = text.endswith(_OPEN_END)
    # The offset is known only in the frame: it is the last field of every section that has one.
    return Part(text[: -len("0}")] if placed else text, padded(*arrays), placed)


def padded(*arrays: NDArray[np.generic]) -> bytes:
    """The bytes of arrays one after the other, filled up with zeros to a multiple of 8."""
    data = b"".join(array.tobytes() for array in arrays)
    return data + bytes(-len(data) % 8)


def encode(
    frame: int,
    t: float,
    step: int,
    reset: bool,
    parts: Sequence[Part],
    moment: float | None = None,
) -> bytes:
    """The message: magic, length, header as JSON padded with spaces, payload (F1)."""
    offset = 0
    sections = []
    for section in parts:
        sections.append(f"{section.text}{offset}}}" if section.placed else section.text)
        offset += len(section.payload)
    header = FrameHeader(frame=frame, t=t, step=step, reset=reset, moment=moment, sections=[])
    empty = header.model_dump_json()
    # The sections are JSON already; they are the last field of the header.
    text = f"{empty.removesuffix(']}')}{','.join(sections)}]}}".encode()
    text += b" " * (-len(text) % 8)
    prefix = struct.pack("<II", MAGIC, len(text))
    return b"".join([prefix, text, *(section.payload for section in parts)])


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
