"""Tree to SymPy, for exact work on equations. SymPy is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.equations.printer import format_number
from engine.equations.tree import (
    PI,
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

_NAMED = ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "floor", "sign")


def to_sympy(expr: Expr, symbols: Mapping[str, Any] | None = None) -> Any:
    """The SymPy form of an expression, nothing in it evaluated yet.

    Names become real symbols unless `symbols` gives their form; decimals become exact rationals. A
    comparison is a Heaviside function, `where` a Piecewise; what SymPy has no word for (`window`,
    a `where` inside a condition) is an undefined function of that name.

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
        self.zero, self.one = sympy.Integer(0), sympy.Integer(1)
        # SymPy rearranges a Piecewise that stands inside the condition of another, at any cost.
        self.in_condition = False

    def value(self, expr: Expr) -> Any:
        sympy = self.sympy
        match expr:
            case Number(value):
                return sympy.Rational(format_number(value))
            case Name(name):
                usual = sympy.pi if expr == PI else sympy.Symbol(name, real=True)
                return self.symbols.setdefault(name, usual)
            case Negate(operand):
                return self.negative(self.value(operand))
            case Binary(operator, left, right):
                return self.binary(operator, self.value(left), self.value(right))
            case Compare(operator, left, right):
                a, b = self.value(left), self.value(right)
                lower, upper = (a, b) if operator.startswith("<") else (b, a)
                at_zero = self.one if operator.endswith("=") else self.zero
                return sympy.Heaviside(self.binary("-", upper, lower), at_zero)
            case Logic("and", left, right):
                return sympy.Mul(self.truth(left), self.truth(right))
            case Logic(_, left, right):
                return sympy.Max(self.truth(left), self.truth(right), evaluate=False)
            case Not(operand):
                return self.binary("-", self.one, self.truth(operand))
            case Call(function, arguments):
                return self.call(function, arguments)

    def truth(self, expr: Expr) -> Any:
        """0 or 1: an expression as a condition."""
        value = self.value(expr)
        if isinstance(expr, Compare | Logic | Not):
            return value
        return self.sympy.Abs(self.sympy.sign(value))

    def negative(self, value: Any) -> Any:
        return self.sympy.Mul(self.sympy.Integer(-1), value)

    def binary(self, operator: str, a: Any, b: Any) -> Any:
        sympy = self.sympy
        match operator:
            case "+":
                return sympy.Add(a, b)
            case "-":
                return sympy.Add(a, self.negative(b))
            case "*":
                return sympy.Mul(a, b)
            case "/":
                return sympy.Mul(a, sympy.Pow(b, sympy.Integer(-1)))
            case _:
                return sympy.Pow(a, b)

    def condition(self, expr: Expr) -> Any:
        """A relation, for a Piecewise."""
        outside, self.in_condition = self.in_condition, True
        if isinstance(expr, Compare):
            relation = {
                "<": self.sympy.StrictLessThan,
                "<=": self.sympy.LessThan,
                ">": self.sympy.StrictGreaterThan,
                ">=": self.sympy.GreaterThan,
            }[expr.operator]
            result = relation(self.value(expr.left), self.value(expr.right))
        else:
            result = self.sympy.StrictGreaterThan(self.truth(expr), self.zero)
        self.in_condition = outside
        return result

    def call(self, function: str, arguments: tuple[Expr, ...]) -> Any:
        sympy = self.sympy
        if function == "where" and not self.in_condition:
            condition, a, b = arguments
            return sympy.Piecewise(
                (self.value(a), self.condition(condition)), (self.value(b), True)
            )
        values = [self.value(argument) for argument in arguments]
        x = values[0]
        match function:
            case "linoid" if _unfolds(arguments[0]):
                falling = sympy.exp(self.negative(self.binary("/", x, values[1])))
                return self.binary("/", x, self.binary("-", self.one, falling))
            case "exprel" if _unfolds(arguments[0]):
                return self.binary("/", self.binary("-", sympy.exp(x), self.one), x)
            case "H":
                return sympy.Heaviside(x, self.one)
            case "abs":
                return sympy.Abs(x)
            case "mod":
                return sympy.Mod(x, values[1])
            case "min":
                return sympy.Min(*values, evaluate=False)
            case "max":
                return sympy.Max(*values, evaluate=False)
            case "clip":
                raised = sympy.Max(x, values[1], evaluate=False)
                return sympy.Min(raised, values[2], evaluate=False)
            case _ if function in _NAMED:
                return getattr(sympy, function)(x)
            case _:
                return sympy.Function(function)(*values)


def _unfolds(x: Expr) -> bool:
    """Whether x may be written twice: nested in itself that would double with each level."""
    return not any(isinstance(n, Call) and n.function in ("linoid", "exprel") for n in walk(x))
