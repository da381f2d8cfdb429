"""Functions that are compiled as part of their caller only."""

from typing import Any, cast

from numba import njit

from engine.kernels.jit import helper
from engine.kernels.parts import Part


@helper
def _twice(x: float) -> float:
    return 2.0 * x


@helper
def _more(x: float) -> float:
    return _twice(x) + 1.0


def _both(x: float) -> float:
    return _more(x) * 10.0 + _twice(x)


def test_a_function_of_functions_runs_without_machine_code_of_theirs() -> None:
    assert cast(Any, njit)(_both)(3.0) == 76.0
    for function in (_twice, _more):
        [compiled] = cast(Any, function).overloads.values()
        assert isinstance(compiled.library, Part)
        assert compiled.library.get_pointer_to_function(compiled.fndesc.llvm_func_name) == 0
