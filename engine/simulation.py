"""A network that runs, is edited while it runs, and can be rewound.

    simulation = Simulation(load(text))
    simulation.watch(Probe("a", "V"))
    simulation.run(200)
    first_step, every, values, lost = simulation.recorder.samples_since(Probe("a", "V"))

A simulation belongs to one thread at a time; `advance` releases the interpreter lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.assembly import Progress, assemble
from engine.blocks.arrays import Cancel, Ints
from engine.blocks.clock import Clock
from engine.blocks.neurons import NeuronBlock
from engine.document import Document, Edit
from engine.edit import Change
from engine.errors import DocumentError, EngineError, Problem
from engine.failure import explain
from engine.kernels import tables as c
from engine.kernels.advance import advance_kernel
from engine.memory import check_memory, may_grow
from engine.network import Network
from engine.probes import Probe
from engine.readings import Readings
from engine.recording import Recorder
from engine.snapshot import Snapshot, fits, restored, taken
from engine.threads import Threads
from engine.validation import validate, validate_change

_NO_PROBES: Ints = np.zeros((0, c.PROBE_COLUMNS), np.int64)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit did: itself with all that went along, its inverse, and whether arrays had to
    be rebuilt (otherwise it was written in place)."""

    forward: Edit
    inverse: Edit
    rebuilt: bool


class Simulation(Readings):
    """The running network of a document.

    `memory_limit` is in bytes (default: 4 GiB or half of the machine's memory, whichever is less).
    `progress(done, total)` and `cancelled()` accompany the building of a large network. `threads`
    is how many share the work of a network of 2048 cells or more; results are the same, bit for
    bit. Edges with learning, training, delays of each synapse or values instead of spikes are run
    by the first of them alone. Raises DocumentError, TooLarge, Cancelled, or ValueError for a
    number of threads that is not from 1 to 64.
    """

    def __init__(
        self,
        network: Network | Document,
        memory_limit: int | None = None,
        recorder: Recorder | None = None,
        progress: Progress | None = None,
        cancelled: Cancel | None = None,
        threads: int = 1,
    ) -> None:
        if isinstance(network, Document):
            network = Network.from_document(network)
        validate(network)
        check_memory(network, memory_limit)
        self.memory_limit = memory_limit
        self.recorder = recorder if recorder is not None else Recorder()
        self._network = network
        self._clocks = [Clock(network.settings.dt)]
        self._step = 0
        self._failure: EngineError | None = None
        self._recorded: int | None = None
        self._assembly = assemble(network, 0, self._clock, None, progress, cancelled)
        self._advance = advance_kernel()
        self._threads = Threads(threads)
        self.recorder.bind(self._assembly, 0)
        self._sample(self.recorder.table)

    # Time

    @property
    def step(self) -> int:
        """Steps since the start."""
        return self._step

    @property
    def t(self) -> float:
        """Time in ms."""
        return self._clock.time(self._step)

    @property
    def dt(self) -> float:
        """Length of a step in ms."""
        return self._clock.dt

    @property
    def _clock(self) -> Clock:
        return self._clocks[-1]

    def time(self, step: int) -> float:
        """Time in ms of a step, past ones too when dt has changed since."""
        clock = next((k for k in reversed(self._clocks) if k.origin_step <= step), self._clocks[0])
        return clock.time(step)

    # Running

    def advance(self, n_steps: int) -> None:
        """Run `n_steps` steps in compiled code.

        Raises BlowUp when a value leaves the finite range (again at each call until `reset`,
        `restore` or an edit), TooLarge when a recording that keeps all has no more room.
        """
        if n_steps < 0:
            raise ValueError(f"a run of {n_steps} steps is not possible")
        if self._failure is not None:
            raise self._failure.with_traceback(None)
        if n_steps:
            self._settle()
        left = n_steps
        while True:
            done, code, index = self._call(left, self.recorder.table, sample_first=False)
            self._step += done
            left -= done
            if code == c.OK:
                return
            if code == c.LOG_FULL:
                self.recorder.grow_log(index)
            elif code == c.PROBE_FULL:
                self.recorder.grow_samples(index)
            else:
                self._failure = explain(self._assembly, self._clock, self._step, code, index)
                raise self._failure

    def run(self, duration: float) -> None:
        """Run for `duration` ms, to the nearest step."""
        self.advance(self._clock.steps(duration))

    def _call(
        self, n_steps: int, probes: Ints, sample_first: bool, nodes: Ints | None = None
    ) -> tuple[int, int, int]:
        clock, tables = self._clock, self._assembly.tables
        if nodes is not None:
            tables = tables._replace(nodes=nodes)

        def call(team: int) -> tuple[int, int, int]:
            return self._advance(
                self._step,
                n_steps,
                clock.origin_step,
                clock.origin,
                clock.dt,
                int(sample_first),
                tables.nodes,
                tables.edges,
                tables.factors,
                probes,
                team,
            )

        return self._threads.lead(tables, call)

    def _sample(self, probes: Ints) -> None:
        """Bring stimuli to the present moment and sample these probes at it."""
        _, code, index = self._call(0, probes, sample_first=True)
        if code != c.OK:
            self._failure = explain(self._assembly, self._clock, self._step, code, index)

    @property
    def threads_used(self) -> int:
        """How many threads run this network."""
        return self._threads.used(self._assembly.tables)

    # Editing

    @property
    def network(self) -> Network:
        """The records as they are now; change them with `apply`."""
        return self._network

    def plan(self, edit: Edit) -> Change:
        """Check an edit without doing it. Raises DocumentError."""
        planned = self._network.plan(edit)
        validate_change(self._network.after(planned), planned)
        return planned

    def apply(
        self, edit: Edit, progress: Progress | None = None, cancelled: Cancel | None = None
    ) -> Applied:
        """Change the network, running or not; time, states and spikes under way go on.

        An edit that fails (DocumentError, TooLarge, Cancelled) leaves everything as it was. Before
        the first step an edit also takes the initial values anew.
        """
        planned = self.plan(edit)
        if self._step == 0:
            self._settle()
        network = self._network.after(planned)
        records = self._network.records
        if any(may_grow(records.get(record.id), record) for record in planned.forward.put):
            check_memory(network, self.memory_limit)
        clock = self._clock.changed(network.settings.dt, self._step)
        if self._step == 0:
            clock = Clock(network.settings.dt)
        old = self._assembly
        assembly = assemble(network, self._step, clock, old, progress, cancelled)
        replaced = [key for key, block in assembly.nodes.items() if block is not old.nodes.get(key)]
        self._network = network
        self._assembly = assembly
        if clock is not self._clock:
            self._clocks = [clock] if self._step == 0 else [*self._clocks, clock]
        self._failure = None
        self.recorder.bind(assembly, self.recorded)
        if self._step == 0:
            self.recorder.restart(0, replaced)
            self._sample(self.recorder.table)
        else:
            self._sample(self.recorder.due(self._step))
        return Applied(planned.forward, planned.inverse, not assembly.same_structure(old))

    def kick(self, node: str, cells: Sequence[int], amount: float) -> None:
        """Add `amount` to the first state of some cells, now: a hand that touches the network.

        It is no part of the document: a run from the start does not repeat it. Raises
        DocumentError for what has no state, or cells that are not there.
        """
        block = self._assembly.nodes.get(node)
        if not isinstance(block, NeuronBlock):
            raise DocumentError(
                [Problem(node, None, f'"{node}" has no state that could be kicked')]
            )
        outside = [cell for cell in cells if not 0 <= cell < block.n]
        if outside:
            message = f'"{node}" has the cells 0 to {block.n - 1}, there is no cell {outside[0]}'
            raise DocumentError([Problem(node, "cells", message)])
        self._settle()
        block.state[0, np.unique(np.asarray(cells, np.int64))] += amount

    # Rewinding

    def reset(self) -> None:
        """Back to t = 0 with the initial values and the same seed; recordings are emptied."""
        self._clocks = [Clock(self.dt)]
        self._step = 0
        self._failure = None
        self._recorded = None
        self._assembly = assemble(self._network, 0, self._clock, self._assembly, renew=True)
        self.recorder.bind(self._assembly, 0)
        self.recorder.restart(0)
        self._sample(self.recorder.table)

    def snapshot(self) -> Snapshot:
        """A copy of all that changes while running. It stays valid whatever happens later."""
        return taken(self._assembly, self._clocks, self._step, self._failure)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back (or on) to a snapshot, bit by bit; recordings after it are forgotten.

        Parameters and weights stay as they are now. Raises SnapshotError when nodes, sizes, models,
        synapses, delays or dt are no longer those of the snapshot; nothing has changed then.
        """
        fits(snapshot, self._assembly, self.dt)
        before = self.recorded
        self._recorded = None
        restored(snapshot, self._assembly)
        self._clocks, self._step = list(snapshot.clocks), snapshot.step
        self._failure = snapshot.failure
        self.recorder.rewind(self._step, before)
        self._sample(self.recorder.due(self._step))

    def visit(self, snapshot: Snapshot, step: int | None = None) -> None:
        """Look at a past moment: that of a snapshot, or `step` after it, reached by running on.

        Recordings stay as they are until the run goes on from here (`advance` with steps to make):
        then what they hold of a later time is forgotten. Visiting a snapshot of the present ends
        the visit. Raises SnapshotError as `restore` does, ValueError for a step before the
        snapshot or after what is recorded, BlowUp where running on fails.
        """
        fits(snapshot, self._assembly, self.dt)
        step = snapshot.step if step is None else step
        if not snapshot.step <= step <= self.recorded:
            raise ValueError(f"step {step} is not between the snapshot and what is recorded")
        self._recorded = self.recorded
        restored(snapshot, self._assembly)
        self._clocks, self._step = list(snapshot.clocks), snapshot.step
        self._failure = snapshot.failure
        silent = self._assembly.tables.nodes.copy()
        silent[:, c.LOG_COUNT] = 0
        done, code, index = self._call(step - self._step, _NO_PROBES, False, silent)
        self._step += done
        if code != c.OK:
            self._failure = explain(self._assembly, self._clock, self._step, code, index)
            raise self._failure
        if self._step == self._recorded:
            self._recorded = None

    @property
    def recorded(self) -> int:
        """The last step that the recordings know: later than `step` while a past is visited."""
        return self._step if self._recorded is None else self._recorded

    def _settle(self) -> None:
        """The run goes on from here: a moment that is visited becomes the present."""
        if self._recorded is not None:
            self.recorder.rewind(self._step, self._recorded)
            self._recorded = None
            self._sample(self.recorder.due(self._step))

    # Recording

    def watch(self, probe: Probe, every: int = 1) -> None:
        """Record a probe from now on, this moment included, each `every` steps.

        Raises DocumentError when it names nothing, TooLarge when there is no room.
        """
        if probe in self.recorder.probes:
            return
        visiting = self._recorded is not None
        row = self.recorder.watch(probe, self.recorded + visiting, every)
        if self._step % every == 0 and not visiting:
            self._sample(row)

    def unwatch(self, probe: Probe) -> None:
        """Stop recording a probe; the others go on."""
        self.recorder.unwatch(probe)

    def byte_count(self) -> int:
        """Bytes of the network's arrays and of the recording."""
        return self._assembly.byte_count() + self.recorder.byte_count()
