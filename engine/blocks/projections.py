"""How a projection is built, and what goes on from the one before an edit."""

from __future__ import annotations

import numpy as np

from engine.blocks.arrays import Cancel, Ints
from engine.blocks.clock import Clock, Moment
from engine.blocks.edges import EdgeBlock, NodeBlock
from engine.blocks.learning import Learning, build_learning
from engine.blocks.neurons import NeuronBlock
from engine.blocks.parts import Part
from engine.blocks.patterns import connection_of, places_of
from engine.blocks.release import Release, build_release, draw_delays
from engine.blocks.spread import bounded, limits, spread
from engine.blocks.synapses import states_of, synapse_of
from engine.blocks.training import Training, build_training
from engine.blocks.weights import bounds_of, build_weights, incoming
from engine.connect import Connection
from engine.dale import sign_of
from engine.declaration import PlasticityModel, SynapseModel
from engine.document import Projection, Settings
from engine.kernels import tables as c
from engine.kernels.cache import presynaptic_kernel


def build_edge(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    source: NodeBlock,
    target: NodeBlock,
    moment: Moment,
    old: EdgeBlock | None,
    cancelled: Cancel | None = None,
    rule: PlasticityModel | None = None,
    signal: NodeBlock | None = None,
) -> EdgeBlock:
    """The arrays of a projection. Pattern and weights are those of `old` where nothing that they
    depend on has changed, but for weights that were learned in a run that begins again; synaptic
    states go on. Nothing of `old` is written to. `signal` is the third factor of the `rule`."""
    sizes = (source.n, target.n)
    connection = connection_of(record, settings, (source, target), old, cancelled)
    sign = sign_of(source.record.sign, synapse) if isinstance(source, NeuronBlock) else None
    if (
        old is not None
        and connection is old.connection
        and record.weight == old.record.weight
        and sign == old.sign
        and not (old.learned and moment.fresh)
    ):
        weight, weights, learned = old.weight, old.weights, old.learned
    else:
        weight, weights = build_weights(record, settings, connection, sizes, sign)
        learned = False
        if weights is not None and connection.pattern == c.ALL:
            connection = Connection(c.DENSE, connection.count, no_self=connection.no_self)
        elif weights is None and connection.pattern == c.DENSE:
            connection = Connection(c.ALL, connection.count, no_self=connection.no_self)
    if rule is not None and record.plasticity is not None:
        connection, weights = spread(connection, weight, weights, sizes)
        if not learned:
            within = limits(rule, record.plasticity, bounds_of(sign))
            weights = bounded(weights, connection, within)
    kernel, factor, kicked, params = synapse_of(record, settings, synapse)
    y = states_of(record, synapse, target, moment, old)
    passes_values = synapse is not None and synapse.carries == "values"
    if synapse is not None and passes_values:
        y[len(synapse.states) + 1, : target.n] = incoming(connection, weight, weights, sizes)
    parts: dict[str, Part] = {}
    release = _release(record, synapse, settings, connection, sizes, weight, moment, old)
    if release is not None:
        parts["release"] = release
    upcoming = _upcoming(record, synapse, moment, old)
    if rule is not None and not rule.algorithm and record.plasticity is not None:
        assert weights is not None
        parts["learning"] = build_learning(
            record.plasticity,
            rule,
            settings,
            connection,
            weights,
            bounds_of(sign),
            target,
            sizes,
            signal,
            moment,
            int(upcoming[0]),
            _learning(record, old),
        )
    if rule is not None and rule.algorithm:
        assert weights is not None
        parts["training"] = build_training(
            record,
            rule,
            settings,
            connection,
            sizes,
            weights,
            bounds_of(sign),
            None if moment.fresh else _training(record, old),
        )
    return EdgeBlock(
        record,
        settings,
        sizes,
        connection,
        weight,
        weights,
        synapse,
        kernel,
        factor,
        kicked,
        params,
        y,
        steps_of_delay(record, moment.clock),
        upcoming,
        sign,
        presynaptic_kernel(synapse) if synapse is not None else 0,
        np.zeros(source.n) if passes_values else None,
        places_of(record, source, target),
        parts,
        rule,
        learned or rule is not None,
    )


def _release(
    record: Projection,
    synapse: SynapseModel | None,
    settings: Settings,
    connection: Connection,
    sizes: tuple[int, int],
    weight: float,
    moment: Moment,
    old: EdgeBlock | None,
) -> Release | None:
    """What becomes of spikes on their way; delays are drawn anew only where they may differ."""
    if synapse is None or synapse.carries == "values":
        return None
    part = old.parts.get("release") if old is not None else None
    before = part if isinstance(part, Release) else None
    delays = None
    if not isinstance(record.delay, int | float):
        if (
            old is not None
            and before is not None
            and connection is old.connection
            and record.delay == old.record.delay
            and (settings.dt, settings.seed) == (old.settings.dt, old.settings.seed)
        ):
            delays = before.delays
        else:
            delays = draw_delays(record, settings, connection, sizes)
    heard = old is not None and not moment.fresh and _heard(record, old)
    return build_release(
        record,
        settings,
        sizes,
        weight,
        delays,
        moment,
        int(old.upcoming[0]) if old is not None and heard else moment.step,
        before if heard else None,
    )


def _learning(record: Projection, old: EdgeBlock | None) -> Learning | None:
    if old is None or old.record.source != record.source or old.record.target != record.target:
        return None
    part = old.parts.get("learning")
    return part if isinstance(part, Learning) else None


def _training(record: Projection, old: EdgeBlock | None) -> Training | None:
    if old is None or old.record.source != record.source or old.record.target != record.target:
        return None
    part = old.parts.get("training")
    return part if isinstance(part, Training) else None


def steps_of_delay(record: Projection, clock: Clock) -> int:
    """Steps between a spike and its arrival, 0 where each synapse has a delay of its own
    (`engine.blocks.release`)."""
    return clock.steps(record.delay) if isinstance(record.delay, int | float) else 0


def _heard(record: Projection, old: EdgeBlock | None) -> bool:
    """Whether the edge has passed spikes of the same source until now."""
    return old is not None and old.hears_spikes and old.record.source == record.source


def _upcoming(
    record: Projection, synapse: SynapseModel | None, moment: Moment, old: EdgeBlock | None
) -> Ints:
    """Label of the next spikes to deliver: a new edge begins with those of this moment.

    An edge that passes values has none to deliver; 0 stands for that.
    """
    if synapse is None or synapse.carries == "values":
        return np.zeros(1, np.int64)
    if old is None or moment.fresh or not _heard(record, old):
        return np.array([moment.step], np.int64)
    if moment.dt_before != moment.clock.dt:
        return np.array([moment.relabel(int(old.upcoming[0]))], np.int64)
    return old.upcoming
