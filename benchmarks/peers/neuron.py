"""NEURON and CoreNEURON: Hodgkin-Huxley cells, one compartment each."""

from __future__ import annotations

import contextlib
import io
import math
import sys
from importlib import import_module
from typing import Any

from benchmarks.peers.plan import Group, plan
from benchmarks.worker import Report, Request, Stopwatch, Unsupported, binned, serve

# NEURON lives in an environment of its own, so that types of it cannot be checked here.
with contextlib.redirect_stderr(io.StringIO()):
    neuron: Any = import_module("neuron")

AREA = 1e-4
"""Membrane of a cell in cm². Current per area (µA/cm²) times it is 1e-3 of the current in nA."""
TEMPERATURE = 6.3
"""At this temperature (Celsius) NEURON's rates are the published ones."""


def work(request: Request) -> Report:
    """Build and run. `options`: `core` runs the loop in CoreNEURON; `tables` lets the rates of the
    gates be looked up in tables, NEURON's default, instead of being computed."""
    watch = Stopwatch()
    network_plan = plan(request.document)
    if network_plan.connections or [group.model for group in network_plan.groups] != ["hh"]:
        raise Unsupported("only unconnected Hodgkin-Huxley cells are translated")
    group = network_plan.groups[0]
    h = neuron.h
    h.dt = network_plan.dt
    h.celsius = TEMPERATURE
    h.usetable_hh = int(request.options["tables"])
    context = h.ParallelContext()
    kept = _cells(h, context, group)
    times, cells = h.Vector(), h.Vector()
    context.spike_record(-1, times, cells)
    core = request.options["core"]
    if core:
        coreneuron: Any = import_module("neuron.coreneuron")
        coreneuron.enable = True
        coreneuron.verbose = 0
    context.set_maxstep(10)
    # Without an argument it keeps each V and puts the gates at their steady state there.
    h.finitialize()
    context.psolve(request.warm_up)
    build = watch.wall()
    watch = Stopwatch()
    context.psolve(request.warm_up + request.duration)
    run, wall = watch.processor(), watch.wall()
    assert len(kept) == group.size
    counts = binned(
        times.to_python(), request.warm_up, request.duration, request.bins, network_plan.dt
    )
    name = "CoreNEURON" if core else "NEURON"
    return Report(
        program=f"{name} {neuron.__version__}",
        build=build,
        run=run,
        wall=wall,
        sizes={group.members[0].id: group.size},
        spikes={group.members[0].id: counts},
        note="rates of gates looked up in tables" if request.options["tables"] else "",
    )


def _cells(h: Any, context: Any, group: Group) -> list[Any]:
    """Cells, current clamps and spike detectors; they live as long as something holds them."""
    p = group.params
    initial = group.initial if isinstance(group.initial, list) else [group.initial] * group.size
    kept = []
    for k, V in enumerate(initial):
        section = h.Section(name=f"cell{k}")
        section.L = section.diam = math.sqrt(AREA * 1e8 / math.pi)
        section.insert("hh")
        section.cm, section.ena, section.ek = p["C"], p["E_Na"], p["E_K"]
        part = section(0.5)
        part.hh.gnabar, part.hh.gkbar = p["g_Na"] / 1000, p["g_K"] / 1000
        part.hh.gl, part.hh.el = p["g_L"] / 1000, p["E_L"]
        part.v = V
        clamp = h.IClamp(part)
        clamp.delay, clamp.dur, clamp.amp = 0.0, 1e9, p["I_ext"] * AREA * 1000
        detector = h.NetCon(part._ref_v, None, sec=section)
        detector.threshold = 0.0
        context.set_gid2node(k, context.id())
        context.cell(k, detector)
        kept.append((section, clamp, detector))
    return kept


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
