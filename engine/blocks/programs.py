"""The formula of a stimulus as a program that the run loop interprets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Floats, Ints, address, byte_count
from engine.declaration import StimulusModel
from engine.document import Stimulus
from engine.equations.bytecode import Bytecode, to_bytecode
from engine.equations.parser import parse
from engine.equations.system import stimulus_expression
from engine.equations.tree import substitute
from engine.kernels import tables as c


@dataclass(frozen=True)
class Program:
    """What a stimulus computes from t; `names` is float64: t, then its numbers."""

    code: Bytecode
    names: Floats

    def write(self, row: Ints) -> None:
        row[c.PROGRAM] = address(self.code.operations)
        row[c.PROGRAM_LENGTH] = len(self.code.operations)
        row[c.CONSTANTS] = address(self.code.constants)
        row[c.NAMES] = address(self.names)

    def byte_count(self) -> int:
        return byte_count([self.code.operations, self.code.constants, self.names])


def build_program(record: Stimulus, model: StimulusModel) -> Program:
    """The stimulus as a program over t and its numbers; texts take the place of their names."""
    expression = stimulus_expression(model)
    assert expression is not None
    names, numbers, texts = ["t"], [0.0], {}
    for parameter in model.parameters:
        given = record.params.get(parameter.name, parameter.default)
        if isinstance(given, str):
            texts[parameter.name] = parse(given, {"t"})
        elif isinstance(given, int | float):
            names.append(parameter.name)
            numbers.append(float(given))
    return Program(to_bytecode(substitute(expression, texts), names), np.array(numbers))
