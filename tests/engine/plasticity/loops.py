"""Plain NumPy loops of the rules, written from their formulas, and networks to compare them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import Simulation
from tests.engine.boards import Raw, edge, make_document, neurons

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SIZE = 20
DT = 0.1
MEMBRANE = {"tau_m": 10.0, "E_L": -65.0, "V_th": -50.0, "V_re": -70.0, "t_ref": 0.0}
TAU_SYNAPSE = 5.0
DRIVE = [16.0 + 0.4 * k for k in range(SIZE)]


@dataclass
class Rule:
    """Parameters, and traces of the two sides as they stand; `change` is what the spikes of a
    step (0 or 1 per cell) do to the weights (target, source), from the traces before they jump."""

    p: dict[str, float]
    change: Callable[[Rule, Floats, Floats], Floats]
    taus: tuple[tuple[str, str, str], ...]
    jump: Callable[[Rule, str], float]

    def __post_init__(self) -> None:
        self.traces = {name: np.zeros(SIZE) for name, _, _ in self.taus}

    def step(self, pre: Floats, post: Floats) -> None:
        """Traces fade by Euler's factor, then jump."""
        for name, tau, side in self.taus:
            trace = self.traces[name]
            trace += -DT * trace / self.p[tau]
            trace += self.jump(self, name) * (pre if side == "source" else post)


def outer(post: Floats, pre: Floats) -> Floats:
    """(target, source)."""
    return np.asarray(np.outer(post, pre))


def _stdp(rule: Rule, pre: Floats, post: Floats) -> Floats:
    p, traces = rule.p, rule.traces
    return p["A_plus"] * outer(post, traces["x"]) - p["A_minus"] * outer(traces["y"], pre)


def _triplet(rule: Rule, pre: Floats, post: Floats) -> Floats:
    p, z = rule.p, rule.traces
    gained = outer(post * (p["A2_plus"] + p["A3_plus"] * z["o2"]), z["r1"])
    lost = outer(z["o1"], pre * (p["A2_minus"] + p["A3_minus"] * z["r2"]))
    return gained - lost


def _homeostatic(rule: Rule, pre: Floats, post: Floats) -> Floats:
    p, z = rule.p, rule.traces
    target = 2 * p["r_0"] / 1000
    return -p["epsilon"] * (outer(z["y_e"] - target, pre) + outer(post, z["y_i"]))


def one(rule: Rule, name: str) -> float:
    """What a spike adds to a trace that counts spikes."""
    return 1.0


RULES: dict[str, Callable[[], Rule]] = {
    "stdp": lambda: Rule(
        {"A_plus": 0.9, "A_minus": 1.0, "tau_plus": 15.0, "tau_minus": 25.0}
        | {"w_min": -3.0, "w_max": 8.0},
        _stdp,
        (("x", "tau_plus", "source"), ("y", "tau_minus", "target")),
        one,
    ),
    "triplet_stdp": lambda: Rule(
        {"A2_plus": 0.1, "A3_plus": 0.4, "A2_minus": 0.5, "A3_minus": 0.2}
        | {"tau_plus": 16.8, "tau_minus": 33.7, "tau_x": 101.0, "tau_y": 125.0}
        | {"w_min": -5.0, "w_max": 9.0},
        _triplet,
        (
            ("r1", "tau_plus", "source"),
            ("r2", "tau_x", "source"),
            ("o1", "tau_minus", "target"),
            ("o2", "tau_y", "target"),
        ),
        one,
    ),
    "homeostatic_inhibitory": lambda: Rule(
        {"epsilon": 30.0, "tau_y": 40.0, "r_0": 40.0},
        _homeostatic,
        (("y_i", "tau_y", "source"), ("y_e", "tau_y", "target")),
        lambda rule, name: 1 / rule.p["tau_y"],
    ),
}
START = {"stdp": 3.0, "triplet_stdp": 3.0, "homeostatic_inhibitory": -4.0}


def recurrent(
    rule: str, params: dict[str, float], connect: Raw, delay: float = 0.0, **more: Any
) -> Simulation:
    """SIZE cells that drive themselves at different rates, joined by synapses that learn."""
    cells = neurons(
        "b",
        size=SIZE,
        params=MEMBRANE | {"I_ext": DRIVE},
        initial={"V": [-70.0 + k for k in range(SIZE)]},
    )
    learning = edge(
        "e",
        "b",
        "b",
        synapse="exponential",
        params={"tau": TAU_SYNAPSE},
        connect=connect,
        weight=START[rule],
        delay=delay,
        plasticity={"rule": rule, "params": params, **more},
    )
    return Simulation(make_document([cells], [learning], dt=DT, seed=3))


def played(
    rule: Rule, start: Floats, exists: Flags, low: float, high: float, delay: int, steps: int
) -> tuple[Floats, NDArray[np.int64]]:
    """The same network as a textbook would write it: weights at the end, and (step, cell) of all
    spikes. All right-hand sides use the values at t."""
    weights = start.copy()
    v = np.array([-70.0 + k for k in range(SIZE)])
    current = np.zeros(SIZE)
    fired = [np.zeros(SIZE)]
    spikes = []
    for step in range(steps):
        post = fired[step]
        pre = fired[step - delay] if step >= delay else np.zeros(SIZE)
        slope = (-(v - MEMBRANE["E_L"]) + current + np.array(DRIVE)) / MEMBRANE["tau_m"]
        current = current - DT * current / TAU_SYNAPSE + weights @ pre / TAU_SYNAPSE
        changed = np.clip(weights + rule.change(rule, pre, post), low, high)
        weights = np.where(exists, changed, weights)
        rule.step(pre, post)
        v = v + DT * slope
        now = v >= MEMBRANE["V_th"]
        v[now] = MEMBRANE["V_re"]
        fired.append(now.astype(float))
        spikes += [(step + 1, cell) for cell in np.flatnonzero(now)]
    return weights, np.array(spikes, np.int64).reshape(-1, 2)
