"""Population rates over time."""

from __future__ import annotations

from engine.analysis.spiking import population_rate
from engine.document import Rate
from engine.network import NodeRecord
from server.circuit import Circuit
from server.figure_data import layout_of, time_axis
from server.figure_signals import node_name, time_word
from server.reading import Span, train
from server.views.kind import Figure, FigureJson, ViewKind


def read(circuit: Circuit, view: Rate, span: Span) -> Figure:
    """Copy spikes: also those before the span that a smoothed rate needs."""
    network = circuit.simulation.network
    before = 3 * view.smooth + view.bin
    end = min(span.t1, circuit.t)
    trains = {
        entry.node: train(circuit, entry.node, Span(span.t0 - before, span.t1))
        for entry in view.of
        if entry.node is not None
    }

    def figure() -> FigureJson:
        data = []
        for node, found in trains.items():
            record = network.records[node]
            if not isinstance(record, NodeRecord):
                continue
            rate = population_rate(
                found.times, record.size, span.t0 - before, end, view.bin, view.smooth
            )
            shown = rate.starts + view.bin > span.t0
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "name": node_name(network, record),
                    "x": rate.starts[shown] + view.bin / 2,
                    "y": rate.values[shown],
                    "line": {"shape": "linear" if view.smooth > 0 else "hvh"},
                    "hovertemplate": f"%{{y:.4~g}} Hz at %{{x:.4~f}} {time_word(network)}",
                    "meta": {"shows": "population", "of": node},
                }
            )
        layout = layout_of()
        layout["xaxis"] = time_axis(network, span)
        layout["yaxis"] = {"title": {"text": "Rate per cell (Hz)"}, "rangemode": "tozero"}
        return {"data": data, "layout": layout}

    return figure


KIND = ViewKind(read)
