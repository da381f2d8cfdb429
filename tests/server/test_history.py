"""Histories as values: bounded, joined by gesture, the same after storing and loading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.document import AnyRecord, Neurons
from server import history as h
from server.history import Change, Entry, History


def _record(name: str, x: float) -> Neurons:
    return Neurons(id=name, kind="neurons", model="lif", x=x)


def _move(name: str, before: float | None, after: float | None) -> Change:
    sides: list[dict[str, AnyRecord | None]] = [
        {name: None if x is None else _record(name, x)} for x in (before, after)
    ]
    return Change(*sides)


def _entry(change: Change, gesture: str | None = None, size: int = 10) -> Entry:
    return Entry(change, "Move", "page", gesture, size)


def test_a_change_and_its_inverse() -> None:
    change = _move("a", None, 1.0)
    assert [record.id for record in change.forward().put] == ["a"]
    assert change.backward().remove == ["a"]
    assert change.inverted().forward() == change.backward()


def test_joined_changes_go_from_the_first_to_the_last() -> None:
    joined = _move("a", 0.0, 1.0).then(_move("a", 1.0, 2.0)).then(_move("b", None, 5.0))
    assert joined.before == {"a": _record("a", 0.0), "b": None}
    assert joined.after == {"a": _record("a", 2.0), "b": _record("b", 5.0)}


def test_the_number_of_entries_is_bounded() -> None:
    history = History()
    for number in range(h.MAX_ENTRIES + 50):
        history = history.with_entry(_entry(_move("a", number, number + 1)))
    assert len(history.entries) == history.done == h.MAX_ENTRIES
    assert history.first == 50
    assert history.entries[0].change.before == {"a": _record("a", 50)}


def test_the_bytes_are_bounded_but_the_last_entry_stays() -> None:
    history = History()
    for number in range(10):
        entry = _entry(_move("a", number, number + 1), size=h.MAX_BYTES // 4)
        history = history.with_entry(entry)
    assert len(history.entries) == 4
    history = history.with_entry(_entry(_move("a", 10, 11), size=10 * h.MAX_BYTES))
    assert len(history.entries) == 1
    assert history.state().undo == "Move"


def test_another_client_with_the_same_gesture_is_another_entry() -> None:
    history = History().with_entry(_entry(_move("a", 0, 1), "g"))
    other = Entry(_move("a", 1, 2), "Move", "other", "g", 1)
    assert len(history.with_entry(other).entries) == 2


@given(st.lists(st.sampled_from(["edit", "gesture", "undo", "redo"]), max_size=60))
def test_undo_and_redo_lead_where_they_should(actions: list[str]) -> None:
    """Against the plainest model: a list of states and a place in it."""
    states: list[float] = [0.0]
    place = 0
    history, x, joins = History(), 0.0, False
    for number, action in enumerate(actions):
        record: AnyRecord | None
        if action == "undo" and history.done:
            record = history.entries[history.done - 1].change.before["a"]
            history = history.undone()
            place, joins = place - 1, False
        elif action == "redo" and history.done < len(history.entries):
            record = history.entries[history.done].change.after["a"]
            history = history.redone()
            place, joins = place + 1, False
        elif action in ("edit", "gesture"):
            gesture = "g" if action == "gesture" else None
            new = number + 1.0
            record = _record("a", new)
            history = history.with_entry(_entry(_move("a", x, new), gesture))
            states = states[: place + 1]
            if joins and gesture:
                states[place] = new
            else:
                states.append(new)
                place += 1
            joins = gesture is not None
        else:
            continue
        assert isinstance(record, Neurons)
        x = record.x
        assert x == states[place]
        assert history.done == place
        assert (history.state().undo is None) == (place == 0)
        assert (history.state().redo is None) == (place == len(states) - 1)
