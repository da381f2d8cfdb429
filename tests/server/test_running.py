"""Rules R1 to R6, R9 and R10: run, pause, step, reset, speed, giving up, kicks."""

from __future__ import annotations

import time

import pytest

from tests.server.documents import circuit, document, edge, neuron, noisy, stimulus, trace
from tests.server.live import Live
from tests.server.page import Frame, Json


def _exploding() -> Json:
    """Its current is infinite at t = 10 ms."""
    burst = stimulus(model="formula", params={"expression": "1 / (t - 10)"})
    return document(burst, neuron(), edge(), trace())


def test_R1_controls_are_answered_with_status_to_every_client(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        one.ready()
        one.control("run")
        two.message("status", running=True)
        one.message("status", running=True)
        one.control("pause")
        two.message("status", running=False)
        one.control("reset")
        two.message("status", running=False, t=0)
        one.control("step", 25)
        two.message("status", step=25)
        one.ask({"type": "speed", "speed": 5.0})
        two.message("status", speed=5.0)
        one.ask({"type": "speed", "speed": None})
        two.message("status", speed=None)


def test_R1_run_is_kept_until_the_network_is_built(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.control("run")
        page.message("status", running=True)
        page.frame(lambda frame: frame.header["t"] > 0)


def test_R1_what_cannot_be_done_is_refused(shared_live: Live) -> None:
    with shared_live.page(shared_live.board()) as page:
        page.ready()
        page.control("run")
        assert "place a neuron first" in page.message("refused")["problems"][0]["message"]
        page.edit(put=[neuron()])
        page.message("status", runnable=True)
        page.run()
        page.control("step")
        assert "Pause first" in page.message("refused")["problems"][0]["message"]


def test_R2_never_faster_than_the_speed(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run(speed=100.0)
        began, first = time.perf_counter(), page.frame().header["t"]
        page.frame(lambda f: time.perf_counter() - began > 1.5)
        elapsed, advanced = time.perf_counter() - began, page.frames()[-1].header["t"] - first
        assert 0.7 * 100 * elapsed < advanced < 100 * elapsed + 12


def test_R2_what_is_due_in_a_frame_is_computed_together(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = shared_live.board(circuit(dt=0.01))
    with shared_live.page(board) as page:
        page.ready()
        running = shared_live.session(board).run.circuit
        assert running is not None
        advance, made = running.advance, []

        def counted(steps: int) -> None:
            made.append(steps)
            advance(steps)

        monkeypatch.setattr(running, "advance", counted)
        page.run(speed=1000.0)
        page.frame(lambda f: f.header["t"] > 1000)
        page.control("pause")
        page.message("status", running=False)
    # A hundred thousand steps: one by one, as they come due, they would keep a processor busy.
    assert sum(made) / len(made) > 200


def test_R6_edits_that_follow_each_other_closely_do_not_slow_the_run_down(
    shared_live: Live,
) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run(speed=1000.0)
        first, began = page.frame().header["t"], time.perf_counter()
        # As a slider that is dragged for a while: an edit in each frame.
        for i in range(60):
            page.edit(put=[neuron(params={"I_ext": i / 10})])
            time.sleep(max(0.0, began + (i + 1) / 60 - time.perf_counter()))
        advanced = page.frame().header["t"] - first
        assert advanced > 0.7 * 1000 * (time.perf_counter() - began)


def test_R2_slow_motion_is_slower_than_a_step_a_frame(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run(speed=1.0)
        began, first = time.perf_counter(), page.frame().header["step"]
        page.frame(lambda f: time.perf_counter() - began > 1.0)
        steps = page.frames()[-1].step - first
        # A model ms a second are ten steps a second.
        assert 7 <= steps <= 12


def test_R2_frames_go_on_when_the_machine_cannot_keep_up(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(noisy(2000))) as page:
        page.ready()
        page.run(speed=1e6)
        began = time.perf_counter()
        page.frame(lambda f: time.perf_counter() - began > 1.5)
        count = len([m for m in page.log[-500:] if isinstance(m, Frame)])
        status = page.message("status")
        assert count > 15
        assert status["real_time_factor"] < 1000
        # What was not kept is not owed: back at real time the network does not race on.
        page.ask({"type": "speed", "speed": 1000.0})
        page.message("status", speed=1000.0)
        t, began = page.frame().header["t"], time.perf_counter()
        page.frame(lambda f: time.perf_counter() - began > 0.5)
        assert page.frames()[-1].header["t"] - t < 1000 * (time.perf_counter() - began) + 150


def test_R2_as_fast_as_it_goes(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run(speed=None)
        began = time.perf_counter()
        page.frame(lambda f: f.header["t"] > 20_000)
        assert time.perf_counter() - began < 15


@pytest.mark.parametrize("running", [True, False])
def test_R3_reset_keeps_running_or_paused(shared_live: Live, running: bool) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.step(100)
        first = page.frames()[-1]
        if running:
            page.run()
            page.frame(lambda f: f.header["t"] > 100)
        mark = len(page.log)
        page.control("reset")
        frame = page.frame(lambda f: f.header["reset"])
        assert frame.header["t"] < 60
        status = page.since(
            mark, lambda m: isinstance(m, dict) and m["type"] == "status" and m["t"] < 60
        )
        assert status["running"] is running
        if not running:
            assert frame.step == 0
            again = page.step(100)
            one, two = first.sections("samples")[0], again.sections("samples")[0]
            assert one["count"] - 1 <= two["count"] <= one["count"]
            assert first.floats(one, one["count"])[-1] == again.floats(two, two["count"])[-1]


def test_R4_a_value_out_of_range_pauses_and_is_explained(shared_live: Live) -> None:
    board = shared_live.board(_exploding())
    other = shared_live.board(circuit())
    with (
        shared_live.page(board, "one") as one,
        shared_live.page(board, "two") as two,
        shared_live.page(other) as bystander,
    ):
        bystander.ready()
        bystander.run()
        one.ready()
        one.run()
        message = ""
        for page in (one, two):
            halted = page.message("halted")
            message = halted["problem"]["message"]
            assert "stim" in message
            assert "formula" in message
            assert abs(halted["t"] - 10) < 0.2
            page.message("status", running=False)
        t = bystander.frame().header["t"]
        bystander.frame(lambda f: f.header["t"] > t + 200)
        # It is said again to whoever comes later, and why it cannot go on.
        with shared_live.page(board, "three") as three:
            assert three.welcome["problem"]["message"] == message
        one.control("run")
        assert "reset" in one.message("refused")["problems"][0]["message"]
        # Changed and reset, it runs.
        one.edit(put=[stimulus(model="formula", params={"expression": "t"})])
        one.control("reset")
        one.message("status", t=0)
        one.run()
        one.frame(lambda f: f.header["t"] > 20)


def test_R5_status_once_a_second_while_running(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run()
        for _ in range(4):
            began = time.perf_counter()
            page.message("status", running=True)
            assert time.perf_counter() - began < 1.0


def test_R5_status_when_clients_come_and_go(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    with shared_live.page(board, "one") as one:
        with shared_live.page(board, "two"):
            one.message("status", clients=2)
        one.message("status", clients=1)


def test_R6_an_edit_does_not_pause(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run()
        page.frame(lambda f: f.header["t"] > 100)
        seen = page.frames()[-1].header["t"]
        # In place, by rebuilding, and with another step.
        page.edit(put=[stimulus(params={"amplitude": 9})])
        page.edit(put=[neuron("b"), edge("f", target="b"), trace("u", "b")])
        settings = {"dt": 0.2, "method": "euler", "seed": 1}
        board = {"id": "board", "kind": "board", "title": "x", "settings": settings}
        page.edit(put=[board])
        frame = page.frame(lambda f: f.header["t"] > seen + 300)
        assert page.message("status")["running"]
        times = [f.header["t"] for f in page.frames()]
        assert times == sorted(times)
        assert frame.sections("samples", "b")[0]["every"] == pytest.approx(0.2)
        assert not [m for m in page.log if isinstance(m, dict) and m["type"] == "refused"]


def _large() -> Json:
    """Two populations whose connection takes seconds to draw."""
    size = 20_000
    return document(
        {"id": "many", "kind": "neurons", "model": "lif", "size": size},
        {"id": "more", "kind": "neurons", "model": "lif", "size": size},
        edge(
            "between",
            "many",
            "more",
            synapse="exponential",
            connect={"rule": "fixed_probability", "p": 0.5},
        ),
    )


def test_R9_an_edit_that_takes_long_can_be_given_up(shared_live: Live) -> None:
    large = _large()
    with shared_live.page(shared_live.board(document(*large["nodes"]))) as page:
        page.ready()
        ref = page.ask({"type": "edit", "edit": {"put": large["edges"], "remove": []}})
        status = page.message("status", cancellable=True)
        assert status["preparing"] == "Changing the network"
        page.control("cancel")
        refused = page.answer(ref)
        assert refused["type"] == "refused"
        assert "it was cancelled" in refused["problems"][0]["message"]
        page.control("step", 5)
        page.message("status", step=5, cancellable=False)


def test_R9_opening_a_board_can_be_given_up(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(_large())) as page:
        page.message("status", cancellable=True)
        page.control("cancel")
        assert "Building the network was stopped" in page.message("halted")["problem"]["message"]
        status = page.message("status", preparing=None)
        assert not status["runnable"]
        page.control("run")
        assert "was stopped" in page.message("refused")["problems"][0]["message"]
        page.edit(remove=["between"])
        page.message("status", runnable=True)


def test_R9_there_must_be_something_to_give_up(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.control("cancel")
        assert "nothing is being built" in page.message("refused")["problems"][0]["message"]


def test_R10_a_kick_moves_the_state_of_some_cells(shared_live: Live) -> None:
    description = document(neuron(size=4, initial={"V": -72}), trace())
    with shared_live.page(shared_live.board(description)) as page:
        page.watch("a")
        page.ready()
        ref = page.ask({"type": "kick", "node": "a", "cells": [1, 3, 3], "amount": 10})

        def values(frame: Frame) -> list[float]:
            # A frame may have been on its way before the node was watched.
            sections = frame.sections("activity", "a")
            return [round(float(v), 3) for s in sections for v in frame.floats(s, 4)]

        page.frame(lambda frame: values(frame) == [-72, -62, -72, -62])
        page.control("step", 10)
        frame = page.frame(lambda frame: frame.step == 10)
        decayed = round(-72 + 10 * (1 - 0.1 / 15) ** 10, 3)
        assert values(frame) == [-72, decayed, -72, decayed]
        assert not any(isinstance(m, dict) and m.get("ref") == ref for m in page.log)


def test_R10_only_cells_that_are_there_are_kicked(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        for node, cells, why in (
            ("a", [1], "there is no cell 1"),
            ("stim", [0], "no state"),
            ("nobody", [0], "no state"),
        ):
            page.ask({"type": "kick", "node": node, "cells": cells, "amount": 5})
            assert why in page.message("refused")["problems"][0]["message"]


def test_R10_a_kick_at_a_visited_moment_makes_it_the_present(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.watch("a")
        page.ready()
        page.control("step", 300)
        page.frame(lambda frame: frame.step == 300)
        page.ask({"type": "visit", "t": 10.0})
        page.frame(lambda frame: frame.header["moment"] == 10.0)
        page.ask({"type": "kick", "node": "a", "cells": [0], "amount": 3})
        frame = page.frame(lambda frame: frame.header["moment"] is None)
        assert (frame.header["reset"], frame.step) == (True, 100)
