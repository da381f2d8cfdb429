"""Source of the part of a population kernel that draws the transitions of counted channels.

The transitions themselves are compiled functions of `engine.kernels.chains`.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping

from engine.equations.system import NeuronSystem
from engine.equations.tree import ZERO, Binary, Call, Expr, substitute
from engine.kernels import chains
from engine.kernels.rows import ChainRows, Rows
from engine.kernels.stepping import DT, Method, Program, next_name


def chances(system: NeuronSystem, names: Mapping[str, Expr], method: Method) -> Program:
    """The probabilities with which the subunits of each chain open and close in a step; `names` are
    those of parameters and of the states at its beginning."""
    program: Program = []
    for index, chain in enumerate(system.chains):
        for gate, rates in enumerate(chain):
            opening = substitute(rates.opening, names)
            closing = substitute(rates.closing, names)
            span: Expr = DT
            if method != "euler":
                # Those of a two-state chain after dt at constant rates.
                both = Binary("*", Binary("+", opening, closing), DT)
                span = Binary("*", span, Call("exprel", (Binary("-", ZERO, both),)))
            program.append((f"opening_{index}_{gate}", Binary("*", opening, span)))
            program.append((f"closing_{index}_{gate}", Binary("*", closing, span)))
    return program


def imports(rows: Rows) -> list[str]:
    """Lines behind the imports of a module."""
    if not rows.chains:
        return []
    # The name of a generated file follows from its text: other transitions are another file.
    digest = hashlib.sha256(inspect.getsource(chains).encode()).hexdigest()
    return [
        f"from engine.kernels.chains import move_gate, open_subunits, stream_of  # {digest}",
        "",
    ]


def loads(rows: Rows, per_cell: bool) -> list[str]:
    """Lines that read how many channels each chain has, and the key of its random numbers."""
    lines: list[str] = []
    for index, chain in enumerate(rows.chains):
        # The same for all cells, also where parameters are rows.
        stride = " * stride" if per_cell else ""
        number, high, low = (f"P[({chain.parameter + i}){stride}]" for i in range(3))
        lines += [f"number_{index} = {number}", f"stream_{index} = stream_of({high}, {low})"]
    return lines


def transitions(rows: Rows) -> list[str]:
    """Lines that move the channels of a cell, after the rest of its step has read their states."""
    return [line for index, chain in enumerate(rows.chains) for line in _moves(rows, index, chain)]


def _moves(rows: Rows, index: int, chain: ChainRows) -> Iterator[str]:
    place = "state + 8 * ({} * stride + b + k)".format
    yield f"draws = float64_at({place(chain.draws)})"
    shared = f"{place(chain.first)}, {place(rows.spare)}, 8 * stride"
    for gate, (outer, count, inner) in enumerate(chain.gates()):
        drawn = f"opening_{index}_{gate}, closing_{index}_{gate}, stream_{index}, b + k, draws"
        yield f"move_gate({shared}, {outer}, {count}, {inner}, {drawn})"
    for declared, (outer, count, inner) in zip(chain.chain.gates, chain.gates(), strict=True):
        counted = f"{place(chain.first)}, 8 * stride, {outer}, {count}, {inner}, number_{index}"
        yield f"{next_name(declared.state)} = open_subunits({counted})"
    last = f"float64_at({place(chain.first + chain.states - 1)})[0]"
    yield f"{next_name(chain.chain.opened)} = {last} / number_{index}"
