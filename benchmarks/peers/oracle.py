"""Brian2 as a second opinion: the cases of `benchmarks.cases` with its own equations and kernels.

Spikes are returned as (step, cell) with the label of the product: the step in which they end.
Nothing is compiled: Brian2 computes with NumPy here, so that this runs wherever Python does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.brian2 import EIF, HH, LIF, build_network
from benchmarks.peers.plan import plan

# Brian2 lives in an environment of its own, so that types of it cannot be checked here.
b2: Any = import_module("brian2")

Case = dict[str, Any]
Answer = dict[str, Any]

ADEX = """
dv/dt = (E_L - v + Delta_T*exp((v - V_T)/Delta_T) - w + I_ext + {current})/tau_m : 1{hold}
dw/dt = (a*(v - E_L) - w)/tau_w : 1
"""
IZHIKEVICH = """
dv/dt = (0.04*v**2 + 5*v + 140 - u + I_ext + {current})/ms : 1{hold}
du/dt = a*(b*v - u)/ms : 1
"""
CELLS: dict[str, tuple[str, str, str]] = {
    "lif": (LIF, "v >= V_th", "v = V_re"),
    "eif": (EIF, "v >= V_th", "v = V_re"),
    "adex": (ADEX, "v >= V_th", "v = V_re; w += b"),
    "izhikevich": (IZHIKEVICH, "v >= 30", "v = c; u += d"),
    "hh": (HH, "v >= 0", ""),
}
TIMES = ("tau_m", "tau_w")


def _cell(case: Case) -> Answer:
    equations, threshold, reset = CELLS[case["model"]]
    params = {k: v * b2.ms if k in TIMES else v for k, v in case["params"].items()}
    given = b2.TimedArray(np.array(case["current"]), dt=b2.defaultclock.dt)
    hold = params.pop("t_ref", 0.0)
    # Brian2 counts the step in which the spike was found as one of those that hold V.
    refractory = {"refractory": hold * b2.ms + b2.defaultclock.dt} if hold else {}
    if case["model"] == "hh":
        refractory = {"refractory": "v >= 0"}
    cell = b2.NeuronGroup(
        1,
        equations.format(current="given(t)", hold=" (unless refractory)" if hold else ""),
        threshold=threshold,
        reset=reset,
        method="euler",
        namespace={**params, "given": given},
        **refractory,
    )
    cell.v = case["first"]
    if case["model"] == "hh":
        for gate in "mhn":
            setattr(cell, gate, f"alpha_{gate}/(alpha_{gate} + beta_{gate})")
    if case["model"] == "izhikevich":
        cell.u = case["params"]["b"] * case["first"]
    monitor = b2.SpikeMonitor(cell)
    b2.Network(cell, monitor).run(case["steps"] * b2.defaultclock.dt)
    return {"spikes": _labels(monitor)}


def _network(case: Case) -> Answer:
    params = dict(case["params"])
    params["tau_m"] *= b2.ms
    hold = params.pop("t_ref") * b2.ms + b2.defaultclock.dt
    tau_feed, tau_own = case["tau"]
    cells = b2.NeuronGroup(
        len(case["first"]),
        "dv/dt = (E_L - v + I_ext + x + y)/tau_m : 1 (unless refractory)\n"
        f"dx/dt = -x/({tau_feed}*ms) : 1\ndy/dt = -y/({tau_own}*ms) : 1",
        threshold="v >= V_th",
        reset="v = V_re",
        refractory=hold,
        method="euler",
        namespace=params,
    )
    cells.v = case["first"]
    source = _generator(len(case["feed"][0]), case["spikes"])
    feed = _joined(source, cells, np.array(case["feed"]), f"x_post += w/{tau_feed}", 0 * b2.ms)
    # What the product finds in a step enters a synapse in the next one, Brian2's in the same.
    late = case["delay"] * b2.ms + b2.defaultclock.dt
    own = _joined(cells, cells, np.array(case["weights"]), f"y_post += w/{tau_own}", late)
    monitor = b2.SpikeMonitor(cells)
    b2.Network(source, cells, feed, own, monitor).run(case["steps"] * b2.defaultclock.dt)
    return {"spikes": _labels(monitor), "values": np.asarray(cells.v).tolist()}


def _short_term(case: Case) -> Answer:
    given = case["short_term"]
    source = _generator(1, case["spikes"])
    cell = b2.NeuronGroup(
        1,
        f"dv/dt = (E_L - v + x)/(tau_m*ms) : 1\ndx/dt = -x/({case['tau']}*ms) : 1",
        method="euler",
        namespace=case["params"],
    )
    cell.v = case["params"]["E_L"]
    synapse = b2.Synapses(
        source,
        cell,
        "du/dt = -u/(tau_facil*ms) : 1 (clock-driven)\n"
        "dr/dt = (1 - r)/(tau_rec*ms) : 1 (clock-driven)",
        on_pre=f"u += U*(1 - u); x_post += {case['weight'] / case['tau']}*u*r; r -= u*r",
        method="euler",
        namespace=given,
    )
    synapse.connect()
    synapse.r = 1
    monitor = b2.StateMonitor(cell, "v", record=True)
    b2.Network(source, cell, synapse, monitor).run(case["steps"] * b2.defaultclock.dt)
    return {"values": np.asarray(monitor.v[0]).tolist()}


def _stdp(case: Case) -> Answer:
    weights = np.array(case["weights"])
    n_after, n_before = weights.shape
    before, after = _generator(n_before, case["before"]), _generator(n_after, case["after"])
    synapses = b2.Synapses(
        before,
        after,
        "w : 1\n"
        "dp/dt = -p/(tau_plus*ms) : 1 (clock-driven)\n"
        "dq/dt = -q/(tau_minus*ms) : 1 (clock-driven)",
        on_pre={"depress": "w = clip(w - A_minus*q, w_min, w_max)", "mark_pre": "p += 1"},
        on_post={"enhance": "w = clip(w + A_plus*p, w_min, w_max)", "mark_post": "q += 1"},
        # In the product a trace holds a jump from the end of the step on, as a synaptic current
        # does; here it would be in the same step.
        delay=dict.fromkeys(("mark_pre", "mark_post"), b2.defaultclock.dt),
        method="euler",
        namespace=case["params"],
    )
    for pathway in (synapses.mark_pre, synapses.mark_post):
        pathway.order = -2
    synapses.connect()
    synapses.w = weights[np.asarray(synapses.j), np.asarray(synapses.i)]
    b2.Network(before, after, synapses).run(case["steps"] * b2.defaultclock.dt)
    found = np.zeros(weights.shape)
    found[np.asarray(synapses.j), np.asarray(synapses.i)] = np.asarray(synapses.w)
    return {"weights": found.tolist()}


def _random(case: Case) -> Answer:
    """A network drawn by Brian2: (step, cell) of each of its populations."""
    found = plan(case["document"])
    b2.seed(found.seed)
    network, monitors = build_network(found)
    network.run(case["steps"] * b2.defaultclock.dt)
    spikes = {}
    for key, (group, member) in found.where.items():
        labels = _labels(monitors[group.name])
        spikes[key] = [
            [step, cell - member.start]
            for step, cell in labels
            if member.start <= cell < member.stop
        ]
    return {"populations": spikes}


def _generator(n: int, spikes: list[list[int]]) -> Any:
    """Cells that spike at given steps."""
    steps = np.array([step for step, _ in spikes])
    cells = np.array([cell for _, cell in spikes])
    return b2.SpikeGeneratorGroup(n, cells, steps * b2.defaultclock.dt)


def _joined(source: Any, target: Any, weights: Any, on_pre: str, delay: Any) -> Any:
    """Synapses where a matrix (target, source) is not zero."""
    synapses = b2.Synapses(source, target, "w : 1", on_pre=on_pre, delay=delay)
    rows, columns = np.nonzero(weights)
    synapses.connect(i=columns, j=rows)
    synapses.w = weights[rows, columns]
    return synapses


def _labels(monitor: Any) -> list[list[int]]:
    """(step, cell) in order, with the label of the end of the step."""
    steps = np.rint(np.asarray(monitor.t / b2.defaultclock.dt)).astype(int) + 1
    return sorted([int(step), int(cell)] for step, cell in zip(steps, monitor.i[:], strict=True))


KINDS: dict[str, Callable[[Case], Answer]] = {
    "cell": _cell,
    "network": _network,
    "short_term": _short_term,
    "stdp": _stdp,
    "random": _random,
}


def main(source: str, target: str) -> int:
    """Read the cases, run each, write the answers by name."""
    cases: list[Case] = json.loads(Path(source).read_text(encoding="utf-8"))
    b2.prefs.codegen.target = "numpy"
    answers: dict[str, Answer] = {"program": {"name": f"Brian2 {b2.__version__}"}}
    for case in cases:
        b2.start_scope()
        b2.defaultclock.dt = case["dt"] * b2.ms
        answers[case["name"]] = KINDS[case["kind"]](case)
    Path(target).write_text(json.dumps(answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
