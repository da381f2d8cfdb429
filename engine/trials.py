"""A network run again and again, each time with other random numbers.

Trials are made beside the network that is on screen, in a simulation of their own: trial k of
`Trials.n` has the setting `trial` (or the seed) of the board plus k, so that the first one is what
the board itself does, and each of them can be looked at on the board.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from engine.blocks.arrays import Floats, Ints
from engine.document import Board, Edit, Trials, Watched
from engine.errors import Cancelled, DocumentError
from engine.network import Network
from engine.probes import Probe, variables
from engine.recording import Recorder
from engine.simulation import Simulation
from engine.snapshot import Snapshot

MAX_STEPS = 200_000_000
"""Steps that all trials of a view may take together."""
MAX_SPIKES = 2_000_000
"""Spikes that all trials of a view may hold together."""
MAX_SAMPLES = 500
"""Samples of a variable in a trial."""
SLICE = 0.02
"""s of computing between two looks whether the trials are still wanted."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run: `spikes` holds times (ms from the beginning of the window) and cells for each entry
    of the view that shows spikes, `traces` the values, the mean over the cells shown, for each that
    shows a variable; either by the position of the entry. The first sample of a trace lies `first`
    ms after the beginning of the window, the others `every` ms apart."""

    index: int
    spikes: dict[int, tuple[Floats, Ints]]
    traces: dict[int, Floats]
    first: float
    every: float


def run_trials(
    network: Network,
    view: Trials,
    snapshot: Snapshot | None = None,
    memory_limit: int | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Trial]:
    """The trials of a view, each as soon as it is done.

    `snapshot` is the moment at which they all begin where the view says `now`. Nothing is shared
    with another run. Raises DocumentError, TooLarge, SnapshotError, BlowUp, and Cancelled.
    """
    dt = network.settings.dt
    first, steps = round(view.begin / dt), max(1, round(view.span / dt))
    if (first + steps) * view.n > MAX_STEPS:
        raise DocumentError(
            f"{view.n} trials of {(first + steps) * dt:.10g} ms at dt = {dt:g} ms take more than "
            f"{MAX_STEPS // 10**6} million steps: make fewer, or shorter ones"
        )
    every = -(-steps // MAX_SAMPLES)
    recorder = Recorder(keep_all=True, rows=steps // every + 3)
    simulation = Simulation(network, memory_limit, recorder, cancelled=cancelled)
    probes = _probes(simulation, view)
    held = 0
    for index in range(view.n):
        if snapshot is not None:
            simulation.restore(snapshot)
        elif index:
            simulation.reset()
        if index:
            simulation.apply(_renewed(network, view, index), cancelled=cancelled)
        _advance(simulation, first, cancelled)
        origin = simulation.step
        for probe in dict.fromkeys(probes.values()):
            recorder.unwatch(probe)
            simulation.watch(probe, every)
        _advance(simulation, steps, cancelled)
        spikes = {
            i: _spikes(simulation, entry, origin, steps)
            for i, entry in enumerate(view.of)
            if i not in probes
        }
        held += sum(len(cells) for _, cells in spikes.values())
        if held > MAX_SPIKES:
            raise DocumentError(
                f"{index + 1} trials have more than {MAX_SPIKES // 10**6} million spikes: show "
                "fewer cells, or a shorter window"
            )
        traces = {
            i: np.asarray(recorder.samples_since(probe, origin - 1).values.mean(axis=1))
            for i, probe in probes.items()
        }
        # Samples are taken at the steps that `every` divides.
        yield Trial(index, spikes, traces, (-origin % every) * dt, every * dt)


def _probes(simulation: Simulation, view: Trials) -> dict[int, Probe]:
    """What the entries that do not show spikes show."""
    spiking = simulation.recorder.spiking()
    probes: dict[int, Probe] = {}
    for i, entry in enumerate(view.of):
        of = entry.node if entry.node is not None else entry.edge
        assert of is not None
        if entry.variable is not None or of not in spiking:
            name = entry.variable or variables(simulation.assembly, of)[0]
            probes[i] = Probe(of, name, tuple(entry.cells or (0,)))
    return probes


def _renewed(network: Network, view: Trials, index: int) -> Edit:
    """The change after which the network draws other numbers."""
    settings, board = network.settings, network.records["board"]
    assert isinstance(board, Board)
    changed = (
        {"seed": settings.seed + index}
        if view.draws == "all"
        else {"trial": settings.trial + index}
    )
    return Edit(put=[board.model_copy(update={"settings": settings.model_copy(update=changed)})])


def _advance(simulation: Simulation, steps: int, cancelled: Callable[[], bool]) -> None:
    """Make so many steps in slices of about the same time. Raises Cancelled."""
    end, size = simulation.step + steps, 64
    while simulation.step < end:
        if cancelled():
            raise Cancelled("the trials were given up")
        began = perf_counter()
        done = min(size, end - simulation.step)
        simulation.advance(done)
        spent = perf_counter() - began
        size = max(1, min(2 * size, int(done * SLICE / max(spent, 1e-6))))


def _spikes(simulation: Simulation, entry: Watched, origin: int, steps: int) -> tuple[Floats, Ints]:
    """Spikes from the beginning of the window on, that of its end not among them."""
    assert entry.node is not None
    found = simulation.recorder.spikes_since(entry.node, origin - 1)
    inside = found.steps < origin + steps
    if entry.cells is not None:
        inside &= np.isin(found.cells, entry.cells)
    times = (found.steps[inside] - origin) * simulation.dt
    return np.round(times, 9), found.cells[inside].astype(np.int64)
