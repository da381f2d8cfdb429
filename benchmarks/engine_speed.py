"""How fast the engine runs, beside a plain NumPy loop of the same network in the same run.

    python -m benchmarks.engine_speed

Prints one table: real-time factor (model seconds per second), ns per cell and step, and the
ratio to NumPy; then how long edits of the running network take.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

# One thread on both sides; more of them only wait for each other at these sizes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from engine import Document, Network, Recorder, Simulation, load
from engine.validation import parse_edit

DT = 0.1
EIF = {"tau_m": 10, "E_L": -72, "V_T": -55, "Delta_T": 2, "V_th": 0, "V_re": -72}


@dataclass(frozen=True)
class Case:
    """Populations (size, rate of a Poisson source or None) and projections between them."""

    name: str
    sizes: dict[str, int]
    rates: dict[str, float]
    p: float
    weights: dict[tuple[str, str], float]
    taus: dict[str, float]


D4 = Case(
    "D4: 800 + 200 EIF, 800 inputs",
    {"x": 800, "e": 800, "i": 200},
    {"x": 5.0},
    0.2,
    {
        ("x", "e"): 30,
        ("x", "i"): 20,
        ("e", "e"): 12,
        ("i", "e"): -45,
        ("e", "i"): 35,
        ("i", "i"): -70,
    },
    {"x": 8.0, "e": 6.0, "i": 4.0},
)
LARGE = Case(
    "2000 + 500 EIF, 2000 inputs",
    {"x": 2000, "e": 2000, "i": 500},
    {"x": 5.0},
    0.1,
    {pair: weight * 0.8 for pair, weight in D4.weights.items()},
    D4.taus,
)


def document(case: Case) -> Document:
    """The case as a board."""
    nodes: list[dict[str, Any]] = []
    for name, size in case.sizes.items():
        if name in case.rates:
            params = {"rate": case.rates[name]}
            nodes.append(
                {"id": name, "kind": "stimulus", "model": "poisson", "size": size, "params": params}
            )
        else:
            nodes.append(
                {"id": name, "kind": "neurons", "model": "eif", "size": size, "params": EIF}
                | {"initial": {"V": {"uniform": [-72, -55]}}}
            )
    edges = [
        {
            "id": f"{source}{target}",
            "source": source,
            "target": target,
            "synapse": "exponential",
            "params": {"tau": case.taus[source]},
            "connect": {"rule": "fixed_probability", "p": case.p},
            "weight": weight,
        }
        for (source, target), weight in case.weights.items()
    ]
    board = {"format": "neuroboard/1", "settings": {"dt": DT}, "nodes": nodes, "edges": edges}
    return load(json.dumps(board))


def plain_numpy(case: Case, steps: int) -> float:
    """Seconds for `steps` steps of the textbook loop: dense matrices times vectors of spikes."""
    random = np.random.default_rng(1)
    weights: dict[tuple[str, str], NDArray[np.floating[Any]]] = {
        (source, target): (random.random((case.sizes[target], case.sizes[source])) < case.p)
        * float(weight)
        for (source, target), weight in case.weights.items()
    }
    cells = [name for name in case.sizes if name not in case.rates]
    v = {name: random.uniform(-72, -55, case.sizes[name]) for name in cells}
    current: dict[tuple[str, str], NDArray[np.floating[Any]]] = {
        pair: np.zeros(case.sizes[pair[1]]) for pair in weights
    }
    spikes: dict[str, NDArray[np.floating[Any]]] = {
        name: np.zeros(size) for name, size in case.sizes.items()
    }
    begin = time.perf_counter()
    for _ in range(steps):
        for name, rate in case.rates.items():
            spikes[name] = (random.random(case.sizes[name]) < rate * DT / 1000) * 1.0
        slope = {}
        for name in cells:
            total = np.sum([current[pair] for pair in weights if pair[1] == name], axis=0)
            slope[name] = (-(v[name] + 72) + 2 * np.exp((v[name] + 55) / 2) + total) / 10
        for (source, target), matrix in weights.items():
            pair, tau = (source, target), case.taus[source]
            current[pair] += (matrix @ spikes[source] - DT * current[pair]) / tau
        for name in cells:
            v[name] = v[name] + DT * slope[name]
            fired = v[name] >= 0
            v[name][fired] = -72
            spikes[name] = fired * 1.0
    return time.perf_counter() - begin


def timed(run: Callable[[], object], repeats: int) -> float:
    """Least seconds of a call: what the machine can do when nothing else runs."""
    seconds = []
    for _ in range(repeats):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def speed(case: Case, model_ms: float, numpy_ms: float) -> list[str]:
    """A row of the table of speeds."""
    begin = time.perf_counter()
    simulation = Simulation(Network.from_document(document(case)), recorder=Recorder())
    built = time.perf_counter() - begin
    simulation.run(100)
    seconds = timed(lambda: simulation.run(model_ms), 5)
    steps = round(model_ms / DT)
    cells = sum(size for name, size in case.sizes.items() if name not in case.rates)
    plain = min(plain_numpy(case, round(numpy_ms / DT)) for _ in range(3))
    numpy_seconds = plain * model_ms / numpy_ms
    rates = " ".join(f"{name} {rate:.1f}" for name, rate in simulation.rates.items())
    return [
        case.name,
        f"{built:.2f} s",
        f"{model_ms / 1000 / seconds:.1f}",
        f"{seconds / steps / cells * 1e9:.1f}",
        f"{numpy_seconds / seconds:.0f}",
        rates,
    ]


def small(count: int, model_ms: float) -> list[str]:
    """Ten or so cells: what a step costs when there is nearly nothing to do."""
    nodes = [
        {"id": f"n{k}", "kind": "neurons", "model": "lif", "params": {"I_ext": 20}}
        for k in range(count)
    ]
    edges = [
        {
            "id": f"e{k}",
            "source": f"n{k}",
            "target": f"n{(k + 1) % count}",
            "synapse": "exponential",
            "weight": 5,
        }
        for k in range(count)
    ]
    board = {"format": "neuroboard/1", "settings": {"dt": DT}, "nodes": nodes, "edges": edges}
    simulation = Simulation(load(json.dumps(board)))
    simulation.run(10)
    seconds = timed(lambda: simulation.run(model_ms), 5)
    steps = round(model_ms / DT)
    per_cell = f"{seconds / steps / count * 1e9:.1f}"
    name = f"a ring of {count} single LIF neurons"
    return [name, "", f"{model_ms / 1000 / seconds:.0f}", per_cell, "", ""]


def edits(case: Case) -> list[list[str]]:
    """Rows of the table of edits: least ms of an edit of the running network."""
    simulation = Simulation(document(case))
    simulation.run(50)
    numbers = iter(range(1, 1000))
    link = next(r for r in simulation.network.edges() if r.id == "ee").model_dump(mode="json")
    node = next(r for r in simulation.network.nodes() if r.id == "e").model_dump(mode="json")

    def change(record: dict[str, Any], **fields: Any) -> None:
        simulation.apply(parse_edit({"put": [{**record, **fields}]}))
        simulation.advance(1)

    def parameter() -> None:
        change(node, params={**EIF, "tau_m": 10 + next(numbers) / 1000})

    def weight() -> None:
        change(link, weight=12 + next(numbers) / 1000)

    def add_node() -> None:
        name = f"new{next(numbers)}"
        change({"id": name, "kind": "neurons", "model": "lif"})

    def add_edge() -> None:
        name = f"edge{next(numbers)}"
        change({**link, "id": name, "connect": {"rule": "fixed_probability", "p": 0.001}})

    def redraw() -> None:
        change(link, connect={"rule": "fixed_probability", "p": 0.2 + next(numbers) / 1e5})

    kinds = {
        "a parameter": parameter,
        "a weight": weight,
        "add a neuron": add_node,
        "add a projection": add_edge,
        f"redraw {round(case.p * case.sizes['e'] ** 2 / 1000)} k synapses": redraw,
        "snapshot": simulation.snapshot,
        "reset": simulation.reset,
    }
    return [[name, f"{timed(run, 20) * 1e3:.2f}"] for name, run in kinds.items()]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under a header, columns aligned."""
    widths = [max(len(row[k]) for row in [header, *rows]) for k in range(len(header))]
    lines = [
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in [header, *rows]
    ]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="shorter runs")
    scale = 0.2 if parser.parse_args().quick else 1.0
    rows = [
        speed(D4, 2000 * scale, 50 * scale),
        speed(LARGE, 1000 * scale, 20 * scale),
        small(10, 5000 * scale),
    ]
    header = ["network", "built in", "x real time", "ns/cell/step", "x NumPy", "rates (Hz)"]
    print(table(header, rows))
    print()
    print(table(["edit while running (D4)", "ms"], edits(D4)))


if __name__ == "__main__":
    main()
