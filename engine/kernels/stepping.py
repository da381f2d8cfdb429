"""Integration methods as straight-line programs of expressions.

A program is a list of (name, expression), each name given once. The generator shares common parts
and prints it; nothing here knows about arrays or Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from engine.equations.derivative import add, derivative, divide, multiply
from engine.equations.lines import Equation
from engine.equations.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Expr,
    Name,
    Negate,
    Number,
    substitute,
)

Method = Literal["euler", "exponential_euler", "rk4"]
METHODS: tuple[Method, ...] = ("euler", "exponential_euler", "rk4")

Program = list[tuple[str, Expr]]
Hold = Callable[[str, Expr, Expr], Expr]
"""hold(state, kept, free): `kept` while the state is held, else `free`."""

DT = Name("dt")
TIME = Name("t")


def never_held(state: str, kept: Expr, free: Expr) -> Expr:
    """A Hold for systems in which nothing is held."""
    return free


def current_name(state: str) -> str:
    """What the value of a state at t is called in a program."""
    return f"s_{state}"


def next_name(state: str) -> str:
    """What the value of a state at t + dt is called in a program."""
    return f"n_{state}"


def step(
    equations: Sequence[Equation],
    method: Method,
    names: Mapping[str, Expr],
    hold: Hold = never_held,
) -> Program:
    """The program of one step of length dt from the states at t to those at t + dt.

    `names` maps what the equations call parameters and inputs to their names in the program;
    states become `current_name`, results `next_name`. Inputs are constant during the step. Maps
    (iterated equations) ignore the method.

    - euler: x + dt f(x, t)
    - exponential_euler: x + dt phi(dt J) f with phi(z) = (exp(z) - 1)/z and J = df/dx of the
      state's own equation: the exponential Rosenbrock-Euler scheme (Pope 1963, Commun. ACM 6;
      Hochbruck and Ostermann 2010, Acta Numerica 19) with the diagonal of the Jacobian. Exact for
      an equation that is linear in its own state, so for a passive membrane under constant input
      and, with the other states held, for the gates of an ion channel.
    - rk4: the classical scheme of Runge and Kutta, four evaluations at t, t + dt/2, t + dt
    """
    states = {equation.state: Name(current_name(equation.state)) for equation in equations}
    at_start: dict[str, Expr] = {"t": TIME, **names, **states}
    if equations and equations[0].iterated:
        return [
            (
                next_name(equation.state),
                hold(equation.state, states[equation.state], substitute(equation.right, at_start)),
            )
            for equation in equations
        ]
    if method == "rk4":
        return _rk4(equations, at_start, hold)
    program: Program = []
    for equation in equations:
        state = states[equation.state]
        right = substitute(equation.right, at_start)
        factor = _factor(equation, at_start)
        if method == "exponential_euler":
            slope = multiply(factor, substitute(_slope(equation), at_start))
            if slope != ZERO:
                factor = multiply(factor, Call("exprel", (slope,)))
        if right == Negate(state):
            # One multiplication instead of two operations.
            moved = multiply(Binary("-", ONE, factor), state)
        else:
            moved = add(state, multiply(factor, right))
        program.append((next_name(equation.state), hold(equation.state, state, moved)))
    return program


def _factor(equation: Equation, names: Mapping[str, Expr]) -> Expr:
    """dt over the coefficient of the derivative."""
    if equation.coefficient is None:
        return DT
    return divide(DT, substitute(equation.coefficient, names))


def _slope(equation: Equation) -> Expr:
    """d(right/coefficient)/d(state) times the coefficient."""
    slope = derivative(equation.right, equation.state)
    if equation.coefficient is None:
        return slope
    curved = derivative(equation.coefficient, equation.state)
    if curved == ZERO:
        return slope
    return Binary("-", slope, multiply(divide(equation.right, equation.coefficient), curved))


def _rk4(equations: Sequence[Equation], at_start: Mapping[str, Expr], hold: Hold) -> Program:
    program: Program = []
    half = Binary("/", DT, Number(2.0))
    stages: list[dict[str, Name]] = []
    # How far into the step each stage is evaluated, with the slopes of the one before.
    spans: tuple[Expr | None, ...] = (None, half, half, DT)
    for stage, span in enumerate(spans):
        here = dict(at_start)
        if span is not None:
            here["t"] = Binary("+", TIME, span)
            for equation in equations:
                name = f"x{stage}_{equation.state}"
                start = at_start[equation.state]
                slope = stages[-1][equation.state]
                program.append((name, Binary("+", start, Binary("*", span, slope))))
                here[equation.state] = Name(name)
        slopes: dict[str, Name] = {}
        for equation in equations:
            name = f"k{stage}_{equation.state}"
            right = substitute(equation.right, here)
            if equation.coefficient is not None:
                inverse = divide(ONE, substitute(equation.coefficient, here))
                right = multiply(inverse, right)
            program.append((name, hold(equation.state, ZERO, right)))
            slopes[equation.state] = Name(name)
        stages.append(slopes)
    sixth = Binary("/", DT, Number(6.0))
    for equation in equations:
        k = [slopes[equation.state] for slopes in stages]
        middle = Binary("*", Number(2.0), Binary("+", k[1], k[2]))
        total = Binary("+", Binary("+", k[0], middle), k[3])
        start = at_start[equation.state]
        program.append((next_name(equation.state), Binary("+", start, Binary("*", sixth, total))))
    return program
