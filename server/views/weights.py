"""Weights now."""

from __future__ import annotations

import math

import numpy as np

from engine.document import Weights
from server import figure_data
from server.circuit import Circuit
from server.figure_data import Block, figure_of_weights
from server.reading import Span
from server.views.kind import Figure, ViewKind


def read(circuit: Circuit, view: Weights, span: Span) -> Figure:
    """Copy matrices."""
    edges = [circuit.edges[edge] for edge in dict.fromkeys(entry.edge for entry in view.of) if edge]
    blocks = []
    for edge in edges:
        most = figure_data.MAX_SIDE
        matrix = circuit.simulation.weights(edge.id, most, most, absent=math.nan)
        blocks.append(Block(edge, matrix.astype(np.float32)))
    network = circuit.simulation.network
    return lambda: figure_of_weights(network, view, blocks)


KIND = ViewKind(read)
