"""What the server knows of a kind of view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from engine.document import OverTime, ViewRecord
from server.circuit import Circuit
from server.frames import Part
from server.reading import Floats, Span

FigureJson: TypeAlias = dict[str, Any]
Figure: TypeAlias = Callable[[], FigureJson]
V = TypeVar("V", bound=ViewRecord)
MAX_SPAN = 60_000.0
"""ms of the widest window."""


@dataclass
class Memory:
    """What a session remembers of worked-out views from one time to the next: `axes` (cells, 2) of
    principal components by view, and the seconds that each view took."""

    axes: dict[str, Floats] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ViewKind(Generic[V]):
    """One kind. `read` copies what a view shows of a span while the run stands still and answers
    what makes the figure of it. A view that the server works out has `parts`, its sections of a
    frame, at most each `every` s."""

    read: Callable[[Circuit, V, Span], Figure]
    parts: Callable[[Circuit, V, Memory], list[Part]] | None = None
    every: float = 0.1


def window_of(view: ViewRecord) -> float:
    """ms of the latest window of a view."""
    if isinstance(view, OverTime):
        return view.window
    span: float = getattr(view, "span", MAX_SPAN)
    return span
