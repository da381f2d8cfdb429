"""The loop that a textbook teaches: dense weight matrices, one NumPy statement per equation."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.plan import Connection, Group, Plan, plan
from benchmarks.worker import Report, Request, Stopwatch, Unsupported, serve

Floats = NDArray[np.float64]


@dataclass
class Inhibition:
    """Homeostatic plasticity of one connection: dJ/dt = -eps ((y - 2 r_0) S_pre + S_post y_pre)
    on synapses that exist, never above 0 (Vogels et al. (2011) Science 334:1569, as rates)."""

    epsilon: float
    tau_y: float
    r_0: float
    exists: NDArray[np.bool_]
    y_post: Floats
    y_pre: Floats

    def learn(self, J: Floats, S_pre: Floats, S_post: Floats, dt: float) -> Floats:
        """The next weights (target, source); then the traces (1/ms) make their own step."""
        change = np.outer(self.y_post - 2 * self.r_0, S_pre) + np.outer(S_post, self.y_pre)
        J = np.minimum(J - dt * self.epsilon * change * self.exists, 0.0)
        self.y_post += dt * (-self.y_post / self.tau_y + S_post / self.tau_y)
        self.y_pre += dt * (-self.y_pre / self.tau_y + S_pre / self.tau_y)
        return J


class Loop:
    """State of a network and its step."""

    def __init__(self, network: Plan) -> None:
        self.network = network
        self.random = np.random.default_rng(network.seed)
        self.size = {key: member.size for key, (_, member) in network.where.items()}
        self.size |= {key: source.size for key, source in network.sources.items()}
        self.S = {key: np.zeros(n) for key, n in self.size.items()}
        self.V: dict[str, Floats] = {}
        self.held: dict[str, Floats] = {}
        self.I: dict[tuple[str, str], Floats] = {}
        for key, (group, member) in network.where.items():
            if group.model not in ("lif", "eif"):
                raise Unsupported(f'the textbook has no loop for "{group.model}"')
            self.V[key] = self._initial(group, member.size)
            self.held[key] = np.zeros(member.size)
            for channel in group.channels.values():
                if channel.synapse != "exponential":
                    raise Unsupported(f'the textbook has no "{channel.synapse}" synapse')
                self.I[key, channel.name] = np.zeros(member.size)
        self.J = {c.id: self._weights(c) for c in network.connections}
        self.rules = {c.id: self._rule(c) for c in network.connections if c.plasticity}

    def _initial(self, group: Group, size: int) -> Floats:
        if isinstance(group.initial, dict):
            low, high = group.initial["uniform"]
            return self.random.uniform(low, high, size)
        return np.full(size, group.initial)

    def _weights(self, c: Connection) -> Floats:
        """Dense and of shape (target, source), first index postsynaptic."""
        chosen = self.random.binomial(1, c.probability, (self.size[c.target], self.size[c.source]))
        return np.where(chosen == 1, c.weight, 0.0)

    def _rule(self, c: Connection) -> Inhibition:
        assert c.plasticity is not None
        if c.plasticity["rule"] != "homeostatic_inhibitory":
            raise Unsupported(f'no loop for the rule "{c.plasticity["rule"]}"')
        p = c.plasticity["params"]
        n_post, n_pre = self.J[c.id].shape
        exists = self.J[c.id] != 0
        # Rates in 1/ms, as the traces.
        return Inhibition(
            p["epsilon"], p["tau_y"], p["r_0"] / 1000, exists, np.zeros(n_post), np.zeros(n_pre)
        )

    def step(self) -> dict[str, int]:
        """One step of dt; the answer is the number of spikes of each population.

        All right-hand sides use the values at t. `S` holds the spikes at t, each as 1/dt.
        """
        dt, S = self.network.dt, self.S
        for source in self.network.sources.values():
            p = source.rate / 1000 * dt
            S[source.id] = self.random.binomial(1, p, source.size) / dt
        for key, V in self.V.items():
            group, _ = self.network.where[key]
            c = group.params
            drive = -(V - c["E_L"]) + c["I_ext"]
            for channel in group.channels.values():
                drive += self.I[key, channel.name]
            if group.model == "eif":
                drive += c["Delta_T"] * np.exp((V - c["V_T"]) / c["Delta_T"])
            self.V[key] = V + dt * drive / c["tau_m"] * (self.held[key] <= 0)
            self.held[key] -= 1
        for key, (group, _) in self.network.where.items():
            for channel in group.channels.values():
                self.I[key, channel.name] += dt * -self.I[key, channel.name] / channel.tau
        for edge in self.network.connections:
            J, pre, post = self.J[edge.id], S[edge.source], S[edge.target]
            self.I[edge.target, edge.channel.name] += dt * (J @ pre) / edge.channel.tau
            if edge.id in self.rules:
                self.J[edge.id] = self.rules[edge.id].learn(J, pre, post, dt)
        return {key: self._fire(key) for key in self.V}

    def _fire(self, key: str) -> int:
        group, _ = self.network.where[key]
        fired = np.nonzero(self.V[key] >= group.params["V_th"])[0]
        self.V[key][fired] = group.params["V_re"]
        self.held[key][fired] = round(group.params["t_ref"] / self.network.dt)
        self.S[key] = np.zeros(self.size[key])
        self.S[key][fired] = 1 / self.network.dt
        return len(fired)


def work(request: Request) -> Report:
    """Build and run; no options."""
    watch = Stopwatch()
    network = plan(request.document)
    loop = Loop(network)
    for _ in range(round(request.warm_up / network.dt)):
        loop.step()
    build = watch.wall()
    spikes: dict[str, list[int]] = {key: [] for key in loop.V}
    steps = round(request.duration / network.dt)
    watch = Stopwatch()
    for part in range(request.bins):
        counts = dict.fromkeys(loop.V, 0)
        for _ in range(part * steps // request.bins, (part + 1) * steps // request.bins):
            for key, count in loop.step().items():
                counts[key] += count
        for key, count in counts.items():
            spikes[key].append(count)
    return Report(
        program=f"NumPy {np.__version__} loop",
        build=build,
        run=watch.processor(),
        wall=watch.wall(),
        sizes={key: loop.size[key] for key in loop.V},
        spikes=spikes,
    )


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
