"""What lights up on the canvas: the values of all cells of a node."""

from __future__ import annotations

import json

import numpy as np

from engine import Network
from engine.memory import default_limit
from server.activity import Activity, Recent
from server.circuit import Circuit
from tests.engine.boards import make_document, neurons, stimulus


def test_a_current_with_a_value_per_cell_shows_each_of_them() -> None:
    nodes = [
        stimulus("s", "noise", 6, tau=5, sigma=3),
        stimulus("one", "noise", 1),
        neurons("a", "leaky", 2),
    ]
    circuit = Circuit(Network.from_document(make_document(nodes)), default_limit())
    circuit.advance(25)
    activity = Activity(circuit, Recent())
    for key, n in (("s", 6), ("one", 1)):
        record = circuit.simulation.network[key]
        assert record.kind == "stimulus"
        (part,) = activity.node(record, 0)
        head = json.loads(part.text + "0}")
        assert (head["node"], head["n"], head["rate"]) == (key, n, None)
        values = np.frombuffer(part.payload[: 4 * n], np.float32)
        assert np.array_equal(values, circuit.simulation.state(key).astype(np.float32))
        assert len(set(values)) == n
