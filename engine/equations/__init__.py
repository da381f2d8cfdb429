"""The small language of equations: text to a checked tree to source, bytecode, LaTeX and SymPy.

A text is read by `parse` against fixed names and functions; nothing in it is ever executed or
evaluated as Python.
"""

from __future__ import annotations

from engine.equations.bytecode import Bytecode, to_bytecode
from engine.equations.derivative import derivative
from engine.equations.errors import EquationError
from engine.equations.evaluate import evaluate
from engine.equations.latex import to_latex
from engine.equations.parser import parse
from engine.equations.printer import to_text
from engine.equations.source import to_source
from engine.equations.sympy_form import to_sympy
from engine.equations.tree import Expr, names_in

__all__ = [
    "Bytecode",
    "EquationError",
    "Expr",
    "derivative",
    "evaluate",
    "names_in",
    "parse",
    "to_bytecode",
    "to_latex",
    "to_source",
    "to_sympy",
    "to_text",
]
