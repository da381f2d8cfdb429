"""What is said when a text is not an equation."""

from __future__ import annotations


class EquationError(ValueError):
    """A text that the language does not accept.

    `problem` is the sentence without its place, `text` what was read and `position` the index of
    the character (from 0) where reading stopped making sense. The message counts from 1, as
    people do.
    """

    def __init__(self, problem: str, text: str, position: int) -> None:
        self.problem = problem
        self.text = text
        self.position = max(0, min(position, len(text)))
        super().__init__(f"{problem} (character {self.position + 1})")
