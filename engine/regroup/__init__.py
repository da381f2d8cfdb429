"""A population as single neurons, and neurons as a population: edits that change how a network is
drawn and not what it computes. What was drawn from the seed becomes numbers of the document."""

from engine.regroup.drawn import drawn
from engine.regroup.group import MAX_GROUP, group
from engine.regroup.split import MAX_SPLIT, split

__all__ = ["MAX_GROUP", "MAX_SPLIT", "drawn", "group", "split"]
