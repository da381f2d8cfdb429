"""How fast a model typed as text runs, beside the built-in one with the same equations.

    python -m benchmarks.typed_models

Izhikevich's model, both in the same process and in turns, so that what else the machine does
strikes both. Prints ns per cell and step of each and their ratio (least of the rounds).
"""

from __future__ import annotations

import argparse
import time

from engine import Simulation
from engine.document import Document

TYPED = {
    "id": "typed",
    "kind": "definition",
    "name": "typed",
    "parameters": [
        {"name": "a", "default": 0.02},
        {"name": "b", "default": 0.2},
        {"name": "c", "default": -65},
        {"name": "d", "default": 6},
    ],
    "states": [{"name": "V", "initial": -70}, {"name": "u", "initial": "b*V"}],
    "equations": "dV/dt = 0.04*V**2 + 5*V + 140 - u + I\ndu/dt = a*(b*V - u)",
    "threshold": "V >= 30",
    "reset": "V = c\nu = u + d",
}


def simulation(model: str, size: int) -> Simulation:
    """A population of one model under a current that differs from cell to cell."""
    current = {"uniform": [0.0, 20.0]}
    cells = {
        "id": "a",
        "kind": "neurons",
        "model": model,
        "size": size,
        "params": {"I_ext": current},
    }
    document = {"settings": {"dt": 0.1}, "definitions": [TYPED], "nodes": [cells]}
    return Simulation(Document.model_validate(document))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=300)
    asked = parser.parse_args()
    running = {name: simulation(name, asked.size) for name in ("typed", "izhikevich")}
    best = dict.fromkeys(running, float("inf"))
    for each in running.values():
        each.advance(asked.steps // 10)
    for _ in range(asked.rounds):
        for name, each in running.items():
            began = time.perf_counter()
            each.advance(asked.steps)
            best[name] = min(best[name], time.perf_counter() - began)
    for name, seconds in best.items():
        print(f"{name:12} {seconds / asked.steps / asked.size * 1e9:6.2f} ns per cell and step")
    print(f"ratio        {best['typed'] / best['izhikevich']:6.3f}")


if __name__ == "__main__":
    main()
