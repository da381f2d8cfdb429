"""A document rearranged as a person who knows array simulators would write it by hand.

Populations with the same model, parameters and synapses become one group of cells, and synapses
with the same time constant that reach the same cells share one variable, since both are linear.
This is what makes the other simulators fast; the product gets the document as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.worker import Document, Unsupported

Initial = float | list[float] | dict[str, list[float]]


@dataclass(frozen=True)
class Channel:
    """A synaptic variable of the cells of a group: `tau` in ms, `E_rev` (mV) for a conductance."""

    name: str
    synapse: str
    tau: float
    E_rev: float | None = None


@dataclass(frozen=True)
class Member:
    """A population of the document: cells `start` to `stop` of its group."""

    id: str
    start: int
    stop: int

    @property
    def size(self) -> int:
        return self.stop - self.start


@dataclass
class Group:
    """Cells of one model with the same parameters. `initial` is the one of V."""

    name: str
    model: str
    params: dict[str, float]
    initial: Initial
    channels: dict[tuple[Any, ...], Channel]
    members: list[Member] = field(default_factory=list)

    @property
    def size(self) -> int:
        return self.members[-1].stop


@dataclass(frozen=True)
class Source:
    """Independent Poisson spike trains of `rate` Hz."""

    id: str
    size: int
    rate: float


@dataclass(frozen=True)
class Connection:
    """Synapses from a source or a member to a member; `jump` is what a spike adds to `channel`.

    `delay` (ms) is the time from the end of the step with the spike to the step that it enters.
    `plasticity` is the record's own.
    """

    id: str
    source: str
    target: str
    channel: Channel
    weight: float
    probability: float
    delay: float
    plasticity: dict[str, Any] | None

    @property
    def jump(self) -> float:
        return self.weight / self.channel.tau


@dataclass
class Plan:
    """The whole network; `where` finds the group and the member of a population."""

    dt: float
    method: str
    seed: int
    groups: list[Group]
    sources: dict[str, Source]
    connections: list[Connection]
    where: dict[str, tuple[Group, Member]]


def plan(document: Document) -> Plan:
    """Rearrange a document. Raises Unsupported for what no peer here is given."""
    settings = document["settings"]
    sources: dict[str, Source] = {}
    populations: list[dict[str, Any]] = []
    for node in document["nodes"]:
        if node["kind"] == "neurons":
            populations.append(node)
        elif node["model"] == "poisson":
            sources[node["id"]] = Source(node["id"], node["size"], node["params"]["rate"])
        else:
            raise Unsupported(f'no translation of the stimulus "{node["model"]}"')
    groups, where = _groups(populations, document["edges"])
    connections = []
    for edge in document["edges"]:
        group, _ = where[edge["target"]]
        from_source = edge["source"] in sources
        # A spike found in the step that ends at t enters a synapse of the product in the step
        # after t; these simulators let it in at t already, except from a source.
        delay = edge.get("delay", 0.0) + (0.0 if from_source else settings["dt"])
        connections.append(
            Connection(
                edge["id"],
                edge["source"],
                edge["target"],
                group.channels[_channel_key(edge)],
                edge["weight"],
                _probability(edge),
                delay,
                edge.get("plasticity"),
            )
        )
    return Plan(
        settings["dt"], settings["method"], settings["seed"], groups, sources, connections, where
    )


def _groups(
    populations: list[dict[str, Any]], edges: list[dict[str, Any]]
) -> tuple[list[Group], dict[str, tuple[Group, Member]]]:
    groups: dict[str, Group] = {}
    where: dict[str, tuple[Group, Member]] = {}
    for node in populations:
        keys = sorted({_channel_key(edge) for edge in edges if edge["target"] == node["id"]})
        channels = {key: _channel(f"y{k}", *key) for k, key in enumerate(keys)}
        initial = node.get("initial", {}).get("V")
        # A list has a value for each cell, so it cannot be shared.
        own = node["id"] if isinstance(initial, list) else ""
        alike = repr((node["model"], sorted(node["params"].items()), initial, own, keys))
        group = groups.setdefault(
            alike, Group(f"g{len(groups)}", node["model"], node["params"], initial, channels)
        )
        start = group.members[-1].stop if group.members else 0
        member = Member(node["id"], start, start + node["size"])
        group.members.append(member)
        where[member.id] = (group, member)
    return list(groups.values()), where


def _channel_key(edge: dict[str, Any]) -> tuple[Any, ...]:
    return (edge["synapse"], *sorted(edge["params"].items()))


def _channel(name: str, synapse: str, *items: tuple[str, float]) -> Channel:
    params = dict(items)
    if synapse not in ("exponential", "conductance"):
        raise Unsupported(f'no translation of the synapse "{synapse}"')
    return Channel(name, synapse, params["tau"], params.get("E_rev"))


def _probability(edge: dict[str, Any]) -> float:
    connect = edge.get("connect", {"rule": "all_to_all"})
    if connect["rule"] == "all_to_all":
        return 1.0
    if connect["rule"] == "fixed_probability":
        return float(connect["p"])
    raise Unsupported(f'no translation of the rule "{connect["rule"]}"')
