"""How a command of the terminal fails."""

from __future__ import annotations

FAILED = 2
"""Exit code after a sentence about what is wrong."""


class CommandError(Exception):
    """The command cannot be done; the message is a sentence for a person."""
