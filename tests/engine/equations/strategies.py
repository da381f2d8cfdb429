"""Random trees and texts for property tests."""

from hypothesis import strategies as st

from engine.equations.functions import FUNCTIONS
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
)

NAMES = ("x", "y", "V_th", "tau_m")

numbers = st.one_of(
    st.integers(0, 1000).map(float),
    st.floats(0, 1e15, allow_subnormal=False),
    st.sampled_from([0.0, 0.1, 1e-300, 1e15, 123456.789]),
).map(Number)
leaves = st.one_of(numbers, st.sampled_from([*map(Name, NAMES), PI]))


def _grown(smaller: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    calls = [
        st.builds(
            lambda arguments, name=function.name: Call(name, tuple(arguments)),
            st.lists(smaller, min_size=function.arity, max_size=function.arity),
        )
        for function in FUNCTIONS.values()
    ]
    return st.one_of(
        st.builds(Negate, smaller),
        st.builds(Not, smaller),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "**"]), smaller, smaller),
        st.builds(Compare, st.sampled_from(["<", "<=", ">", ">="]), smaller, smaller),
        st.builds(Logic, st.sampled_from(["and", "or"]), smaller, smaller),
        *calls,
    )


trees: st.SearchStrategy[Expr] = st.recursive(leaves, _grown, max_leaves=20)
"""Any tree that a text can give."""

_SMOOTH = ("exp", "sin", "cos", "tanh", "sqrt", "log", "exprel", "sinh", "cosh")
_small = st.sampled_from([0.5, 1.0, 2.0, 3.0]).map(Number)


def _smooth(smaller: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(Negate, smaller),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), smaller, smaller),
        st.builds(Binary, st.just("**"), smaller, _small),
        st.builds(lambda name, operand: Call(name, (operand,)), st.sampled_from(_SMOOTH), smaller),
        st.builds(lambda x, k: Call("linoid", (x, k)), smaller, smaller),
    )


smooth_trees: st.SearchStrategy[Expr] = st.recursive(
    st.one_of(_small, st.just(Name("x"))), _smooth, max_leaves=8
)
"""Differentiable almost everywhere in x."""

_SIGNS = "+ - * / ** ^ < <= > >= ( ) ( ) ( ) , = == . [ ] { } : ; @ ! ' \" \\ # $ _ __"
_WORDS = """
and or not if else lambda import __import__ os system eval exec open 1 0.5 1e9 9 1j 0x10 1_000
nan inf pi None True e 1e999 .5 5. ..
"""
WORDS = [*FUNCTIONS, *NAMES, "\n", "\t", *_SIGNS.split(), *_WORDS.split()]
word_soup = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
letter_soup = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
"""Texts that are almost, and now and then, expressions."""
