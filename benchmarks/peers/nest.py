"""NEST, on one thread. Its exponential integrate-and-fire and conductance cells use an adaptive
solver, which is other (more exact) work than a fixed step."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from benchmarks.peers.plan import Connection, Group, Plan, plan
from benchmarks.worker import Report, Request, Stopwatch, Unsupported, binned, serve

# NEST lives in an environment of its own, so that types of it cannot be checked here.
nest: Any = import_module("nest")

MODELS = {
    ("lif", "exponential"): "iaf_psc_exp",
    ("lif", "conductance"): "iaf_cond_exp",
    ("eif", "exponential"): "aeif_psc_exp",
}


def work(request: Request) -> Report:
    """Build and run. `options`: `delay` (ms) for every synapse between cells, not its own."""
    watch = Stopwatch()
    network_plan = plan(request.document)
    nest.ResetKernel()
    nest.verbosity = nest.VerbosityLevel.ERROR
    nest.resolution = network_plan.dt
    nest.local_num_threads = 1
    nest.rng_seed = network_plan.seed
    notes: list[str] = []
    spiking, recorders = _build(network_plan, request.options.get("delay"), notes)
    nest.Simulate(request.warm_up)
    build = watch.wall()
    watch = Stopwatch()
    nest.Simulate(request.duration)
    run, wall = watch.processor(), watch.wall()
    spikes = {
        key: binned(
            recorder.get("events", "times").tolist(),
            request.warm_up,
            request.duration,
            request.bins,
            network_plan.dt,
        )
        for key, recorder in recorders.items()
    }
    return Report(
        program=f"NEST {nest.__version__}",
        build=build,
        run=run,
        wall=wall,
        sizes={key: len(spiking[key]) for key in recorders},
        spikes=spikes,
        note="; ".join(notes),
    )


def _build(
    network_plan: Plan, delay: float | None, notes: list[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    spiking: dict[str, Any] = {}
    recorders: dict[str, Any] = {}
    dt = network_plan.dt
    for source in network_plan.sources.values():
        # A generator sends each target its own train; parrots make of it one train per source.
        generator = nest.Create("poisson_generator", params={"rate": source.rate})
        parrots = nest.Create("parrot_neuron", source.size)
        nest.Connect(generator, parrots, syn_spec={"delay": dt})
        spiking[source.id] = parrots
    for group in network_plan.groups:
        into = [c for c in network_plan.connections if network_plan.where[c.target][0] is group]
        cells = _cells(group, into, notes)
        for member in group.members:
            spiking[member.id] = cells[member.start : member.stop]
            recorders[member.id] = nest.Create("spike_recorder")
            nest.Connect(spiking[member.id], recorders[member.id])
    for connection in network_plan.connections:
        if connection.plasticity is not None:
            raise Unsupported("plasticity is not translated")
        # The cells' own time constant: it is not the edge's where NEST has fewer of them.
        size = abs(connection.weight) / spiking[connection.target][0].get(
            "tau_syn_ex" if _is_excitatory(connection) else "tau_syn_in"
        )
        between_cells = connection.source not in network_plan.sources
        nest.Connect(
            spiking[connection.source],
            spiking[connection.target],
            {"rule": "pairwise_bernoulli", "p": connection.probability}
            if connection.probability < 1
            else "all_to_all",
            {
                "weight": size if _is_excitatory(connection) else -size,
                "delay": delay if delay and between_cells else max(connection.delay, dt),
            },
        )
    return spiking, recorders


def _cells(group: Group, into: list[Connection], notes: list[str]) -> Any:
    kinds = {channel.synapse for channel in group.channels.values()} or {"exponential"}
    model = MODELS.get((group.model, kinds.pop()))
    if model is None or kinds:
        raise Unsupported(f'NEST has no counterpart of "{group.model}" with these synapses')
    p = group.params
    # With 1 nS of leak, pA are mV and pF are ms.
    params: dict[str, Any] = {
        "C_m": p["tau_m"],
        "E_L": p["E_L"],
        "V_th": p["V_th"],
        "V_reset": p["V_re"],
    }
    params |= {"t_ref": p["t_ref"], "I_e": p["I_ext"]}
    params |= {"tau_m": p["tau_m"]} if model == "iaf_psc_exp" else {"g_L": 1.0}
    if group.model == "eif":
        params |= {"V_th": p["V_T"], "V_peak": p["V_th"], "Delta_T": p["Delta_T"]}
        params |= {"a": 0.0, "b": 0.0}
    if model != "iaf_psc_exp":
        notes.append("adaptive solver")
    for side, excitatory in (("ex", True), ("in", False)):
        channels = {c.channel for c in into if _is_excitatory(c) == excitatory}
        taus = sorted({channel.tau for channel in channels})
        if len(taus) > 1:
            notes.append(f"one excitatory time constant, {taus[0]:g} ms, in place of {taus}")
        for channel in channels:
            params[f"tau_syn_{side}"] = taus[0]
            if channel.E_rev is not None:
                params[f"E_{side}"] = channel.E_rev
    if isinstance(group.initial, dict):
        params["V_m"] = nest.random.uniform(*group.initial["uniform"])
    else:
        params["V_m"] = group.initial
    return nest.Create(model, group.size, params)


def _is_excitatory(connection: Connection) -> bool:
    """NEST tells the two sides of a cell apart by the sign of the weight."""
    if connection.channel.E_rev is None:
        return connection.weight >= 0
    return connection.channel.E_rev > -50.0


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
