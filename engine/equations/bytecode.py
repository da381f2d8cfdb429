"""Tree to operations of a small stack machine, for formulas that are typed while running.

A formula in t never waits for a compiler: it becomes a table of (operation, argument) that the
compiled run loop interprets. The machine under Numba is `engine.kernels.bytecode_machine`;
`execute` below is the same machine in NumPy, the reference that tests compare it with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.equations.evaluate import error_function
from engine.equations.functions import FUNCTIONS
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
)

# Push constants[argument]; push names[argument].
CONSTANT = 0
NAME = 1
# Two operands: pop b, pop a, push a op b.
ADD = 2
SUBTRACT = 3
MULTIPLY = 4
DIVIDE = 5
POWER = 6
LESS = 7
LESS_EQUAL = 8
GREATER = 9
GREATER_EQUAL = 10
AND = 11
OR = 12
MINIMUM = 13
MAXIMUM = 14
MODULO = 15
"""a - b*floor(a/b)"""
# Three operands: pop b, pop a, pop condition, push a where condition is not 0, else b.
SELECT = 16
# One operand.
NEGATE = 17
NOT = 18
EXP = 19
LOG = 20
SQRT = 21
SIN = 22
COS = 23
TAN = 24
SINH = 25
COSH = 26
TANH = 27
ABSOLUTE = 28
FLOOR = 29
SIGN = 30
HEAVISIDE = 31
"""1 where x >= 0"""
ERF = 32

MAX_STACK = 128
"""No program needs more entries than this."""
MAX_OPERATIONS = 4_000
"""No program is longer than this."""

_BINARY = {
    "+": ADD,
    "-": SUBTRACT,
    "*": MULTIPLY,
    "/": DIVIDE,
    "**": POWER,
    "<": LESS,
    "<=": LESS_EQUAL,
    ">": GREATER,
    ">=": GREATER_EQUAL,
    "and": AND,
    "or": OR,
}
_CALLS = {
    "min": MINIMUM,
    "max": MAXIMUM,
    "mod": MODULO,
    "where": SELECT,
    "exp": EXP,
    "log": LOG,
    "sqrt": SQRT,
    "sin": SIN,
    "cos": COS,
    "tan": TAN,
    "sinh": SINH,
    "cosh": COSH,
    "tanh": TANH,
    "erf": ERF,
    "abs": ABSOLUTE,
    "floor": FLOOR,
    "sign": SIGN,
    "H": HEAVISIDE,
}
_POPS = {SELECT: 3, CONSTANT: 0, NAME: 0} | dict.fromkeys(range(ADD, SELECT), 2)


class ProgramTooLong(ValueError):
    """A formula whose shorthands unfold to more operations than the machine runs in a step."""


@dataclass(frozen=True, slots=True)
class Bytecode:
    """A program.

    `operations` is int32 of shape (length, 2): operation and its argument (0 where there is
    none). `constants` is float64. `stack` is the number of entries that the stack needs.
    """

    operations: NDArray[np.int32]
    constants: NDArray[np.float64]
    stack: int


def to_bytecode(expr: Expr, names: Sequence[str]) -> Bytecode:
    """The program of `expr`; operation NAME refers to `names` by index.

    `pi` becomes a constant unless it is among `names`. Raises KeyError for a name that is not
    listed and ProgramTooLong beyond MAX_OPERATIONS.
    """
    writer = _Writer(names)
    writer.write(expr)
    return writer.program()


class _Writer:
    def __init__(self, names: Sequence[str]) -> None:
        self.index = {name: i for i, name in enumerate(names)}
        self.operations: list[tuple[int, int]] = []
        self.constants: dict[float, int] = {}
        self.height = 0
        self.stack = 0

    def emit(self, operation: int, argument: int = 0) -> None:
        if len(self.operations) >= MAX_OPERATIONS:
            raise ProgramTooLong(
                f"the formula unfolds to more than {MAX_OPERATIONS} operations: shorten it"
            )
        self.operations.append((operation, argument))
        self.height += 1 - _POPS.get(operation, 1)
        self.stack = max(self.stack, self.height)
        if self.stack > MAX_STACK:
            raise ProgramTooLong(
                f"the formula needs more than {MAX_STACK} intermediate values at once: shorten it"
            )

    def constant(self, value: float) -> None:
        self.emit(CONSTANT, self.constants.setdefault(value, len(self.constants)))

    def write(self, expr: Expr) -> None:
        match expr:
            case Number(value):
                self.constant(value)
            case Name(name):
                if name == "pi" and name not in self.index:
                    self.constant(math.pi)
                else:
                    self.emit(NAME, self.index[name])
            case Negate(operand):
                self.write(operand)
                self.emit(NEGATE)
            case Not(operand):
                self.write(operand)
                self.emit(NOT)
            case (
                Binary(operator, left, right)
                | Compare(operator, left, right)
                | Logic(operator, left, right)
            ):
                self.write(left)
                self.write(right)
                self.emit(_BINARY[operator])
            case Call(function, arguments):
                expand = FUNCTIONS[function].expand
                if expand is not None:
                    self.write(expand(*arguments))
                else:
                    for argument in arguments:
                        self.write(argument)
                    self.emit(_CALLS[function])

    def program(self) -> Bytecode:
        return Bytecode(
            np.array(self.operations, np.int32).reshape(-1, 2),
            np.array(list(self.constants), np.float64),
            self.stack,
        )


def execute(program: Bytecode, names: Sequence[float | NDArray[np.float64]]) -> NDArray[np.float64]:
    """Run a program over NumPy values, one per name: the reference for the compiled machine."""
    stack: list[NDArray[np.float64]] = []
    with np.errstate(all="ignore"):
        for operation, argument in program.operations.tolist():
            if operation == CONSTANT:
                stack.append(np.asarray(program.constants[argument]))
            elif operation == NAME:
                stack.append(np.asarray(names[argument], np.float64))
            elif operation == SELECT:
                b, a, condition = stack.pop(), stack.pop(), stack.pop()
                stack.append(np.where(condition != 0.0, a, b))
            elif operation < SELECT:
                b, a = stack.pop(), stack.pop()
                stack.append(_two(operation, a, b))
            else:
                stack.append(_one(operation, stack.pop()))
    return stack.pop()


def _two(operation: int, a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    if operation == MODULO:
        return a - b * np.floor(a / b)
    if operation == AND:
        return np.asarray((a != 0.0) & (b != 0.0), np.float64)
    if operation == OR:
        return np.asarray((a != 0.0) | (b != 0.0), np.float64)
    function: Any = {
        ADD: np.add,
        SUBTRACT: np.subtract,
        MULTIPLY: np.multiply,
        DIVIDE: np.divide,
        POWER: np.power,
        LESS: np.less,
        LESS_EQUAL: np.less_equal,
        GREATER: np.greater,
        GREATER_EQUAL: np.greater_equal,
        MINIMUM: np.minimum,
        MAXIMUM: np.maximum,
    }[operation]
    return np.asarray(function(a, b), np.float64)


def _one(operation: int, x: NDArray[np.float64]) -> NDArray[np.float64]:
    if operation == NOT:
        return np.asarray(x == 0.0, np.float64)
    if operation == HEAVISIDE:
        return np.asarray(x >= 0.0, np.float64)
    function: Any = {
        NEGATE: np.negative,
        EXP: np.exp,
        LOG: np.log,
        SQRT: np.sqrt,
        SIN: np.sin,
        COS: np.cos,
        TAN: np.tan,
        SINH: np.sinh,
        COSH: np.cosh,
        TANH: np.tanh,
        ERF: error_function,
        ABSOLUTE: np.abs,
        FLOOR: np.floor,
        SIGN: np.sign,
    }[operation]
    return np.asarray(function(x), np.float64)
