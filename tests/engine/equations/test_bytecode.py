"""Programs for the stack machine."""

import numpy as np
import pytest

from engine.equations import bytecode as b
from engine.equations import evaluate, parse, to_bytecode
from engine.equations.functions import FUNCTIONS, Function

NAMES = ("t", "rate", "tau")


def test_a_program_is_a_table_of_operations_and_arguments() -> None:
    program = to_bytecode(parse("2*t + rate", NAMES), NAMES)
    assert program.operations.tolist() == [
        [b.CONSTANT, 0],
        [b.NAME, 0],
        [b.MULTIPLY, 0],
        [b.NAME, 1],
        [b.ADD, 0],
    ]
    assert program.operations.dtype == np.int32
    assert program.constants.tolist() == [2.0]
    assert program.constants.dtype == np.float64
    assert program.stack == 2


def test_constants_are_kept_once_and_pi_is_one() -> None:
    program = to_bytecode(parse("2*pi + 2*pi + 2", ()), ())
    assert program.constants.tolist() == [2.0, np.pi]


def test_pi_is_a_name_when_the_machine_has_it() -> None:
    program = to_bytecode(parse("pi", ()), ("t", "pi"))
    assert program.operations.tolist() == [[b.NAME, 1]]


def test_opcodes_are_distinct() -> None:
    codes = [
        value
        for name, value in vars(b).items()
        if name.isupper() and isinstance(value, int) and not name.startswith(("MAX_", "_"))
    ]
    assert sorted(codes) == list(range(len(codes)))


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda f: f.name)
def test_every_function_equals_the_tree_walk(function: Function) -> None:
    rng = np.random.default_rng(7)
    arguments = ["t", "rate", "tau", "0.5"][: function.arity]
    expr = parse(f"{function.name}({', '.join(arguments)})", NAMES)
    values = {name: np.concatenate([rng.normal(0, 2, 500), [0.0, 1.0, -1.0]]) for name in NAMES}
    found = b.execute(to_bytecode(expr, NAMES), [values[name] for name in NAMES])
    assert found == pytest.approx(evaluate(expr, values), rel=1e-11, abs=1e-300, nan_ok=True)


def test_the_stack_is_as_high_as_stated() -> None:
    expr = parse("t + (t + (t + (t + t*(t + t))))", NAMES)
    program = to_bytecode(expr, NAMES)
    height = highest = 0
    for operation, _ in program.operations.tolist():
        if operation in (b.CONSTANT, b.NAME):
            height += 1
        elif operation < b.SELECT:
            height -= 1
        highest = max(highest, height)
    assert highest == program.stack == 7
    assert height == 1


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        to_bytecode(parse("t", ("t",)), ("rate",))


def test_a_program_has_a_bound() -> None:
    text = "exprel(" * 38 + "t" + ")" * 38
    with pytest.raises(b.ProgramTooLong, match="4000 operations"):
        to_bytecode(parse(text, NAMES), NAMES)
