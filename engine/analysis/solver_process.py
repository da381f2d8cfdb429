"""Eigenvalues or singular values in a process of their own, which can be ended at any moment:
LAPACK cannot be interrupted. Run by its path, so that it imports NumPy and nothing else.

Reads a line of JSON (`rows`, `columns`) and the matrix as float64 from standard input; writes the
values as float64, eigenvalues as pairs of real and imaginary part.
"""

import json
import sys

import numpy as np


def main() -> None:
    """Solve what is on standard input."""
    stream = sys.stdin.buffer
    asked = json.loads(stream.readline())
    rows, columns = int(asked["rows"]), int(asked["columns"])
    matrix = np.frombuffer(stream.read(8 * rows * columns)).reshape(rows, columns)
    if rows == columns:
        values = np.linalg.eigvals(matrix).astype(np.complex128).view(np.float64)
    else:
        values = np.linalg.svd(matrix, compute_uv=False).astype(np.float64)
    sys.stdout.buffer.write(values.tobytes())


if __name__ == "__main__":
    main()
