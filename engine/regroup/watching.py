"""Views that go on showing the same cells after these have moved to other nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.document import ViewRecord, Watched
from engine.network import Network
from engine.records.values import Record

MOST_CELLS = 64

Follow = Callable[[ViewRecord, Watched], list[Watched] | None]
"""What an entry of a view becomes; None where it stays."""


def followed(network: Network, follow: Follow) -> list[ViewRecord]:
    """The views that change; each shows at most as many entries as its kind can."""
    changed: list[ViewRecord] = []
    for view in network.views():
        entries: list[Watched] = []
        touched = False
        for entry in view.of:
            new = follow(view, entry)
            touched |= new is not None
            entries += [entry] if new is None else new
        if touched:
            kept = _joined(entries)[: min(view.most, 64)]
            changed.append(view.model_copy(update={"of": kept}))
    return changed


def shown_cells(view: ViewRecord, entry: Watched, size: int) -> list[int]:
    """The cells of a population of that size which an entry shows."""
    if entry.cells is not None:
        return list(entry.cells)
    return [0] if view.kind == "trace" else list(range(size))


def _joined(entries: Iterable[Watched]) -> list[Watched]:
    """Entries that differ in their cells only become one; none is there twice."""
    found: dict[Record, Watched] = {}
    for entry in entries:
        key = entry.model_copy(update={"cells": None})
        before = found.get(key)
        if before is None:
            found[key] = entry
        elif before.cells is not None and entry.cells is not None:
            cells = list(dict.fromkeys([*before.cells, *entry.cells]))[:MOST_CELLS]
            found[key] = before.model_copy(update={"cells": cells})
    return list(found.values())
