"""Runs the programs of `engine.equations.bytecode` inside compiled code.

A formula in t is data to the run loop, so that one typed during a run never waits for a compiler.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.equations import bytecode as b
from engine.kernels.jit import helper

STACK = b.MAX_STACK


@helper
def _one(operation: int, x: float) -> float:
    if operation == b.NEGATE:
        return -x
    if operation == b.EXP:
        return math.exp(x)
    if operation == b.SIN:
        return math.sin(x)
    if operation == b.COS:
        return math.cos(x)
    if operation == b.LOG:
        return np.log(x)  # type: ignore[no-any-return]  # NumPy's gives NaN where math's raises
    if operation == b.SQRT:
        return np.sqrt(x)  # type: ignore[no-any-return]  # as above
    if operation == b.NOT:
        return 1.0 if x == 0.0 else 0.0
    if operation == b.TAN:
        return math.tan(x)
    if operation == b.SINH:
        return math.sinh(x)
    if operation == b.COSH:
        return math.cosh(x)
    if operation == b.TANH:
        return math.tanh(x)
    if operation == b.ERF:
        return math.erf(x)
    if operation == b.ABSOLUTE:
        return abs(x)
    if operation == b.FLOOR:
        return np.floor(x)  # type: ignore[no-any-return]  # a float also where math gives an int
    if operation == b.HEAVISIDE:
        return 1.0 if x >= 0.0 else 0.0
    if operation == b.ERF:
        return math.erf(x)
    if operation == b.SIGN:
        # NaN stays NaN.
        return 1.0 if x > 0.0 else -1.0 if x < 0.0 else x
    # An operation that this machine does not know must not pass for a number.
    return math.nan


@helper
def _two(operation: int, left: float, right: float) -> float:
    if operation == b.ADD:
        return left + right
    if operation == b.SUBTRACT:
        return left - right
    if operation == b.MULTIPLY:
        return left * right
    if operation == b.DIVIDE:
        return left / right
    if operation == b.POWER:
        return left**right  # type: ignore[no-any-return]  # compiled to pow
    if operation == b.LESS:
        return 1.0 if left < right else 0.0
    if operation == b.LESS_EQUAL:
        return 1.0 if left <= right else 0.0
    if operation == b.GREATER:
        return 1.0 if left > right else 0.0
    if operation == b.GREATER_EQUAL:
        return 1.0 if left >= right else 0.0
    if operation == b.AND:
        return 1.0 if left != 0.0 and right != 0.0 else 0.0
    if operation == b.OR:
        return 1.0 if left != 0.0 or right != 0.0 else 0.0
    if operation == b.MODULO:
        return left - right * np.floor(left / right)  # type: ignore[no-any-return]  # as above
    if math.isnan(left) or math.isnan(right):
        return math.nan
    if operation == b.MINIMUM:
        return min(left, right)
    if operation == b.MAXIMUM:
        return max(left, right)
    return math.nan


@helper
def run(program: Any, length: int, constants: Any, names: Any, stack: Any) -> float:
    """Value of a program.

    `program` is an int32 pointer to `length` pairs (operation, argument); `constants` and `names`
    are float64 pointers; `stack` is scratch of shape (STACK,).
    """
    top = -1
    for i in range(length):
        operation = program[2 * i]
        argument = program[2 * i + 1]
        if operation == b.CONSTANT:
            top += 1
            stack[top] = constants[argument]
        elif operation == b.NAME:
            top += 1
            stack[top] = names[argument]
        elif operation == b.SELECT:
            top -= 2
            stack[top] = stack[top + 1] if stack[top] != 0.0 else stack[top + 2]
        elif operation < b.SELECT:
            top -= 1
            stack[top] = _two(operation, stack[top], stack[top + 1])
        else:
            stack[top] = _one(operation, stack[top])
    return stack[top]  # type: ignore[no-any-return]  # compiled
