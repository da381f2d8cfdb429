"""Which cells a projection connects, drawn anew only where that may differ."""

from __future__ import annotations

import numpy as np

from engine.blocks.arrays import Cancel
from engine.blocks.edges import EdgeBlock, NodeBlock
from engine.connect import Connection, by_distance, connect
from engine.document import (
    AllToAll,
    Distance,
    Explicit,
    Neurons,
    Projection,
    Settings,
    Stimulus,
)
from engine.layout import positions, wraps
from engine.randomness import generator


def connection_of(
    record: Projection,
    settings: Settings,
    ends: tuple[NodeBlock, NodeBlock],
    old: EdgeBlock | None,
    cancelled: Cancel | None,
) -> Connection:
    """The pattern of a projection; that of `old` where nothing that it depends on has changed.

    Raises Cancelled.
    """
    same_node = record.source == record.target
    source, target = ends
    sizes = (source.n, target.n)
    if old is not None:
        before = old.record
        unchanged = (
            before.connect == record.connect
            and old.sizes == sizes
            and old.places == places_of(record, source, target)
            and old.settings.seed == settings.seed
            and same_node == (before.source == before.target)
            and _same_pattern(before, record)
        )
        if unchanged:
            return old.connection
    return draw_pattern(record, settings, source.record, target.record, cancelled)


def draw_pattern(
    record: Projection,
    settings: Settings,
    source: Neurons | Stimulus,
    target: Neurons | Stimulus,
    cancelled: Cancel | None,
) -> Connection:
    """The pattern of a projection between two nodes. Raises Cancelled."""
    same_node = record.source == record.target
    random = generator(settings.seed, record.id, "connect")
    if isinstance(record.connect, Distance):
        places = positions(source, settings.seed), positions(target, settings.seed)
        wrapped = wraps(record.connect, source, target)
        return by_distance(record.connect, places, wrapped, same_node, random, cancelled)
    matrix = np.asarray(record.weight, np.float64) if isinstance(record.weight, list) else None
    sizes = (source.size, target.size)
    return connect(record.connect, *sizes, same_node, random, matrix, cancelled)


def places_of(record: Projection, source: NodeBlock, target: NodeBlock) -> tuple[str, ...]:
    """What the places of the cells on both sides depend on, where the pattern depends on them."""
    if not isinstance(record.connect, Distance):
        return ()
    ends = source.record, target.record
    return tuple(end.layout + (f" {end.id}" if end.layout == "random" else "") for end in ends)


def _same_pattern(before: Projection, record: Projection) -> bool:
    """Whether a change of weight, if any, leaves the pattern as it is."""
    if isinstance(record.connect, Explicit):
        return before.weight == record.weight
    if isinstance(record.connect, AllToAll):
        # One weight for all needs no array, other weights need a dense one.
        number = isinstance(before.weight, int | float)
        return number == isinstance(record.weight, int | float)
    return True
