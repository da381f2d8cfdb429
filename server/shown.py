"""What the views of a document need of the run: what to record, and what frames hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from engine.document import (
    AnyRecord,
    Components,
    Image,
    Neurons,
    Pixels,
    Stimulus,
    Trace,
    ViewRecord,
    WeightHistory,
)
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.probes import CURRENT, Probe

Variable = tuple[str, str]
"""Id of a node or an edge, and the name of the variable."""
MAX_ROWS = 1024
"""Cells of a population that are recorded for views of all of them; of more, every so many-th."""


class Now(NamedTuple):
    """The cells of a node that a view shows as they are now. With `across` > 0 they are a picture
    with so many cells in a row."""

    node: str
    variable: str
    across: int = 0


class Kept(NamedTuple):
    """Synapses of an edge whose weights have lines of their own, and the widest window (ms)."""

    synapses: tuple[int, ...]
    window: float


@dataclass(frozen=True)
class Shown:
    """What the views of a document show.

    `recorded` holds the cells of each variable that are recorded at every step, `cells` those that
    the page draws, with the widest window (ms) of their views; `columns` the probes of whole
    populations with the ms between two samples, `drawn` those that the page draws. `spikes` names
    nodes, `weights` and `histories` edges; `computed` are the views that the server works out.
    """

    recorded: Mapping[Variable, set[int]] = field(default_factory=dict)
    cells: Mapping[Variable, Mapping[int, float]] = field(default_factory=dict)
    columns: Mapping[Probe, float] = field(default_factory=dict)
    drawn: tuple[Probe, ...] = ()
    spikes: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    histories: Mapping[str, Kept] = field(default_factory=dict)
    now: tuple[Now, ...] = ()
    computed: tuple[ViewRecord, ...] = ()


def shown(network: Network) -> Shown:
    """What the views of a validated network show."""
    recorded: dict[Variable, set[int]] = {}
    cells: dict[Variable, dict[int, float]] = {}
    columns: dict[Probe, float] = {}
    drawn: dict[Probe, None] = {}
    spiking: dict[str, None] = {}
    weights: dict[str, None] = {}
    histories: dict[str, Kept] = {}
    now: dict[Now, None] = {}
    for view in network.views():
        for entry in view.of:
            of = entry.node or entry.edge
            if of is None or not view.recorded:
                continue
            record = network[of]
            needs = view.needs(entry, spikes(record, network.library))
            variable = entry.variable or first_variable(record, network.library)
            if "spikes" in needs and view.sends:
                spiking[of] = None
            if "weights" in needs and view.sends:
                weights[of] = None
            if "history" in needs and isinstance(view, WeightHistory):
                known = histories.get(of, Kept((), inf))
                synapses = tuple(sorted({*known.synapses, *(entry.cells or ())}))
                histories[of] = Kept(synapses, min(known.window, view.window))
            if variable is None:
                continue
            if "samples" in needs:
                chosen = entry.cells or [0]
                recorded.setdefault((of, variable), set()).update(chosen)
                if view.sends:
                    window = view.window if isinstance(view, Trace) else 0.0
                    windows = cells.setdefault((of, variable), {})
                    for cell in chosen:
                        windows[cell] = max(windows.get(cell, 0.0), window)
            if isinstance(record, NodeRecord):
                if "columns" in needs and isinstance(view, Image | Components):
                    probe = column_probe(record, variable)
                    columns[probe] = min(columns.get(probe, inf), view.bin)
                    if view.sends:
                        drawn[probe] = None
                if "cells" in needs and view.sends:
                    across = columns_of(view, record) if isinstance(view, Pixels) else 0
                    now[Now(of, variable, across)] = None
    computed = tuple(view for view in network.views() if view.recorded and not view.sends)
    return Shown(
        recorded,
        cells,
        columns,
        tuple(drawn),
        tuple(spiking),
        tuple(weights),
        histories,
        tuple(now),
        computed,
    )


def column_probe(record: NodeRecord, variable: str) -> Probe:
    """The probe of a whole population, or of every so many-th cell of a large one."""
    stride = -(-record.size // MAX_ROWS)
    cells = None if stride == 1 else tuple(range(0, record.size, stride))
    return Probe(record.id, variable, cells)


def columns_of(view: Pixels, record: NodeRecord) -> int:
    """Cells in a row of the picture: as the view says, else as the layout of the node does."""
    if view.columns is not None:
        return min(view.columns, record.size)
    if record.layout in ("line", "ring"):
        return record.size
    return int((record.size - 1) ** 0.5) + 1


def spikes(record: AnyRecord, library: Library) -> bool:
    """Whether a record is a node that spikes."""
    return isinstance(record, Neurons | Stimulus) and library.sends_spikes(record)


def first_variable(record: AnyRecord, library: Library) -> str | None:
    """What is shown of a node or an edge when nothing is named; None where it has no values."""
    if isinstance(record, Neurons):
        return library.neuron(record).shown
    return None if spikes(record, library) else CURRENT
