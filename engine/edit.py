"""Edits as pure functions: records before -> records after, and the edit that takes it back.

Records live in one ordered store, id -> record. Every id keeps its rank for good, so that a record
which is removed and put back stands where it stood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from engine.document import (
    AnyRecord,
    Definition,
    Edit,
    Neurons,
    Projection,
    Stimulus,
    Tile,
    ViewRecord,
    Watched,
)
from engine.errors import DocumentError, Problem
from engine.records.views import VIEW_TYPES

Records = Mapping[str, AnyRecord]
BOARD = "board"
_NODES = {"neurons": "neuron", "stimulus": "stimulus"}


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit does: the store afterwards, the whole edit (with all that goes along when a
    node is removed) and its inverse. `ranks` orders every id that was ever seen."""

    records: dict[str, AnyRecord]
    ranks: dict[str, int]
    forward: Edit
    inverse: Edit

    @property
    def changed(self) -> set[str]:
        """Ids of the records that were put or removed."""
        return {record.id for record in self.forward.put} | set(self.forward.remove)

    @property
    def affected(self) -> set[str]:
        """Ids of the records afterwards whose validity can depend on what was put or removed."""
        both = (*self.forward.put, *self.inverse.put)
        models = [record for record in both if isinstance(record, Definition)]
        return affected(self.records, self.changed, models)


def change(records: Records, ranks: Mapping[str, int], edit: Edit) -> Change:
    """Apply `edit` to a copy of the store.

    Raises DocumentError when a record would change its kind, or when the board would be removed.
    Removing what is not there does nothing: the aim is reached already.
    """
    problems = [*_kind_changes(records, edit.put), *_board_removed(edit.remove)]
    if problems:
        raise DocumentError(problems)
    after = dict(records)
    after.update((record.id, record) for record in edit.put)
    for identifier in edit.remove:
        after.pop(identifier, None)
    _drop_orphans(after, set(edit.remove))
    new_ranks = dict(ranks)
    upcoming = count(max(new_ranks.values(), default=-1) + 1)
    for identifier in after:
        if identifier not in new_ranks:
            new_ranks[identifier] = next(upcoming)
    ordered = dict(sorted(after.items(), key=lambda item: new_ranks[item[0]]))
    return Change(ordered, new_ranks, difference(records, ordered), difference(ordered, records))


def difference(before: Records, after: Records) -> Edit:
    """The edit that leads from one store to the other."""
    return Edit.model_construct(
        put=[record for key, record in after.items() if not _same(before.get(key), record)],
        remove=[key for key in before if key not in after],
    )


def _same(one: AnyRecord | None, other: AnyRecord) -> bool:
    return one is other or one == other


def _has_sign(records: Records, edge: AnyRecord) -> bool:
    source = records.get(edge.source) if isinstance(edge, Projection) else None
    return isinstance(source, Neurons) and source.sign is not None


def is_node(record: AnyRecord) -> bool:
    """Whether a record is a population or a stimulus."""
    return isinstance(record, Neurons | Stimulus)


def affected(
    records: Records, changed: Iterable[str], models: Sequence[Definition] = ()
) -> set[str]:
    """Ids of all records whose validity can depend on the changed ones: they themselves, what
    runs one of the document's own `models` or names a changed record, edges at changed nodes, and
    views of changed nodes or edges; with the settings, edges whose weights have a sign."""
    ids = set(changed)
    if BOARD in ids:
        ids |= {edge.id for edge in records.values() if _has_sign(records, edge)}
    edges: list[Projection] = []
    views: list[ViewRecord] = []
    # One look at each of thousands of records, by its class: this is part of every edit.
    for record in records.values():
        kind = type(record)
        if kind is Projection:
            edges.append(record)  # type: ignore[arg-type]  # as its class says
        elif kind in VIEW_TYPES:
            views.append(record)  # type: ignore[arg-type]  # as its class says
        elif any(uses(record, model) for model in models) or _names_changed(record, ids):
            ids.add(record.id)
    for edge in edges:
        signal = edge.plasticity.signal if edge.plasticity is not None else None
        at_node = edge.source in ids or edge.target in ids or signal in ids
        if at_node or any(uses(edge, model) for model in models):
            ids.add(edge.id)
    for view in views:
        if any(entry.node in ids or entry.edge in ids for entry in view.of):
            ids.add(view.id)
    return ids & records.keys()


def uses(record: AnyRecord, model: Definition) -> bool:
    """Whether a node or an edge runs a model of the document's own."""
    name, kind = model.name, model.of
    if isinstance(record, Neurons | Stimulus):
        return record.model == name and kind == _NODES[record.kind]
    if isinstance(record, Projection):
        rule = record.plasticity.rule if record.plasticity is not None else None
        return (kind == "synapse" and record.synapse == name) or (
            kind == "plasticity" and rule == name
        )
    return False


def _names_changed(record: AnyRecord, changed: Collection[str]) -> bool:
    """Whether a node refers to a changed data set."""
    if isinstance(record, Neurons | Stimulus):
        return any(type(v) is str and v in changed for v in record.params.values())
    return False


def _kind_changes(records: Records, put: Iterable[AnyRecord]) -> list[Problem]:
    problems = []
    kinds = {key: record.kind for key, record in records.items()}
    for record in put:
        before = kinds.setdefault(record.id, record.kind)
        if before != record.kind:
            message = (
                f'record "{record.id}": it is of kind {before} and cannot become {record.kind}; '
                "give the new record another id"
            )
            problems.append(Problem(record.id, "kind", message))
    return problems


def _board_removed(remove: Iterable[str]) -> list[Problem]:
    if BOARD not in remove:
        return []
    return [Problem(BOARD, None, "the board itself (title and settings) cannot be removed")]


def _drop_orphans(records: dict[str, AnyRecord], removed: set[str]) -> None:
    """Remove the edges of removed nodes, and what views showed of either; in place."""
    if not removed:
        return
    gone = {identifier for identifier in removed if identifier not in records}
    for record in list(records.values()):
        if isinstance(record, Projection) and (record.source in gone or record.target in gone):
            gone.add(record.id)
            del records[record.id]
    for record in list(records.values()):
        if not isinstance(record, Tile):
            continue
        kept = [entry for entry in record.of if not _shows(entry, gone)]
        if not kept and record.of:
            del records[record.id]
        elif len(kept) < len(record.of):
            records[record.id] = record.model_copy(update={"of": kept})


def _shows(entry: Watched, gone: set[str]) -> bool:
    return entry.node in gone or entry.edge in gone
