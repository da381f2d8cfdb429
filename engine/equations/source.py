"""Tree to Python source for Numba: only names, numbers, operators and the helpers listed here."""

from __future__ import annotations

import math

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

HELPERS = {
    "exp": "exp",
    "log": "math.log",
    "sqrt": "math.sqrt",
    "sin": "math.sin",
    "cos": "math.cos",
    "tan": "math.tan",
    "sinh": "math.sinh",
    "cosh": "math.cosh",
    "tanh": "math.tanh",
    "erf": "math.erf",
    "abs": "abs",
    "floor": "np.floor",
    "sign": "sign",
    "H": "heaviside",
    "min": "minimum",
    "max": "maximum",
    "mod": "modulo",
    "clip": "clip",
    "exprel": "exprel",
    "linoid": "linoid",
    "window": "window",
    "exp_within": "exp_within",
    "linoid_from": "linoid_from",
    "exprel_near": "exprel_near",
    "quotient": "quotient",
}
"""How each function is called in generated code (`engine.kernels.fastmath`, `math`); the last
four stand in no equation, but kernels are written with them."""

MAX_INTEGER_POWER = 16


def to_source(expr: Expr) -> str:
    """A Python expression of type float. Names stand as they are: rename them first."""
    match expr:
        case Number(value):
            return f"({value!r})" if value < 0 else repr(value)
        case Name(name):
            return repr(math.pi) if name == "pi" else name
        case Negate(operand):
            return f"(-{to_source(operand)})"
        case Binary("**", left, Number(value)) if value in range(1, MAX_INTEGER_POWER + 1):
            # A literal integer exponent becomes a few multiplications.
            return f"({to_source(left)}**{int(value)})"
        case Binary(operator, left, right):
            return f"({to_source(left)} {operator} {to_source(right)})"
        case Call("where", (condition, a, b)):
            return f"select({to_condition(condition)}, {to_source(a)}, {to_source(b)})"
        case Call(function, arguments):
            return f"{HELPERS[function]}({', '.join(map(to_source, arguments))})"
        case Compare() | Logic() | Not():
            return f"select({to_condition(expr)}, 1.0, 0.0)"


def to_condition(expr: Expr) -> str:
    """A Python expression of type bool that has no branch: & and | instead of and, or."""
    match expr:
        case Compare(operator, left, right):
            return f"({to_source(left)} {operator} {to_source(right)})"
        case Logic(operator, left, right):
            sign = "&" if operator == "and" else "|"
            return f"({to_condition(left)} {sign} {to_condition(right)})"
        case Not(operand) if is_condition(operand):
            return f"(not {to_condition(operand)})"
        case Not(operand):
            return f"({to_source(operand)} == 0.0)"
        case _:
            return f"({to_source(expr)} != 0.0)"
