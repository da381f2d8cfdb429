"""Text to a checked expression tree, by operator precedence, within fixed bounds.

Nothing is ever evaluated here. What the grammar and the tables of names and functions do not
know is refused with a sentence and a position, so that no tree can say more than arithmetic.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import cast

from engine.equations.errors import EquationError
from engine.equations.functions import FUNCTIONS
from engine.equations.tokens import LOGIC_WORDS, Token, tokenize
from engine.equations.tree import (
    ArithmeticOperator,
    Binary,
    Call,
    Compare,
    ComparisonOperator,
    Expr,
    Logic,
    LogicOperator,
    Name,
    Negate,
    Not,
    Number,
    children,
)

MAX_LENGTH = 1_000
"""Characters in one expression."""
MAX_DEPTH = 100
"""Levels of the tree; renderers recurse over it."""
MAX_NODES = 1_000
"""Nodes of the tree, shared ones counted as often as they occur."""
MAX_NESTING = 40
"""Parentheses, calls, powers and signs inside one another."""

_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _POWER = range(1, 9)
_PRECEDENCE: dict[str, int] = {
    "or": _OR,
    "and": _AND,
    **dict.fromkeys(("<", "<=", ">", ">="), _COMPARE),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/", _PRODUCT),
    **dict.fromkeys(("**", "^"), _POWER),
}


def parse(
    text: str, allowed_names: Collection[str], functions: Mapping[str, int] | None = None
) -> Expr:
    """The tree of an expression.

    `allowed_names` are the names that it may use besides `pi`; `functions` maps the names of
    functions that the model defines to their number of arguments. Raises EquationError, with the
    position of the first character that does not fit, for everything else.
    """
    return _Parser(text, allowed_names, functions or {}).parse()


class _Parser:
    def __init__(self, text: str, names: Collection[str], functions: Mapping[str, int]) -> None:
        if len(text) > MAX_LENGTH:
            raise EquationError(
                f"an expression has at most {MAX_LENGTH} characters, this one has {len(text)}",
                text,
                MAX_LENGTH,
            )
        self.text = text
        self.names = names
        self.arities = {name: function.arity for name, function in FUNCTIONS.items()} | dict(
            functions
        )
        self.tokens = tokenize(text)
        self.index = 0
        self.nesting = 0
        # A chained comparison shares its middle operand, so size is counted while building: a
        # tree of shared parts could be small in memory and endless to walk.
        self.extent: dict[int, tuple[int, int]] = {}
        self.built: list[Expr] = []

    def parse(self) -> Expr:
        if len(self.tokens) == 1:
            raise self.wrong("an expression is missing", self.peek)
        expr = self.expression(_OR)
        if self.index < len(self.tokens) - 1:
            raise self.unexpected(self.peek)
        return expr

    @property
    def peek(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def wrong(self, problem: str, token: Token) -> EquationError:
        return EquationError(problem, self.text, token.position)

    def unexpected(self, token: Token) -> EquationError:
        if token.kind == "end":
            return self.wrong("the expression ends too early", token)
        if token.text == ")":
            return self.wrong("there is no opening parenthesis for this one", token)
        if token.kind in ("name", "number") or token.text == "(":
            return self.wrong(f'an operator is missing before "{token.text}"', token)
        return self.wrong(f'"{token.text}" does not fit here', token)

    def make(self, expr: Expr, token: Token) -> Expr:
        size, depth = 1, 0
        for child in children(expr):
            child_size, child_depth = self.extent[id(child)]
            size += child_size
            depth = max(depth, child_depth)
        if size > MAX_NODES:
            raise self.wrong(f"the expression has more than {MAX_NODES} parts", token)
        if depth >= MAX_DEPTH:
            raise self.wrong(
                f"the expression is more than {MAX_DEPTH} levels deep: group it or shorten it",
                token,
            )
        self.extent[id(expr)] = (size, depth + 1)
        self.built.append(expr)  # keeps the object alive, so that its id stays its own
        return expr

    def expression(self, least: int) -> Expr:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.wrong(
                f"the expression is nested more than {MAX_NESTING} levels deep", self.peek
            )
        left = self.operand()
        while True:
            token = self.peek
            precedence = _PRECEDENCE.get(token.text, 0) if token.kind != "end" else 0
            if precedence < least or precedence == 0:
                break
            if precedence == _COMPARE:
                left = self.comparison(left)
            else:
                self.take()
                # A power binds to the right and its exponent may carry a sign: 2**-x**2.
                right = self.expression(_SIGN if precedence == _POWER else precedence + 1)
                left = self.make(_join(token.text, left, right), token)
        self.nesting -= 1
        return left

    def comparison(self, left: Expr) -> Expr:
        result: Expr | None = None
        while _PRECEDENCE.get(self.peek.text) == _COMPARE:
            token = self.take()
            right = self.expression(_SUM)
            operator = cast(ComparisonOperator, token.text)
            link = self.make(Compare(operator, left, right), token)
            result = link if result is None else self.make(Logic("and", result, link), token)
            left = right
        assert result is not None
        return result

    def operand(self) -> Expr:
        token = self.take()
        if token.kind == "number":
            return self.make(Number(float(token.text)), token)
        if token.kind == "name":
            if token.text == "not":
                return self.make(Not(self.expression(_NOT)), token)
            if token.text in LOGIC_WORDS:
                raise self.wrong(f'"{token.text}" needs a condition on its left', token)
            return self.call(token) if self.peek.text == "(" else self.variable(token)
        if token.text == "-":
            return self.make(Negate(self.expression(_SIGN)), token)
        if token.text == "+":
            return self.expression(_SIGN)
        if token.text == "(":
            inner = self.expression(_OR)
            self.close(token)
            return inner
        raise self.unexpected(token)

    def close(self, opened: Token) -> None:
        if self.peek.kind == "end":
            raise self.wrong("the parenthesis opened here is never closed", opened)
        if self.peek.text != ")":
            raise self.unexpected(self.peek)
        self.take()

    def variable(self, token: Token) -> Expr:
        name = token.text
        if name == "pi" or name in self.names:
            return self.make(Name(name), token)
        if name in self.arities:
            raise self.wrong(f'"{name}" is a function: write {name}(...)', token)
        known = sorted(self.names)
        close = get_close_matches(name, known, n=1)
        hint = f'; did you mean "{close[0]}"?' if close else ""
        listed = ", ".join(known[:20]) if known else "no names"
        raise self.wrong(f'unknown name "{name}"{hint}; known here: {listed}', token)

    def call(self, token: Token) -> Expr:
        name = token.text
        if name not in self.arities:
            if name in self.names or name == "pi":
                raise self.wrong(
                    f'"{name}" is not a function: write {name}*(...) for a product', token
                )
            close = get_close_matches(name, list(self.arities), n=1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            raise self.wrong(f'unknown function "{name}"{hint}', token)
        opened = self.take()
        arguments: list[Expr] = []
        while self.peek.text != ")":
            if arguments:
                if self.peek.text != ",":
                    self.close(opened)
                self.take()
            arguments.append(self.expression(_OR))
        self.close(opened)
        arity = self.arities[name]
        if len(arguments) != arity:
            raise self.wrong(
                f'"{name}" takes {arity} argument{"s" if arity != 1 else ""}, '
                f"{len(arguments)} given",
                token,
            )
        return self.make(Call(name, tuple(arguments)), token)


def _join(operator: str, left: Expr, right: Expr) -> Expr:
    if operator in ("and", "or"):
        return Logic(cast(LogicOperator, operator), left, right)
    operator = "**" if operator == "^" else operator
    return Binary(cast(ArithmeticOperator, operator), left, right)
