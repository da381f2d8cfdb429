"""Programs of expressions to lines of Python: shared parts once, constant parts before the loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engine.equations.expand import MAX_EXPANDED
from engine.equations.source import to_source
from engine.equations.tree import (
    ONE,
    Binary,
    Call,
    Expr,
    Name,
    Number,
    extent,
    is_condition,
    names_in,
    rebuild,
    transform,
    walk,
)
from engine.kernels.powers import shared
from engine.kernels.stepping import Program

MAX_LEVELS = 30
"""Levels of one printed expression; deeper ones are cut into lines."""


class Emitter:
    """Turns one program into `before` (lines ahead of the loop) and `inside` (lines of the loop).

    `constant` are the names whose value is the same for every cell. Parts that depend on nothing
    else are computed once, and division by such a part becomes multiplication by its inverse.
    """

    def __init__(self, constant: Iterable[str]) -> None:
        self.constant = frozenset(constant)
        self.before: list[str] = []
        self.inside: list[str] = []
        self.shared: dict[Expr, Name] = {}
        self.counts: Counter[Expr] = Counter()

    def run(self, program: Program) -> None:
        """Emit every assignment of the program, in order."""
        powers = shared(program, self.constant)
        prepared = [(name, transform(expr, self.inverted)) for name, expr in powers]
        for _, expr in prepared:
            self.counts.update(walk(expr))
        for name, expr in prepared:
            # A whole right-hand side is a name already: only its parts may be shared.
            self.inside.append(f"{name} = {to_source(self.reduced(expr, named=True))}")

    def is_constant(self, expr: Expr) -> bool:
        return names_in(expr) <= self.constant

    def inverted(self, expr: Expr) -> Expr:
        """Multiply by the inverse where the divisor is constant and the rest is not."""
        if (
            isinstance(expr, Binary)
            and expr.operator == "/"
            and self.is_constant(expr.right)
            and not self.is_constant(expr.left)
        ):
            return Binary("*", expr.left, Binary("/", ONE, expr.right))
        return expr

    def reduced(self, expr: Expr, named: bool = False) -> Expr:
        """The expression with its constant and shared parts replaced by names."""
        if isinstance(expr, Name | Number):
            return expr
        if known := self.shared.get(expr):
            return known
        if self.is_constant(expr) and not is_condition(expr) and not _deep(expr):
            return self.name(self.before, "c", expr, transform(expr, _divided))
        result = rebuild(expr, self.reduced)
        wanted = self.counts[expr] > 1 or _deep(result)
        if wanted and not named and not is_condition(expr):
            return self.name(self.inside, "e", expr, result)
        return result

    def name(self, lines: list[str], prefix: str, expr: Expr, value: Expr) -> Name:
        """Give an expression a name of its own: a line that assigns it."""
        name = Name(f"{prefix}{len(lines)}")
        lines.append(f"{name.name} = {to_source(value)}")
        self.shared[expr] = name
        return name


def _divided(expr: Expr) -> Expr:
    match expr:
        case Binary("/", left, right):
            return Call("quotient", (left, right))
    return expr


def _deep(expr: Expr) -> bool:
    """Whether it has so many levels that Python's parser would run out of parentheses."""
    return extent(expr, MAX_EXPANDED)[1] > MAX_LEVELS
