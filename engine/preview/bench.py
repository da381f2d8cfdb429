"""Small networks around one model, run within bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Literal

from engine.definitions import Declared
from engine.document import Definition, Document
from engine.errors import Cancelled, DocumentError
from engine.simulation import Simulation

Cancel = Callable[[], bool]
Span = tuple[float, float]
Kind = Literal["f_i", "phase_line", "trace", "response", "samples", "window"]

MAX_POINTS = 400
PATIENCE = 5.0
"""s of computing that one preview may take."""
SLICE = 500
"""Steps between two looks at the clock."""
MEMORY = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Zero:
    """Where a curve crosses zero; `stable` where it falls there."""

    x: float
    stable: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of at most MAX_POINTS points; y may be infinite or nan."""

    kind: Kind
    title: str
    x_name: str
    y_name: str
    x: list[float]
    y: list[float]
    zeros: list[Zero] = field(default_factory=list)


class Bench:
    """The model under trial, its parameters, and the time that is left for it."""

    def __init__(
        self,
        definition: Definition,
        model: Declared,
        params: dict[str, float],
        cancelled: Cancel | None,
    ) -> None:
        self.definition = definition
        self.model = model
        self.params = params
        self._cancelled = cancelled
        self._spent = 0.0

    def value(self, name: str) -> float:
        """The value of a parameter of the model."""
        given = next(p.default for p in self.model.parameters if p.name == name)
        assert isinstance(given, int | float)
        return self.params.get(name, float(given))

    def values(self) -> dict[str, float]:
        """All parameters of the model."""
        return {parameter.name: self.value(parameter.name) for parameter in self.model.parameters}

    def simulation(
        self, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], dt: float
    ) -> Simulation:
        """A network of records beside the definition. Raises DocumentError, NotCompiled."""
        document = {
            "settings": {"dt": dt},
            "definitions": [self.definition],
            "nodes": nodes,
            "edges": edges,
        }
        return Simulation(Document.model_validate(document), MEMORY)

    def advance(self, simulation: Simulation, steps: int) -> None:
        """Make so many steps. Raises BlowUp, Cancelled, DocumentError where it takes too long."""
        end = simulation.step + steps
        while simulation.step < end:
            if self._cancelled is not None and self._cancelled():
                raise Cancelled("nobody waits for the preview any more")
            if self._spent > PATIENCE:
                raise DocumentError(
                    f"the preview was given up after {PATIENCE:g} s: the model takes too long"
                )
            began = perf_counter()
            simulation.advance(min(SLICE, end - simulation.step))
            self._spent += perf_counter() - began


def name_with_unit(name: str, unit: str) -> str:
    """The name of an axis."""
    return f"{name} ({unit})" if unit else name
