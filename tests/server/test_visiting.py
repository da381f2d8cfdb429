"""Rules R7 and R8: past moments of a run."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import Simulation, load
from engine.network import Network
from server.circuit import Circuit
from server.past import Past
from tests.server.documents import circuit, document, edge, neuron, noisy, stimulus, trace
from tests.server.live import Live
from tests.server.page import Frame, Json, Page


def _run_for(page: Page, steps: int) -> Frame:
    """Make steps while paused; the frame that shows them."""
    page.ready()
    before = max((seen.step for seen in page.frames()), default=0)
    goal = before + steps
    page.control("step", steps)
    return page.frame(lambda frame: frame.step >= goal)


def _visit(page: Page, t: float | None) -> Json:
    """The status that says where the network stands then."""
    page.ask({"type": "visit", "t": t})
    found: Json = page.until(
        lambda m: (
            isinstance(m, dict) and m["type"] == "status" and (m["present"] is None) == (t is None)
        )
    )
    return found


def _value(frame: Frame, node: str = "a") -> float:
    (section,) = frame.sections("activity", node)
    return float(frame.floats(section, 1)[0])


def _moment(page: Page, t: float) -> Frame:
    """The first frame of a past moment; it may have come before the status."""
    found: Frame = page.since(
        0, lambda m: isinstance(m, Frame) and m.header["moment"] == pytest.approx(t)
    )
    return found


def _reference(description: Json, t: float) -> float:
    simulation = Simulation(load(json.dumps(description)))
    simulation.run(t)
    return float(simulation.state("a")[0])


def test_R7_a_past_moment_is_shown_and_the_present_comes_back(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.watch("a")
        last = _run_for(page, 500)
        status = _visit(page, 20.0)
        assert (status["t"], status["present"], status["earliest"]) == (20.0, 50.0, 0.0)
        frame = _moment(page, 20.0)
        assert (frame.header["t"], frame.step) == (50.0, 500)
        assert _value(frame) == pytest.approx(_reference(circuit(), 20.0), abs=1e-4)
        status = _visit(page, None)
        assert (status["t"], status["present"]) == (50.0, None)
        assert _value(page.frame(lambda f: f.header["moment"] is None)) == _value(last)


def _samples(frames: list[Frame], node: str) -> dict[int, float]:
    """Raw samples of cell 0 by step; those after a reset replace what was there."""
    found: dict[int, float] = {}
    for frame in frames:
        if frame.header["reset"]:
            found.clear()
        for section in frame.sections("samples", node):
            assert section["mode"] == "raw"
            values = frame.floats(section, section["count"], len(section["cells"]))
            first = round(section["t0"] / 0.1)
            found |= {first + i: float(row[0]) for i, row in enumerate(values)}
    return found


def test_R7_going_on_from_a_past_moment_repeats_the_run(shared_live: Live) -> None:
    board = shared_live.board(noisy(40))
    with shared_live.page(board) as page:
        _run_for(page, 600)
        first = _samples([m for m in page.log if isinstance(m, Frame)], "pop")
        _visit(page, 15.0)
        mark = len(page.log)
        page.control("step", 450)
        page.frame(lambda frame: frame.header["moment"] is None and frame.step >= 600)
        frames = [m for m in page.log[mark:] if isinstance(m, Frame)]
        assert any(frame.header["reset"] for frame in frames)
        again = _samples(frames, "pop")
        assert again == first
        assert max(again) == 600


def test_R7_a_run_goes_on_from_the_moment_that_is_visited(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.watch("a")
        _run_for(page, 500)
        _visit(page, 10.0)
        page.control("run")
        frame = page.frame(lambda frame: frame.header["moment"] is None)
        assert frame.header["reset"]
        assert frame.header["t"] < 50.0


def test_R7_edits_at_a_past_moment_branch_from_there(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.watch("a")
        _run_for(page, 400)
        _visit(page, 10.0)
        page.edit(put=[stimulus(params={"amplitude": 0})])
        page.control("step", 300)
        frame = page.frame(lambda f: f.header["moment"] is None and f.step == 400)
        expected = -72 + (_reference(circuit(), 10.0) + 72) * (1 - 0.1 / 15) ** 300
        # The current of the step that was under way still counts once.
        assert _value(frame) == pytest.approx(expected, abs=0.03)


def test_R7_a_moment_before_an_edit_is_that_of_then(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.watch("a")
        _run_for(page, 200)
        page.edit(put=[stimulus(params={"amplitude": -40})])
        _run_for(page, 200)
        status = _visit(page, 19.0)
        # The network is another one now: the last moment before that is known exactly.
        assert status["t"] == 0.0
        assert _value(_moment(page, 0.0)) == _reference(circuit(), 0.0)
        status = _visit(page, 20.0)
        assert _value(_moment(page, 20.0)) == pytest.approx(_reference(circuit(), 20.0), abs=1e-4)


def test_R7_what_cannot_be_visited_is_refused(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        _run_for(page, 200)
        page.edit(put=[neuron("b")])
        page.ask({"type": "visit", "t": 5.0})
        sentence = page.message("refused")["problems"][0]["message"]
        assert "only later ones can be visited" in sentence


def test_R7_a_run_that_was_halted_goes_on_before_its_end(shared_live: Live) -> None:
    burst = stimulus(model="formula", params={"expression": "1 / (t - 10)"})
    with shared_live.page(shared_live.board(document(burst, neuron(), edge(), trace()))) as page:
        page.ready()
        page.control("run")
        page.message("halted")
        status = _visit(page, 5.0)
        assert status["t"] == 5.0
        page.edit(put=[stimulus()])
        page.control("step", 100)
        page.frame(lambda frame: frame.step == 150)


def _circuit_of(description: Json) -> Circuit:
    return Circuit(Network.from_document(load(json.dumps(description))), 2**30)


def test_R8_the_past_is_bounded_and_every_moment_of_it_right() -> None:
    live = _circuit_of(noisy(200))
    live.advance(1)
    size = live.simulation.snapshot().byte_count()
    past = Past(room=int(8.5 * size))
    live.reset()
    values: dict[int, NDArray[np.float64]] = {}
    for _ in range(40):
        past.keep(live)
        values[live.step] = live.simulation.state("pop").copy()
        live.advance(10)
    assert 3 <= len(past._moments) <= 8
    assert past._bytes <= 8.5 * size
    assert past.earliest == 0.0
    for step, expected in values.items():
        past.visit(live, live.simulation.time(step))
        np.testing.assert_array_equal(live.simulation.state("pop"), expected)
    past.come_back(live)
    assert not live.visiting
    assert live.step == 400
