"""Measure the product beside other simulators, in one run, in turn.

    .venv/bin/python benchmarks/compare.py                  # everything; takes a while
    .venv/bin/python benchmarks/compare.py --quick          # shorter, without compiling anew
    .venv/bin/python benchmarks/compare.py --only eif       # one row (may be repeated)

Other simulators are installed into .cache/peers the first time; Brian2 needs a C++ compiler.
The table and the pictures are written to benchmarks/results after every row; rows that were not
measured this time stay as they were, with their date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

# Started as a file, this program would find its neighbours but not the packages around it.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import measurement, race
from benchmarks.outcomes import Outcome
from benchmarks.report import markdown
from benchmarks.results import RESULTS, keep, machine
from benchmarks.rows import MEASUREMENTS, RACES, Race

ROWS = {row.name: row for row in (*RACES, *MEASUREMENTS)}


def main(arguments: Sequence[str]) -> int:
    """Measure, print and keep; 1 when a goal is missed or a comparison is invalid."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument(
        "--only", action="append", choices=list(ROWS), metavar="NAME", help=", ".join(ROWS)
    )
    parser.add_argument(
        "--quick", action="store_true", help="shorter runs, compiled code of earlier ones is used"
    )
    parser.add_argument("--repetitions", type=int, default=3, help="of each program (default 3)")
    chosen = parser.parse_args(arguments)
    if chosen.repetitions < 1:
        parser.error("at least one repetition is needed")
    outcomes = []
    for name in chosen.only or ROWS:
        row = ROWS[name]
        print(f"{name}: {row.title}", flush=True)
        if isinstance(row, Race):
            outcome = race(row, chosen.repetitions, chosen.quick, _say)
        else:
            outcome = measurement(row, chosen.repetitions, chosen.quick, _say)
        keep(outcome, list(ROWS))
        outcomes.append(outcome)
    print("\n" + markdown(outcomes, machine()))
    print(f"Kept in {RESULTS.relative_to(RESULTS.parent.parent)}.")
    return int(any(_falls_short(outcome) for outcome in outcomes))


def _falls_short(outcome: Outcome) -> bool:
    return any(verdict.met is False for verdict in outcome.verdicts) or any(
        entry.work == "differs" for entry in outcome.entries
    )


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
