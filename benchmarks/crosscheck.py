"""Check the product's numbers against a program that nobody here wrote.

    .venv/bin/python benchmarks/crosscheck.py

Single neurons, a network, short-term and spike-timing-dependent plasticity run in the product and
in Brian2 with the same scheme, step, weights and input; then a larger random network, drawn anew in
each, is compared in its statistics. Brian2 is installed into .cache/peers the first time. The table
is written to benchmarks/results/crosscheck.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

# Started as a file, this program would find its neighbours but not the packages around it.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cases import Case, cases, random_network
from benchmarks.environments import ROOT, Unavailable, python_of
from benchmarks.results import RESULTS
from engine import Probe, Recorder, Simulation
from engine.validation import parse_document

TIME_LIMIT = 900.0
"""Seconds that the other program may take."""
SAME = 1e-9
"""Largest relative difference of values that count as the same."""


@dataclass(frozen=True)
class Verdict:
    """How a case compares: the largest difference, in words what of, and whether it is none."""

    name: str
    title: str
    count: int
    difference: float
    unit: str
    same: bool


def compare(chosen: Sequence[Case] | None = None) -> tuple[str, list[Verdict]]:
    """The other program's name, and a verdict for each case. Raises Unavailable."""
    wanted = list(cases() if chosen is None else chosen)
    answers = asked(wanted)
    verdicts = [_verdict(case, answers[case["name"]]) for case in wanted]
    return answers["program"]["name"], verdicts


def asked(wanted: Sequence[Case], module: str = "benchmarks.peers.oracle") -> Case:
    """What Brian2 answers, by name of the case. Raises Unavailable, RuntimeError."""
    python = python_of("brian2")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "cases.json"), Path(folder, "answers.json")
        source.write_text(json.dumps(list(wanted)), encoding="utf-8")
        done = subprocess.run(
            [python, "-m", module, source, target],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
        )
        if done.returncode:
            raise RuntimeError(f"Brian2 failed:\n{done.stderr[-2000:]}")
        answers: Case = json.loads(target.read_text(encoding="utf-8"))
    return answers


def _verdict(case: Case, answer: Case) -> Verdict:
    simulation = Simulation(
        parse_document(case["document"]), recorder=Recorder(keep_all=True, limit=2**30)
    )
    if case["kind"] == "short_term":
        simulation.watch(Probe("a", "V"))
    simulation.advance(case["steps"])
    if "spikes" in answer:
        steps, cells, _ = simulation.recorder.spikes_since("a")
        mine = np.array(sorted(zip(steps.tolist(), cells.tolist(), strict=True)))
        return _of_spikes(case, mine, np.array(answer["spikes"]))
    if case["kind"] == "short_term":
        found = simulation.recorder.samples_since(Probe("a", "V")).values[: case["steps"], 0]
        return _of_values(case, found, np.array(answer["values"]), "mV")
    return _of_values(case, simulation.weights("e"), np.array(answer["weights"]), "")


def _of_spikes(case: Case, mine: np.ndarray, other: np.ndarray) -> Verdict:
    """Spikes of the same cell in turn, at most one step apart."""
    difference = float("inf")
    if len(mine) and len(mine) == len(other):
        mine, other = (pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))] for pairs in (mine, other))
        if np.array_equal(mine[:, 1], other[:, 1]):
            difference = float(np.abs(mine[:, 0] - other[:, 0]).max())
    return Verdict(case["name"], case["title"], len(mine), difference, "steps", difference <= 1)


def _of_values(case: Case, mine: np.ndarray, other: np.ndarray, unit: str) -> Verdict:
    difference = float(np.abs(mine - other).max())
    scale = float(np.abs(other).max())
    same = difference <= SAME * scale and bool(np.ptp(other) > 0)
    return Verdict(case["name"], case["title"], mine.size, difference, unit, same)


# Statistics of a network that each program draws for itself

EXAMPLE = ROOT / "static" / "examples" / "recurrent-network.json"
SEEDS = range(1, 6)
DURATION = 1100.0
"""ms of each run, of which the first 100 are left out."""
BIN = 20.0
"""ms in which spikes are counted for correlations."""


@dataclass(frozen=True)
class Statistic:
    """Means over seeds with their standard errors, and the probability of a difference as large
    as that by chance (Welch's test)."""

    name: str
    mine: tuple[float, float]
    other: tuple[float, float]
    chance: float


def compare_statistics() -> list[Statistic]:
    """Rates, irregularity and correlation in the recurrent example. Raises Unavailable."""
    document = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    wanted = [random_network(document, seed, DURATION) for seed in SEEDS]
    answers = asked(wanted)
    sizes = {node["id"]: node["size"] for node in document["nodes"] if node["kind"] == "neurons"}
    mine, other = [], []
    for case in wanted:
        simulation = Simulation(
            parse_document(case["document"]), recorder=Recorder(keep_all=True, limit=2**30)
        )
        simulation.advance(case["steps"])
        spikes = {key: np.array(simulation.recorder.spikes_since(key)[:2]).T for key in sizes}
        mine.append(_measured(spikes, sizes, case))
        populations = answers[case["name"]]["populations"]
        found = {key: np.array(populations[key]).reshape(-1, 2) for key in sizes}
        other.append(_measured(found, sizes, case))
    return [_statistic(name, [m[name] for m in mine], [o[name] for o in other]) for name in mine[0]]


def _measured(
    spikes: dict[str, NDArray[np.int64]], sizes: dict[str, int], case: Case
) -> dict[str, float]:
    found = {}
    for key, n in sizes.items():
        begin, end = round(100 / case["dt"]), case["steps"]
        steps, cells = spikes[key][spikes[key][:, 0] > begin].T
        found[f"rate of {key} (Hz)"] = len(steps) / n / ((end - begin) * case["dt"] / 1000)
        intervals = [np.diff(np.sort(steps[cells == cell])) for cell in range(n)]
        variation = [float(gaps.std() / gaps.mean()) for gaps in intervals if len(gaps) >= 4]
        found[f"CV of the intervals of {key}"] = float(np.mean(variation))
        bins = np.arange(begin, end + 1, round(BIN / case["dt"]))
        counts = np.stack([np.histogram(steps[cells == c], bins)[0] for c in range(min(n, 200))])
        matrix = np.corrcoef(counts[counts.std(1) > 0])
        pairs = matrix[np.triu_indices(len(matrix), 1)]
        found[f"correlation of counts in {BIN:g} ms of {key}"] = float(pairs.mean())
    return found


def _statistic(name: str, mine: list[float], other: list[float]) -> Statistic:
    def summary(values: list[float]) -> tuple[float, float]:
        return float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(len(values)))

    chance = float(stats.ttest_ind(mine, other, equal_var=False).pvalue)
    return Statistic(name, summary(mine), summary(other), chance)


def _report(program: str, verdicts: list[Verdict], statistics: list[Statistic]) -> str:
    lines = [
        "# Checked against another program",
        "",
        f"`.venv/bin/python benchmarks/crosscheck.py`, against {program}.",
        "",
        "## The same numbers in",
        "",
        "Forward Euler, the same step, weights, delays, input and initial values in both. Spikes"
        " may differ by one step, values by the rounding of the last digits.",
        "",
        "| Case | Compared | Largest difference | Same |",
        "|---|---|---|---|",
    ]
    for verdict in verdicts:
        what = "spikes" if verdict.unit == "steps" else "values"
        difference = f"{verdict.difference:.2g} {verdict.unit}".strip()
        same = "yes" if verdict.same else "NO"
        lines.append(f"| {verdict.title} | {verdict.count:,} {what} | {difference} | {same} |")
    lines += [
        "",
        "## A network that each draws for itself",
        "",
        f"The recurrent example, {len(SEEDS)} seeds of {DURATION / 1000:g} s, the first 0.1 s left"
        " out: mean and standard error over seeds, and how likely a difference this large is by"
        " chance (Welch's test; below 0.001 would be a difference).",
        "",
        "| Statistic | Neuroboard | Brian2 | Chance |",
        "|---|---|---|---|",
    ]
    for found in statistics:
        mine, other = (f"{m:.4g} ± {e:.2g}" for m, e in (found.mine, found.other))
        lines.append(f"| {found.name} | {mine} | {other} | {found.chance:.2g} |")
    return "\n".join([*lines, ""])


def main() -> int:
    """Compare, print and keep; 1 where the programs differ, 2 where there is no other program."""
    try:
        program, verdicts = compare()
        statistics = compare_statistics()
    except Unavailable as error:
        print(error, file=sys.stderr)
        return 2
    report = _report(program, verdicts, statistics)
    print(report)
    (RESULTS / "crosscheck.md").write_text(report, encoding="utf-8")
    same = all(verdict.same for verdict in verdicts)
    return int(not same or any(found.chance < 0.001 for found in statistics))


if __name__ == "__main__":
    sys.exit(main())
