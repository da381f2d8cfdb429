"""What came out of a row, as it is kept in JSON."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Entry:
    """A contender in a race. Times are seconds; `per_second` are those per biological second, one
    per repetition; `rates` are mean and standard error in Hz by population.

    `work` is "same", "differs", "undecided" (too short to tell), "other" (by its nature) or ""
    for the one that the others are compared with. `ratio` is the median over the product's; it is
    None where there is nothing to compare.
    """

    name: str
    title: str
    program: str = ""
    failure: str = ""
    first_build: float = 0.0
    later_build: float = 0.0
    per_second: list[float] = field(default_factory=list)
    wall_per_second: list[float] = field(default_factory=list)
    median: float | None = None
    rates: dict[str, tuple[float, float]] = field(default_factory=dict)
    work: str = ""
    ratio: float | None = None
    note: str = ""
    peak_bytes: int = 0


@dataclass
class Verdict:
    """A goal: the words, the figure and whether it is met (None: not decided)."""

    goal: str
    value: float | None
    met: bool | None


@dataclass
class Outcome:
    """A row of the table. `load` is the machine's load average, before and after."""

    name: str
    title: str
    measured: str
    quick: bool
    repetitions: int
    load: tuple[float, float]
    seconds: float = 0.0
    entries: list[Entry] = field(default_factory=list)
    figures: dict[str, list[float]] = field(default_factory=dict)
    failure: str = ""
    verdicts: list[Verdict] = field(default_factory=list)
    step: float | None = None
    """Microseconds of the product's time per step, of a race with a goal for it."""
