"""Cheaper forms of the exponentials in a program.

The rates of an ion channel are exponentials of the same potential: exp(-V/80), exp(-V/20),
exp(-V/10). The second is the fourth power of the first, for two multiplications instead of an
exponential of its own. And the argument of the `exprel` of a method is small in nearly every step.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.equations.tree import (
    Binary,
    Call,
    Expr,
    Name,
    Negate,
    Number,
    names_in,
    transform,
    walk,
)
from engine.kernels.stepping import DT, Program

MAX_POWER = 16
"""The base saturates at 700/MAX_POWER, so that its highest power does not overflow."""
MAX_SHIFT = 50.0
"""Greatest constant part of an exponent, in absolute value, that becomes a factor."""
EXPONENT = 700.0
"""Where exp saturates (`engine.kernels.fastmath`)."""
SAME = 4e-16
"""Relative difference of two decimal literals, rounded, that stand for the same ratio."""


class Sum(NamedTuple):
    """A weighted sum of expressions that are not sums themselves, and a number."""

    weights: dict[Expr, float]
    shift: float

    def scaled(self, factor: float) -> Sum:
        return Sum({part: w * factor for part, w in self.weights.items()}, self.shift * factor)


def shared(program: Program, constant: frozenset[str]) -> Program:
    """The program with such exponentials written as powers, wherever two or more can be.

    `constant` are the names with one value for all cells: their exponentials are computed once
    and stay as they are. The values differ by some 1e-14 relative as long as the exponent of the
    base stays below 700/MAX_POWER in absolute value.
    """
    exponents: dict[Expr, Sum] = {}
    for _, expr in program:
        for node in walk(expr):
            argument = _exponent(node)
            if argument is not None and not names_in(argument) <= constant:
                exponents[node] = _sum(argument)
    replaced: dict[Expr, Expr] = {}
    bases: list[tuple[Name, Expr]] = []
    for base, powers in _families(exponents):
        name = Name(f"u{len(bases)}")
        limit = Number(EXPONENT / max(power for power, _ in powers.values()))
        argument = _exponent(base)
        assert argument is not None
        bases.append((name, Call("exp_within", (argument, limit))))
        for node, (power, shift) in powers.items():
            replaced[node] = _rewritten(node, name, power, shift)
    if not bases:
        return program
    result: Program = []
    for target, expr in program:
        changed = transform(expr, lambda node: replaced.get(node, node))
        for pair in [(base, value) for base, value in bases if base.name in names_in(changed)]:
            result.append((pair[0].name, pair[1]))
            bases.remove(pair)
        result.append((target, changed))
    return result


def named_arguments(program: Program, constant: Iterable[str]) -> tuple[Program, list[str]]:
    """The program with a name for each argument of an `exprel` that an integration method calls,
    and these names. Such an argument is a multiple of dt, unlike those that equations hold."""
    known = frozenset(constant)
    result: Program = []
    names: list[str] = []

    def named(node: Expr) -> Expr:
        match node:
            case Call("exprel", (argument,)) if _of_a_step(argument, known):
                names.append(f"z{len(names)}")
                result.append((names[-1], argument))
                return Call("exprel", (Name(names[-1]),))
        return node

    for name, expr in program:
        changed = transform(expr, named)
        result.append((name, changed))
    return result, names


def _of_a_step(argument: Expr, constant: frozenset[str]) -> bool:
    found = names_in(argument)
    return DT.name in found and not found <= constant


def shortened(program: Program, arguments: Iterable[str]) -> Program:
    """The program with the short form of each `exprel` of these arguments."""
    calls: dict[Expr, Expr] = {
        Call("exprel", (Name(name),)): Call("exprel_near", (Name(name),)) for name in arguments
    }
    return [(name, transform(expr, lambda node: calls.get(node, node))) for name, expr in program]


def _exponent(node: Expr) -> Expr | None:
    """What stands in the exponent that this node needs, if it needs one."""
    match node:
        case Call("exp", (argument,)):
            return argument
        case Call("linoid", (x, Number(k))) if k != 0.0:
            return Binary("/", Negate(x), Number(k))
    return None


def _rewritten(node: Expr, base: Name, power: int, shift: float) -> Expr:
    value: Expr = Binary("**", base, Number(float(power))) if power > 1 else base
    if shift != 0.0:
        value = Binary("*", Number(math.exp(shift)), value)
    match node:
        case Call("linoid", (x, k)):
            return Call("linoid_from", (x, k, value))
    return value


def _families(
    exponents: dict[Expr, Sum],
) -> Iterator[tuple[Expr, dict[Expr, tuple[int, float]]]]:
    """A base and, for each node that is made from it, its power and the shift that is left.

    The base is the exponential that varies least; two nodes at least are made from it.
    """
    left = {node: total for node, total in exponents.items() if total.weights}
    while left:
        base = min(left, key=lambda node: max(map(abs, left[node].weights.values())))
        start = left[base]
        family = {}
        for node, total in left.items():
            power = _power(start, total)
            if power is not None:
                shift = total.shift - power * start.shift
                if abs(shift) <= MAX_SHIFT:
                    family[node] = power, shift
        if len(family) > 1:
            yield base, family
        for node in {base, *family}:
            del left[node]


def _power(base: Sum, total: Sum) -> int | None:
    """How many times the one stands in the other, when it does so a whole number of times."""
    if base.weights.keys() != total.weights.keys():
        return None
    ratios = [total.weights[part] / weight for part, weight in base.weights.items()]
    power = round(ratios[0])
    if 1 <= power <= MAX_POWER and all(abs(r / power - 1) <= SAME for r in ratios):
        return power
    return None


def _sum(expr: Expr) -> Sum:
    """The expression as a weighted sum; what is not one is its only part."""
    match expr:
        case Number(value):
            return Sum({}, value)
        case Negate(operand):
            return _sum(operand).scaled(-1.0)
        case Binary("+" | "-" as operator, left, right):
            a, b = _sum(left), _sum(right).scaled(1.0 if operator == "+" else -1.0)
            weights = dict(a.weights)
            for part, weight in b.weights.items():
                weights[part] = weights.get(part, 0.0) + weight
            return Sum({part: w for part, w in weights.items() if w != 0.0}, a.shift + b.shift)
        case Binary("*", left, right):
            a, b = _sum(left), _sum(right)
            if not a.weights:
                return b.scaled(a.shift)
            if not b.weights:
                return a.scaled(b.shift)
        case Binary("/", left, right):
            below = _sum(right)
            if not below.weights and below.shift != 0.0:
                return _sum(left).scaled(1.0 / below.shift)
    return Sum({expr: 1.0}, 0.0)
