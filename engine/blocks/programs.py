"""The formula of a stimulus as a program that the run loop interprets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Floats, Ints, address, byte_count
from engine.blocks.values import numbers_of
from engine.declaration import StimulusModel
from engine.document import Settings, Stimulus
from engine.equations.bytecode import Bytecode, to_bytecode
from engine.equations.parser import parse
from engine.equations.system import stimulus_expression
from engine.equations.tree import substitute
from engine.kernels import tables as c


@dataclass(frozen=True)
class Program:
    """What a stimulus computes from t; `names` is float64 (rows, 1 + numbers): t, then its numbers,
    in one row for all cells or in one for each."""

    code: Bytecode
    names: Floats

    def write(self, row: Ints) -> None:
        row[c.PROCESS] = c.BY_PROGRAM
        row[c.PROGRAM] = address(self.code.operations)
        row[c.PROGRAM_LENGTH] = len(self.code.operations)
        row[c.CONSTANTS] = address(self.code.constants)
        row[c.NAMES] = address(self.names)
        row[c.N_NAMES] = self.names.shape[1] if len(self.names) > 1 else 0

    def byte_count(self) -> int:
        return byte_count([self.code.operations, self.code.constants, self.names])


def build_program(record: Stimulus, model: StimulusModel, settings: Settings) -> Program:
    """The stimulus as a program over t and its numbers; texts take the place of their names."""
    expression = stimulus_expression(model)
    assert expression is not None
    given = {p.name: record.params.get(p.name, p.default) for p in model.parameters}
    texts = {name: parse(text, {"t"}) for name, text in given.items() if isinstance(text, str)}
    numbers = numbers_of(record, [p for p in model.parameters if p.name not in texts], settings)
    rows = 1 if all(isinstance(value, float) for value in numbers.values()) else record.size
    names = np.zeros((rows, 1 + len(numbers)))
    for column, value in enumerate(numbers.values(), 1):
        names[:, column] = value
    return Program(to_bytecode(substitute(expression, texts), ["t", *numbers]), names)
