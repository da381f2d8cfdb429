"""Sizes as people say them."""

from __future__ import annotations


def in_words(size: float) -> str:
    """A number of bytes: "812 bytes", "3.4 MiB", "4 GiB"."""
    if size < 1024:
        return f"{size:.0f} bytes"
    for unit in ("KiB", "MiB", "GiB"):
        size /= 1024
        if size < 1000:
            break
    else:
        size, unit = size / 1024, "TiB"
    return f"{size:.3g} {unit}"
