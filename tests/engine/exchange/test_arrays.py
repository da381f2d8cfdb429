"""Files of arrays: read, bounded, and never trusted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import DocumentError
from engine.exchange.arrays import MAX_NUMBERS, list_arrays, read_array

RECORDED = Path(__file__).parents[4] / "shared" / "data" / "RealMembranePotentialData.npz"


def packed(compress: bool = False, **arrays: Any) -> bytes:
    file = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(file, **arrays)
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return file.getvalue()


def header(shape: str, descr: str = "<f8") -> bytes:
    text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    text = text.ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


@pytest.mark.parametrize("compress", [False, True])
def test_arrays_are_listed_and_read_as_they_were_written(compress: bool) -> None:
    matrix = np.asfortranarray(np.arange(6, dtype=np.uint8).reshape(2, 3))
    data = packed(compress, x=matrix, dt=np.float64(0.1), on=np.array([True, False]))
    listed = {entry.name: entry for entry in list_arrays(data)}
    assert listed["x"].shape == (2, 3)
    assert listed["dt"].shape == ()
    assert listed["dt"].preview == (0.1,)
    assert np.array_equal(read_array(data, "x"), matrix)
    assert read_array(data, "on").tolist() == [1, 0]
    assert read_array(data, "dt") == 0.1


def test_a_single_array_needs_no_archive() -> None:
    file = io.BytesIO()
    np.save(file, np.array([1.5, 2.5]))
    assert [entry.name for entry in list_arrays(file.getvalue())] == ["array"]
    assert read_array(file.getvalue(), "array").tolist() == [1.5, 2.5]


def test_what_cannot_be_imported_says_why() -> None:
    data = packed(
        words=np.array(["a"]),
        z=np.array([1j]),
        cube=np.zeros((2, 2, 2)),
        none=np.zeros(0),
        gap=np.array([1.0, np.nan]),
    )
    problems = {entry.name: entry.problem for entry in list_arrays(data)}
    assert "real numbers" in str(problems["words"])
    assert "real numbers" in str(problems["z"])
    assert "3 dimensions" in str(problems["cube"])
    assert problems["none"] == "is empty"
    assert problems["gap"] is None
    with pytest.raises(DocumentError, match="a value that is not finite"):
        read_array(data, "gap")
    with pytest.raises(DocumentError, match='no array "gapp"; did you mean "gap"'):
        read_array(data, "gapp")


def test_nothing_is_unpickled() -> None:
    file = io.BytesIO()
    np.save(file, np.array([{"a": 1}], object), allow_pickle=True)
    data = zipped(o=file.getvalue())
    assert "real numbers" in str(list_arrays(data)[0].problem)
    with pytest.raises(DocumentError, match="real numbers"):
        read_array(data, "o")


def test_a_header_that_claims_too_much_is_refused_before_reading() -> None:
    bomb = header("(100000000000,)") + b"\0" * 10_000_000
    data = zipped(bomb=bomb)
    assert len(data) < 20_000
    assert "100,000,000,000 numbers" in str(list_arrays(data)[0].problem)
    with pytest.raises(DocumentError, match=f"at most {MAX_NUMBERS:,}"):
        read_array(data, "bomb")
    # More behind the array than its header says is never unpacked.
    tail = zipped(small=header("(2,)") + b"\0" * 50_000_000)
    assert read_array(tail, "small").tolist() == [0, 0]
    with pytest.raises(DocumentError, match="damaged"):
        read_array(zipped(short=header("(100,)") + b"\0" * 16), "short")


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no", b"a,b\n1,2\n", header("(2,)")[:20], zipped(x=b"nothing")]
)
def test_other_files_are_refused_with_a_sentence(data: bytes) -> None:
    try:
        problems = [entry.problem for entry in list_arrays(data)]
    except DocumentError as error:
        assert "NumPy" in str(error)  # noqa: PT017  # either way of saying it will do
    else:
        assert all("NumPy" in str(problem) for problem in problems)


def test_too_many_arrays_are_refused() -> None:
    many: dict[str, Any] = {f"a{k}": np.zeros(1) for k in range(300)}
    with pytest.raises(DocumentError, match="300 arrays; at most 256"):
        list_arrays(packed(**many))


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded data is not on this machine")
def test_C2_a_recorded_membrane_potential_is_read() -> None:
    data = RECORDED.read_bytes()
    listed = {entry.name: entry for entry in list_arrays(data)}
    assert listed["V"].shape == (50001,)
    potential = read_array(data, "V")
    assert np.array_equal(potential, np.load(RECORDED)["V"])
    assert len(np.atleast_1d(read_array(data, "SpikeTimes"))) == 11
