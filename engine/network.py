"""The live store of records: what an editor, a file and a simulation share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from engine.document import (
    AnyRecord,
    Board,
    Dataset,
    Definition,
    Document,
    Edit,
    Frame,
    Neurons,
    Note,
    Projection,
    Settings,
    Stimulus,
    Tile,
    ViewRecord,
)
from engine.edit import BOARD, Change, change
from engine.errors import DocumentError, Problem
from engine.library import Library, library_of

NodeRecord = Stimulus | Neurons


def shown_by(record: AnyRecord, network: Network) -> Dataset | None:
    """The data set that a stimulus shows, if it shows one that is there."""
    if not isinstance(record, Stimulus) or not network.library.knows(record):
        return None
    for parameter in network.library.stimulus(record).parameters:
        if parameter.kind == "dataset":
            found = network.get(str(record.params.get(parameter.name, "")))
            return found if isinstance(found, Dataset) else None
    return None


class Network:
    """Records by id, in order. The board (title and settings) has the id `board`.

    Pure data: it knows nothing of models or arrays. `engine.validation.validate` says whether it
    describes something that can run.
    """

    def __init__(
        self,
        records: Mapping[str, AnyRecord] | None = None,
        ranks: Mapping[str, int] | None = None,
    ) -> None:
        self._records: dict[str, AnyRecord] = dict(records or {BOARD: Board()})
        self._ranks = dict(ranks or {key: rank for rank, key in enumerate(self._records)})

    @classmethod
    def from_document(cls, document: Document) -> Network:
        """Take over a document. Raises DocumentError when two records have the same id."""
        board = Board(title=document.title, settings=document.settings, dock=document.dock)
        records: dict[str, AnyRecord] = {BOARD: board}
        problems = []
        for record in (
            *document.definitions,
            *document.datasets,
            *document.nodes,
            *document.edges,
            *document.views,
            *document.notes,
        ):
            if record.id in records:
                message = f'record "{record.id}": another record has this id already'
                if record.id == BOARD:
                    message = 'record "board": this id is taken by the board itself; choose another'
                problems.append(Problem(record.id, "id", message))
            records[record.id] = record
        if problems:
            raise DocumentError(problems)
        return cls(records)

    def to_document(self) -> Document:
        """The document as it would stand in a file."""
        return Document(
            title=self.board.title,
            settings=self.board.settings,
            dock=self.board.dock,
            nodes=list(self.nodes()),
            edges=list(self.edges()),
            views=list(self.views()),
            definitions=list(self.definitions()),
            datasets=list(self.datasets()),
            notes=list(self.notes()),
        )

    def plan(self, edit: Edit) -> Change:
        """What `edit` would do, without doing it. Raises DocumentError."""
        return change(self._records, self._ranks, edit)

    def after(self, planned: Change) -> Network:
        """The network as a planned change leaves it; this one stays as it is."""
        return Network(planned.records, planned.ranks)

    def apply(self, edit: Edit) -> Edit:
        """Change the store; the answer is the inverse edit. Raises DocumentError."""
        planned = self.plan(edit)
        self._records, self._ranks = planned.records, planned.ranks
        self.__dict__.pop("library", None)
        self.__dict__.pop("_leaving", None)
        return planned.inverse

    @property
    def records(self) -> Mapping[str, AnyRecord]:
        """All records by id, in order; not to be changed."""
        return self._records

    @property
    def board(self) -> Board:
        """Title and settings."""
        board = self._records[BOARD]
        assert isinstance(board, Board)
        return board

    @property
    def settings(self) -> Settings:
        """dt (ms), method and seed."""
        return self.board.settings

    def nodes(self) -> Iterator[NodeRecord]:
        """Populations and stimuli, in order."""
        return (r for r in self._records.values() if isinstance(r, NodeRecord))

    def edges(self) -> Iterator[Projection]:
        """Projections, in order."""
        return (r for r in self._records.values() if isinstance(r, Projection))

    def edges_from(self, node: str) -> Sequence[Projection]:
        """Projections that leave a node, in order."""
        return self._leaving.get(node, ())

    @cached_property
    def _leaving(self) -> dict[str, list[Projection]]:
        found: dict[str, list[Projection]] = {}
        for edge in self.edges():
            found.setdefault(edge.source, []).append(edge)
        return found

    def views(self) -> Iterator[ViewRecord]:
        """Views, in order."""
        return (r for r in self._records.values() if isinstance(r, Tile))

    def definitions(self) -> Iterator[Definition]:
        """Models of the document's own, in order."""
        return (r for r in self._records.values() if isinstance(r, Definition))

    def datasets(self) -> Iterator[Dataset]:
        """Data sets, in order."""
        return (r for r in self._records.values() if isinstance(r, Dataset))

    def notes(self) -> Iterator[Note | Frame]:
        """Notes and frames, in order."""
        return (r for r in self._records.values() if isinstance(r, Note | Frame))

    @cached_property
    def library(self) -> Library:
        """The models that names in this network stand for: its own and the registered ones."""
        return library_of(tuple(self.definitions()))

    def get(self, identifier: str) -> AnyRecord | None:
        """The record with this id, or None."""
        return self._records.get(identifier)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._records

    def __getitem__(self, identifier: str) -> AnyRecord:
        return self._records[identifier]
