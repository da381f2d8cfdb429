"""Lines over time."""

from __future__ import annotations

from engine.document import Trace
from server.circuit import Circuit
from server.figure_data import Line, figure_of_trace
from server.figure_signals import signals_of
from server.reading import Span, samples, train
from server.shown import spikes
from server.views.kind import Figure, ViewKind


def read(circuit: Circuit, view: Trace, span: Span) -> Figure:
    """Copy samples and spikes."""
    network = circuit.simulation.network
    nodes = dict.fromkeys(entry.node for entry in view.of if entry.node is not None)
    spiking = [node for node in nodes if spikes(network[node], network.library)]
    trains = {node: train(circuit, node, span) for node in spiking}
    lines = [
        Line(signal, *samples(circuit, signal.of, signal.variable, signal.cell, span))
        for signal in signals_of(network, view)
    ]
    return lambda: figure_of_trace(network, view, span, lines, trains)


KIND = ViewKind(read)
