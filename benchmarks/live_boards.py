"""Boards for measuring the live view: as many nodes and connections as asked for, all busy."""

from __future__ import annotations

import math
import random
from typing import Any

Document = dict[str, Any]
PITCH = 130
"""Board units between neighbours."""


def board(nodes: int, edges: int, views: int, cells: int = 0) -> Document:
    """A grid of single neurons that fire, each connected to some near it; `cells` puts one large
    population beside it. With at least one view, the first is the trace of a constant current `s`
    into the first neuron, from which a change of its parameter can be read at once."""
    columns = math.ceil(math.sqrt(1.6 * nodes))
    choose = random.Random(1)
    placed: list[Document] = [
        {
            "id": f"n{i}",
            "kind": "neurons",
            "model": "lif",
            "label": f"N{i}",
            "sign": "inhibitory" if i % 5 == 4 else "excitatory",
            "x": PITCH * (i % columns),
            "y": PITCH * (i // columns),
            "params": {"I_ext": 15.5 + 3.5 * choose.random()},
        }
        for i in range(nodes - 1)
    ]
    placed.append(
        {
            "id": "s",
            "kind": "stimulus",
            "model": "constant",
            "label": "Current",
            "x": -PITCH,
            "y": 0,
            "params": {"amplitude": 5},
        }
    )
    linked = [{"id": "e0", "source": "s", "target": "n0", "weight": 1}]
    taken: set[tuple[int, int]] = set()
    while len(linked) < edges:
        source = choose.randrange(nodes - 1)
        across, down = choose.randint(-2, 2), choose.randint(-2, 2)
        column, row = source % columns + across, source // columns + down
        target = row * columns + column
        fits = 0 <= column < columns and 0 <= target < nodes - 1 and target != source
        if not fits or (source, target) in taken:
            continue
        taken.add((source, target))
        sign = -1 if source % 5 == 4 else 1
        linked.append(
            {
                "id": f"e{len(linked)}",
                "source": f"n{source}",
                "target": f"n{target}",
                "synapse": "exponential",
                "weight": sign * (10 + 20 * choose.random()),
            }
        )
    if cells:
        placed.append(
            {
                "id": "many",
                "kind": "neurons",
                "model": "lif",
                "label": "Many",
                "size": cells,
                "sign": "excitatory",
                "x": -600,
                "y": 300,
                "params": {"I_ext": 20, "tau_m": {"normal": [15, 2]}},
            }
        )
    shown: list[Document] = [
        {"id": "v0", "kind": "trace", "of": [{"node": "s", "variable": "I"}], "window": 500},
        {
            "id": "v1",
            "kind": "raster",
            "of": [{"node": f"n{i}"} for i in range(min(40, nodes - 1))],
        },
        *(
            {
                "id": f"v{i}",
                "kind": "trace",
                "of": [{"node": f"n{3 * i + k}", "variable": "V"} for k in range(3)],
                "window": 500,
            }
            for i in range(2, views)
        ),
    ]
    return {
        "format": "neuroboard/1",
        "title": f"{nodes} nodes, {edges} connections",
        "settings": {"dt": 0.1, "method": "euler", "seed": 1},
        "nodes": placed,
        "edges": linked,
        "views": shown[:views],
    }
