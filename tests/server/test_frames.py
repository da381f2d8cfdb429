"""Packing of frames and thinning of samples, as pure functions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from server.frames import MAX_PAIRS, Part, encode, minmax, part
from server.protocol import ActivitySection, InspectedSection
from server.stream import decimated
from tests.server.page import decode


@given(st.lists(st.integers(1, 40), max_size=6))
def test_F1_offsets_lead_to_the_payload(sizes: list[int]) -> None:
    parts: list[Part] = []
    for number, n in enumerate(sizes):
        values = np.arange(n, dtype=np.float32) + 100 * number
        flags = np.full(n, number, np.uint8)
        section = ActivitySection(node=f"n{number}", n=n, rate=None, offset=0)
        parts.append(part(section, values, flags))
    inspected = InspectedSection(node="é", values={"V": -70.5})
    message = encode(3, 1.5, 15, True, [*parts, part(inspected)])
    frame = decode(message)
    assert (len(message) - len(frame.payload)) % 8 == 0
    assert frame.header["sections"][-1] == {
        "kind": "inspected",
        "node": "é",
        "values": {"V": -70.5},
    }
    for number, n in enumerate(sizes):
        found = frame.sections("activity", f"n{number}")[0]
        assert found["offset"] % 8 == 0
        assert (frame.floats(found, n) == np.arange(n) + 100 * number).all()
        assert (frame.bytes_after(found, n, n) == number).all()


@given(
    arrays(
        np.float32,
        st.tuples(st.integers(1, 3000), st.integers(1, 3)),
        elements=st.floats(-100, 100, width=32),
    ),
    st.integers(1, 512),
)
def test_F5_no_extreme_is_lost(
    values: np.ndarray[tuple[int, int], np.dtype[np.float32]], most: int
) -> None:
    pairs, size = minmax(values, most)
    assert len(pairs) <= most
    assert (len(pairs) - 1) * size < len(values) <= len(pairs) * size
    for i, pair in enumerate(pairs):
        stretch = values[i * size : (i + 1) * size]
        assert (pair[:, 0] == stretch.min(axis=0)).all()
        assert (pair[:, 1] == stretch.max(axis=0)).all()


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_F5_sections_cover_all_rows_once(count: int, window: int) -> None:
    values = np.arange(count, dtype=np.float32)[:, None]
    end = 0
    sections = list(decimated(values, window))
    for first, data, size, mode in sections:
        assert first == end
        assert len(data) <= (1024 if mode == "raw" else MAX_PAIRS)
        end = min(count, first + len(data) * size)
        assert data.min() == first
        assert data.max() == end - 1
    assert end == count
    assert len(sections) <= 2
