"""Text to tree: what is understood, and what is said about the rest."""

import time

import pytest

from engine.equations import EquationError, evaluate, parse, to_text
from engine.equations.parser import MAX_LENGTH
from engine.equations.tree import Binary, Call, Compare, Logic, Name, Negate, Number, extent

NAMES = ("V", "E_L", "tau_m", "x", "y")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2*3", 7),
        ("(1 + 2)*3", 9),
        ("2 - 3 - 4", -5),
        ("16/4/2", 2),
        ("2**3**2", 512),
        ("2^3", 8),
        ("-2**2", -4),
        ("2**-1", 0.5),
        ("2*-3", -6),
        ("--2", 2),
        ("+2", 2),
        ("1 < 2", 1),
        ("2 <= 1", 0),
        ("1 < 2 < 3", 1),
        ("1 < 3 < 2", 0),
        ("3 > 2 >= 2 > 1", 1),
        ("not 1 < 2", 0),
        ("1 < 2 and 2 < 1", 0),
        ("1 < 2 or 2 < 1", 1),
        ("not 0 and 1", 1),
        ("0 or 0 and 1", 0),
        ("where(1 < 2, 10, 20)", 10),
        ("where(0, 10, 20)", 20),
        ("min(3, 2) + max(3, 2)", 5),
        ("mod(-1, 3)", 2),
        ("floor(-0.5)", -1),
        ("abs(-3)", 3),
        ("sign(-3) + sign(0)", -1),
        ("H(0) + H(-1)", 1),
        ("clip(5, 0, 1)", 1),
        ("exprel(0)", 1),
        ("linoid(0, 10)", 10),
        ("window(1, 1, 2, 0) + window(2, 1, 2, 0)", 1),
        ("window(11, 1, 2, 10) + window(12, 1, 2, 10)", 1),
        ("1.5e-3", 0.0015),
        (".5", 0.5),
        ("5.", 5),
        ("cos(2*pi)", 1),
        (" 1\n+\t1 ", 2),
    ],
)
def test_means_what_it_says(text: str, value: float) -> None:
    assert evaluate(parse(text, ()), {}) == pytest.approx(value)


def test_builds_the_tree_of_the_membrane() -> None:
    leak = Negate(Binary("-", Name("V"), Name("E_L")))
    assert parse("-(V - E_L)", NAMES) == leak
    assert parse("-V*x", NAMES) == Binary("*", Negate(Name("V")), Name("x"))
    assert parse("x < y < V", NAMES) == Logic(
        "and", Compare("<", Name("x"), Name("y")), Compare("<", Name("y"), Name("V"))
    )
    assert parse("f(x)", NAMES, {"f": 1}) == Call("f", (Name("x"),))
    assert parse("2", ()) == Number(2.0)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "an expression is missing"),
        ("   ", 3, "an expression is missing"),
        ("V +", 3, "ends too early"),
        ("V + )", 4, "no opening parenthesis"),
        ("(V", 0, "never closed"),
        ("exp(V", 3, "never closed"),
        ("V W", 2, "an operator is missing"),
        ("W", 0, 'unknown name "W"'),
        ("tau_n", 0, 'did you mean "tau_m"'),
        ("exo(V)", 0, 'did you mean "exp"'),
        ("2V", 1, "write 2*V"),
        ("2(V)", 1, "an operator is missing"),
        ("V(2)", 0, "is not a function"),
        ("exp", 0, "is a function"),
        ("exp()", 0, "takes 1 argument, 0 given"),
        ("min(1)", 0, "takes 2 arguments, 1 given"),
        ("min(1, 2, 3)", 0, "takes 2 arguments, 3 given"),
        ("V = 1", 2, "compare with"),
        ("V == 1", 2, "compare with"),
        ("V % 2", 2, "mod(a, b)"),
        ("V // 2", 3, "does not fit"),
        ("V.real", 1, "attributes"),
        ("V[0]", 1, "parentheses"),
        ("1j", 1, "an operator is missing"),
        ("1e999", 0, "at most"),
        ("1e16", 0, "at most"),
        ("1" * 40, 0, "at most 32"),
        ("x" * 70, 0, "at most 64"),
        ("V if V else V", 2, "where(condition, a, b)"),
        ("lambda", 0, "cannot be used"),
        ("nan", 0, "finite"),
        ("V and", 5, "ends too early"),
        ("and V", 0, "on its left"),
        ("V \u2264 3", 2, "write <="),
        ("__import__('os')", 0, "begins with a letter"),
        ("x + 'a'", 4, "no text"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, position: int, words: str) -> None:
    with pytest.raises(EquationError) as caught:
        parse(text, NAMES)
    assert words in str(caught.value)
    assert caught.value.position == position
    assert f"(character {position + 1})" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "x" + "+x" * 499,
        "(" * 500 + "x" + ")" * 499,
        "-" * 999 + "x",
        "not " * 249 + "x",
        "exp(" * 200 + "x" + ")" * 200,
        "x**" * 300 + "x",
        "0<(" * 200 + "x" + "<1)" * 199,
        "x<" * 400 + "x",
        "9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**"
        "9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9**9",
        "max(" * 120 + "x" + ",x)" * 120,
    ],
    ids=lambda text: text[:12],
)
def test_too_much_is_refused_at_once(text: str) -> None:
    begin = time.process_time()
    with pytest.raises(EquationError, match=r"levels deep|parts|characters"):
        parse(text, NAMES)
    assert time.process_time() - begin < 0.2


def test_length_has_a_bound() -> None:
    with pytest.raises(EquationError, match="at most 1000 characters, this one has 100000"):
        parse("1" * 100_000, NAMES)
    assert parse("x" + " " * (MAX_LENGTH - 1), NAMES) == Name("x")


def test_what_is_accepted_is_bounded_however_it_is_shared() -> None:
    deep = "0<(0<(0<(0<(0<(0<(0<(x<1)<1)<1)<1)<1)<1)<1)<1"
    try:
        size, _ = extent(parse(deep, NAMES), 10_000)
    except EquationError:
        return
    assert size <= 1000


def test_a_long_sum_within_bounds_is_fine() -> None:
    text = "+".join(["x"] * 90)
    assert evaluate(parse(text, NAMES), {"x": 2.0}) == 180.0
    assert to_text(parse(text, NAMES)).replace(" ", "") == text
