"""Projections that hold synapses of given weights and delays, as simply as they can be said."""

from __future__ import annotations

import numpy as np

from engine.declaration import PlasticityModel
from engine.document import Projection
from engine.records.rules import AllToAll, Explicit, OneToOne
from engine.regroup.fixed import Synapses, refuse


def between(
    record: Projection, identifier: str, source: str, target: str, synapses: Synapses
) -> Projection | None:
    """`record` between other nodes and with these synapses; None where there are none.

    Raises DocumentError where a synapse of weight 0 may still learn: a matrix cannot say so.
    """
    present = ~np.isnan(synapses.weights)
    if not present.any():
        return None
    weights = np.where(present, synapses.weights, 0.0)
    first = float(weights[present][0])
    same = bool((weights[present] == first).all())
    changes: dict[str, object] = {"id": identifier, "source": source, "target": target}
    changes["delay"] = _delay(synapses.delays, present)
    square = present.shape[0] == present.shape[1] > 1
    diagonal = np.eye(*present.shape) > 0
    if present.all():
        changes |= {"connect": AllToAll(), "weight": first if same else weights.tolist()}
    elif same and square and (present == diagonal).all():
        changes |= {"connect": OneToOne(rule="one_to_one"), "weight": first}
    elif same and source == target and (present != diagonal).all():
        changes |= {"connect": AllToAll(allow_autapses=False), "weight": first}
    else:
        if record.plasticity is not None and (weights[present] == 0.0).any():
            raise refuse(
                record.id,
                "some of its synapses have the weight 0 and may learn, others are missing; written "
                "out one by one they could not be told apart. Give them a small weight first",
            )
        changes |= {"connect": Explicit(rule="explicit"), "weight": weights.tolist()}
    return record.model_copy(update=changes)


def _delay(delays: object, present: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> object:
    if isinstance(delays, float):
        return delays
    matrix = np.where(present, np.asarray(delays), 0.0)
    first = float(matrix[present][0])
    return first if (matrix[present] == first).all() else matrix.tolist()


def refuse_whole(record: Projection, rule: PlasticityModel | None, what: str) -> None:
    """Raises DocumentError where the learning of an edge is about all its synapses together."""
    plasticity = record.plasticity
    if plasticity is None:
        return
    if rule is not None and rule.algorithm != "":
        raise refuse(
            record.id,
            f'the learning rule "{plasticity.rule}" of "{record.id}" works on all its synapses '
            f"together, so that its cells cannot be {what}; switch learning off there first",
        )
    if plasticity.normalise is not None:
        raise refuse(
            record.id,
            f'"{record.id}" keeps the sum of the weights that each cell receives; its cells '
            f"cannot be {what} without changing that. Switch the normalisation off first",
        )
