"""How many steps are due, by a clock that the test moves."""

from __future__ import annotations

import pytest

from server.pace import FRAME, PATIENCE, SLICE, UNWATCHED, Pace, beat


def _pace(speed: float | None = 1000.0, dt: float = 0.1) -> Pace:
    pace = Pace(dt)
    pace.set_speed(speed, 0.0, 0.0)
    return pace


def _run(pace: Pace, seconds: float, per_second: float, frame: float = 1 / 60) -> float:
    """Model time after so many seconds on a machine that computes `per_second` steps a second."""
    now = t = 0.0
    while now < seconds:
        steps = min(pace.due(now, t), max(1, int(per_second * frame)))
        t += steps * pace.dt
        now += max(frame, steps / per_second)
    return t


def test_R2_keeps_the_speed_exactly_on_average() -> None:
    for speed in (1.0, 10.0, 333.3, 1000.0, 5000.0):
        t = _run(_pace(speed), 10.0, 1e9)
        assert speed * 10 - speed / 30 - 0.2 <= t <= speed * 10 + 0.2


def test_R2_what_cannot_be_kept_is_not_owed() -> None:
    pace = _pace()
    # For ten seconds the machine manages a tenth; then the network is ahead by no more than this.
    now = t = 0.0
    while now < 10:
        steps = min(pace.due(now, t), 16)
        t += steps * 0.1
        now += 1 / 60
    assert 900 < t < 1000
    assert pace.due(now, t) <= round(PATIENCE * 1000 / 0.1)


def test_a_pause_of_the_machine_is_not_made_up_for() -> None:
    pace = _pace()
    assert pace.due(60.0, 0.0) * 0.1 <= PATIENCE * 1000 + 0.1


def test_a_step_longer_than_the_patience_still_comes() -> None:
    pace = _pace(speed=1.0, dt=1.0)
    assert pace.due(0.5, 0.0) == 0
    assert pace.due(1.0, 0.0) == 1
    assert pace.due(7.0, 0.0) == 1


def test_a_change_of_speed_begins_where_the_network_is() -> None:
    pace = _pace()
    pace.set_speed(10.0, now=5.0, t=4321.0)
    assert pace.due(5.0, 4321.0) == 0
    assert pace.due(5.1, 4321.0) == 10


def test_slices_fit_the_measured_speed() -> None:
    pace = _pace(None)
    assert pace.affordable() == 1
    assert pace.real_time_factor() is None
    for _ in range(50):
        pace.measured(1000, 0.01)
    assert pace.affordable() == pytest.approx(100_000 * SLICE, rel=0.01)
    assert pace.real_time_factor() == pytest.approx(10, rel=0.01)
    # A network that became slower is noticed at once, one that became faster bit by bit.
    pace.measured(1000, 1.0)
    assert pace.affordable() <= 1000 * SLICE
    pace.forget()
    assert pace.affordable() == 1


def test_without_a_speed_a_slice_is_always_due() -> None:
    pace = _pace(None)
    pace.measured(1000, 0.01)
    assert pace.due(0.0, 1e6) == pace.affordable() > 1


def test_frames_come_less_often_where_many_runs_are_shown_and_seldom_where_none_is() -> None:
    assert beat(True, 1, 2) == beat(True, 8, 2) == FRAME
    assert beat(True, 16, 2) == pytest.approx(2 * FRAME)
    assert beat(True, 1000, 2) == beat(False, 0, 2) == UNWATCHED
    # A run that is looked at so seldom still catches up each time.
    assert UNWATCHED < PATIENCE
