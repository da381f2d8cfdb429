"""Errors that are answers: sentences for the person who asked."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from engine.errors import EngineError
from engine.errors import Problem as EngineProblem
from server.protocol import Problem

_log = logging.getLogger("uvicorn.error")


class Refusal(Exception):
    """A request that is not done. `status` is the HTTP status where it came by HTTP."""

    def __init__(self, problems: Iterable[Problem] | str, status: int = 422) -> None:
        if isinstance(problems, str):
            problems = [Problem(message=problems)]
        self.problems = list(problems)
        self.status = status
        super().__init__(" ".join(problem.message for problem in self.problems))


class Full(Refusal):
    """As much is open as the server runs at once (C7)."""


def of_any(error: Exception, what: str) -> list[Problem]:
    """Sentences for an error of whatever kind; one that nobody foresaw is logged."""
    if isinstance(error, Refusal):
        return error.problems
    if isinstance(error, EngineError):
        return of_engine(error)
    if isinstance(error, MemoryError):
        return [Problem(message=f"{what}: there is not enough memory. Make the network smaller.")]
    _log.error("%s", what, exc_info=error)
    return [
        Problem(
            message=f"{what}: a fault in the program ({type(error).__name__}). What led to it is "
            "in the server's log."
        )
    ]


def of_engine(error: EngineError) -> list[Problem]:
    """What an error of the engine says, as it goes over the wire."""
    return of_problems(error.problems)


def of_problems(problems: Iterable[EngineProblem]) -> list[Problem]:
    """The engine's problems as they go over the wire."""
    return [
        Problem(message=problem.message, record=problem.record, field=problem.field)
        for problem in problems
    ]
