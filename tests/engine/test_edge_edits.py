"""Any sequence of edits of an edge, while it runs: nothing is lost, nothing breaks."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from engine import DocumentError, Simulation
from engine.document import Edit, Projection
from tests.engine.boards import edge, make_document, neurons, stimulus

MATRIX = [[1.0] * 30] * 20
CHOICES: dict[str, list[Any]] = {
    "synapse": ["exponential", "delta", "conductance"],
    "weight": [0.5, {"uniform": [0, 2]}, MATRIX],
    "delay": [0.0, 3.0, {"uniform": [0, 5]}, {"normal": [20, 10]}, MATRIX],
    "release": [1.0, 0.5, 0.0],
    "short_term": [None, {}, {"tau_facil": 50.0}, {"tau_rec": 0.0}],
    "plasticity": [None, None, {"rule": "stdp"}],
    "connect": [
        {"rule": "all_to_all"},
        {"rule": "fixed_probability", "p": 0.3},
        {"rule": "distance", "sigma": 0.3},
        {"rule": "distance", "sigma": 0.3, "profile": "disc", "periodic": True},
    ],
}
SIZES = {"s": [30, 30, 5, 60], "a": [20, 20, 12]}


def edit(simulation: Simulation, rng: random.Random) -> Edit:
    """One field of the edge, and now and then a size, a layout or dt besides."""
    network = simulation.network
    field = rng.choice(list(CHOICES))
    record = network["e"].model_dump() | {field: rng.choice(CHOICES[field])}
    if field == "synapse":
        record["params"] = {}
    put: list[Any] = [Projection.model_validate(record)]
    if rng.random() < 0.2:
        node = rng.choice(["s", "a"])
        changes = {"size": rng.choice(SIZES[node]), "layout": rng.choice(["grid", "random"])}
        put.append(network[node].model_copy(update=changes))
    if rng.random() < 0.1:
        settings = network.settings.model_copy(update={"dt": rng.choice([0.05, 0.1, 0.2])})
        put.append(network.board.model_copy(update={"settings": settings}))
    return Edit(put=put)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_edits_in_any_order(seed: int) -> None:
    rng = random.Random(seed)
    document = make_document(
        [stimulus("s", "poisson", 30, rate=50), neurons("a", "lif", 20)],
        [edge("e", "s", "a", synapse="exponential")],
    )
    simulation = Simulation(document)
    done = 0
    for _ in range(200):
        try:
            simulation.apply(edit(simulation, rng))
            done += 1
        except DocumentError:
            # A matrix of another size, or learning with delays of each synapse's own.
            continue
        simulation.advance(rng.randrange(40))
        part: Any = simulation.assembly.edges["e"].parts.get("release")
        if part is not None and part.cells is not None:
            assert np.all((part.cells >= 0) & (part.cells <= 1))
        if rng.random() < 0.1:
            moment = simulation.snapshot()
            simulation.advance(30)
            after = simulation.state("a")
            simulation.restore(moment)
            simulation.advance(30)
            assert np.array_equal(simulation.state("a"), after)
    assert done > 50


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_spike_is_delivered_once_whatever_happens_to_the_delay(seed: int) -> None:
    rng = random.Random(seed)
    times = [[round(0.5 * k + 0.1 * cell, 1) for k in range(100)] for cell in range(30)]
    document = make_document(
        [
            stimulus("s", "spike_times", 30, times=times),
            neurons("a", "leaky", 20, params={"tau_m": 1e5, "E_L": 0}, initial={"V": 0}),
        ],
        [edge("e", "s", "a", synapse="delta", weight=1)],
    )
    simulation = Simulation(document)
    for _ in range(25):
        simulation.run(2)
        record = simulation.network["e"].model_dump() | {"delay": rng.choice(CHOICES["delay"])}
        simulation.apply(Edit(put=[Projection.model_validate(record)]))
    simulation.run(80)
    assert simulation.state("a") == pytest.approx([3000.0] * 20, rel=2e-3)
