"""What the programs that are measured have in common: a request in, a report out.

Each runs as `python -m benchmarks.peers.NAME REQUEST REPORT`, two JSON files. This module is
imported inside the environments of other simulators, so it needs nothing but Python's own library.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Document = dict[str, Any]
"""A network document of the product, as JSON holds it."""


@dataclass(frozen=True)
class Request:
    """What to run. Times are in ms of biological time; `options` belong to the program.

    `warm_up` runs first and is not timed: buffers grow and code is loaded there. The timed window
    is cut into `bins` equal parts in which spikes are counted.
    """

    document: Document
    warm_up: float
    duration: float
    bins: int
    scratch: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What came out. Times are in seconds.

    `build` reaches from the document to a network that can run, compilation included. `run` is
    processor time of the timed window, which a busy machine disturbs less than the clock on the
    wall; `wall` is that clock, None where the simulator tells only processor time. `spikes` holds
    counts by population and bin, `figures` whatever else was measured.
    """

    program: str
    build: float = 0.0
    run: float = 0.0
    wall: float | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    spikes: dict[str, list[int]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    note: str = ""
    peak_bytes: int = 0


class Unsupported(Exception):
    """The program cannot run this document; the message says which part of it."""


class Stopwatch:
    """Seconds since it was made, on the wall and of the processor."""

    def __init__(self) -> None:
        self._wall = time.perf_counter()
        self._processor = time.process_time()

    def wall(self) -> float:
        return time.perf_counter() - self._wall

    def processor(self) -> float:
        return time.process_time() - self._processor


def binned(
    times: Sequence[float], start: float, duration: float, bins: int, dt: float
) -> list[int]:
    """Number of spike times (ms) in each of `bins` equal parts of (start, start + duration].

    Simulators label a spike with the beginning or the end of its step, and round differently: a
    quarter of a step keeps labels away from the borders.
    """
    counts = [0] * bins
    width = duration / bins
    for t in times:
        k = int((t - start - dt / 4) // width)
        if 0 <= k < bins:
            counts[k] += 1
    return counts


def peak_bytes() -> int:
    """Largest resident memory of this process so far."""
    status = Path("/proc/self/status")
    if status.is_file():
        # The system's own count would begin with the memory of the process that started this one.
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def serve(work: Callable[[Request], Report], arguments: Sequence[str]) -> int:
    """Read the request, do the work and write the report; what cannot be done is reported too."""
    source, target = (Path(name) for name in arguments)
    request = Request(**json.loads(source.read_text(encoding="utf-8")))
    try:
        report = asdict(work(request))
        report["peak_bytes"] = max(peak_bytes(), report["peak_bytes"])
    except Unsupported as error:
        report = {"unsupported": str(error)}
    target.write_text(json.dumps(report), encoding="utf-8")
    return 0
