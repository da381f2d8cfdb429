"""The linear algebra of a weight matrix: eigenvalues and spectral radius, or singular values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.blocks.arrays import Cancel, Floats, check_cancelled
from engine.errors import EngineError, TooLarge

MAX_SIDE = 1500
"""Rows or columns; the work grows with the third power."""
_QUICK = 96
"""Rows and columns up to which a process of its own would take longer than the work."""
_LOOK = 0.05
"""s between two looks whether the result is still wanted."""

Kind = Literal["eigenvalues", "singular_values"]


@dataclass(frozen=True)
class Spectrum:
    """`values` (n,) complex: the eigenvalues of a square matrix, else the singular values, the
    largest magnitude first; conjugates stand together, the one above the real axis first."""

    kind: Kind
    values: NDArray[np.complex128]

    @property
    def radius(self) -> float:
        """The spectral radius: the largest magnitude of an eigenvalue; of a matrix that is not
        square, its largest singular value."""
        return float(np.abs(self.values[0])) if len(self.values) else 0.0


def spectrum(matrix: Floats, cancelled: Cancel | None = None) -> Spectrum:
    """Of a matrix (targets, sources), absent synapses 0.

    Square matrices have eigenvalues, others singular values. Raises TooLarge beyond MAX_SIDE rows
    or columns, Cancelled within a moment of being told so.
    """
    rows, columns = matrix.shape
    if max(rows, columns) > MAX_SIDE:
        raise TooLarge(
            f"the matrix has {rows:,} x {columns:,} entries; eigenvalues are computed for up to "
            f"{MAX_SIDE:,} rows and columns. Take smaller populations to look at its spectrum"
        )
    check_cancelled(cancelled)
    square = rows == columns
    if max(rows, columns) <= _QUICK:
        found = np.linalg.eigvals(matrix) if square else np.linalg.svd(matrix, compute_uv=False)
        values = found.astype(np.complex128)
    else:
        flat = np.frombuffer(_apart(matrix, cancelled))
        values = flat.view(np.complex128) if square else flat.astype(np.complex128)
    # Rounded, so that members of a conjugate pair do not swap by a last digit.
    order = np.lexsort((-values.imag, -values.real, -np.round(np.abs(values), 10)))
    return Spectrum("eigenvalues" if square else "singular_values", values[order])


def _apart(matrix: Floats, cancelled: Cancel | None) -> bytes:
    """What the process of the solver answers. Raises Cancelled, having ended it."""
    rows, columns = matrix.shape
    head = json.dumps({"rows": rows, "columns": columns}) + "\n"
    script = Path(__file__).with_name("solver_process.py")
    # One thread: the others belong to the networks that run meanwhile.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-I", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        sent = head.encode() + np.ascontiguousarray(matrix, np.float64).tobytes()
        answers: list[tuple[bytes, bytes]] = []
        talk = threading.Thread(target=lambda: answers.append(process.communicate(sent)))
        talk.start()
        try:
            while talk.is_alive():
                talk.join(_LOOK)
                check_cancelled(cancelled)
        finally:
            process.kill()
            talk.join()
    answer, said = answers[0]
    if process.returncode != 0:
        last = said.decode(errors="replace").strip().rsplit("\n", 1)[-1][:200]
        raise EngineError(f"the eigenvalues of this matrix were not found: {last}")
    return answer
