"""Weights that are trained from errors.

The value y of a target unit at t was made, by the weights as they still are, from the values x of
its sources one step before, which the edge has kept. The error y - target therefore belongs to
those, and what changes a weight is a product of the two; the new weights act from t on. Where the
target values come from a data set, this happens once per presentation, in its last step, and only
for samples that are for training.

An edge with a signal finds the error terms (deltas) of its target units from it; one without gets
them from the edges that leave its target and are trained themselves (Rumelhart, Hinton and Williams
1986 Nature 323:533). All deltas of a step are found before any weight changes.
"""

from __future__ import annotations

from typing import Any

from engine.kernels import tables as c
from engine.kernels import training_columns as r
from engine.kernels.comparing import compare, through
from engine.kernels.deliver import value_address
from engine.kernels.descent import back, descend, solve
from engine.kernels.jit import helper
from engine.kernels.pointers import float64_at, int64_at
from engine.kernels.presenting import TRAIN, presentation, sample_shown


@helper
def train(nodes: Any, edges: Any, step: int, t: float) -> int:
    """One step of all training. Called once a step, before edges pass anything.

    The row of the first edge of which a weight would leave the finite range, or -1.
    """
    trained = 0
    due = False
    for e in range(edges.shape[0]):
        if edges[e, c.TRAINS] != 0:
            trained += 1
            counts = int64_at(int64_at(edges[e, c.TRAINS])[r.COUNTS])
            counts[r.DUE] = _moment(nodes, edges, e, step, t)
            due = due or counts[r.DUE] == r.TRAINING or counts[r.DUE] == r.TESTING
    if trained == 0:
        return -1
    if due:
        _find_deltas(nodes, edges)
        for e in range(edges.shape[0]):
            if edges[e, c.TRAINS] != 0 and not _change(nodes, edges, e):
                return e
    for e in range(edges.shape[0]):
        if edges[e, c.TRAINS] != 0:
            _keep(nodes, edges, e, step)
    return -1


@helper
def _moment(nodes: Any, edges: Any, e: int, step: int, t: float) -> int:
    """Whether edge e is due now, and for what; WAITING when the edges that leave its target say."""
    row = int64_at(edges[e, c.TRAINS])
    if int64_at(row[r.COUNTS])[r.KEPT] != step - 1:
        return r.NOT_DUE
    signal = edges[e, c.SIGNAL]
    if signal < 0:
        return r.WAITING
    if nodes[signal, c.KIND] != c.CURRENT or nodes[signal, c.PROCESS] != c.BY_DATASET:
        return r.TRAINING
    dt = float64_at(row[r.NUMBERS])[r.DT]
    if presentation(nodes, signal, t) == presentation(nodes, signal, t + dt):
        return r.NOT_DUE
    learned_from = float64_at(nodes[signal, c.FORM])[TRAIN]
    return r.TRAINING if sample_shown(nodes, signal, t) < learned_from else r.TESTING


@helper
def _keep(nodes: Any, edges: Any, e: int, step: int) -> None:
    """Remember what the sources of edge e send in this step."""
    row = int64_at(edges[e, c.TRAINS])
    source = edges[e, c.SOURCE]
    sent = float64_at(value_address(nodes, source, edges[e, c.DELAY], step))
    past = float64_at(row[r.PAST])
    for i in range(nodes[source, c.N]):
        past[i] = sent[i]
    int64_at(row[r.COUNTS])[r.KEPT] = step


@helper
def _find_deltas(nodes: Any, edges: Any) -> None:
    """The deltas of all edges, from the outputs of the network to its inputs."""
    for e in range(edges.shape[0]):
        if edges[e, c.TRAINS] == 0 or edges[e, c.SIGNAL] < 0:
            continue
        if int64_at(int64_at(edges[e, c.TRAINS])[r.COUNTS])[r.DUE] != r.NOT_DUE:
            compare(nodes, edges, e)
    found = True
    while found:
        found = False
        # Documents mostly list layers from input to output.
        for e in range(edges.shape[0] - 1, -1, -1):
            if edges[e, c.TRAINS] == 0:
                continue
            counts = int64_at(int64_at(edges[e, c.TRAINS])[r.COUNTS])
            if counts[r.DUE] == r.WAITING:
                counts[r.DUE] = _gather(nodes, edges, e)
                found = found or counts[r.DUE] != r.WAITING


@helper
def _gather(nodes: Any, edges: Any, e: int) -> int:
    """Deltas of an edge from those of the trained edges that leave its target; whether it is due,
    WAITING while one of them is not known yet."""
    hidden = edges[e, c.TARGET]
    due = r.NOT_DUE
    for k in range(edges.shape[0]):
        if _passes_back(edges, k, hidden):
            due = max(due, int64_at(int64_at(edges[k, c.TRAINS])[r.COUNTS])[r.DUE])
    if due == r.NOT_DUE or due == r.WAITING:
        return due
    n = nodes[hidden, c.N]
    delta = float64_at(int64_at(edges[e, c.TRAINS])[r.DELTA])
    for j in range(n):
        delta[j] = 0.0
    for k in range(edges.shape[0]):
        if _passes_back(edges, k, hidden):
            row = int64_at(edges[k, c.TRAINS])
            if int64_at(row[r.COUNTS])[r.DUE] != r.NOT_DUE:
                back(edges, k, n, nodes[edges[k, c.TARGET], c.N], float64_at(row[r.DELTA]), delta)
    through(nodes[hidden, c.ACTIVATION], float64_at(nodes[hidden, c.OUTPUT]), delta, n)
    return due


@helper
def _passes_back(edges: Any, k: int, hidden: int) -> bool:
    """Whether edge k brings deltas back to that node."""
    if edges[k, c.SOURCE] != hidden or edges[k, c.TRAINS] == 0:
        return False
    return int64_at(edges[k, c.TRAINS])[r.ALGORITHM] == r.GRADIENTS  # type: ignore[no-any-return]


@helper
def _change(nodes: Any, edges: Any, e: int) -> bool:
    """Change the weights of an edge that is due; False when one would leave the finite range."""
    row = int64_at(edges[e, c.TRAINS])
    if int64_at(row[r.COUNTS])[r.DUE] != r.TRAINING or row[r.ACTIVE] == 0:
        return True
    n_source = nodes[edges[e, c.SOURCE], c.N]
    n_target = nodes[edges[e, c.TARGET], c.N]
    if row[r.ALGORITHM] == r.RLS:
        return solve(edges, e, n_source, n_target)
    return descend(edges, e, n_source, n_target)
