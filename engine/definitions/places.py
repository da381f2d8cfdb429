"""Texts that a person has typed, read so that every mistake is found and has its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from engine.equations.errors import EquationError
from engine.equations.lines import MAX_LINES
from engine.equations.parser import parse
from engine.equations.tree import Expr

T = TypeVar("T")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*|[0-9.]+(?:[eE][+-]?[0-9]+)?|\*\*|[<>+]=")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake: the field, a sentence, and where in the field's text it is.

    `line` and `column` count from 1, `length` is in characters; all are None for a mistake that
    has no place in a text.
    """

    field: str
    message: str
    line: int | None = None
    column: int | None = None
    length: int | None = None

    @property
    def where(self) -> str:
        """The field and the place within it, in words."""
        if self.line is None:
            return self.field
        return f"{self.field}, line {self.line}, character {self.column}"


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """What a line of a field says; `offset` is where its text begins in the field."""

    value: T
    text: str
    offset: int


class Reader:
    """Collects the faults of one definition, in the order in which its fields are read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def say(self, field: str, message: str) -> None:
        """A mistake that has no place in a text."""
        self.faults.append(Fault(field, message))

    def point(self, field: str, text: str, position: int, message: str) -> None:
        """A mistake at a character of a field's text."""
        before = text[:position]
        word = _WORD.match(text, position)
        line = before.count("\n") + 1
        column = position - (before.rfind("\n") + 1) + 1
        length = len(word.group()) if word else 1
        self.faults.append(Fault(field, message, line, column, length))

    def expression(
        self, field: str, text: str, names: Collection[str], functions: Mapping[str, int] = {}
    ) -> Expr | None:
        """The tree of a field that is one expression; None where it is not."""
        try:
            return parse(text, names, functions)
        except EquationError as error:
            self.point(field, text, error.position, error.problem)
            return None

    def lines(self, field: str, text: str, read: Callable[[str], T]) -> Iterator[Line[T]]:
        """What `read` makes of each line that is not blank, those left out in which it finds an
        EquationError."""
        count, offset = 0, 0
        for raw in text.split("\n"):
            line, start = raw.strip(), offset + len(raw) - len(raw.lstrip())
            offset += len(raw) + 1
            if not line:
                continue
            count += 1
            if count > MAX_LINES:
                self.point(field, text, start, f"there are at most {MAX_LINES} lines")
                return
            try:
                value = read(line)
            except EquationError as error:
                self.point(field, text, start + error.position, error.problem)
                continue
            yield Line(value, line, start)
