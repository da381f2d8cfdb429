"""The table and the figures of all rows, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.outcomes import Entry, Outcome, Verdict

HEAD = """# Speed beside other simulators

Made by `benchmarks/compare.py`; `speed.json` beside it holds every repetition.

{machine}

Times are processor seconds for one biological second after a warm-up, the median of the
repetitions with the smallest and the largest; every program runs on one thread, in its own process,
in turn. A ratio is how many times longer a program takes than the product. It is in brackets where
the work is not the same: its rates differ beyond sampling error, the run was too short to tell, or
it does something else by its nature; such a ratio meets no goal.
"""
WORK = {
    "": "",
    "same": "same",
    "differs": "RATES DIFFER: invalid",
    "undecided": "too short to tell",
    "other": "other work",
}


def markdown(outcomes: Sequence[Outcome], machine: str) -> str:
    """All rows; a row without the product or without figures says why."""
    parts = [HEAD.format(machine=machine)]
    for outcome in outcomes:
        parts.append(f"## {outcome.title}\n")
        kind = "quick" if outcome.quick else "full"
        parts.append(
            f"`{outcome.name}`, {outcome.measured}, {kind}, {outcome.repetitions} repetitions, "
            f"{outcome.seconds:.0f} s; load {outcome.load[0]:.1f} before, "
            f"{outcome.load[1]:.1f} after.\n"
        )
        if outcome.failure:
            parts.append(f"**Not measured**: {outcome.failure}\n")
        if outcome.entries:
            parts.append(_race(outcome.entries))
        if outcome.figures:
            parts.append(_figures(outcome.figures))
        parts.extend(_goal(verdict) for verdict in outcome.verdicts)
        parts.append("")
    return "\n".join(parts)


def _race(entries: Sequence[Entry]) -> str:
    rows = [
        "| | s / bio s | min - max | ratio | rates, Hz | work | build first / later, s | MiB | |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for entry in entries:
        if entry.median is None:
            rows.append(f"| {entry.title} | not measured | | | | | | | {_cell(entry.failure)} |")
            continue
        low, high = min(entry.per_second), max(entry.per_second)
        rates = ", ".join(f"{k} {m:.2f} ± {e:.2f}" for k, (m, e) in entry.rates.items())
        rows.append(
            f"| {entry.title} | {entry.median:.4g} | {low:.4g} - {high:.4g} | {_ratio(entry)} "
            f"| {rates} | {WORK[entry.work]} | {entry.first_build:.2g} / {entry.later_build:.2g} "
            f"| {entry.peak_bytes / 2**20:.0f} | {_cell(entry.note)} |"
        )
    return "\n".join(rows) + "\n"


def _ratio(entry: Entry) -> str:
    if entry.ratio is None:
        return ""
    return f"{entry.ratio:.3g}" if entry.work == "same" else f"({entry.ratio:.3g})"


def _figures(figures: dict[str, list[float]]) -> str:
    rows = ["| figure | median | min - max |", "|---|---|---|"]
    for name, values in figures.items():
        spread = f"{min(values):.4g} - {max(values):.4g}" if len(values) > 1 else ""
        rows.append(f"| {name} | {median(values):.4g} | {spread} |")
    return "\n".join(rows) + "\n"


def _goal(verdict: Verdict) -> str:
    value = "" if verdict.value is None else f": {verdict.value:.3g}"
    word = {True: "met", False: "MISSED", None: "not decided"}[verdict.met]
    return f"- goal {verdict.goal}{value}: {word}"


def _cell(text: str) -> str:
    """Text that cannot break a table."""
    return " ".join(text.replace("|", "/").split())
