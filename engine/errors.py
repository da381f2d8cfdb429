"""What can go wrong, said in sentences: which object, where, why, and what to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the id of the record, the field within it, and a sentence."""

    record: str | None
    field: str | None
    message: str


class EngineError(Exception):
    """Base of every error that is meant for the person who caused it.

    `problems` lists what is wrong, one entry each; `str(error)` is their sentences, one per line.
    """

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem(None, None, problems)]
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class DocumentError(EngineError):
    """A document or an edit that does not describe a network."""


class TooLarge(EngineError):
    """A network, a recording or a matrix that would not fit in the memory that is allowed."""


class Cancelled(EngineError):
    """A build that was told to stop; nothing has changed."""


class SnapshotError(EngineError):
    """A snapshot that does not fit the network that it should be restored to."""


class BlowUp(EngineError):
    """A value left the finite range.

    `node` is the record's id, `cell` the first cell concerned, `t` the time (ms) of the end of
    the step that failed, `dt` in ms.
    """

    def __init__(
        self, node: str, variable: str, cell: int, t: float, dt: float, message: str
    ) -> None:
        super().__init__([Problem(node, variable, message)])
        self.node = node
        self.variable = variable
        self.cell = cell
        self.t = t
        self.dt = dt
