"""Values of cells as bars."""

from __future__ import annotations

import numpy as np

from engine.document import Bars
from server.circuit import Circuit
from server.figure_data import MAX_SIDE, layout_of
from server.reading import Span
from server.views.kind import Figure, FigureJson, ViewKind
from server.views.names import title_of, variable_of


def read(circuit: Circuit, view: Bars, span: Span) -> Figure:
    """Copy the cells."""
    network = circuit.simulation.network
    data = []
    for place, entry in enumerate(view.of):
        if entry.node is None:
            continue
        values = circuit.simulation.state(entry.node, variable_of(network, entry))
        cells = np.arange(len(values))[:MAX_SIDE] if entry.cells is None else np.array(entry.cells)
        data.append(
            {
                "type": "bar",
                "name": title_of(network, entry),
                "x": cells,
                "y": values[cells],
                "hovertemplate": "cell %{x}: %{y:.5~g}",
                "meta": {"shows": "entry", "place": place},
            }
        )

    def figure() -> FigureJson:
        layout = layout_of()
        layout["xaxis"] = {"title": {"text": "Cell"}}
        layout["yaxis"] = {"title": {"text": data[0]["name"] if len(data) == 1 else "Value"}}
        if view.scale != "auto":
            layout["yaxis"]["range"] = list(view.scale)
        return {"data": data, "layout": layout}

    return figure


KIND = ViewKind(read)
