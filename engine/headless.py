"""A document run without a page: for scripts, tests and benchmarks.

neuroboard run DOC.json --for 1000 --out OUT.npz [--record a.V --record pop.spikes]
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.blocks.arrays import Array
from engine.blocks.edges import MAX_DENSE
from engine.errors import DocumentError, Problem
from engine.memory import default_limit
from engine.network import Network
from engine.probes import Probe, synapses, tap, variables
from engine.recording import Recorder
from engine.sentences import did_you_mean
from engine.simulation import Simulation
from engine.validation import load

MAX_STEPS = 10_000_000_000
"""Longest run that is begun: days, even for a single neuron."""
MAX_CELLS = 1024
"""Cells of a variable that a view shows as a whole, where there is no room for all of them."""
_FRAMES = 200

Progress = Callable[[float, float], None]
"""Called with how many of how many ms are done."""


@dataclass
class _Wanted:
    """What to write: probes by name, nodes whose spikes, edges whose weights."""

    probes: dict[str, Probe] = field(default_factory=dict)
    spikes: list[str] = field(default_factory=list)
    weights: list[str] = field(default_factory=list)


def run_document(
    path: Path | str,
    duration: float,
    out: Path | str,
    record: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Run a document from a file for `duration` ms and write what was recorded to `out` (.npz).

    The file holds `time` (T,) with T = steps + 1 samples from t = 0 to the end, `a.V` (T, size) per
    variable, `e.I` (T, size of the target) per current of an edge, `e.u` and `e.x` (T, size of the
    source) of its short-term plasticity, `pop.spike_times` (ms) and `pop.spike_indices` per spiking
    node, and `e.weights` (target, source), the final weights with absent synapses 0. `record` names
    them: `a.V`, `e.I`, `pop.spikes`, `e.weights`. Without it all that the views show is recorded,
    the spikes of every spiking node and the weights of edges that learn; where whole populations
    would take more than half of the memory allowed only the cells shown are, with their indices as
    `a.V.cells`. `e.w` (T, synapses) goes with `e.w.cells`, target * source size + source of each.

    The answer lists the names written. The file is written as a whole or not at all. Raises
    OSError for files, and EngineError (DocumentError, TooLarge, BlowUp) for all else.
    """
    document = load(Path(path).read_bytes())
    steps = _steps(duration, document.settings.dt)
    limit = default_limit()
    recorder = Recorder(keep_all=True, limit=limit, rows=steps + 3)
    simulation = Simulation(Network.from_document(document), recorder=recorder)
    if record is not None:
        wanted = _named(simulation, record)
    else:
        wanted = _shown(simulation, steps + 1, limit)
    for probe in wanted.probes.values():
        simulation.watch(probe)
    weights = {edge: simulation.weights(edge) for edge in wanted.weights}
    _advance(simulation, steps, progress)
    arrays: dict[str, Array] = {
        "time": np.rint(np.arange(steps + 1) * document.settings.dt * 1e9) / 1e9
    }
    for name, probe in wanted.probes.items():
        arrays[name] = recorder.samples_since(probe).values
        joined = synapses(simulation.assembly, probe)
        if joined is not None:
            arrays[f"{name}.cells"] = joined
        elif probe.cells is not None:
            arrays[f"{name}.cells"] = np.array(probe.cells)
    for node in wanted.spikes:
        spikes = recorder.spikes_since(node)
        arrays[f"{node}.spike_times"] = arrays["time"][spikes.steps]
        arrays[f"{node}.spike_indices"] = spikes.cells.astype(np.int64)
    for edge in weights:
        arrays[f"{edge}.weights"] = simulation.weights(edge)
    write_npz(out, arrays)
    return list(arrays)


def write_npz(out: Path | str, arrays: Mapping[str, Array]) -> None:
    """Write arrays to a file that is the old one or the new one, never a mixture.

    Raises OSError.
    """
    target = Path(out)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]  # its flag is a bool
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is private; what replaces it has the rights of any new file.
        mask = os.umask(0)
        os.umask(mask)
        with suppress(OSError):
            os.chmod(name, 0o666 & ~mask)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _steps(duration: float, dt: float) -> int:
    if not 0 <= duration / dt <= MAX_STEPS:
        raise DocumentError(
            f"a run of {duration:g} ms at dt = {dt:g} ms is not possible: it takes 0 to "
            f"{MAX_STEPS:,} steps"
        )
    return round(duration / dt)


def _advance(simulation: Simulation, steps: int, progress: Progress | None) -> None:
    total = steps * simulation.dt
    frame = max(1, -(-steps // _FRAMES))
    while simulation.step < steps:
        if progress is not None:
            progress(simulation.t, total)
        simulation.advance(min(frame, steps - simulation.step))
    if progress is not None:
        progress(total, total)


def _shown(simulation: Simulation, rows: int, limit: int) -> _Wanted:
    """What the views show, whole populations where there is room; and what learns."""
    wanted = _Wanted(spikes=simulation.recorder.spiking())
    shown: dict[str, set[int]] = {}
    spiking = set(wanted.spikes)
    for view in simulation.network.views():
        for entry in view.of:
            identifier = entry.node if entry.node is not None else entry.edge
            assert identifier is not None
            need = view.needs(entry, identifier in spiking)[0]
            if need in ("weights", "history"):
                if identifier not in wanted.weights:
                    wanted.weights.append(identifier)
            elif need != "spikes" and view.recorded:
                variable = entry.variable or variables(simulation.assembly, identifier)[0]
                name = f"{identifier}.{variable}"
                probe = wanted.probes[name] = Probe(identifier, variable)
                some = shown.setdefault(name, set())
                if entry.cells is not None or need == "samples":
                    some.update(entry.cells if entry.cells is not None else [0])
                else:
                    some.update(range(min(MAX_CELLS, tap(simulation.assembly, probe).width)))
    for identifier, edge in simulation.assembly.edges.items():
        fits = edge.sizes[0] * edge.sizes[1] <= MAX_DENSE
        if edge.rule is not None and fits and identifier not in wanted.weights:
            wanted.weights.append(identifier)
    sizes = {name: tap(simulation.assembly, probe).width for name, probe in wanted.probes.items()}
    if 8 * rows * sum(sizes.values()) > limit / 2:
        for name, probe in wanted.probes.items():
            if len(shown[name]) < sizes[name]:
                cells = tuple(sorted(shown[name]))
                wanted.probes[name] = Probe(probe.of, probe.variable, cells)
    return wanted


def _named(simulation: Simulation, record: Sequence[str]) -> _Wanted:
    wanted = _Wanted()
    assembly = simulation.assembly
    for name in record:
        identifier, _, what = name.partition(".")
        if identifier not in assembly.nodes and identifier not in assembly.edges:
            hint = did_you_mean(identifier, [*assembly.nodes, *assembly.edges])
            message = f'"{name}" cannot be recorded: there is no node or edge "{identifier}"{hint}'
            raise DocumentError([Problem(None, name, message)])
        if what == "spikes" and identifier in simulation.recorder.spiking():
            wanted.spikes.append(identifier)
        elif what == "weights" and identifier in assembly.edges:
            wanted.weights.append(identifier)
        elif what in variables(assembly, identifier):
            wanted.probes[name] = Probe(identifier, what)
        else:
            raise DocumentError([Problem(identifier, what, _cannot(simulation, name, identifier))])
    return wanted


def _cannot(simulation: Simulation, name: str, identifier: str) -> str:
    known = [f"{identifier}.{variable}" for variable in variables(simulation.assembly, identifier)]
    if identifier in simulation.recorder.spiking():
        known.append(f"{identifier}.spikes")
    if identifier in simulation.assembly.edges:
        known.append(f"{identifier}.weights")
    return f'"{name}" cannot be recorded; there is {", ".join(known)}'
