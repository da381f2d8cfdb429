"""Text to tokens: the only characters that the language knows."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from typing import Literal

from engine.equations.errors import EquationError

TokenKind = Literal["number", "name", "operator", "end"]

MAX_LITERAL = 1e15
MAX_NAME = 64
MAX_DIGITS = 32

_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPERATOR = re.compile(r"\*\*|<=|>=|[-+*/^<>(),]")

_HINTS = {
    "%": "write mod(a, b) for a remainder",
    "=": "an expression holds no '='; compare with <, <=, > or >=",
    "!": "write not for a negation",
    "&": "write and between conditions",
    "|": "write or between conditions",
    "~": "write not for a negation",
    ".": "nothing has attributes here",
    "[": "there are no lists here; use parentheses",
    "{": "use parentheses",
    '"': "there is no text inside an expression",
    "'": "there is no text inside an expression",
    "_": "a name begins with a letter",
    "\u2212": "write - for minus",
    "\u00d7": "write * for times",
    "\u00b7": "write * for times",
    "\u2264": "write <=",
    "\u2265": "write >=",
}
_KEYWORD_HINTS = {
    "if": "write where(condition, a, b)",
    "else": "write where(condition, a, b)",
    "nan": "only finite numbers can be written",
    "inf": "only finite numbers can be written",
}
# Python's own words would be legal names otherwise and only confuse in a model.
RESERVED = frozenset(
    (*keyword.kwlist, "nan", "inf"),
) - {"and", "or", "not"}
LOGIC_WORDS = frozenset(("and", "or", "not"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the language and where it begins."""

    kind: TokenKind
    text: str
    position: int


def tokenize(text: str) -> list[Token]:
    """Split `text`; raises EquationError at the first character that means nothing."""
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        if space := _SPACE.match(text, position):
            position = space.end()
        elif number := _NUMBER.match(text, position):
            tokens.append(_number(text, number.group(), position))
            position = number.end()
        elif name := _NAME.match(text, position):
            tokens.append(_name(text, name.group(), position))
            position = name.end()
        elif operator := _OPERATOR.match(text, position):
            tokens.append(Token("operator", operator.group(), position))
            position = operator.end()
        else:
            raise EquationError(_strange(text[position]), text, position)
    tokens.append(Token("end", "", len(text)))
    return tokens


def _strange(character: str) -> str:
    shown = repr(character)
    hint = _HINTS.get(character)
    return f"{shown} means nothing in an equation" + (f": {hint}" if hint else "")


def _number(text: str, digits: str, position: int) -> Token:
    if len(digits) > MAX_DIGITS:
        raise EquationError(f"a number has at most {MAX_DIGITS} characters", text, position)
    if float(digits) > MAX_LITERAL:
        raise EquationError(f"a number is at most {MAX_LITERAL:g}", text, position)
    end = position + len(digits)
    following = text[end : end + 1]
    if following.isalnum() or following in ("_", "."):
        raise EquationError(
            f"an operator is missing after {digits}: write {digits}*{following} for a product",
            text,
            end,
        )
    return Token("number", digits, position)


def _name(text: str, name: str, position: int) -> Token:
    if len(name) > MAX_NAME:
        raise EquationError(f"a name has at most {MAX_NAME} characters", text, position)
    if name in RESERVED:
        hint = _KEYWORD_HINTS.get(name, "it is not part of the language of equations")
        raise EquationError(f'"{name}" cannot be used in an equation: {hint}', text, position)
    return Token("name", name, position)
