"""Probes and spikes: recorded inside the run loop, read by cursor."""

from __future__ import annotations

import numpy as np

from engine.assembly import Assembly
from engine.blocks.arrays import Floats, Ints
from engine.blocks.neurons import NeuronBlock
from engine.blocks.sources import StimulusBlock
from engine.buffers import SampleBuffer, Samples, SpikeLog, Spikes
from engine.errors import DocumentError, Problem, TooLarge
from engine.kernels import tables as c
from engine.memory_words import in_words
from engine.probes import Probe, Tap, tap

DEFAULT_LIMIT = 256 * 2**20
"""Bytes that samples and spikes may take together while they are kept in rings."""
MAX_ROWS = 1_000_000
MIN_ROWS = 1_000
"""A ring keeps at most and at least that many samples; then the oldest go."""
RING_SHARE = 1 / 16
"""Share of the room that is left which the next ring takes."""


class Recorder:
    """Samples of probes, and the spikes of every population.

    With `keep_all` buffers grow from `rows` samples on, as a script wants it; otherwise they are
    rings, as a live board wants it. Either way `limit` bounds their bytes.
    """

    def __init__(
        self, keep_all: bool = False, limit: int = DEFAULT_LIMIT, rows: int = 1024
    ) -> None:
        self.keep_all = keep_all
        self._rows = rows
        self.limit = limit
        self._samples: dict[Probe, SampleBuffer] = {}
        self._taps: dict[Probe, Tap] = {}
        self._spikes: dict[str, SpikeLog] = {}
        self._assembly: Assembly | None = None
        self.table: Ints = np.zeros((0, c.PROBE_COLUMNS), np.int64)

    @property
    def probes(self) -> list[Probe]:
        """What is recorded now."""
        return list(self._samples)

    def byte_count(self) -> int:
        """Bytes of all buffers."""
        samples = sum(buffer.values.nbytes for buffer in self._samples.values())
        return samples + sum(self.log_bytes(node) for node in self._spikes)

    def log_bytes(self, node: str) -> int:
        """Bytes of the log of a node that spikes."""
        log = self._spikes[node]
        return log.steps.nbytes + log.cells.nbytes

    def samples_since(self, probe: Probe, step: int = -1) -> Samples:
        """Samples labelled after `step`. Raises DocumentError when the probe is not recorded."""
        if probe not in self._samples:
            raise DocumentError(
                [Problem(probe.of, probe.variable, f'"{probe.of}" is not recorded: watch it first')]
            )
        return self._samples[probe].since(step)

    def every(self, probe: Probe) -> int:
        """Steps between two samples of a probe that is recorded."""
        return self._samples[probe].every

    def spikes_since(self, node: str, step: int = -1) -> Spikes:
        """Spikes labelled after `step`. Raises DocumentError for what has no spikes."""
        if node not in self._spikes:
            raise DocumentError([Problem(node, None, f'"{node}" does not spike')])
        return self._spikes[node].since(step)

    def spiking(self) -> list[str]:
        """Ids of the nodes whose spikes are recorded."""
        return list(self._spikes)

    def watch(self, probe: Probe, step: int, every: int = 1) -> Ints:
        """Begin to record a probe at `step`; the answer is its table row, to be sampled at once.

        Raises DocumentError when it names nothing, TooLarge when there is no room for it.
        """
        assert self._assembly is not None
        found = tap(self._assembly, probe)
        rows = self._rows if self.keep_all else self._ring_rows(found.width)
        self._check_room(8 * rows * found.width)
        self._taps[probe] = found
        self._samples[probe] = SampleBuffer.empty(
            found.width, rows, every, step, wraps=not self.keep_all
        )
        self._tabulate()
        return self.table[-1:]

    def unwatch(self, probe: Probe) -> None:
        """Stop recording a probe and forget its samples; nothing happens if it is not recorded."""
        self._samples.pop(probe, None)
        self._taps.pop(probe, None)
        self._tabulate()

    def bind(self, assembly: Assembly, step: int) -> None:
        """Record from these arrays from now on. Probes of what is no longer there are dropped."""
        self._assembly = assembly
        for probe, buffer in list(self._samples.items()):
            try:
                found = tap(assembly, probe)
            except DocumentError:
                del self._samples[probe]
                self._taps.pop(probe, None)
                continue
            self._taps[probe] = found
            if found.width != buffer.values.shape[1]:
                self._samples[probe] = SampleBuffer.empty(
                    found.width, len(buffer.values), buffer.every, step + 1, buffer.wraps
                )
        self._bind_spikes(assembly)
        self._tabulate()

    def _bind_spikes(self, assembly: Assembly) -> None:
        logs: dict[str, SpikeLog] = {}
        for key, block in assembly.nodes.items():
            if not spikes(block):
                continue
            log = self._spikes.get(key)
            if log is None or block.n < log.n:
                log = SpikeLog.empty(block.n, log_capacity(block.n), wraps=not self.keep_all)
            elif block.n > log.n:
                log.n = block.n
                while len(log.steps) < log_capacity(block.n):
                    _grow_log(log)
            logs[key] = log
        self._spikes = logs
        self.write_logs(assembly)

    def write_logs(self, assembly: Assembly) -> None:
        """Name the logs in the table of nodes."""
        for key, log in self._spikes.items():
            log.write(assembly.tables.nodes[assembly.tables.node_rows[key]])

    def grow_log(self, row: int) -> None:
        """Make room in the log of the node at `row`. Raises TooLarge."""
        assert self._assembly is not None
        log = self._spikes[list(self._assembly.nodes)[row]]
        self._check_room(log.steps.nbytes + log.cells.nbytes)
        log.grow()
        self.write_logs(self._assembly)

    def grow_samples(self, row: int) -> None:
        """Make room in the buffer of the probe at `row`. Raises TooLarge."""
        buffer = list(self._samples.values())[row]
        self._check_room(buffer.values.nbytes)
        buffer.grow()
        self._tabulate()

    def rewind(self, step: int, from_step: int) -> None:
        """Follow a run that jumps from `from_step` to `step`."""
        for buffer in self._samples.values():
            buffer.rewind(step, from_step)
        for log in self._spikes.values():
            log.rewind(step)

    def restart(self, step: int, nodes: list[str] | None = None) -> None:
        """Forget all samples, and the spikes of `nodes` (None: of all)."""
        for buffer in self._samples.values():
            buffer.restart(step)
        for key, log in self._spikes.items():
            if nodes is None or key in nodes:
                log.clear()

    def due(self, step: int) -> Ints:
        """Rows of the probes that have no sample yet and whose first one is at `step`."""
        rows = [
            buffer.total == 0 and buffer.first_step == step for buffer in self._samples.values()
        ]
        return np.ascontiguousarray(self.table[np.array(rows, bool)])

    def _tabulate(self) -> None:
        self.table = np.zeros((len(self._samples), c.PROBE_COLUMNS), np.int64)
        for (probe, buffer), row in zip(self._samples.items(), self.table, strict=True):
            row[:] = self._taps[probe].row
            buffer.write(row)

    def _ring_rows(self, width: int) -> int:
        """Samples that a ring for `width` values gets: the more probes, the fewer for the next."""
        left = (self.limit - self.byte_count()) * RING_SHARE
        return max(MIN_ROWS, min(MAX_ROWS, int(left) // (8 * max(1, width))))

    def _check_room(self, more: int) -> None:
        needed = self.byte_count() + more
        if needed > self.limit:
            raise TooLarge(
                f"the recording needs {in_words(needed)}; the limit is {in_words(self.limit)}. "
                "Record fewer cells, a shorter time, or not every step"
            )


def spikes(block: NeuronBlock | StimulusBlock) -> bool:
    """Whether a node can spike."""
    if isinstance(block, NeuronBlock):
        return block.model.family == "spiking"
    return block.kind != c.CURRENT


def log_capacity(n: int) -> int:
    """Spikes of a population of n that are kept at first, or at all in a ring."""
    return max(4 * n, min(64 * n, 1 << 20), 4096)


def _grow_log(log: SpikeLog) -> None:
    """More room for a ring: its content in order of time, then free places."""
    kept = log.since(-1)
    capacity = 2 * len(log.steps)
    log.steps = np.zeros(capacity, np.int64)
    log.cells = np.zeros(capacity, np.int32)
    log.steps[: len(kept.steps)] = kept.steps
    log.cells[: len(kept.cells)] = kept.cells
    log.count[0] = len(kept.steps)
    log.begin = 0


def decimate(values: Floats, buckets: int) -> tuple[Floats, Floats]:
    """Least and greatest value of each of at most `buckets` runs of rows.

    `values` is (T, cells); the answers are (min(T, buckets), cells). No extreme is lost: that of
    the whole is that of the answers.
    """
    if len(values) == 0:
        return values[:0], values[:0]
    starts = np.unique(np.linspace(0, len(values), min(buckets, len(values)), endpoint=False))
    index = starts.astype(np.int64)
    return (
        np.asarray(np.minimum.reduceat(values, index, axis=0)),
        np.asarray(np.maximum.reduceat(values, index, axis=0)),
    )
