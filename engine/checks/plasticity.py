"""Learning rules of edges: what they hear, their parameters, their third factor, their bounds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.blocks.spread import limits
from engine.blocks.weights import bounds_of
from engine.checks.training import faults_of_training
from engine.checks.values import Fault, faults_of_parameters
from engine.declaration import PlasticityModel
from engine.document import Neurons, Plasticity, Projection
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.registry import UnknownModel


def faults_of_plasticity(
    record: Projection, source: NodeRecord, target: NodeRecord, network: Network
) -> Iterator[Fault]:
    """What is wrong with the learning of a projection, if it learns."""
    if record.plasticity is None:
        return
    try:
        model = network.library.rule(record)
    except UnknownModel as error:
        yield "plasticity.rule", str(error)
        return
    assert model is not None
    given = record.plasticity
    bad = False
    for field, fault in faults_of_parameters(given.params, model.parameters, 1, per_cell=False):
        bad = True
        yield f"plasticity.{field}", fault
    yield from _ends(record, model, (source, target), network.library)
    yield from _signal(given, model, target, network)
    if model.algorithm:
        if not bad:
            yield from faults_of_training(record, model, target, network)
        return
    if not bad:
        yield from _bounds(record, given, model, source)


def _ends(
    record: Projection, model: PlasticityModel, ends: tuple[NodeRecord, ...], library: Library
) -> Iterator[Fault]:
    """Both sides send what the rule reads, and all synapses hear it at the same time."""
    needs, other = ("spikes", "values") if model.needs == "spikes" else ("values", "spikes")
    for end in ends:
        if library.knows(end) and library.sends_spikes(end) != (needs == "spikes"):
            rules = [n for n, rule in library.rules.items() if rule.needs == other]
            known = ", ".join(f'"{name}"' for name in rules if not library.rules[name].algorithm)
            yield (
                "plasticity.rule",
                f'the rule "{model.name}" learns from {needs}, and "{end.id}" sends {other}: take '
                f"one of {known}, or another model of cell",
            )
            return
    if not isinstance(record.delay, int | float):
        yield (
            "delay",
            "where synapses learn, spikes reach all of them after the same delay: give one number "
            "in ms",
        )
    synapse = library.synapses.get(record.synapse or "")
    if synapse is not None and synapse.carries == "values":
        yield (
            "plasticity",
            f'the synapse "{synapse.name}" carries values, and its weights cannot learn: take one '
            "that hears spikes, or null for a weighted sum",
        )


def _signal(
    given: Plasticity, model: PlasticityModel, target: NodeRecord, network: Network
) -> Iterator[Fault]:
    field = "plasticity.signal"
    if given.signal is None:
        if model.signal == "required":
            verb = "compares its target with" if model.algorithm else "multiplies by"
            yield (
                field,
                f'the rule "{model.name}" {verb} a signal: name the node whose value it is '
                "(a stimulus, or a unit)",
            )
        return
    if not model.signal:
        yield field, f'the rule "{model.name}" has no signal: set it to null'
        return
    node = network.get(given.signal)
    if not isinstance(node, NodeRecord):
        yield field, f'the signal "{given.signal}" is not there'
        return
    library = network.library
    if not isinstance(node, Neurons) and library.knows(node) and library.sends_spikes(node):
        yield field, f'the signal "{node.id}" has only spikes, no value: name a node that has one'
    elif node.size not in (1, target.size):
        yield (
            field,
            f'the signal "{node.id}" has {node.size} cells: it has 1, or as many as the target '
            f'"{target.id}" ({target.size})',
        )


def _bounds(
    record: Projection, given: Plasticity, model: PlasticityModel, source: NodeRecord
) -> Iterator[Fault]:
    """The rule leaves weights room to move, within Dale's law, and they start there."""
    low, high = limits(model, given, (-np.inf, np.inf))
    if low >= high:
        yield (
            f"plasticity.params.{model.low}",
            f"the least weight {low:g} is not below the greatest {high:g}",
        )
        return
    sign = source.sign if isinstance(source, Neurons) else None
    if not np.less(*limits(model, given, bounds_of(sign))):
        of = "least" if sign == "inhibitory" else "greatest"
        yield (
            "plasticity.params",
            f'"{source.id}" is {sign}, and the rule "{model.name}" keeps its weights between '
            f"{low:g} and {high:g}: only 0 would be left. Change the {of} weight of the rule",
        )
        return
    weight = record.weight
    if isinstance(weight, int | float):
        worst = [float(weight)]
    elif isinstance(weight, list) and len({len(row) for row in weight}) == 1 and weight[0]:
        matrix = np.asarray(weight, np.float64)
        present = matrix[matrix != 0] if record.connect.rule == "explicit" else matrix
        worst = [float(present.min()), float(present.max())] if present.size else []
    else:
        worst = []
    for value in worst:
        if not low <= value <= high:
            bound = f"the least {low:g}" if value < low else f"the greatest {high:g}"
            name = model.low if value < low else model.high
            yield (
                "weight",
                f'the weight {value:g} lies beyond {bound} of the rule "{model.name}" ({name}): '
                "change one of the two",
            )
            return
