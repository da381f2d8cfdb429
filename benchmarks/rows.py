"""What is measured: races against other simulators, and properties of the product alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks import workloads
from benchmarks.worker import Document


@dataclass(frozen=True)
class Contender:
    """A program in a race. `other_work` says what keeps its work from being the same, if so.

    `share` is the part of the row's biological time that it runs for: slow programs run less.
    """

    name: str
    title: str
    module: str
    environment: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    share: float = 1.0
    other_work: str = ""


@dataclass(frozen=True)
class Race:
    """One network in several programs. Times are biological, in ms; `quick` replaces `duration`.

    `goals` says how many times longer a contender should take than the product.
    `chance` is false for a network without randomness.
    """

    name: str
    title: str
    network: Callable[[], Document]
    contenders: tuple[Contender, ...]
    duration: float
    quick: float
    goals: dict[str, float]
    warm_up: float = 200.0
    bins: int = 10
    chance: bool = True
    least_repetitions: int = 1
    """More than asked for where the rate depends much on which cells are connected."""
    step_limit: float | None = None
    """Goal in microseconds of the product's time per step."""


@dataclass(frozen=True)
class Goal:
    """A figure of a measurement should lie at or below `most`."""

    figure: str
    most: float


@dataclass(frozen=True)
class Measurement:
    """A program of the product that reports figures, whose medians are shown."""

    name: str
    title: str
    module: str
    goals: tuple[Goal, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    quick: dict[str, Any] = field(default_factory=dict)
    repetitions: int | None = None


PRODUCT = Contender("product", "Neuroboard", "benchmarks.product.simulate")
BRIAN2 = "benchmarks.peers.brian2"


def _brian2(share: float = 1.0) -> tuple[Contender, Contender]:
    return (
        Contender("brian2-cpp", "Brian2, C++", BRIAN2, "brian2", {"target": "standalone"}),
        Contender("brian2-cython", "Brian2, Cython", BRIAN2, "brian2", {"target": "cython"}, share),
    )


def _nest(
    share: float, name: str = "nest", title: str = "NEST", other_work: str = "", **options: Any
) -> Contender:
    return Contender(name, title, "benchmarks.peers.nest", "nest", options, share, other_work)


def _neuron(name: str, title: str, share: float, core: bool, tables: bool) -> Contender:
    other = "rates of gates looked up in tables" if tables else ""
    options = {"core": core, "tables": tables}
    return Contender(name, title, "benchmarks.peers.neuron", "neuron", options, share, other)


def _textbook(share: float) -> Contender:
    return Contender("textbook", "NumPy loop", "benchmarks.peers.textbook", "textbook", share=share)


ADAPTIVE = "adaptive solver"

RACES = (
    Race(
        "eif",
        "recurrent EIF, 2000 + 500 cells, 2000 Poisson inputs, p = 0.1",
        workloads.recurrent_eif,
        (PRODUCT, *_brian2(0.5), _nest(0.1, other_work=ADAPTIVE), _textbook(0.1)),
        duration=5000,
        quick=2000,
        goals={"brian2-cpp": 4.0, "textbook": 300.0},
        least_repetitions=5,
    ),
    Race(
        "cuba",
        "CUBA, 4000 LIF cells, 2 %",
        workloads.cuba,
        (
            PRODUCT,
            *_brian2(0.5),
            _nest(0.5),
            _nest(0.5, "nest-1ms", "NEST, delay 1 ms", "delay 1 ms, not 0.1", delay=1.0),
        ),
        duration=5000,
        quick=2000,
        goals={"brian2-cpp": 3.0, "nest": 10.0},
        least_repetitions=6,
    ),
    Race(
        "coba",
        "COBA, 4000 LIF cells with conductance synapses, 2 %",
        workloads.coba,
        (PRODUCT, *_brian2(0.5), _nest(0.2, other_work=ADAPTIVE)),
        duration=5000,
        quick=2000,
        goals={"brian2-cpp": 3.0, "nest": 10.0},
        least_repetitions=6,
    ),
    Race(
        "hh",
        "1000 Hodgkin-Huxley cells, dt = 0.01 ms",
        workloads.hodgkin_huxley,
        (
            PRODUCT,
            *_brian2(0.5),
            _neuron("coreneuron", "CoreNEURON", 1.0, core=True, tables=False),
            _neuron("coreneuron-tables", "CoreNEURON, tables", 1.0, core=True, tables=True),
            _neuron("neuron", "NEURON", 0.5, core=False, tables=False),
        ),
        duration=1000,
        quick=400,
        goals={"brian2-cpp": 6.0, "coreneuron": 6.0},
        warm_up=100.0,
        chance=False,
    ),
    Race(
        "ten",
        "10 LIF cells, all to all, product in chunks of 100 steps",
        workloads.ten_lif,
        (
            Contender("product", "Neuroboard", PRODUCT.module, options={"frame": 100}),
            *_brian2(0.5),
            _nest(1.0),
            _textbook(0.5),
        ),
        duration=20_000,
        quick=10_000,
        goals=dict.fromkeys(("brian2-cpp", "brian2-cython", "nest", "textbook"), 1.0),
        chance=False,
        step_limit=0.15,
    ),
    Race(
        "homeostatic",
        "homeostatic plasticity, 800 + 200 EIF cells, 2 s",
        workloads.homeostatic,
        (PRODUCT, _textbook(1.0)),
        duration=2000,
        quick=400,
        goals={"textbook": 1000.0},
        warm_up=100.0,
    ),
)

MEASUREMENTS = (
    Measurement(
        "primitives",
        "recurrent EIF against the sum of its primitives",
        "benchmarks.product.primitives",
        (Goal("whole / sum of primitives", 1.5),),
        {"duration": 5000.0},
        {"duration": 2000.0},
    ),
    Measurement(
        "scale",
        "LIF cells with 1000 synapses each",
        "benchmarks.product.scale",
        (
            Goal("bytes a synapse", 8.0),
            Goal("ns an event", 8.0),
            Goal("peak memory, GiB", 24.0),
        ),
        {"size": 400_000, "duration": 200.0},
        {"size": 40_000, "duration": 200.0},
        repetitions=1,
    ),
    Measurement(
        "threads",
        "two threads, recurrent EIF at ten times the size",
        "benchmarks.product.threads",
        (Goal("two threads / one", 1 / 1.6),),
        {"duration": 2000.0},
        {"duration": 500.0},
    ),
    Measurement(
        "edit",
        "edit while running, CUBA network of 4000 cells",
        "benchmarks.product.edit",
        tuple(Goal(f"{what}, ms", 2.0) for what in ("add a cell", "connect it", "change a weight")),
        {"edits": 40},
        {"edits": 20},
    ),
    Measurement(
        "recording",
        "recording all spikes and 8 traces; a silent network after 10 s",
        "benchmarks.product.recording",
        (Goal("recording / none", 1.1), Goal("silent / active", 1.0)),
        {"duration": 5000.0},
        {"duration": 2000.0},
    ),
    Measurement(
        "first-use",
        "first use of a model",
        "benchmarks.product.first_use",
        (Goal("cold, s", 5.0), Goal("warm, s", 0.1)),
    ),
    Measurement(
        "scaling",
        "cost from 10 to 400 000 cells",
        "benchmarks.product.scaling",
        options={"sizes": [10, 100, 1000, 4000, 10_000, 40_000, 100_000, 400_000]},
        quick={"sizes": [10, 100, 1000, 4000, 10_000, 40_000]},
        repetitions=1,
    ),
)
