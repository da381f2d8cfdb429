"""Synapses that have a number each: weights of their own, within bounds, found from both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.blocks.arrays import Cells, Floats, Ints
from engine.connect import Connection
from engine.declaration import PlasticityModel
from engine.document import Plasticity
from engine.kernels import tables as c


@dataclass(frozen=True)
class Index:
    """The synapses of a CSR pattern by target: `starts` (n target + 1,), and for each of them its
    place in the order of the pattern and its source cell."""

    starts: Ints
    positions: Cells
    sources: Cells


def limits(
    model: PlasticityModel, record: Plasticity, of_sign: tuple[float, float]
) -> tuple[float, float]:
    """Least and greatest weight: what the rule allows, within Dale's law."""
    values = {p.name: float(record.params.get(p.name, p.default)) for p in model.parameters}  # type: ignore[arg-type]  # validated
    low = max(of_sign[0], values[model.low] if model.low else -np.inf)
    return low, min(of_sign[1], values[model.high] if model.high else np.inf)


def spread(
    connection: Connection, weight: float, weights: Floats | None, sizes: tuple[int, int]
) -> tuple[Connection, Floats]:
    """Pattern and weights with a number for each synapse and for nothing else, so that weights
    that pass through 0 stay synapses."""
    if connection.pattern in (c.ALL, c.DENSE):
        if weights is None:
            weights = np.full(sizes, weight)
            if connection.no_self:
                np.fill_diagonal(weights, 0.0)
        elif connection.count < weights.size and not connection.no_self:
            rows, columns = np.nonzero(weights)
            indptr = np.searchsorted(rows, np.arange(sizes[0] + 1)).astype(np.int64)
            sparse = Connection(c.CSR, len(rows), indptr, columns.astype(np.int32))
            return sparse, np.ascontiguousarray(weights[rows, columns])
        if connection.pattern == c.ALL:
            connection = Connection(c.DENSE, connection.count, no_self=connection.no_self)
        return connection, weights
    if weights is None:
        return connection, np.full(connection.count, weight)
    return connection, weights


def bounded(weights: Floats, connection: Connection, within: tuple[float, float]) -> Floats:
    """A copy of weights that begin to learn, brought within their bounds."""
    begun = np.ascontiguousarray(np.clip(weights, *within))
    if connection.pattern == c.DENSE and connection.no_self:
        np.fill_diagonal(begun, 0.0)
    return begun


def by_target(connection: Connection, n_target: int) -> Index:
    """The synapses of a CSR pattern in the order of their targets."""
    assert connection.targets is not None
    order = np.argsort(connection.targets, kind="stable")
    starts = np.zeros(n_target + 1, np.int64)
    np.cumsum(np.bincount(connection.targets, minlength=n_target), out=starts[1:])
    sources = connection.sources()[order].astype(np.int32)
    return Index(starts, order.astype(np.int32), sources)
