"""Eigenvalues and singular values of weight matrices, against closed forms."""

from __future__ import annotations

import time

import numpy as np
import pytest

from engine import Cancelled
from engine.analysis.spectrum import _QUICK, MAX_SIDE, spectrum
from engine.errors import TooLarge


def circulant(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Each cell excites its successor by 2 and inhibits itself by 0.5; the eigenvalues are
    2 exp(-2 pi i k / n) - 0.5."""
    matrix = 2.0 * np.roll(np.eye(n), 1, axis=0) - 0.5 * np.eye(n)
    return matrix, 2.0 * np.exp(-2j * np.pi * np.arange(n) / n) - 0.5


@pytest.mark.parametrize("n", [5, _QUICK + 4])
def test_eigenvalues_of_a_ring(n: int) -> None:
    """Both here and in a process of its own."""
    matrix, expected = circulant(n)
    found = spectrum(matrix)
    assert found.kind == "eigenvalues"
    for value in expected:
        assert np.min(np.abs(found.values - value)) < 1e-9
    assert found.radius == pytest.approx(np.abs(expected).max())
    assert np.all(np.diff(np.abs(found.values)) < 1e-9), "the largest magnitude comes first"


def test_a_rotation_has_a_conjugate_pair() -> None:
    found = spectrum(np.array([[0.0, -3.0], [3.0, 0.0]]))
    assert found.values.tolist() == pytest.approx([3j, -3j])
    assert found.radius == pytest.approx(3)


@pytest.mark.parametrize("shape", [(3, 2), (_QUICK + 10, 3)])
def test_a_matrix_that_is_not_square_has_singular_values(shape: tuple[int, int]) -> None:
    """Orthogonal columns: the singular values are their lengths."""
    matrix = np.zeros(shape)
    for column in range(shape[1]):
        matrix[column, column] = -(column + 1.0)
    found = spectrum(matrix)
    assert found.kind == "singular_values"
    assert found.values.tolist() == pytest.approx([*range(shape[1], 0, -1)])
    assert found.radius == pytest.approx(shape[1])


def test_a_random_matrix_fills_the_disc() -> None:
    """Independent entries of variance rho^2 / n: the radius is about rho (Girko 1984)."""
    n, rho = 200, 1.5
    matrix = np.random.default_rng(1).normal(0, rho / np.sqrt(n), (n, n))
    found = spectrum(matrix)
    assert found.radius == pytest.approx(rho, rel=0.1)
    assert np.mean(np.abs(found.values) < rho / 2) == pytest.approx(0.25, abs=0.05)
    assert found.values.sum() == pytest.approx(np.trace(matrix))


def test_it_ends_within_a_moment_of_being_cancelled() -> None:
    matrix = np.random.default_rng(0).normal(size=(800, 800))
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 3

    began = time.monotonic()
    with pytest.raises(Cancelled):
        spectrum(matrix, cancelled)
    assert asked[-1] - asked[0] < time.monotonic() - began
    assert time.monotonic() - asked[-1] < 1


def test_a_matrix_that_is_too_large_is_refused_with_its_size() -> None:
    side = MAX_SIDE + 1
    with pytest.raises(TooLarge, match=r"1,501 x 2 entries; .* up to 1,500 rows"):
        spectrum(np.zeros((side, 2)))


def test_nothing_is_connected() -> None:
    assert spectrum(np.zeros((4, 4))).radius == 0
