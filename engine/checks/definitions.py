"""A board's own models: what is wrong with them, and with removing one that is in use."""

from __future__ import annotations

from collections.abc import Iterator

from engine.definitions import faults
from engine.document import Definition, Projection
from engine.edit import Change, uses
from engine.errors import Problem
from engine.network import Network

MAX_NAMED = 3
"""Users of a model that a sentence names."""


def check_definition(record: Definition, network: Network) -> Iterator[Problem]:
    """Texts, names and size of a model; its name is the only one of its kind."""
    for other in network.definitions():
        if other.id != record.id and other.name == record.name:
            message = f'another model of this board is called "{record.name}": choose another name'
            yield Problem(record.id, "name", message)
            break
    for fault in faults(record):
        message = f'model "{record.name}", {fault.where}: {fault.message}'
        yield Problem(record.id, fault.field, message)


def removed_in_use(network: Network, change: Change) -> Iterator[Problem]:
    """A model that goes while nodes or edges still run it; `network` is that after the change."""
    left = {definition.name for definition in network.definitions()}
    for before in change.inverse.put:
        if not isinstance(before, Definition) or before.name in left or before.id in network:
            continue
        users = [record for record in network.records.values() if uses(record, before)]
        if not users:
            continue
        named = [
            f'{"edge" if isinstance(user, Projection) else "node"} "{user.id}"'
            for user in users[:MAX_NAMED]
        ]
        more = f" and {len(users) - MAX_NAMED} more" if len(users) > MAX_NAMED else ""
        verb = "uses" if len(users) == 1 else "use"
        message = (
            f'model "{before.name}" cannot be removed: {", ".join(named)}{more} {verb} it; give '
            "them another model first, or remove them too"
        )
        yield Problem(before.id, None, message)
