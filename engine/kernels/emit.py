"""Programs of expressions to lines of Python: shared parts once, constant parts before the loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engine.equations.source import to_source
from engine.equations.tree import (
    ONE,
    Binary,
    Expr,
    Name,
    Number,
    is_condition,
    names_in,
    rebuild,
    walk,
)
from engine.kernels.stepping import Program


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
        prepared = [(name, self.inverted(expr)) for name, expr in program]
        for _, expr in prepared:
            self.counts.update(walk(expr))
        for name, expr in prepared:
            # A whole right-hand side is a name already: only its parts may be shared.
            self.inside.append(f"{name} = {to_source(self.reduced(expr, named=True))}")

    def is_constant(self, expr: Expr) -> bool:
        return names_in(expr) <= self.constant

    def inverted(self, expr: Expr) -> Expr:
        """Multiply by the inverse of a constant divisor."""
        expr = rebuild(expr, self.inverted)
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
        if self.is_constant(expr) and not is_condition(expr):
            name = Name(f"c{len(self.before)}")
            self.before.append(f"{name.name} = {to_source(expr)}")
            self.shared[expr] = name
            return name
        result = rebuild(expr, self.reduced)
        if self.counts[expr] > 1 and not named and not is_condition(expr):
            name = Name(f"e{len(self.inside)}")
            self.inside.append(f"{name.name} = {to_source(result)}")
            self.shared[expr] = name
            return name
        return result
