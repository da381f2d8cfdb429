"""The store of records: edits, their inverses, order."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from engine import DocumentError, Edit, Network
from engine.document import AnyRecord, Board, Neurons, Projection, Settings, Trace, Watched
from engine.validation import parse_document
from tests.engine.boards import edge, make_document, neurons, stimulus


def network() -> Network:
    views = [
        {"id": "v", "kind": "trace", "of": [{"node": "a"}, {"node": "b"}, {"edge": "e"}]},
        {"id": "w", "kind": "raster", "of": [{"node": "b"}]},
    ]
    nodes = [stimulus("s", "constant"), neurons("a"), neurons("b"), neurons("c")]
    edges = [edge("d", "s", "a"), edge("e", "a", "b", synapse="delta")]
    return Network.from_document(make_document(nodes, edges, views))


def test_a_document_goes_in_and_comes_out() -> None:
    document = network().to_document()
    assert Network.from_document(document).to_document() == document


def test_the_places_of_views_are_part_of_the_document() -> None:
    floating = {"x": 0.5, "y": 0.25, "width": 0.3, "height": 0.4}
    view = {"id": "v", "kind": "trace", "of": [{"node": "a"}], "share": 2, "linked": False}
    description = {
        "format": "neuroboard/1",
        "dock": 0.4,
        "nodes": [neurons("a")],
        "views": [{**view, "floating": floating}],
    }
    document = Network.from_document(parse_document(description)).to_document()
    (kept,) = document.model_dump()["views"]
    assert (document.dock, kept["share"], kept["linked"]) == (0.4, 2, False)
    assert kept["floating"] == floating
    outside = {**view, "floating": {**floating, "x": 1.5}}
    with pytest.raises(DocumentError, match=r"floating\.x must be at most 1"):
        parse_document({**description, "views": [outside]})


def test_removing_a_node_takes_its_edges_and_what_views_show_of_it_along() -> None:
    board = network()
    before = board.to_document()
    planned = board.plan(Edit(remove=["b"]))
    assert set(planned.forward.remove) == {"b", "e", "w"}
    assert [record.id for record in planned.forward.put] == ["v"]
    inverse = board.apply(Edit(remove=["b"]))
    kept = board["v"]
    assert isinstance(kept, Trace)
    assert [entry.node for entry in kept.of] == ["a"]
    assert "w" not in board
    board.apply(inverse)
    assert board.to_document() == before
    assert list(board.records) == ["board", "s", "a", "b", "c", "d", "e", "v", "w"]


def test_an_edge_removed_alone_leaves_its_view_entries_too() -> None:
    board = network()
    board.apply(Edit(remove=["e"]))
    kept = board["v"]
    assert isinstance(kept, Trace)
    assert [entry.node for entry in kept.of] == ["a", "b"]


def test_removing_what_is_not_there_does_nothing() -> None:
    board = network()
    assert board.apply(Edit(remove=["ghost"])) == Edit()


def test_a_node_put_and_removed_in_one_edit_is_gone() -> None:
    board = network()
    inverse = board.apply(Edit(put=[Neurons(id="n", kind="neurons", model="lif")], remove=["n"]))
    assert "n" not in board
    assert inverse == Edit()


def test_an_id_keeps_its_kind() -> None:
    with pytest.raises(DocumentError, match=r'"a": it is of kind neurons and cannot become trace'):
        network().apply(Edit(put=[Trace(id="a", kind="trace", of=[])]))


def test_the_board_stays() -> None:
    with pytest.raises(DocumentError, match="cannot be removed"):
        network().apply(Edit(remove=["board"]))


def test_ids_are_unique_and_board_is_taken() -> None:
    with pytest.raises(DocumentError, match='"a": another record has this id'):
        Network.from_document(make_document([neurons("a"), neurons("a")]))
    with pytest.raises(DocumentError, match="this id is taken by the board"):
        Network.from_document(make_document([neurons("board")]))


IDS = [f"n{k}" for k in range(5)]


class Editing(RuleBasedStateMachine):
    """Any edits, each undone and done again, against a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.network = Network()
        self.undo: list[tuple[list[AnyRecord], Edit]] = []

    def apply(self, edit: Edit) -> None:
        before = list(self.network.records.values())
        self.undo.append((before, self.network.apply(edit)))

    @rule(identifier=st.sampled_from(IDS), size=st.integers(1, 9), x=st.floats(-5, 5))
    def put_node(self, identifier: str, size: int, x: float) -> None:
        record = Neurons(id=identifier, kind="neurons", model="lif", size=size, x=x)
        self.apply(Edit(put=[record]))
        assert self.network[identifier] == record

    @rule(ends=st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), weight=st.floats(-9, 9))
    def put_edge(self, ends: tuple[str, str], weight: float) -> None:
        source, target = ends
        if source in self.network and target in self.network:
            name = f"e-{source}-{target}"
            record = Projection(
                id=name, source=source, target=target, synapse="delta", weight=weight
            )
            self.apply(Edit(put=[record]))

    @rule(shown=st.lists(st.sampled_from(IDS), max_size=3))
    def put_view(self, shown: list[str]) -> None:
        of = [Watched(node=node) for node in shown if node in self.network]
        self.apply(Edit(put=[Trace(id="v", kind="trace", of=of)]))

    @rule(identifiers=st.lists(st.sampled_from([*IDS, "v", "ghost"]), max_size=3))
    def remove(self, identifiers: list[str]) -> None:
        self.apply(Edit(remove=identifiers))
        assert not set(identifiers) & set(self.network.records)

    @rule(dt=st.floats(0.01, 1))
    def set_dt(self, dt: float) -> None:
        self.apply(Edit(put=[Board(settings=Settings(dt=dt))]))

    @rule(again=st.booleans())
    def take_back(self, again: bool) -> None:
        if not self.undo:
            return
        before, inverse = self.undo.pop()
        now = list(self.network.records.values())
        redo = self.network.apply(inverse)
        assert list(self.network.records.values()) == before
        if again:
            undo = self.network.apply(redo)
            assert list(self.network.records.values()) == now
            self.undo.append((before, undo))

    @invariant()
    def nothing_hangs_in_the_air(self) -> None:
        for link in self.network.edges():
            assert link.source in self.network
            assert link.target in self.network
        for view in self.network.views():
            assert all(entry.node in self.network for entry in view.of)
        assert next(iter(self.network.records)) == "board"


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestEditing = Editing.TestCase
