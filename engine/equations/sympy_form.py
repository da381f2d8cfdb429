"""Tree to SymPy, for exact work on equations. SymPy is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.equations.printer import format_number
from engine.equations.tree import (
    Binary,
    Call,
    Compare,
    Expr,
    Logic,
    Name,
    Negate,
    Not,
    Number,
    is_condition,
)


def to_sympy(expr: Expr, symbols: Mapping[str, Any] | None = None) -> Any:
    """The SymPy form of an expression, nothing in it evaluated yet.

    Names become real symbols unless `symbols` gives their form; decimals become exact rationals.
    It is left unevaluated because SymPy would otherwise work out 9**9**9**9 digit by digit: call
    `.doit()` on the equations of a registered model, not on what a person typed.
    """
    import sympy

    with sympy.evaluate(False):
        return _Writer(sympy, dict(symbols or {})).value(expr)


class _Writer:
    def __init__(self, sympy: Any, symbols: dict[str, Any]) -> None:
        self.sympy = sympy
        self.symbols = symbols

    def value(self, expr: Expr) -> Any:
        sympy = self.sympy
        match expr:
            case Number(value):
                return sympy.Rational(format_number(value))
            case Name("pi"):
                return self.symbols.get("pi", sympy.pi)
            case Name(name):
                return self.symbols.setdefault(name, sympy.Symbol(name, real=True))
            case Negate(operand):
                return sympy.Mul(sympy.Integer(-1), self.value(operand))
            case Binary(operator, left, right):
                return self.binary(operator, self.value(left), self.value(right))
            case Compare() | Logic() | Not():
                return self.choose(self.condition(expr), sympy.Integer(1), sympy.Integer(0))
            case Call(function, arguments):
                return self.call(function, arguments)

    def binary(self, operator: str, a: Any, b: Any) -> Any:
        sympy = self.sympy
        match operator:
            case "+":
                return sympy.Add(a, b)
            case "-":
                return sympy.Add(a, sympy.Mul(sympy.Integer(-1), b))
            case "*":
                return sympy.Mul(a, b)
            case "/":
                return sympy.Mul(a, sympy.Pow(b, sympy.Integer(-1)))
            case _:
                return sympy.Pow(a, b)

    def condition(self, expr: Expr) -> Any:
        sympy = self.sympy
        match expr:
            case Compare(operator, left, right):
                relation = {
                    "<": sympy.StrictLessThan,
                    "<=": sympy.LessThan,
                    ">": sympy.StrictGreaterThan,
                    ">=": sympy.GreaterThan,
                }[operator]
                return relation(self.value(left), self.value(right))
            case Logic(operator, left, right):
                join = sympy.And if operator == "and" else sympy.Or
                return join(self.condition(left), self.condition(right))
            case Not(operand) if is_condition(operand):
                return sympy.Not(self.condition(operand))
            case Not(operand):
                return sympy.Eq(self.value(operand), sympy.Integer(0))
            case _:
                return sympy.Ne(self.value(expr), sympy.Integer(0))

    def choose(self, condition: Any, a: Any, b: Any) -> Any:
        return self.sympy.Piecewise((a, condition), (b, True))

    def remainder(self, a: Any, b: Any) -> Any:
        return self.binary("-", a, self.sympy.Mul(b, self.sympy.floor(self.binary("/", a, b))))

    def call(self, function: str, arguments: tuple[Expr, ...]) -> Any:
        sympy = self.sympy
        if function == "where":
            condition, a, b = arguments
            return self.choose(self.condition(condition), self.value(a), self.value(b))
        values = [self.value(argument) for argument in arguments]
        one = sympy.Integer(1)
        if function == "linoid":
            x, k = values
            falling = sympy.exp(sympy.Mul(sympy.Integer(-1), self.binary("/", x, k)))
            return self.binary("/", x, self.binary("-", one, falling))
        if function == "exprel":
            return self.binary("/", self.binary("-", sympy.exp(values[0]), one), values[0])
        if function == "window":
            t, start, stop, period = values
            since = self.remainder(self.binary("-", t, start), period)
            again = sympy.StrictLessThan(since, self.binary("-", stop, start))
            begun, on = sympy.LessThan(start, t), sympy.StrictLessThan(t, stop)
            repeated = sympy.StrictGreaterThan(period, sympy.Integer(0))
            once = sympy.And(sympy.Not(repeated), on)
            inside = sympy.And(begun, sympy.Or(once, sympy.And(repeated, again)))
            return self.choose(inside, one, sympy.Integer(0))
        if function == "clip":
            x, low, high = values
            below, above = sympy.StrictLessThan(x, low), sympy.StrictGreaterThan(x, high)
            return sympy.Piecewise((high, above), (low, below), (x, True))
        if function == "H":
            return self.choose(
                sympy.GreaterThan(values[0], sympy.Integer(0)), sympy.Integer(1), sympy.Integer(0)
            )
        if function == "mod":
            return self.remainder(*values)
        if function in ("min", "max"):
            # SymPy's own Min and Max compare numbers at once, however large they are.
            a, b = values
            relation = sympy.LessThan if function == "min" else sympy.GreaterThan
            return self.choose(relation(a, b), a, b)
        name = {"abs": "Abs"}.get(function, function)
        return getattr(sympy, name)(values[0])
