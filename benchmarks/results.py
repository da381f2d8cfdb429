"""Keeps what was measured in benchmarks/results: JSON, a table and pictures."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.environments import ROOT
from benchmarks.outcomes import Entry, Outcome, Verdict
from benchmarks.plot import bars, curve
from benchmarks.report import markdown

RESULTS = ROOT / "benchmarks" / "results"
DATA = "speed.json"


def keep(outcome: Outcome, order: Sequence[str]) -> None:
    """Put a row among those measured before, and write table and pictures anew.

    The rows stand in the given order; one that is no longer in it goes.
    """
    RESULTS.mkdir(exist_ok=True)
    rows = {old.name: old for old in load()} | {outcome.name: outcome}
    outcomes = [rows[name] for name in order if name in rows]
    about = machine()
    data = {"machine": about, "rows": [asdict(row) for row in outcomes]}
    _write(DATA, json.dumps(data, indent=1) + "\n")
    _write("speed.md", markdown(outcomes, about))
    _write("speed.svg", bars(outcomes))
    if "scaling" in rows:
        _write("scaling.svg", curve(rows["scaling"]))


def load() -> list[Outcome]:
    """Rows measured before; none where there is no file."""
    path = RESULTS / DATA
    if not path.is_file():
        return []
    outcomes = []
    for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
        row["entries"] = [Entry(**entry) for entry in row["entries"]]
        row["verdicts"] = [Verdict(**verdict) for verdict in row["verdicts"]]
        outcomes.append(Outcome(**row))
    return outcomes


def machine() -> str:
    """Processor, cores, system and Python, without names of this machine or its people."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return (
        f"{model}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}."
    )


def _write(name: str, text: str) -> None:
    path = RESULTS / name
    path.with_suffix(path.suffix + ".part").write_text(text, encoding="utf-8")
    path.with_suffix(path.suffix + ".part").replace(path)
