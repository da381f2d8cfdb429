"""Data sets, and the stimuli that show them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.blocks.presentations import samples_of, width_of
from engine.checks.values import Fault, named
from engine.document import Dataset, Stimulus
from engine.errors import Problem
from engine.network import Network, shown_by
from engine.sentences import did_you_mean


def check_dataset(record: Dataset) -> Iterator[Problem]:
    """All that can be wrong with a data set."""
    yield from named(record.id, "data set", _faults(record))


def check_shown(record: Stimulus, network: Network) -> Iterator[Problem]:
    """Whether a stimulus can show the data set that it names."""
    yield from named(record.id, "node", _faults_shown(record, network))


def _faults(record: Dataset) -> Iterator[Fault]:
    count = len(record.inputs)
    if not count:
        yield "inputs", "it has no samples: give at least one row of inputs"
        return
    yield from _rows("inputs", record.inputs)
    if (record.targets is None) == (record.labels is None):
        which = "both targets and labels" if record.targets is not None else "neither"
        yield "targets", f"it must have either targets or labels (it has {which})"
        return
    answers = record.targets if record.targets is not None else record.labels
    field = "targets" if record.targets is not None else "labels"
    assert answers is not None
    if len(answers) != count:
        yield field, f"there are {len(answers)} {field} for {count} samples: give one for each"
    elif record.targets is not None:
        yield from _rows("targets", record.targets)
    if record.train is not None and record.train > count:
        yield "train", f"train is {record.train}, but there are only {count} samples"


def _rows(field: str, rows: list[list[float]]) -> Iterator[Fault]:
    widths = sorted({len(row) for row in rows})
    if widths[0] == 0:
        yield field, f"{field} must have at least one number in each row"
    elif len(widths) > 1:
        yield (
            field,
            f"{field} has rows of {widths[0]} and of {widths[-1]} numbers: they must be of the "
            "same length",
        )


def _faults_shown(record: Stimulus, network: Network) -> Iterator[Fault]:
    if not network.library.knows(record):
        return
    model = network.library.stimulus(record)
    name = next((p.name for p in model.parameters if p.kind == "dataset"), None)
    identifier = record.params.get(name, "") if name is not None else ""
    if not isinstance(identifier, str) or not identifier:
        return
    data = shown_by(record, network)
    if data is None:
        known = [each.id for each in network.datasets()]
        hint = did_you_mean(identifier, known) or "; the board has none with this id"
        yield f"params.{name}", f'there is no data set "{identifier[:64]}"{hint}'
        return
    if next(_faults(data), None) is not None:
        return
    part = str(record.params.get("part", "inputs"))
    width = width_of(data, part)
    if record.size != width:
        cells = "1 cell" if record.size == 1 else f"{record.size} cells"
        yield (
            "size",
            f'the {part} of "{data.id}" have {width} values per sample, and it has {cells}: set '
            f"its size to {width}",
        )
    if not samples_of(data, str(record.params.get("split", "train"))):
        yield (
            "params.split",
            f'all samples of "{data.id}" are for training, so there are none to test with: set '
            "its train to less than the number of its samples",
        )
