"""Boards that learn from errors, and the same arithmetic in plain NumPy."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from engine import Document, Simulation, load
from engine.blocks.arrays import Floats
from tests.engine.boards import Raw, edge, neurons, raw_document, stimulus

ACTIVATIONS = ("linear", "sigmoid", "tanh", "relu", "softmax")


def activation(name: str, total: Floats) -> Floats:
    """What units of a model make of their summed inputs."""
    if name == "softmax":
        powers = np.exp(total - total.max())
        return np.asarray(powers / powers.sum())
    if name == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-total)))
    if name == "tanh":
        return np.tanh(total)
    return np.maximum(total, 0.0) if name == "relu" else total


def loss(name: str, y: Floats, target: Floats, cross_entropy: bool) -> float:
    """Cross-entropy where units are probabilities, else half the squared error."""
    if cross_entropy and name == "softmax":
        return float(-(target * np.log(y)).sum())
    if cross_entropy and name == "sigmoid":
        return float(-(target * np.log(y) + (1 - target) * np.log(1 - y)).sum())
    return float(0.5 * ((y - target) ** 2).sum())


def with_data(raw: Raw, **data: Any) -> Document:
    """A document with one data set, `data`."""
    raw["datasets"] = [{"id": "data", **data}]
    return load(json.dumps(raw))


def presented(hold: float, inputs: int, targets: int, **params: Any) -> list[Raw]:
    """The stimuli `x` and `d`, which show both parts of `data`."""
    shown = {"data": "data", "hold": hold, **params}
    return [
        stimulus("x", "dataset", inputs, **shown),
        stimulus("d", "dataset", targets, part="targets", **shown),
    ]


def learns(rule: str, signal: str | None = "d", /, **params: float) -> Raw:
    """The field `plasticity` of an edge."""
    return {"rule": rule, "params": params, "signal": signal}


def two_layers(
    hidden: str, output: str, weights: tuple[Floats, Floats], **params: float
) -> tuple[list[Raw], list[Raw]]:
    """Nodes and edges from `x` through `h` to `y`, trained by backpropagation."""
    first, second = weights
    nodes = [neurons("h", hidden, len(first)), neurons("y", output, len(second))]
    edges = [
        edge("in", "x", "h", weight=first.tolist(), plasticity=learns("backprop", None, **params)),
        edge("out", "h", "y", weight=second.tolist(), plasticity=learns("backprop", **params)),
    ]
    return nodes, edges


def one_layer(
    model: str, weight: Any, inputs: int, outputs: int, rule: Raw, hold: float = 2, **params: Any
) -> Raw:
    """A board from the data through one trained edge `out` to the units `y`."""
    nodes = [*presented(hold, inputs, outputs, **params), neurons("y", model, outputs)]
    return raw_document(nodes, [edge("out", "x", "y", weight=weight, plasticity=rule)], dt=1)


def read_out(rule: str = "rls", **params: float) -> Raw:
    """Six rate units `s` that two units `y` learn to read."""
    nodes = [
        neurons("s", "rate", 6, params={"f": "tanh"}, initial={"r": {"uniform": [-1, 1]}}),
        neurons("y", "linear", 2),
        stimulus("d", "sine", frequency=5),
    ]
    edges = [
        edge("W", "s", "s", weight={"normal": [0, 1]}),
        edge("out", "s", "y", weight=0.1, plasticity=learns(rule, **params)),
    ]
    return raw_document(nodes, edges, dt=1)


def measured(simulation: Simulation, name: str, of: str = "out") -> float:
    """The first value now of what is watched of an edge."""
    part = simulation.assembly.edges[of].parts["training"]
    return float(part.rows()[name][0])
