"""A population as a picture."""

from __future__ import annotations

import numpy as np

from engine.document import Pixels
from engine.network import NodeRecord
from server.circuit import Circuit
from server.figure_data import FigureJson, layout_of
from server.reading import Floats, Span
from server.shown import columns_of
from server.views.kind import Figure, ViewKind
from server.views.names import title_of, variable_of

MAX_CELLS = 1_000_000
"""Cells of a figure; of more the first ones are shown."""


def picture(values: Floats, across: int) -> Floats:
    """Cells row by row, `across` in each; NaN where the last row has none."""
    rows = -(-len(values) // across)
    full = np.full(rows * across, np.nan)
    full[: len(values)] = values
    return full.reshape(rows, across)


def folded(values: Floats, across: int, most: int) -> tuple[Floats, int]:
    """The picture with at most `most` numbers, and the side of the squares of cells that each of
    them is the mean of."""
    whole = picture(values, across)
    block = 1
    while -(-whole.shape[0] // block) * -(-whole.shape[1] // block) > most:
        block += 1
    if block == 1:
        return whole, 1
    rows, columns = (-(-side // block) * block for side in whole.shape)
    padded = np.full((rows, columns), np.nan)
    padded[: whole.shape[0], : whole.shape[1]] = whole
    squares = padded.reshape(rows // block, block, columns // block, block)
    known = ~np.isnan(squares)
    count = known.sum(axis=(1, 3))
    sums = np.where(known, squares, 0.0).sum(axis=(1, 3))
    return np.where(count > 0, sums / np.maximum(count, 1), np.nan), block


def read(circuit: Circuit, view: Pixels, span: Span) -> Figure:
    """Copy the cells."""
    network = circuit.simulation.network
    entry = view.of[0] if view.of else None
    record = network.get(entry.node) if entry is not None and entry.node is not None else None
    if entry is None or not isinstance(record, NodeRecord):
        return lambda: {"data": [], "layout": layout_of()}
    values = circuit.simulation.state(record.id, variable_of(network, entry))[:MAX_CELLS]
    across = columns_of(view, record)

    def figure() -> FigureJson:
        layout = layout_of()
        layout["xaxis"] = {"title": {"text": "Column"}, "zeroline": False, "constrain": "domain"}
        layout["yaxis"] = {
            "title": {"text": "Row"},
            "autorange": "reversed",
            "scaleanchor": "x",
            "zeroline": False,
        }
        heat: FigureJson = {
            "type": "heatmap",
            "z": picture(values, across).astype(np.float32),
            "colorbar": {"title": {"text": title_of(network, entry)}},
            "hovertemplate": "row %{y}, column %{x}: %{z:.5~g}<extra></extra>",
            "meta": {"shows": "values"},
        }
        if view.scale != "auto":
            heat |= {"zmin": view.scale[0], "zmax": view.scale[1]}
        return {"data": [heat], "layout": layout}

    return figure


KIND = ViewKind(read)
