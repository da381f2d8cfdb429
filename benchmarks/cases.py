"""What the product is checked against other programs on: the same numbers go to both.

A case is plain JSON: what `benchmarks.peers.oracle` reads in the environment of another simulator,
beside the document that the product runs. Spikes are pairs (step, cell): one that is found in the
step from t to t + dt has the step of t + dt, a scripted one that of its time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.registry import neuron_models, plasticity_models

Case = dict[str, Any]

# Mean and height of a slow oscillation, in the units of each model, that makes it spike at times.
_CELLS: dict[str, tuple[float, float, dict[str, float]]] = {
    "lif": (22.0, 9.0, {"tau_m": 12.0, "t_ref": 3.0}),
    "eif": (21.0, 10.0, {"t_ref": 2.0}),
    "adex": (30.0, 12.0, {"a": 0.3, "b": 4.0, "tau_w": 80.0}),
    "izhikevich": (9.0, 6.0, {}),
    "hh": (8.0, 6.0, {}),
}
_STEPS = {"hh": 0.01}
_FIRST = {"lif": -70.0, "eif": -70.0, "adex": -70.0, "izhikevich": -65.0, "hh": -65.0}


def cases(part: float = 1.0) -> list[Case]:
    """Cases in which both programs do the same arithmetic: spikes fall on the same steps.

    `part` of the time is run, for those who are in a hurry.
    """
    found = [_cell(name) for name in _CELLS if name in neuron_models]
    found += [_network(), _short_term()]
    if "stdp" in plasticity_models:
        found.append(_stdp())
    return [{**case, "steps": round(part * case["steps"])} for case in found]


def random_network(document: dict[str, Any], seed: int, duration: float) -> Case:
    """A network that each program draws for itself; `duration` is in ms."""
    settings = {**document["settings"], "seed": seed}
    nodes = []
    for node in document["nodes"]:
        if node["kind"] == "neurons":
            # Only the product knows what a model takes for a parameter that is not given.
            defaults = {p.name: p.default for p in neuron_models[node["model"]].parameters}
            node = {**node, "params": {**defaults, **node.get("params", {})}}
        nodes.append(node)
    return {
        "name": f"random {seed}",
        "title": document["title"],
        "kind": "random",
        "dt": settings["dt"],
        "steps": round(duration / settings["dt"]),
        "document": {**document, "settings": settings, "nodes": nodes},
    }


def _cell(name: str) -> Case:
    """One neuron under a noisy, slowly oscillating current given sample by sample."""
    mean, height, params = _CELLS[name]
    dt = _STEPS.get(name, 0.1)
    model = neuron_models[name]
    numbers = {p.name: p.default for p in model.parameters} | params
    steps = round(600 / dt)
    t = dt * np.arange(steps + 1)
    random = np.random.default_rng(5)
    rough = np.interp(t, np.arange(0, 620, 5), random.normal(0, 0.3, 124))
    current = mean + height * (np.sin(2 * np.pi * t / 150) + rough)
    values = current.tolist()
    first = _FIRST[name]
    nodes = [
        _stimulus("s", "samples", dt=dt, values=values, between="hold", after="hold"),
        _neurons("a", name, 1, params, {model.states[0].name: first}),
    ]
    return {
        "name": name,
        "title": f"{model.title}: a neuron under a fluctuating current",
        "kind": "cell",
        "dt": dt,
        "steps": steps,
        "model": name,
        "params": numbers,
        "first": first,
        "current": values,
        "document": _document(dt, nodes, [_edge("e", "s", "a", weight=1)]),
    }


def _network() -> Case:
    """80 neurons that excite and inhibit each other, delays and all, with the same weights, input
    spikes and initial values in both programs."""
    dt, steps, n, inputs = 0.1, 5000, 80, 40
    random = np.random.default_rng(8)
    size = np.where(np.arange(n) < 60, 8.0, -30.0)
    weights = np.where(random.random((n, n)) < 0.2, size, 0.0)
    feed = np.where(random.random((n, inputs)) < 0.3, 25.0, 0.0)
    spikes = [
        (step, cell)
        for cell in range(inputs)
        for step in np.flatnonzero(random.random(steps) < 0.03 * dt).tolist()
    ]
    times = [[round(k * dt, 6) for k, cell in spikes if cell == i] for i in range(inputs)]
    first = random.uniform(-72, -56, n).tolist()
    params = {"tau_m": 10.0, "E_L": -70.0, "V_th": -55.0, "V_re": -70.0, "t_ref": 2.0}
    nodes = [
        _stimulus("s", "spike_times", inputs, times=times),
        _neurons("a", "lif", n, params | {"I_ext": 6.0}, {"V": first}),
    ]
    edges = [
        _edge("sa", "s", "a", 5.0, weight=feed.tolist(), connect={"rule": "explicit"}),
        _edge(
            "aa", "a", "a", 4.0, weight=weights.tolist(), connect={"rule": "explicit"}, delay=1.5
        ),
    ]
    return {
        "name": "network",
        "title": "80 integrate-and-fire neurons with given weights and input spikes",
        "kind": "network",
        "dt": dt,
        "steps": steps,
        "params": params | {"I_ext": 6.0},
        "first": first,
        "spikes": spikes,
        "feed": feed.tolist(),
        "weights": weights.tolist(),
        "tau": [5.0, 4.0],
        "delay": 1.5,
        "document": _document(dt, nodes, edges),
    }


def _short_term() -> Case:
    """Depressing and facilitating synapses; what is compared is the membrane potential."""
    dt, steps = 0.1, 8000
    random = np.random.default_rng(3)
    spikes = [(step, 0) for step in np.flatnonzero(random.random(steps) < 0.03 * dt).tolist()]
    settings = {"U": 0.25, "tau_rec": 300.0, "tau_facil": 120.0}
    params = {"tau_m": 10.0, "E_L": -70.0}
    nodes = [
        _stimulus("s", "spike_times", times=[round(step * dt, 6) for step, _ in spikes]),
        _neurons("a", "leaky", 1, params, {"V": -70.0}),
    ]
    return {
        "name": "short_term",
        "title": "Short-term plasticity: depression and facilitation",
        "kind": "short_term",
        "dt": dt,
        "steps": steps,
        "spikes": spikes,
        "short_term": settings,
        "params": params,
        "tau": 5.0,
        "weight": 60.0,
        "document": _document(
            dt, nodes, [_edge("e", "s", "a", 5.0, weight=60.0, short_term=settings)]
        ),
    }


def _stdp() -> Case:
    """Spike-timing-dependent plasticity of 6 x 4 synapses; both sides spike as they are told."""
    dt, steps = 0.1, 10_000
    random = np.random.default_rng(6)
    # Even steps for one side, odd ones for the other: nothing happens at the same time.
    before = [(2 * k, i) for i in range(6) for k in sorted(random.choice(4900, 25, False).tolist())]
    after = [
        (2 * k + 1, i) for i in range(4) for k in sorted(random.choice(4900, 25, False).tolist())
    ]
    params = {"A_plus": 0.02, "A_minus": 0.022, "tau_plus": 18.0, "tau_minus": 25.0}
    params |= {"w_min": 0.0, "w_max": 1.0}
    weights = random.uniform(0.2, 0.8, (4, 6)).tolist()

    def times(spikes: list[tuple[int, int]], n: int, earlier: int) -> list[list[float]]:
        return [[round((k - earlier) * dt, 6) for k, cell in spikes if cell == i] for i in range(n)]

    nodes = [
        _stimulus("s", "spike_times", 6, times=times(before, 6, 0)),
        # A kick at t makes a spike that is found in the step that ends at t + dt.
        _stimulus("k", "spike_times", 4, times=times(after, 4, 1)),
        _neurons("a", "lif", 4, {"t_ref": 0.0}, {"V": -70.0}),
    ]
    edges = [
        _edge("e", "s", "a", 5.0, weight=weights, plasticity={"rule": "stdp", "params": params}),
        {
            "id": "k_a",
            "source": "k",
            "target": "a",
            "synapse": "delta",
            "connect": {"rule": "one_to_one"},
            "weight": 100.0,
        },
    ]
    return {
        "name": "stdp",
        "title": "Spike-timing-dependent plasticity of 24 synapses",
        "kind": "stdp",
        "dt": dt,
        "steps": steps,
        "before": before,
        "after": after,
        "params": params,
        "weights": weights,
        "document": _document(dt, nodes, edges),
    }


def _document(dt: float, nodes: list[Any], edges: list[Any]) -> dict[str, Any]:
    settings = {"dt": dt, "method": "euler", "seed": 1}
    return {"format": "neuroboard/1", "settings": settings, "nodes": nodes, "edges": edges}


def _stimulus(identifier: str, model: str, size: int = 1, /, **params: Any) -> dict[str, Any]:
    return {"id": identifier, "kind": "stimulus", "model": model, "size": size, "params": params}


def _neurons(
    identifier: str, model: str, size: int, params: dict[str, float], initial: dict[str, Any]
) -> dict[str, Any]:
    fields = {"params": params, "initial": initial}
    return {"id": identifier, "kind": "neurons", "model": model, "size": size, **fields}


def _edge(
    identifier: str, source: str, target: str, tau: float | None = None, /, **fields: Any
) -> dict[str, Any]:
    synapse = {} if tau is None else {"synapse": "exponential", "params": {"tau": tau}}
    return {"id": identifier, "source": source, "target": target, **synapse, **fields}
