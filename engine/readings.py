"""What can be read off a running network at any moment."""

from __future__ import annotations

import numpy as np

from engine.assembly import Assembly
from engine.blocks.arrays import Floats, Ints
from engine.blocks.neurons import NeuronBlock
from engine.buffers import SampleBuffer
from engine.errors import DocumentError, Problem
from engine.kernels import tables as c
from engine.probes import Probe, tap
from engine.recording import spikes


class Readings:
    """The reading half of `engine.simulation.Simulation`; changes nothing."""

    _assembly: Assembly
    _step: int

    @property
    def t(self) -> float:
        """Time in ms."""
        raise NotImplementedError

    def _sample(self, probes: Ints) -> None:
        """Fill the buffers of rows of a table of probes with the present moment."""
        raise NotImplementedError

    @property
    def assembly(self) -> Assembly:
        """The arrays behind the network; to be read only, and replaced by edits."""
        return self._assembly

    def size(self, of: str) -> int:
        """Cells of a node, or of the target of an edge. Raises DocumentError."""
        if of in self._assembly.edges:
            return self._assembly.edges[of].sizes[1]
        if of not in self._assembly.nodes:
            raise _missing("node or edge", of)
        return self._assembly.nodes[of].n

    def state(self, node: str, variable: str | None = None) -> Floats:
        """Values of a variable now (None: what the canvas shows), one per cell: (size,), a copy.

        A current stimulus has the variable `I`. Raises DocumentError.
        """
        block = self._assembly.nodes.get(node)
        if block is None:
            raise _missing("node", node)
        if isinstance(block, NeuronBlock):
            names = block.model.variables
            if variable is not None and variable not in names:
                known = ", ".join(names)
                message = f'"{node}" has no variable "{variable}" (it has: {known})'
                raise DocumentError([Problem(node, variable, message)])
            return np.array(block.row_of(variable)[: block.n], np.float64)
        if block.kind != c.CURRENT:
            raise DocumentError([Problem(node, variable, f'"{node}" has only spikes, no value')])
        return np.array(block.value[: block.n], np.float64)

    def current(self, edge: str) -> Floats:
        """The current `I` (mV) that an edge passes to each cell of its target now: (size,).

        Raises DocumentError, for an edge that only kicks too.
        """
        found = tap(self._assembly, Probe(edge))
        buffer = SampleBuffer.empty(found.width, 1, 1, self._step, wraps=True)
        buffer.write(found.row)
        self._sample(found.row[None])
        current: Floats = buffer.values[0]
        return current

    def weights(
        self,
        edge: str,
        targets: int | None = None,
        sources: int | None = None,
        *,
        absent: float = 0.0,
    ) -> Floats:
        """Weights of an edge (target, source), `absent` where no synapse is; `targets` and
        `sources` bound the number of rows and columns. Raises DocumentError or TooLarge."""
        if edge not in self._assembly.edges:
            raise _missing("edge", edge)
        return self._assembly.edges[edge].dense(targets, sources, absent)

    @property
    def spike_counts(self) -> dict[str, int]:
        """Spikes of each spiking node since t = 0."""
        return {
            key: int(block.marks[c.TOTAL])
            for key, block in self._assembly.nodes.items()
            if spikes(block)
        }

    @property
    def rates(self) -> dict[str, float]:
        """Mean rate of each spiking node since t = 0, in Hz per cell; 0 at t = 0."""
        t, nodes = self.t, self._assembly.nodes
        return {
            key: count / nodes[key].n / t * 1000.0 if t > 0 else 0.0
            for key, count in self.spike_counts.items()
        }


def _missing(kind: str, identifier: str) -> DocumentError:
    return DocumentError([Problem(identifier, None, f'there is no {kind} "{identifier}"')])
