"""A number that changes with the source of modules."""

from __future__ import annotations

import hashlib
import inspect
from types import ModuleType


def stamp(*modules: ModuleType) -> int:
    """Of the text of these modules, in 32 bits.

    Numba's cache looks at one file only; as a constant of that file this makes it see all of them.
    """
    digest = hashlib.blake2b(digest_size=4)
    for module in modules:
        digest.update(inspect.getsource(module).encode())
    return int.from_bytes(digest.digest(), "little")
