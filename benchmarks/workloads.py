"""The networks that are measured, as documents of the product.

Every parameter is written out, so that another simulator needs nothing but the document.
Parameters and weights are in the product's units: ms, mV, Hz, weights of current synapses in mV ms.
"""

from __future__ import annotations

from typing import Any

from benchmarks.worker import Document

EIF = {
    "tau_m": 10.0,
    "E_L": -72.0,
    "V_T": -55.0,
    "Delta_T": 2.0,
    "V_th": 0.0,
    "V_re": -72.0,
    "t_ref": 0.0,
    "I_ext": 0.0,
}
LIF = {
    "tau_m": 20.0,
    "E_L": -49.0,
    "V_th": -50.0,
    "V_re": -60.0,
    "t_ref": 5.0,
    "I_ext": 0.0,
}
HH = {
    "C": 1.0,
    "g_Na": 120.0,
    "E_Na": 50.0,
    "g_K": 36.0,
    "E_K": -77.0,
    "g_L": 0.3,
    "E_L": -54.387,
    "I_ext": 10.0,
}


def recurrent_eif(scale: int = 1) -> Document:
    """E-I network of exponential integrate-and-fire cells driven by Poisson sources.

    The course's network (800 + 200 cells, 800 sources, p = 0.2) with 2000 + 500 cells, 2000
    sources and p = 0.1. A cell then has 1.25 times the synapses, so the weights are 0.8 times
    the course's and the mean inputs stay: about 6.5 Hz (E) and 14 to 17 Hz (I). With `scale` both
    sizes grow and p falls, each cell keeping its number of synapses.
    """
    p = 0.1 / scale
    edges = [
        _random("x_e", "x", "e", 24.0, 8.0, p),
        _random("x_i", "x", "i", 16.0, 8.0, p),
        _random("e_e", "e", "e", 9.6, 6.0, p),
        _random("e_i", "e", "i", 28.0, 6.0, p),
        _random("i_e", "i", "e", -36.0, 4.0, p),
        _random("i_i", "i", "i", -56.0, 4.0, p),
    ]
    nodes = [
        _poisson("x", 2000 * scale, 5.0),
        _cells("e", "eif", 2000 * scale, EIF, {"uniform": [-72.0, -60.0]}),
        _cells("i", "eif", 500 * scale, EIF, {"uniform": [-72.0, -60.0]}),
    ]
    return document("Recurrent EIF network", nodes, edges)


def cuba() -> Document:
    """4000 leaky integrate-and-fire cells with current synapses, 2 % connected.

    Vogels and Abbott (2005) Journal of Neuroscience 25:10786, in the form of Brette et al. (2007)
    Journal of Computational Neuroscience 23:349: 1.62 mV and -9 mV per spike, times tau.
    """
    nodes, edges = _vogels_abbott("exponential", 1.62 * 5.0, -9.0 * 10.0, {}, {})
    return document("CUBA", nodes, edges)


def coba() -> Document:
    """The same network with conductance synapses of 0.6 and 6.7 leak conductances per spike.

    E_L is -49 mV as in CUBA, a constant drive in place of the published initial kick.
    """
    nodes, edges = _vogels_abbott(
        "conductance", 0.6 * 5.0, 6.7 * 10.0, {"E_rev": 0.0}, {"E_rev": -80.0}
    )
    return document("COBA", nodes, edges)


def _vogels_abbott(
    synapse: str, j_e: float, j_i: float, more_e: dict[str, float], more_i: dict[str, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    start = {"uniform": [-60.0, -50.0]}
    nodes = [_cells("e", "lif", 3200, LIF, start), _cells("i", "lif", 800, LIF, start)]
    edges = [
        _random("e_e", "e", "e", j_e, 5.0, 0.02, synapse, more_e),
        _random("e_i", "e", "i", j_e, 5.0, 0.02, synapse, more_e),
        _random("i_e", "i", "e", j_i, 10.0, 0.02, synapse, more_i),
        _random("i_i", "i", "i", j_i, 10.0, 0.02, synapse, more_i),
    ]
    return nodes, edges


def hodgkin_huxley(size: int = 1000) -> Document:
    """Unconnected Hodgkin-Huxley cells with constant current, each from another V: no chance."""
    start = [-80.0 + 40.0 * k / (size - 1) for k in range(size)]
    return document(
        "Hodgkin-Huxley",
        [_cells("a", "hh", size, HH, start)],
        [],
        dt=0.01,
        method="exponential_euler",
    )


def ten_lif() -> Document:
    """Ten leaky integrate-and-fire cells, all to all, driven above threshold: no chance."""
    params = {
        "tau_m": 15.0,
        "E_L": -72.0,
        "V_th": -55.0,
        "V_re": -75.0,
        "t_ref": 2.0,
        "I_ext": 20.0,
    }
    start = [-75.0 + 2.0 * k for k in range(10)]
    edge = _random("a_a", "a", "a", -1.0, 5.0, 1.0)
    edge["connect"] = {"rule": "all_to_all"}
    return document("Ten LIF cells", [_cells("a", "lif", 10, params, start)], [edge])


def homeostatic() -> Document:
    """The course's network at 10 Hz of input with homeostatic plasticity from I to E."""
    edges = [
        _random("x_e", "x", "e", 30.0, 8.0, 0.2),
        _random("x_i", "x", "i", 20.0, 8.0, 0.2),
        _random("e_e", "e", "e", 12.0, 6.0, 0.2),
        _random("e_i", "e", "i", 35.0, 6.0, 0.2),
        _random("i_e", "i", "e", -45.0, 4.0, 0.2),
        _random("i_i", "i", "i", -70.0, 4.0, 0.2),
    ]
    edges[4]["plasticity"] = {
        "rule": "homeostatic_inhibitory",
        "params": {"epsilon": 50.0, "tau_y": 150.0, "r_0": 5.0},
    }
    nodes = [
        _poisson("x", 800, 10.0),
        _cells("e", "eif", 800, EIF, {"uniform": [-72.0, -60.0]}),
        _cells("i", "eif", 200, EIF, {"uniform": [-72.0, -60.0]}),
    ]
    return document("Homeostatic plasticity", nodes, edges)


def balanced_lif(size: int, outdegree: int, weight: float = 2.0) -> Document:
    """LIF cells driven above threshold, each with about `outdegree` synapses; a fifth inhibits.

    Cells step at a cost that does not depend on `size`, and each has the same number of synapses:
    the time per cell and per event should not depend on it either. Inhibition is four times as
    strong, so that the rate stays near that of the cells alone.
    """
    n_i = size // 5
    params = {**LIF, "E_L": -60.0, "I_ext": 11.0}
    start = {"uniform": [-60.0, -50.0]}
    nodes = [_cells("e", "lif", size - n_i, params, start), _cells("i", "lif", n_i, params, start)]
    p = min(1.0, outdegree / size)
    edges = [
        _random(f"{source}_{target}", source, target, j / outdegree, 5.0, p)
        for source, j in (("e", weight), ("i", -4.0 * weight))
        for target in ("e", "i")
    ]
    return document(f"{size} LIF cells", nodes, edges)


def document(
    title: str,
    nodes: list[dict[str, Any]],
    edges: list[dict[str, Any]],
    dt: float = 0.1,
    method: str = "euler",
) -> Document:
    """A document around these records; whoever runs it sets the seed."""
    return {
        "format": "neuroboard/1",
        "title": title,
        "settings": {"dt": dt, "method": method, "seed": 1},
        "nodes": nodes,
        "edges": edges,
    }


def seeded(network: Document, seed: int) -> Document:
    """The same document with another seed."""
    return {**network, "settings": {**network["settings"], "seed": seed}}


def _cells(
    key: str,
    model: str,
    size: int,
    params: dict[str, float],
    V: float | list[float] | dict[str, Any],
) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "neurons",
        "model": model,
        "size": size,
        "params": params,
        "initial": {"V": V},
    }


def _poisson(key: str, size: int, rate: float) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "stimulus",
        "model": "poisson",
        "size": size,
        "params": {"rate": rate},
    }


def _random(
    key: str,
    source: str,
    target: str,
    weight: float,
    tau: float,
    p: float,
    synapse: str = "exponential",
    more: dict[str, float] | None = None,
) -> dict[str, Any]:
    return {
        "id": key,
        "source": source,
        "target": target,
        "synapse": synapse,
        "params": {"tau": tau, **(more or {})},
        "connect": {"rule": "fixed_probability", "p": p},
        "weight": weight,
    }
