"""Two variables against each other."""

from __future__ import annotations

import numpy as np

from engine.document import Scatter, Watched
from server.circuit import Circuit
from server.figure_data import MAX_POINTS, FigureJson, layout_of
from server.reading import Floats, Span, samples
from server.views.kind import Figure, ViewKind
from server.views.names import title_of, variable_of


def read(circuit: Circuit, view: Scatter, span: Span) -> Figure:
    """Copy both variables."""
    network = circuit.simulation.network
    if len(view.of) < 2:
        return lambda: {"data": [], "layout": layout_of()}

    def values(entry: Watched) -> Floats:
        variable = variable_of(network, entry)
        assert variable is not None
        if view.what == "cells":
            return circuit.simulation.state(entry.node or "", variable)
        cell = (entry.cells or [0])[0]
        return samples(circuit, entry.node or entry.edge or "", variable, cell, span)[1]

    # Both end now, whichever began to be recorded first.
    across, up = (values(entry) for entry in view.of[:2])
    count = min(len(across), len(up))
    if view.what == "time":
        across, up = across[len(across) - count :], up[len(up) - count :]
    every = max(1, -(-count // MAX_POINTS))
    across, up = across[:count:every], up[:count:every]

    def figure() -> FigureJson:
        layout = layout_of()
        layout["xaxis"] = {"title": {"text": title_of(network, view.of[0])}, "zeroline": False}
        layout["yaxis"] = {"title": {"text": title_of(network, view.of[1])}, "zeroline": False}
        layout["showlegend"] = False
        points: FigureJson = {
            "type": "scatter",
            "mode": "lines" if view.what == "time" else "markers",
            "x": across.astype(np.float64),
            "y": up.astype(np.float64),
            "hovertemplate": "%{x:.5~g}, %{y:.5~g}<extra></extra>",
            "meta": {"shows": "entry", "place": 0},
        }
        return {"data": [points], "layout": layout}

    return figure


KIND = ViewKind(read)
