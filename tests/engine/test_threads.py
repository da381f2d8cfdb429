"""Several threads give what one gives, bit for bit."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engine import BlowUp, Probe, Recorder, Simulation, load
from engine.threads import LEAST_CELLS
from engine.validation import parse_edit
from tests.engine.boards import edge, neurons, raw_document, stimulus
from tests.engine.test_reproducibility import recorded, state_of

PROBES = [Probe("e", "V", (0, 1, 1300, 2599)), Probe("i", "V"), Probe("ee", "I"), Probe("sine")]


def board(**more: Any) -> dict[str, Any]:
    """3000 cells with every pattern of connection onto them, delays, kicks and a current."""
    start = {"V": {"uniform": [-70, -56]}}
    sparse = {"rule": "fixed_probability", "p": 0.02}
    dense = {"rule": "all_to_all"}
    exponential = {"synapse": "exponential"}
    nodes = [
        neurons(
            "e", size=2600, params={"tau_m": {"uniform": [10, 20]}, "I_ext": 12}, initial=start
        ),
        neurons("i", size=400, initial=start),
        stimulus("x", "poisson", 400, rate=40),
        stimulus("sine", "sine"),
    ]
    edges = [
        edge("xe", "x", "e", **exponential, connect=sparse, weight=60),
        edge("xi", "x", "i", **exponential, weight={"uniform": [0, 3]}),
        edge(
            "ee", "e", "e", **exponential, connect=sparse, weight={"lognormal": [6, 3]}, delay=1.5
        ),
        edge("ei", "e", "i", **exponential, connect=sparse, weight=9, delay=0.1),
        edge("ie", "i", "e", **exponential, connect=dense, weight=-0.5),
        edge("ii", "i", "i", synapse="delta", connect={"rule": "one_to_one"}, weight=-1),
        edge("same", "e", "e", **exponential, connect={"rule": "one_to_one"}, weight=-4),
        edge("se", "sine", "e", weight=0.5, connect=dense),
    ]
    return raw_document(nodes, edges, seed=5, **more)


def simulation(threads: int, document: dict[str, Any] | None = None) -> Simulation:
    text = json.dumps(document or board())
    made = Simulation(load(text), recorder=Recorder(keep_all=True, limit=2**30), threads=threads)
    for probe in PROBES if document is None else []:
        made.watch(probe)
    return made


def moving(of: Simulation) -> dict[str, bytes]:
    """All that moves. What a slot of a ring holds beyond its count is nobody's."""
    return {key: bits for key, bits in state_of(of).items() if not key.endswith("ring.cells")}


@pytest.fixture(scope="module")
def alone() -> Simulation:
    made = simulation(1)
    made.advance(600)
    return made


@pytest.mark.parametrize(("threads", "frame"), [(2, 1), (2, 7), (2, 600), (3, 600)])
def test_the_same_bits(alone: Simulation, threads: int, frame: int) -> None:
    together = simulation(threads)
    for first in range(0, 600, frame):
        together.advance(min(frame, 600 - first))
    assert moving(together) == moving(alone)
    assert recorded(together) == recorded(alone)
    assert all(count > 100 for count in alone.spike_counts.values())


def test_edits_and_rewinding_between_calls(alone: Simulation) -> None:
    together = simulation(2)
    together.advance(200)
    kept = together.snapshot()
    # A node more means other arrays for what the threads share.
    more = parse_edit({"put": [neurons("more", size=300)], "remove": []})
    together.apply(more)
    together.advance(50)
    together.apply(parse_edit({"put": [], "remove": ["more"]}))
    together.restore(kept)
    together.advance(400)
    assert moving(together) == moving(alone)


@pytest.mark.parametrize("cell", [10, 2900])
def test_a_blow_up_in_any_range_is_reported(cell: int) -> None:
    start = np.zeros(LEAST_CELLS * 2)
    start[cell] = 1.0
    unstable = {"tau_m": 0.1, "E_L": 0, "I_ext": 0}
    document = raw_document(
        [neurons("a", "leaky", size=start.size, params=unstable, initial={"V": start.tolist()})],
        dt=0.5,
    )
    together = simulation(2, document)
    with pytest.raises(BlowUp) as failed:
        together.advance(10_000)
    assert (failed.value.node, failed.value.variable, failed.value.cell) == ("a", "V", cell)
    with pytest.raises(BlowUp) as failed_alone:
        simulation(1, document).advance(10_000)
    assert str(failed.value) == str(failed_alone.value)
    together.reset()
    together.advance(5)


def test_a_small_network_is_run_by_one_thread() -> None:
    made = simulation(2, raw_document([neurons("a", size=LEAST_CELLS - 1)]))
    made.advance(10)
    assert made.threads_used == 1
    large = simulation(2, raw_document([neurons("a", size=LEAST_CELLS)]))
    large.advance(10)
    assert large.threads_used == 2


@pytest.mark.parametrize("threads", [0, -1, 65])
def test_a_number_of_threads_that_makes_no_sense(threads: int) -> None:
    with pytest.raises(ValueError, match="threads"):
        simulation(threads)
