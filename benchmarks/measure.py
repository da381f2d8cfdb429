"""Runs a row: every contender in turn, again and again, and compares."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

from benchmarks.environments import Unavailable
from benchmarks.outcomes import Entry, Outcome, Verdict
from benchmarks.processes import NotMeasured, forget, run, scratch_of
from benchmarks.rates import Judge, Sample, overall, sample
from benchmarks.rows import Contender, Measurement, Race
from benchmarks.worker import Report, Request, Stopwatch
from benchmarks.workloads import seeded

SEED = 20_000
Say = Callable[[str], None]


def race(row: Race, repetitions: int, quick: bool, say: Say) -> Outcome:
    """Run all contenders of a race alternately, each repetition in another order."""
    repetitions = max(repetitions, row.least_repetitions)
    outcome, watch = _begin(row, repetitions, quick), Stopwatch()
    if not quick:
        forget(row.name)
    network = row.network()
    reports: dict[str, list[Report]] = {contender.name: [] for contender in row.contenders}
    failures: dict[str, str] = {}
    for repetition in range(repetitions):
        turn = repetition % len(row.contenders)
        for contender in (*row.contenders[turn:], *row.contenders[:turn]):
            if contender.name in failures:
                continue
            request = Request(
                seeded(network, SEED + repetition),
                row.warm_up,
                _duration(row, contender, quick),
                row.bins,
                str(scratch_of(row.name, contender.name)),
                contender.options,
            )
            try:
                report = run(contender.environment, contender.module, request)
            except (NotMeasured, Unavailable) as error:
                failures[contender.name] = str(error)
                say(f"  {contender.title}: {error}")
                continue
            reports[contender.name].append(report)
            say(
                f"  {contender.title}: {report.run / request.duration * 1000:.4g} s a second, "
                f"built in {report.build:.3g} s"
            )
    samples: dict[str, dict[str, Sample]] = {}
    for contender in row.contenders:
        entry = Entry(contender.name, contender.title)
        outcome.entries.append(entry)
        if contender.name in failures:
            entry.failure = failures[contender.name]
        else:
            duration = _duration(row, contender, quick)
            samples[entry.name] = _summarise(entry, reports[contender.name], duration)
    _compare(row, outcome.entries, samples)
    outcome.verdicts = _race_verdicts(row, outcome)
    return _end(outcome, watch)


def measurement(row: Measurement, repetitions: int, quick: bool, say: Say) -> Outcome:
    """Run a program of the product several times and keep its figures."""
    repetitions = row.repetitions or repetitions
    outcome, watch = _begin(row, repetitions, quick), Stopwatch()
    if not quick:
        forget(row.name)
    options: dict[str, Any] = {**row.options, **(row.quick if quick else {})}
    for repetition in range(repetitions):
        scratch = scratch_of(row.name, "product")
        options["seed"] = SEED + repetition
        request = Request({}, 0.0, 0.0, 1, str(scratch), options)
        try:
            report = run(None, row.module, request)
        except NotMeasured as error:
            outcome.failure = str(error)
            say(f"  {error}")
            break
        report.figures["peak memory, GiB"] = report.peak_bytes / 2**30
        for name, value in report.figures.items():
            outcome.figures.setdefault(name, []).append(value)
    for goal in row.goals:
        values = outcome.figures.get(goal.figure)
        middle = median(values) if values else None
        met = None if middle is None else middle <= goal.most
        outcome.verdicts.append(Verdict(f"{goal.figure}: at most {goal.most:.3g}", middle, met))
    return _end(outcome, watch)


def _begin(row: Race | Measurement, repetitions: int, quick: bool) -> Outcome:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    load = os.getloadavg()[0]
    return Outcome(row.name, row.title, now, quick, repetitions, (load, load))


def _end(outcome: Outcome, watch: Stopwatch) -> Outcome:
    outcome.load = (outcome.load[0], os.getloadavg()[0])
    outcome.seconds = watch.wall()
    return outcome


def _duration(row: Race, contender: Contender, quick: bool) -> float:
    return contender.share * (row.quick if quick else row.duration)


def _summarise(entry: Entry, reports: Sequence[Report], duration: float) -> dict[str, Sample]:
    """Fill in times and memory; the answer are the rates by population."""
    seconds = duration / 1000
    entry.program = reports[0].program
    entry.note = reports[0].note
    entry.first_build = reports[0].build
    entry.later_build = median(report.build for report in reports[1:] or reports)
    entry.per_second = [report.run / seconds for report in reports]
    entry.wall_per_second = [r.wall / seconds for r in reports if r.wall is not None]
    entry.median = median(entry.per_second)
    entry.peak_bytes = max(report.peak_bytes for report in reports)
    return {
        key: sample([report.spikes[key] for report in reports], size, duration)
        for key, size in reports[0].sizes.items()
    }


def _compare(
    row: Race, entries: Sequence[Entry], samples: Mapping[str, Mapping[str, Sample]]
) -> None:
    """Judge everybody's work against the product's, or the first that ran; and their speed."""
    ran = [entry for entry in entries if entry.name in samples]
    if not ran:
        return
    other_work = {contender.name: contender.other_work for contender in row.contenders}
    equals = [entry for entry in ran if not other_work[entry.name]]
    reference = samples[ran[0].name]
    comparisons = (len(equals) - 1) * len(reference)
    judges = {
        key: Judge.of([samples[entry.name][key] for entry in equals], comparisons, row.chance)
        for key in reference
    }
    product = next((entry.median for entry in ran if entry.name == "product"), None)
    for entry in ran:
        found = samples[entry.name]
        entry.rates = {key: (found[key].mean, judges[key].error(found[key])) for key in judges}
        if other_work[entry.name]:
            entry.work = "other"
            if other_work[entry.name] not in entry.note:
                entry.note = "; ".join(filter(None, (entry.note, other_work[entry.name])))
        elif entry is not ran[0]:
            pairs = {key: judges[key].compare(found[key], reference[key]) for key in judges}
            entry.work = overall(pairs)
        if product and entry.median and entry.name != "product":
            entry.ratio = entry.median / product


def _race_verdicts(row: Race, outcome: Outcome) -> list[Verdict]:
    """A goal counts only against equal work."""
    verdicts = []
    by_name = {entry.name: entry for entry in outcome.entries}
    for name, least in row.goals.items():
        entry = by_name[name]
        met = None
        if entry.ratio is not None and entry.work == "same":
            met = entry.ratio >= least
        verdicts.append(Verdict(f"{least:g} x {entry.title}", entry.ratio, met))
    product = by_name["product"]
    if row.step_limit is not None and product.median is not None:
        dt = row.network()["settings"]["dt"]
        outcome.step = product.median * dt * 1000
        quick_enough = outcome.step <= row.step_limit
        words = f"at most {row.step_limit:g} us a step"
        verdicts.append(Verdict(words, outcome.step, quick_enough))
    return verdicts
