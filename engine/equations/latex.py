"""Tree to LaTeX as a textbook would set it: fractions, Greek letters, upright words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from engine.equations.printer import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    format_number,
    precedence,
)
from engine.equations.tree import (
    ONE,
    Binary,
    Call,
    Compare,
    Expr,
    Logic,
    Name,
    Negate,
    Not,
    Number,
    walk,
)

_GREEK_WORDS = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon
phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
_GREEK = frozenset(_GREEK_WORDS.split())
_FUNCTIONS = {
    "log": r"\ln",
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "erf": r"\operatorname{erf}",
    "min": r"\min",
    "max": r"\max",
    "H": "H",
    "sign": r"\operatorname{sgn}",
    "clip": r"\operatorname{clip}",
    "exprel": r"\operatorname{exprel}",
    "linoid": r"\operatorname{linoid}",
}
_RELATIONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_WORD = re.compile(r"([A-Za-z]+)([0-9]*)")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def escape(text: str) -> str:
    """Words for use inside \\text{...}: nothing in them is a command."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def name_to_latex(name: str) -> str:
    r"""A name as a symbol: tau_m is \tau_m, V_th is V_{\mathrm{th}}, V1 is V_1."""
    base, _, subscript = name.partition("_")
    match = _WORD.fullmatch(base)
    if match is None:
        return rf"\mathrm{{{escape(name)}}}"
    word, digits = match.groups()
    parts = [digits] if digits else []
    parts += [_word(part) for part in subscript.split("_") if part]
    if not parts:
        return _word(word)
    index = ",".join(parts)
    return f"{_word(word)}_{index}" if len(index) == 1 else f"{_word(word)}_{{{index}}}"


def _word(word: str) -> str:
    if word in _GREEK:
        return f"\\{word}"
    if len(word) == 1 or word.isdigit():
        return word
    return rf"\mathrm{{{word}}}"


def number_to_latex(value: float) -> str:
    """A number in plain or in scientific notation."""
    mantissa, exponent, power = format_number(value).partition("e")
    if not exponent:
        return mantissa
    ten = f"10^{{{int(power)}}}"
    return ten if mantissa == "1" else rf"{mantissa} \times {ten}"


def to_latex(expr: Expr, symbols: Mapping[str, str] | None = None) -> str:
    """LaTeX of an expression; `symbols` maps names to their own notation."""
    return _Typesetter(symbols or {}).set(expr)


class _Typesetter:
    def __init__(self, symbols: Mapping[str, str]) -> None:
        self.symbols = symbols
        # Inside an exponent a fraction would be too small to read: it is set with a slash.
        self.raised = 0

    def set(self, expr: Expr, level: int = 0) -> str:
        text = self.node(expr)
        return self.group(text) if self.strength(expr) < level else text

    def strength(self, expr: Expr) -> int:
        """Binding strength as it is drawn: a fraction holds its parts together by itself."""
        if isinstance(expr, Binary):
            if expr.operator == "/" and not self.raised:
                return POWER
            if expr.operator == "*" and self.is_linoid(expr.right):
                return POWER
        if isinstance(expr, Call) and expr.function == "where":
            return 0
        return precedence(expr)

    def group(self, text: str) -> str:
        if r"\frac" in text or r"\begin" in text:
            return rf"\left({text}\right)"
        return f"({text})"

    def raise_(self, expr: Expr) -> str:
        self.raised += 1
        text = self.set(expr)
        self.raised -= 1
        return text

    def node(self, expr: Expr) -> str:
        match expr:
            case Number(value):
                return number_to_latex(value)
            case Name(name):
                return self.symbols.get(name) or name_to_latex(name)
            case Negate(operand):
                return "-" + self.set_unsigned(operand, PRODUCT)
            case Not(operand):
                return r"\lnot " + self.set(operand, SUM)
            case Logic(operator, left, right):
                level = precedence(expr)
                word = r"\land" if operator == "and" else r"\lor"
                return f"{self.set(left, level)} {word} {self.set(right, level + 1)}"
            case Compare(operator, left, right):
                return f"{self.set(left, SUM)} {_RELATIONS[operator]} {self.set(right, SUM)}"
            case Binary():
                return self.binary(expr)
            case Call(function, arguments):
                return self.call(function, arguments)

    def binary(self, expr: Binary) -> str:
        left, right = expr.left, expr.right
        if expr.operator == "+":
            return f"{self.set(left, SUM)} + {self.set_unsigned(right, SUM)}"
        if expr.operator == "-":
            return f"{self.set(left, SUM)} - {self.set_unsigned(right, PRODUCT)}"
        if expr.operator == "*":
            return self.product(left, right)
        if expr.operator == "/":
            if self.raised:
                return f"{self.set(left, PRODUCT)}/{self.set_unsigned(right, SIGN)}"
            return rf"\frac{{{self.set(left)}}}{{{self.set(right)}}}"
        base = self.set(left, ATOM)
        if isinstance(left, Call):
            base = self.group(base)
        exponent = self.raise_(right)
        return f"{base}^{exponent}" if len(exponent) == 1 else f"{base}^{{{exponent}}}"

    def set_unsigned(self, expr: Expr, level: int) -> str:
        """Set an operand that stands after another sign."""
        text = self.set(expr, level)
        return self.group(text) if text.startswith("-") else text

    def product(self, left: Expr, right: Expr) -> str:
        if isinstance(right, Call) and self.is_linoid(right):
            return self.linoid(right, self.set(left, PRODUCT))
        second = self.set_unsigned(right, PRODUCT + 1)
        sign = r"\cdot " if second[0].isdigit() else r"\,"
        first = self.set(left, PRODUCT)
        return f"{first}{sign}{second}" if sign == r"\," else f"{first} {sign}{second}"

    def call(self, function: str, arguments: tuple[Expr, ...]) -> str:
        match function:
            case "exp" if self.raised:
                return rf"\exp{self.group(self.set(arguments[0]))}"
            case "exp":
                return f"e^{{{self.raise_(arguments[0])}}}"
            case "sqrt":
                return rf"\sqrt{{{self.set(arguments[0])}}}"
            case "abs":
                return rf"\left|{self.set(arguments[0])}\right|"
            case "floor":
                return rf"\left\lfloor {self.set(arguments[0])} \right\rfloor"
            case "mod":
                first, second = (self.set(argument, SIGN) for argument in arguments)
                return rf"({first} \bmod {second})"
            case "where":
                condition, a, b = (self.set(argument) for argument in arguments)
                return (
                    rf"\begin{{cases}} {a} & \text{{if }} {condition} \\ "
                    rf"{b} & \text{{otherwise}} \end{{cases}}"
                )
            case "exprel" if self.fits(arguments[0]):
                return rf"\frac{{{self.exponential(arguments[0])} - 1}}{{{self.set(arguments[0])}}}"
            case "linoid" if self.fits(arguments[0]):
                return self.linoid(Call(function, arguments), "")
            case "window":
                t, start, stop, period = arguments
                # t mod 0 is t: one formula for a single pulse and for a train.
                once = period == Number(0.0)
                time = self.set(t, 0 if once else SIGN)
                time += "" if once else rf" \bmod {self.set(period, SIGN)}"
                return rf"\mathbf{{1}}_{{[{self.set(start)},\,{self.set(stop)})}}({time})"
            case _:
                symbol = _FUNCTIONS.get(function) or self.symbols.get(function)
                inside = r",\, ".join(self.set(argument) for argument in arguments)
                return f"{symbol or name_to_latex(function)}{self.group(inside)}"

    def exponential(self, exponent: Expr) -> str:
        return self.call("exp", (exponent,))

    @staticmethod
    def fits(expr: Expr) -> bool:
        """Whether it may be written twice: nested in itself that would double with each level."""
        nodes = list(islice(walk(expr), 16))
        calls = {node.function for node in nodes if isinstance(node, Call)}
        return len(nodes) < 16 and not calls & {"exprel", "linoid"}

    def is_linoid(self, expr: Expr) -> bool:
        return isinstance(expr, Call) and expr.function == "linoid" and self.fits(expr.arguments[0])

    def linoid(self, call: Call, factor: str) -> str:
        x, k = call.arguments
        top = rf"{factor}\,{self.set(x, PRODUCT)}" if factor else self.set(x)
        exponent = Negate(x if k == ONE else Binary("/", x, k))
        bottom = f"1 - {self.exponential(exponent)}"
        return rf"\frac{{{top}}}{{{bottom}}}"
