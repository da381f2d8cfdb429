"""The running network of a board, with what its views show being recorded.

Every cell of a variable that a view shows is in exactly one probe, so that it is recorded and sent
once however many views show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.assembly import Assembly, Progress
from engine.blocks.arrays import Cancel
from engine.edit import BOARD
from engine.edit import Change as Planned
from engine.errors import EngineError
from engine.kernels.tables import TOTAL
from engine.network import Network, NodeRecord
from engine.probes import Probe
from engine.recording import Recorder
from engine.simulation import Simulation
from engine.snapshot import Snapshot
from server.job import Job
from server.shown import Variable, shown
from server.weight_history import WeightMoments

RECORDING_LIMIT = 512 * 2**20
"""Bytes that the recording of one board may take."""


class Circuit:
    """A simulation and its probes. It belongs to whoever holds the lock of the run."""

    def __init__(self, network: Network, memory_limit: int, job: Job | None = None) -> None:
        """Raises DocumentError, TooLarge, or Cancelled when `job` is. May take long."""
        recorder = Recorder(limit=RECORDING_LIMIT)
        progress, cancelled = _followed(job)
        self.simulation = Simulation(network, memory_limit, recorder, progress, cancelled)
        self.shown = shown(network)
        self.edges = {edge.id: edge for edge in network.edges()}
        self.edits = 0
        self.changes = 0
        """Edits that changed what runs, and not only what the canvas or the views show."""
        self._eras = [(0, self.dt)]
        self._versions: dict[str, int] = {}
        self.histories: dict[str, WeightMoments] = {}
        self._probe()
        self.observe()

    @property
    def t(self) -> float:
        """Model time in ms."""
        return self.simulation.t

    @property
    def step(self) -> int:
        return self.simulation.step

    @property
    def dt(self) -> float:
        """Length of a step in ms."""
        return self.simulation.dt

    @property
    def present(self) -> float:
        """Model time in ms at which the recording ends."""
        return self.simulation.time(self.simulation.recorded)

    @property
    def visiting(self) -> bool:
        """Whether the network stands at a moment before the last that is recorded."""
        return self.simulation.recorded != self.simulation.step

    def step_at(self, t: float) -> int:
        """The last step whose time (ms) is not after `t`."""
        for origin, dt in reversed(self._eras):
            start = self.simulation.time(origin)
            if start <= t:
                # A time that is that of a step but for rounding is that of the step.
                return origin + int((t - start) / dt + 1e-6)
        return 0

    @property
    def runnable(self) -> bool:
        """Whether there is anything that evolves."""
        return next(self.simulation.network.nodes(), None) is not None

    def size(self, node: str) -> int:
        """Cells of a node."""
        record = self.simulation.network[node]
        assert isinstance(record, NodeRecord)
        return record.size

    def values(self, node: str, cells: int) -> NDArray[np.float64]:
        """The first variable of a node now, for the first `cells` cells: a view of the state."""
        row: NDArray[np.float64] = self.simulation.assembly.nodes[node].state[0, :cells]
        return row

    def spike_count(self, node: str) -> int:
        """Spikes of a node since t = 0."""
        return int(self.simulation.assembly.nodes[node].marks[TOTAL])

    def advance(self, steps: int) -> None:
        """Raises BlowUp."""
        for edge in self._learning:
            self._versions[edge] = self._versions.get(edge, 0) + 1
        for moments in self.histories.values():
            # What came after a past moment that is visited has not happened.
            moments.forget_after(self.step)
        self.simulation.advance(steps)
        self.observe()

    def reset(self) -> None:
        """Back to t = 0."""
        self.simulation.reset()
        self._eras = [(0, self.dt)]
        self._all_weights_may_differ()
        self.observe()

    def visit(self, snapshot: Snapshot, step: int) -> None:
        """Look at the moment `step`, reached by running on from a snapshot. Raises EngineError."""
        self.simulation.visit(snapshot, step)
        self._all_weights_may_differ()

    def kick(self, node: str, cells: Sequence[int], amount: float) -> None:
        """Add to the first state of some cells. Raises DocumentError."""
        self.simulation.kick(node, cells, amount)
        self.changes += 1
        self.edits += 1

    def follow(self, planned: Planned, job: Job | None = None) -> bool:
        """Apply a checked edit; whether snapshots from before no longer fit. Raises EngineError,
        having changed nothing."""
        simulation = self.simulation
        dt, before_edit = simulation.dt, simulation.assembly
        applied = simulation.apply(planned.forward, *_followed(job))
        before = self.shown
        try:
            self.shown = shown(simulation.network)
            self._probe()
        except EngineError:
            self.shown = before
            simulation.apply(applied.inverse)
            self._probe()
            raise
        if simulation.step == 0:
            self._eras = [(0, simulation.dt)]
        elif simulation.dt != dt:
            self._eras.append((simulation.step, simulation.dt))
        self.edges = {edge.id: edge for edge in simulation.network.edges()}
        records = simulation.network.records
        changed = planned.changed
        for name in records if BOARD in changed else planned.affected:
            self._versions[name] = self._versions.get(name, 0) + 1
        if not self.visiting:
            self.observe()
        self.edits += 1
        self.changes += not _same_blocks(simulation.assembly, before_edit)
        return applied.rebuilt or simulation.dt != dt

    @property
    def _learning(self) -> list[str]:
        """Edges whose weights change while the network runs."""
        plastic = ((name, edge.plasticity) for name, edge in self.edges.items())
        return [name for name, rule in plastic if rule is not None and rule.active]

    def _all_weights_may_differ(self) -> None:
        for edge in self.edges:
            self._versions[edge] = self._versions.get(edge, 0) + 1

    def weights_version(self, edge: str) -> int:
        """Another number whenever the weights of an edge may have changed."""
        return self._versions.get(edge, 0)

    def times(self, steps: NDArray[np.int64]) -> NDArray[np.float64]:
        """Model times in ms of step labels, also of those before a change of dt."""
        origins = np.array([origin for origin, _ in self._eras])
        starts = np.array([self.simulation.time(origin) for origin, _ in self._eras])
        dts = np.array([dt for _, dt in self._eras])
        era = np.searchsorted(origins, steps, side="right") - 1
        return np.asarray(starts[era] + (steps - origins[era]) * dts[era])

    def stretches(self, first: int, count: int) -> Iterator[tuple[int, int, float]]:
        """Cut `count` labels from `first` on where dt changes: (first, count, dt) of each piece."""
        end = first + count
        for number, (origin, dt) in enumerate(self._eras):
            last = number + 1 == len(self._eras)
            # The label at which dt changes ends a piece: its distance to the one before is the old.
            stop = end if last else min(end, self._eras[number + 1][0] + 1)
            if first < stop and first >= origin:
                yield first, stop - first, dt
                first = stop

    def observe(self) -> None:
        """Keep what the weights of the edges are like now whose history is shown."""
        for edge, moments in self.histories.items():
            moments.observe(self.simulation, edge, self.weights_version(edge))

    def _probe(self) -> None:
        """Record what is shown and nothing else. Raises TooLarge."""
        simulation, shown = self.simulation, self.shown
        steps = {probe: max(1, round(every / self.dt)) for probe, every in shown.columns.items()}
        recorded: dict[Variable, set[int]] = {}
        for probe in simulation.recorder.probes:
            if probe in steps and simulation.recorder.every(probe) == steps[probe]:
                continue
            variable = probe.of, probe.variable
            cells = set(probe.cells or ())
            if probe not in steps and cells & shown.recorded.get(variable, set()):
                recorded.setdefault(variable, set()).update(cells)
            else:
                simulation.unwatch(probe)
        for probe, every in steps.items():
            simulation.watch(probe, every)
        for variable, wanted in shown.recorded.items():
            missing = wanted - recorded.get(variable, set())
            if missing:
                simulation.watch(Probe(*variable, tuple(sorted(missing))))
        self._follow_weights()

    def _follow_weights(self) -> None:
        before, self.histories = self.histories, {}
        for edge, (synapses, window) in self.shown.histories.items():
            known = before.get(edge)
            if known is None or known.synapses != synapses:
                known = WeightMoments(synapses)
            known.window = window
            self.histories[edge] = known


def _followed(job: Job | None) -> tuple[Progress | None, Cancel | None]:
    return (job.progress, job.is_cancelled) if job is not None else (None, None)


def _same_blocks(now: Assembly, before: Assembly) -> bool:
    """Whether nothing that runs has been built anew: only the canvas or the views changed."""
    return (
        now.nodes.keys() == before.nodes.keys()
        and now.edges.keys() == before.edges.keys()
        and all(block is before.nodes[key] for key, block in now.nodes.items())
        and all(edge is before.edges[key] for key, edge in now.edges.items())
    )
