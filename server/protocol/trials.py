"""Lines of the answer about trials of a view (rule H20)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.protocol.base import Finite, Message
from server.protocol.messages import Problem


class TrialSpikes(Message):
    """Spikes that an entry of the view shows: `times` in ms from the beginning of the window, with
    the cell of each."""

    entry: int
    times: list[Finite]
    cells: list[int]


class TrialTrace(Message):
    """A variable that an entry of the view shows, the mean over its cells: the first sample lies
    `first` ms after the beginning of the window, the others `every` ms apart."""

    entry: int
    first: Finite
    every: Finite
    values: list[Finite]


class TrialDone(Message):
    """One trial, as soon as it is done."""

    type: Literal["trial"] = "trial"
    index: int
    spikes: list[TrialSpikes]
    traces: list[TrialTrace]


class TrialsEnd(Message):
    """No more trials: all are done, or `problems` say why not."""

    type: Literal["end"] = "end"
    problems: list[Problem]


TrialLine = Annotated[TrialDone | TrialsEnd, Field(discriminator="type")]
