"""Random edits, undo, redo and lost connections of two pages: both end with the server's document
(rules E1 to E7, E11), and undoing everything gives back the empty one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.server.documents import edge, neuron, stimulus, trace
from tests.server.live import Live
from tests.server.page import Json, Page

clients = st.sampled_from([0, 1])
names = st.sampled_from(["a", "b", "c", "d"])
places = st.integers(-5, 5).map(lambda step: 20.0 * step)
gestures = st.sampled_from([None, "one", "two"])


def _sorted(document: Json) -> Json:
    """The document with its records by id: the order in which they were made is the server's."""
    return {
        key: {record["id"]: record for record in value} if isinstance(value, list) else value
        for key, value in document.items()
    }


class TwoClients(RuleBasedStateMachine):
    """Each step waits until both pages know what came of it, as people who look would."""

    live: Live

    def __init__(self) -> None:
        super().__init__()
        self.board = self.live.board()
        self.empty = self.stored()
        self.pages = [self.live.page(self.board, client) for client in ("one", "two")]
        self.seq = self.pages[0].welcome["seq"]

    def stored(self) -> Json:
        found: Json = self.live.get(f"/api/boards/{self.board}/document")
        return found

    def known(self, page: Page) -> dict[str, Json]:
        """The records of a page once it has heard of the last edit."""
        heard = page.welcome["seq"]
        if heard < self.seq:
            page.since(
                0,
                lambda m: isinstance(m, dict) and m["type"] == "edited" and m["seq"] >= self.seq,
            )
        return page.records()

    def done(self, answer: Json) -> None:
        if answer["type"] == "edited":
            assert answer["seq"] == self.seq + 1
            self.seq += 1
        assert self.known(self.pages[0]) == self.known(self.pages[1])

    def edit(self, client: int, put: list[Json], remove: list[str], gesture: Any = None) -> None:
        self.done(self.pages[client].edit(put=put, remove=remove, gesture=gesture))

    @rule(client=clients, name=names, x=places, gesture=gestures)
    def place(self, client: int, name: str, x: float, gesture: str | None) -> None:
        self.edit(client, [neuron(name, x=x)], [], gesture)

    @rule(client=clients, name=names, tau=st.integers(5, 30), gesture=gestures)
    def set_parameter(self, client: int, name: str, tau: int, gesture: str | None) -> None:
        old = self.known(self.pages[client]).get(name)
        if old is not None:
            self.edit(client, [{**old, "params": {"tau_m": tau}}], [], gesture)

    @rule(client=clients, first=names, second=names, weight=st.integers(-9, 9))
    def connect(self, client: int, first: str, second: str, weight: int) -> None:
        # Refused while one of the ends is not there.
        record = edge(f"{first}-{second}", first, second, weight=weight)
        self.edit(client, [record], [])

    @rule(client=clients, several=st.sets(names, min_size=1))
    def watch(self, client: int, several: set[str]) -> None:
        self.edit(client, [trace("v", *sorted(several))], [])

    @rule(client=clients, name=names)
    def remove(self, client: int, name: str) -> None:
        self.edit(client, [], [name])

    @rule(client=clients, title=st.text("xyz", max_size=5), name=names)
    def two_things_at_once(self, client: int, title: str, name: str) -> None:
        board = self.known(self.pages[client])["board"]
        self.edit(client, [{**board, "title": title}, stimulus("s")], [name])

    @rule(client=clients)
    def undo(self, client: int) -> None:
        self.done(self.pages[client].undo())

    @rule(client=clients)
    def redo(self, client: int) -> None:
        self.done(self.pages[client].redo())

    @rule(client=clients, to=st.integers(0, 12))
    def travel(self, client: int, to: int) -> None:
        page = self.pages[client]
        self.done(page.answer(page.ask({"type": "travel", "to": to})))

    @rule(client=clients)
    def lose_the_connection(self, client: int) -> None:
        page = self.pages[client]
        page.close()
        self.pages[client] = self.live.page(self.board, page.client)

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            for page in self.pages:
                page.close()

    def compare(self) -> None:
        last = self.stored()
        records = self.known(self.pages[0])
        assert records == self.known(self.pages[1])
        lists = [value for value in last.values() if isinstance(value, list)]
        assert {record["id"]: record for rows in lists for record in rows} == {
            name: record for name, record in records.items() if name != "board"
        }
        forward = 0
        while (answer := self.pages[0].redo())["type"] == "edited":
            self.done(answer)
        final = self.stored()
        while (answer := self.pages[0].undo())["type"] == "edited":
            self.done(answer)
            forward += 1
        assert self.stored() == self.empty
        for _ in range(forward):
            self.done(self.pages[1].redo())
        assert _sorted(self.stored()) == _sorted(final)
        assert self.known(self.pages[0]) == self.known(self.pages[1])


@contextmanager
def _machine(live: Live) -> Iterator[type[TwoClients]]:
    TwoClients.live = live
    yield TwoClients
    del TwoClients.live


def test_two_pages_and_the_server_agree(shared_live: Live) -> None:
    with _machine(shared_live) as machine:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=12,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


@pytest.mark.parametrize("client", ["one", "two"])
def test_an_edit_made_by_one_page_is_undone_by_either(shared_live: Live, client: str) -> None:
    board = shared_live.board()
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        one.edit(put=[neuron("a")])
        page = one if client == "one" else two
        answer = page.undo()
        assert answer["remove"] == ["a"]
        one.since(0, lambda m: isinstance(m, dict) and m.get("seq") == answer["seq"])
        assert set(one.records()) == {"board"}
