"""The synapses of a projection: their kernel, their parameters and their states."""

from __future__ import annotations

from engine.blocks.arrays import Floats, aligned, padded
from engine.blocks.clock import Moment
from engine.blocks.edges import EdgeBlock, NodeBlock
from engine.declaration import SynapseModel
from engine.document import Projection, Settings
from engine.equations.evaluate import evaluate
from engine.equations.system import synapse_system
from engine.kernels.cache import synapse_kernel


def synapse_of(
    record: Projection, settings: Settings, synapse: SynapseModel | None
) -> tuple[int, float, int, Floats]:
    """Kernel, what a spike of weight 1 does, the row that it kicks, and the parameters."""
    if synapse is None:
        return 0, 1.0, -1, aligned(1)
    numbers = {
        p.name: float(record.params.get(p.name, p.default))  # type: ignore[arg-type]  # validated
        for p in synapse.parameters
    }
    system = synapse_system(synapse)
    factor = 1.0
    if system.kicks:
        kick = evaluate(system.kick, {**numbers, "J": 1.0})
        assert isinstance(kick, float)
        factor = kick
    names = [state.name for state in synapse.states]
    kicked = names.index(system.kicks) if system.kicks in names else -1
    kernel = synapse_kernel(synapse, settings.method) if system.current is not None else 0
    params = aligned(1 + len(numbers))
    params[:] = [settings.dt, *numbers.values()]
    return kernel, factor, kicked, params


def states_of(
    record: Projection,
    synapse: SynapseModel | None,
    target: NodeBlock,
    moment: Moment,
    old: EdgeBlock | None,
) -> Floats:
    """Synaptic states (states, stride): those of the same synapse and target go on, by their
    names where the document's own synapse has changed."""
    if synapse is None:
        return aligned(0, 1)
    keep = (
        old is not None
        and not moment.fresh
        and old.record.synapse == record.synapse
        and old.record.target == record.target
    )
    sums = 2 if synapse.carries == "values" else 0
    # The sums of weights may be other ones now, and arrays of the old edge are not written to.
    same = old is not None and old.synapse == synapse
    if keep and same and old is not None and old.sizes[1] == target.n and not sums:
        return old.y
    y = aligned(len(synapse.states) + sums, padded(target.n))
    numbers = {p.name: record.params.get(p.name, p.default) for p in synapse.parameters}
    for row, expression in zip(y, synapse_system(synapse).initial, strict=False):
        row[:] = evaluate(expression, numbers)  # type: ignore[arg-type]  # validated numbers
    if keep and old is not None:
        kept = min(target.n, old.sizes[1])
        before = [state.name for state in old.synapse.states] if old.synapse is not None else []
        for row, state in zip(y, synapse.states, strict=False):
            if state.name in before:
                row[:kept] = old.y[before.index(state.name), :kept]
        if same and sums:
            y[-sums:, :kept] = old.y[-sums:, :kept]
    return y
