"""Sizes as people say them."""

from __future__ import annotations


def in_words(size: float) -> str:
    """A number of bytes: "812 bytes", "3.4 MiB", "4 GiB"."""
    if size < 1024:
        return f"{size:.0f} bytes"
    units = ["KiB", "MiB", "GiB", "TiB"]
    size /= 1024
    while size >= 1000 and len(units) > 1:
        size /= 1024
        units.pop(0)
    return f"{size:.3g} {units[0]}" if size < 1000 else f"{size:,.0f} {units[0]}"
