"""Properties of every tree: printing, evaluating, differentiating agree with one another."""

import math
import time

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.equations import (
    EquationError,
    derivative,
    evaluate,
    parse,
    to_bytecode,
    to_latex,
    to_source,
    to_sympy,
    to_text,
)
from engine.equations.bytecode import ProgramTooLong, execute
from engine.equations.parser import MAX_LENGTH
from engine.equations.tree import Expr, extent
from engine.kernels.emit import Emitter
from tests.engine.equations.strategies import (
    NAMES,
    letter_soup,
    smooth_trees,
    trees,
    word_soup,
)

POINTS = {
    "x": np.array([0.3, -1.7, 0.0, 12.5, 1e-9]),
    "y": np.array([2.0, 0.1, 0.0, -3.0, 40.0]),
    "V_th": np.array([-55.0, 5.0, 0.0, 1.0, -1.0]),
    "tau_m": np.array([15.0, 1.0, 0.0, -2.0, 0.5]),
}


@settings(max_examples=500, deadline=None)
@given(trees)
def test_what_is_printed_reads_back_as_the_same_tree(tree: Expr) -> None:
    text = to_text(tree)
    # Within the bounds of the parser, which a random tree may exceed.
    assume(len(text) <= MAX_LENGTH)
    assert parse(text, NAMES) == tree


@settings(max_examples=300, deadline=None)
@given(trees)
def test_bytecode_computes_what_the_tree_walk_does(tree: Expr) -> None:
    try:
        program = to_bytecode(tree, NAMES)
    except ProgramTooLong:
        return
    found = execute(program, [POINTS[name] for name in NAMES])
    expected = np.broadcast_to(np.asarray(evaluate(tree, POINTS)), (5,))
    # The shorthands are unfolded differently, which near a jump or a cancellation shows.
    tame = not any(word in to_text(tree) for word in ("exprel", "linoid", "window"))
    if tame:
        np.testing.assert_array_equal(np.broadcast_to(found, (5,)), expected)


@settings(max_examples=300, deadline=None)
@given(smooth_trees, st.integers(-300, 300))
def test_the_derivative_is_the_slope(tree: Expr, hundredths: int) -> None:
    # Off the round numbers, where the poles are.
    x = hundredths / 100 + 0.0037

    def f(value: float) -> float:
        return float(evaluate(tree, {"x": value}))

    h = 1e-3
    near = [f(x + k * h) for k in (-3, -2, -1, 0, 1, 2, 3)]
    assume(all(math.isfinite(value) for value in near))
    # Central differences of orders 4 and 6 agree where the function is smooth at this scale.
    a, b, c, _, d, e, g = near
    fourth = (b - 8 * c + 8 * d - e) / (12 * h)
    sixth = (-a + 9 * b - 45 * c + 45 * d - 9 * e + g) / (60 * h)
    size = 1.0 + abs(sixth) + 1e-3 * max(map(abs, near))
    assume(abs(fourth - sixth) < 1e-7 * size)
    slope = float(evaluate(derivative(tree, "x"), {"x": x}))
    assert math.isfinite(slope)
    assert abs(slope - sixth) < 1e-5 * size


@settings(max_examples=200, deadline=None)
@given(trees)
def test_every_renderer_takes_every_tree_in_bounded_time(tree: Expr) -> None:
    begin = time.process_time()
    compile(to_source(tree), "<test>", "eval")
    assert to_latex(tree)
    assert to_sympy(tree) is not None
    extent(derivative(tree, "x"), 1_000_000)
    emitter = Emitter(["tau_m"])
    emitter.run([("value", tree)])
    compile("\n".join([*emitter.before, *emitter.inside]), "<test>", "exec")
    assert time.process_time() - begin < 5


@settings(max_examples=1000, deadline=None)
@given(st.one_of(word_soup, letter_soup, st.text(max_size=80)))
def test_any_text_is_a_tree_or_a_sentence_with_a_place(text: str) -> None:
    begin = time.process_time()
    problem: EquationError | None = None
    try:
        tree = parse(text, NAMES)
        evaluate(tree, POINTS)
        assert parse(to_text(tree), NAMES) == tree
    except EquationError as error:
        problem = error
    if problem is not None:
        assert 0 <= problem.position <= len(text)
        assert problem.problem
    assert time.process_time() - begin < 1
