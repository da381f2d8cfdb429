"""The version of the installed package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def server_version() -> str:
    """As the package says it; a checkout that was never installed has none."""
    try:
        return version("neuroboard")
    except PackageNotFoundError:
        return "0 (not installed)"
