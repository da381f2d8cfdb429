"""Spikes over time."""

from __future__ import annotations

from engine.document import Raster
from server.circuit import Circuit
from server.figure_data import figure_of_raster
from server.reading import Span, train
from server.views.kind import Figure, ViewKind


def read(circuit: Circuit, view: Raster, span: Span) -> Figure:
    """Copy spikes."""
    network = circuit.simulation.network
    nodes = dict.fromkeys(entry.node for entry in view.of if entry.node is not None)
    trains = {node: train(circuit, node, span) for node in nodes}
    return lambda: figure_of_raster(network, view, span, trains)


KIND = ViewKind(read)
