"""Short-term plasticity (B4): against closed forms and a plain loop, through documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import Probe, Simulation
from engine.document import Edit, Projection, ShortTerm
from engine.headless import run_document
from engine.validation import parse_document
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus
from tests.engine.test_validation import problems

SLOW = {"tau_m": 1e5, "E_L": 0, "I_ext": 0}
METHODS = ("euler", "exponential_euler")


def kicked(short_term: Any, times: Any, n: int = 1, **fields: Any) -> Simulation:
    """n sources, each with its own times (ms), that kick one cell that hardly leaks."""
    settings = {key: fields.pop(key) for key in ("dt", "method") if key in fields}
    document = make_document(
        [
            stimulus("s", "spike_times", n, times=times),
            neurons("a", "leaky", params=SLOW, initial={"V": 0}),
        ],
        [edge("e", "s", "a", synapse="delta", short_term=short_term, **{"weight": 1, **fields})],
        **settings,
    )
    simulation = Simulation(document)
    for probe in (Probe("a", "V"), Probe("e", "u"), Probe("e", "x")):
        simulation.watch(probe)
    return simulation


def samples(simulation: Simulation, of: str, variable: str) -> np.ndarray:
    """All samples, (steps + 1, cells)."""
    values: np.ndarray = simulation.recorder.samples_since(Probe(of, variable)).values
    return values


def by_hand(
    spikes: list[int], steps: int, keep_u: float, keep_x: float, U: float
) -> tuple[np.ndarray, np.ndarray, dict[int, float]]:
    """u and x stepped one by one (a spike shows in the sample after it), and what is released."""
    u, x, us, xs, released = 0.0, 1.0, [0.0], [1.0], {}
    for k in range(steps):
        u, x = u * keep_u, 1 - (1 - x) * keep_x
        if k in spikes:
            u += U * (1 - u)
            released[k] = u * x
            x -= u * x
        us.append(u)
        xs.append(x)
    return np.array(us), np.array(xs), released


def keep(tau: float, dt: float, method: str) -> float:
    if tau == 0:
        return 0.0
    return 1 - dt / tau if method == "euler" else float(np.exp(-dt / tau))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "parameters",
    [
        {"U": 0.5, "tau_rec": 80, "tau_facil": 0},
        {"U": 0.1, "tau_rec": 20, "tau_facil": 150},
        {"U": 0.3, "tau_rec": 0, "tau_facil": 50},
    ],
)
def test_equals_stepping_u_and_x_by_hand(method: str, parameters: dict[str, float]) -> None:
    spikes = [3, 4, 20, 21, 22, 150, 160, 399]
    simulation = kicked(parameters, [[k * 0.1 for k in spikes]], method=method)
    simulation.advance(500)
    keep_u, keep_x = (keep(parameters[tau], 0.1, method) for tau in ("tau_facil", "tau_rec"))
    u, x, released = by_hand(spikes, 500, keep_u, keep_x, parameters["U"])
    assert samples(simulation, "e", "u")[:, 0] == pytest.approx(u, abs=1e-12)
    assert samples(simulation, "e", "x")[:, 0] == pytest.approx(x, abs=1e-12)
    v = samples(simulation, "a", "V")[:, 0]
    for k in spikes:
        assert v[k + 1] - v[k] == pytest.approx(released[k], abs=1e-4)


def test_depression_reaches_its_closed_form() -> None:
    """Tsodyks and Markram (1997): without facilitation u is U at each spike."""
    U, tau, interval = 0.4, 300.0, 25.0
    simulation = kicked(
        {"U": U, "tau_rec": tau, "tau_facil": 0},
        [np.arange(0, 2500, interval).tolist()],
        method="exponential_euler",
    )
    simulation.run(2450)
    v = samples(simulation, "a", "V")[:, 0]
    lost = np.exp(-interval / tau)
    # x before a spike, the same at the next one: x = 1 - (1 - x (1 - U)) lost.
    steady = (1 - lost) / (1 - (1 - U) * lost)
    at = 24000
    assert v[at + 1] - v[at] == pytest.approx(U * steady, rel=1e-3)
    assert v[1] == pytest.approx(U, rel=1e-6)


def test_facilitation_reaches_its_closed_form() -> None:
    U, tau, interval = 0.05, 400.0, 20.0
    simulation = kicked(
        {"U": U, "tau_rec": 0, "tau_facil": tau},
        [np.arange(0, 4000, interval).tolist()],
        method="exponential_euler",
    )
    simulation.run(3980)
    kept = np.exp(-interval / tau)
    # u right after a spike: u = kept u + U (1 - kept u); x has always recovered.
    steady = U / (1 - (1 - U) * kept)
    v = samples(simulation, "a", "V")[:, 0]
    at = 39600
    assert v[at + 1] - v[at] == pytest.approx(steady, rel=1e-3)
    assert samples(simulation, "e", "u")[at + 1, 0] == pytest.approx(steady, rel=1e-7)


def test_each_source_cell_has_its_own_resources_for_every_pattern() -> None:
    times = [[1.0, 3.0], [3.0], [2.0, 3.0], []]
    weights = [[1.0, 2, 3, 4], [5, 0, 7, 8]]
    for rule in ("all_to_all", "explicit"):
        document = make_document(
            [
                stimulus("s", "spike_times", 4, times=times),
                neurons("a", "leaky", 2, params=SLOW, initial={"V": 0}),
            ],
            [
                edge("e", "s", "a", synapse="delta", weight=weights, connect={"rule": rule})
                | {"short_term": {"U": 0.5, "tau_rec": 1e6, "tau_facil": 0}}
            ],
        )
        simulation = Simulation(document)
        simulation.run(5)
        total = np.array(weights) @ np.array([0.5 + 0.25, 0.5, 0.5 + 0.25, 0])
        assert simulation.state("a") == pytest.approx(total, rel=1e-3)


def test_a_delay_moves_everything_by_itself() -> None:
    parameters = {"U": 0.3, "tau_rec": 50, "tau_facil": 30}
    times = [[1.0, 4.0, 4.5, 20.0]]
    here, late = (kicked(parameters, times, delay=delay) for delay in (0, 2.5))
    for simulation in (here, late):
        simulation.run(40)
    for of, variable in (("a", "V"), ("e", "u"), ("e", "x")):
        early, shifted = samples(here, of, variable), samples(late, of, variable)
        assert np.allclose(shifted[25:], early[:-25], rtol=1e-4, atol=1e-12)


@pytest.mark.parametrize("frame", [1, 7, 1000])
def test_frames_snapshots_and_reset_give_the_same_bits(frame: int) -> None:
    times = [np.arange(0.5 * k, 60, 2 + k).tolist() for k in range(3)]
    simulation = kicked({"U": 0.2, "tau_rec": 30, "tau_facil": 60}, times, n=3, delay=1.3)
    whole = kicked({"U": 0.2, "tau_rec": 30, "tau_facil": 60}, times, n=3, delay=1.3)
    whole.advance(600)
    expected = samples(whole, "a", "V").copy()
    for _ in range(2):
        for done in range(0, 203, frame):
            simulation.advance(min(frame, 203 - done))
        middle = simulation.snapshot()
        for _ in range(2):
            simulation.advance(600 - simulation.step)
            assert np.array_equal(samples(simulation, "a", "V"), expected)
            simulation.restore(middle)
        simulation.reset()


def test_an_edit_of_its_parameters_goes_on_from_where_it_is() -> None:
    """Until the edit x recovers with the old time constant, from there on with the new one."""
    simulation = kicked({"U": 0.5, "tau_rec": 100, "tau_facil": 0}, [[0, 20, 40]])
    simulation.run(10)
    record = simulation.network["e"]
    assert isinstance(record, Projection)
    given = ShortTerm(U=0.5, tau_rec=50, tau_facil=0)
    changed = record.model_copy(update={"short_term": given})
    simulation.apply(Edit(put=[changed]))
    simulation.run(20)
    v = samples(simulation, "a", "V")[:, 0]
    x = 1 - 0.5 * (1 - 0.1 / 100) ** 100 * (1 - 0.1 / 50) ** 100
    assert v[201] - v[200] == pytest.approx(0.5 * x, rel=1e-4)


def test_spikes_under_way_when_it_is_switched_on_are_its_first() -> None:
    simulation = kicked({"U": 1}, [[1, 2]], delay=5)
    record = simulation.network["e"]
    assert isinstance(record, Projection)
    simulation.apply(Edit(put=[record.model_copy(update={"short_term": None})]))
    simulation.run(4)
    given = ShortTerm(U=0.5, tau_rec=1e6, tau_facil=0)
    simulation.apply(Edit(put=[record.model_copy(update={"short_term": given})]))
    simulation.run(10)
    assert simulation.state("a")[0] == pytest.approx(0.5 + 0.25, rel=1e-3)


@pytest.mark.parametrize("delay", [0, 4])
def test_a_change_of_dt_goes_on_from_where_it_is(delay: float) -> None:
    simulation = kicked(
        {"U": 0.5, "tau_rec": 100, "tau_facil": 0},
        [[0, 20]],
        method="exponential_euler",
        delay=delay,
    )
    simulation.run(10)
    board = simulation.network.board
    settings = board.settings.model_copy(update={"dt": 0.05})
    simulation.apply(Edit(put=[board.model_copy(update={"settings": settings})]))
    before = simulation.state("a")[0]
    simulation.run(11 + delay)
    x = 1 - 0.5 * np.exp(-20 / 100)
    assert simulation.state("a")[0] - before == pytest.approx(0.5 * x, rel=2e-3)


def shown(variable: str | None, cell: int, **fields: Any) -> Raw:
    """A trace of a variable of an edge from three cells to two."""
    return raw_document(
        [stimulus("s", "poisson", 3), neurons("a", "leaky", 2)],
        [edge("e", "s", "a", **{"synapse": "exponential", **fields})],
        [
            {"id": "v", "kind": "trace"}
            | {"of": [{"edge": "e", "variable": variable, "cells": [cell]}]}
        ],
    )


def test_u_and_x_of_the_source_cells_are_shown() -> None:
    for raw in (
        shown("u", 2, short_term={}),
        shown("x", 2, short_term={}, synapse="delta"),
        shown("I", 1, short_term={}),
    ):
        Simulation(parse_document(raw))


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (shown("u", 3, short_term={}), '"s" has the cells 0 to 2, there is no cell 3'),
        (shown("u", 0), '"e" has no variable "u" (it has: I)'),
        (
            shown(None, 0, short_term={}, synapse="delta"),
            '"e" acts at once and carries no current that could be shown',
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(raw: Raw, sentence: str) -> None:
    assert problems(raw) == [f'view "v": {sentence}']


def test_they_are_written_by_a_run(tmp_path: Path) -> None:
    board = tmp_path / "board.json"
    board.write_text(json.dumps(shown("x", 1, short_term={"U": 0.5})))
    run_document(board, 5, tmp_path / "all.npz")
    run_document(board, 5, tmp_path / "one.npz", ["e.u"])
    for name, key in (("all", "e.x"), ("one", "e.u")):
        with np.load(tmp_path / f"{name}.npz") as found:
            assert found[key].shape == (51, 3)
