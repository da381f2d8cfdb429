"""Brian2: generated C++ as a program of its own (`standalone`), or Cython driven from Python."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers.plan import Connection, Group, Plan, plan
from benchmarks.worker import Report, Request, Stopwatch, Unsupported, binned, serve

# Brian2 lives in an environment of its own, so that types of it cannot be checked here.
b2: Any = import_module("brian2")

LIF = "dv/dt = (E_L - v + I_ext + {current})/tau_m : 1{hold}"
EIF = "dv/dt = (E_L - v + Delta_T*exp((v - V_T)/Delta_T) + I_ext + {current})/tau_m : 1{hold}"
HH = """
dv/dt = (g_Na*m**3*h*(E_Na - v) + g_K*n**4*(E_K - v) + g_L*(E_L - v) + I_ext + {current})/(C*ms) : 1
dm/dt = (alpha_m*(1 - m) - beta_m*m)/ms : 1
dh/dt = (alpha_h*(1 - h) - beta_h*h)/ms : 1
dn/dt = (alpha_n*(1 - n) - beta_n*n)/ms : 1
alpha_m = 0.1*(v + 40)/(1 - exp(-0.1*(v + 40))) : 1
beta_m = 4*exp(-0.0556*(v + 65)) : 1
alpha_h = 0.07*exp(-0.05*(v + 65)) : 1
beta_h = 1/(1 + exp(-0.1*(v + 35))) : 1
alpha_n = 0.01*(v + 55)/(1 - exp(-0.1*(v + 55))) : 1
beta_n = 0.125*exp(-0.0125*(v + 65)) : 1
"""
EQUATIONS = {"lif": LIF, "eif": EIF, "hh": HH}


def work(request: Request) -> Report:
    """Build and run. `options`: `target`, "standalone" or "cython"; `fresh` compiles anew."""
    watch = Stopwatch()
    network_plan = plan(request.document)
    standalone = request.options["target"] == "standalone"
    scratch = Path(request.scratch)
    if standalone:
        # Brian2 would start every compiler at once.
        b2.prefs.devices.cpp_standalone.extra_make_args_unix = [f"-j{os.cpu_count() or 1}"]
        b2.set_device("cpp_standalone", directory=str(scratch / "standalone"), build_on_run=False)
    else:
        b2.prefs.codegen.target = "cython"
        b2.prefs.codegen.runtime.cython.cache_dir = str(scratch / "cython")
    b2.seed(network_plan.seed)
    b2.defaultclock.dt = network_plan.dt * b2.ms
    network, monitors = build_network(network_plan)
    network.run(request.warm_up * b2.ms)
    if standalone:
        # The program makes both runs; the time that it writes is the one of the last.
        network.run(request.duration * b2.ms)
        b2.device.build(directory=str(scratch / "standalone"), run=False)
        build = watch.wall()
        b2.device.run()
        run, wall = float(b2.device._last_run_time), None
    else:
        build = watch.wall()
        timer = _Timer()
        # Preparing a run compiles again what changed and belongs to building; the first and last
        # report enclose the loop alone.
        network.run(request.duration * b2.ms, report=timer, report_period=1e6 * b2.second)
        run, wall = timer.processor, timer.wall
    return Report(
        program=f"Brian2 {b2.__version__}, {request.options['target']}",
        build=build,
        run=run,
        wall=wall,
        sizes={key: member.size for key, (_, member) in network_plan.where.items()},
        spikes=_spikes(request, network_plan, monitors),
    )


class _Timer:
    """A report callback that times what lies between its first and its last call."""

    def __init__(self) -> None:
        self._watch: Stopwatch | None = None
        self.processor = 0.0
        self.wall = 0.0

    def __call__(self, elapsed: Any, completed: float, start: Any, duration: Any) -> None:
        if self._watch is None:
            self._watch = Stopwatch()
        self.processor, self.wall = self._watch.processor(), self._watch.wall()


def build_network(network_plan: Plan) -> tuple[Any, dict[str, Any]]:
    """The network, and the monitor of each group by its name."""
    groups = {group.name: _cells(group, network_plan.method) for group in network_plan.groups}
    monitors = {name: b2.SpikeMonitor(cells, name=f"s_{name}") for name, cells in groups.items()}
    spiking: dict[str, Any] = {
        source.id: b2.PoissonGroup(
            source.size, source.rate * b2.Hz, name=_name("source", source.id)
        )
        for source in network_plan.sources.values()
    }
    parts = [*groups.values(), *monitors.values(), *spiking.values()]
    for key, (group, member) in network_plan.where.items():
        spiking[key] = groups[group.name][member.start : member.stop]
    parts.extend(_synapses(connection, spiking) for connection in network_plan.connections)
    return b2.Network(*parts), monitors


def _name(kind: str, identifier: str) -> str:
    """Brian2 takes names that are Python's; identifiers of a document may have dashes."""
    return f"{kind}_{identifier.replace('-', '_')}"


def _cells(group: Group, method: str) -> Any:
    if group.model not in EQUATIONS:
        raise Unsupported(f'no equations for the model "{group.model}"')
    params = dict(group.params)
    t_ref = params.pop("t_ref", 0.0)
    if "tau_m" in params:
        params["tau_m"] *= b2.ms
    terms, lines = ["0"], []
    for channel in group.channels.values():
        lines.append(f"d{channel.name}/dt = -{channel.name}/({channel.tau}*ms) : 1")
        pull = "" if channel.E_rev is None else f"*({channel.E_rev} - v)"
        terms.append(channel.name + pull)
    equations = EQUATIONS[group.model].format(
        current=" + ".join(terms[1:] or terms), hold=" (unless refractory)" if t_ref else ""
    )
    if group.model == "hh":
        how = {"threshold": "v >= 0", "refractory": "v >= 0"}
    else:
        how = {"threshold": "v >= V_th", "reset": "v = V_re"}
        how |= {"refractory": t_ref * b2.ms} if t_ref else {}
    cells = b2.NeuronGroup(
        group.size,
        "\n".join([equations, *lines]),
        method=method,
        namespace=params,
        name=group.name,
        **how,
    )
    if isinstance(group.initial, dict):
        low, high = group.initial["uniform"]
        cells.v = f"{low} + {high - low}*rand()"
    else:
        cells.v = group.initial
    if group.model == "hh":
        for gate in "mhn":
            setattr(cells, gate, f"alpha_{gate}/(alpha_{gate} + beta_{gate})")
    return cells


def _synapses(connection: Connection, spiking: dict[str, Any]) -> Any:
    if connection.plasticity is not None:
        raise Unsupported("plasticity is not translated")
    synapses = b2.Synapses(
        spiking[connection.source],
        spiking[connection.target],
        on_pre=f"{connection.channel.name}_post += {connection.jump}",
        delay=connection.delay * b2.ms,
        name=_name("edge", connection.id),
    )
    if connection.probability < 1:
        synapses.connect(p=connection.probability)
    else:
        synapses.connect()
    return synapses


def _spikes(request: Request, network_plan: Plan, monitors: dict[str, Any]) -> dict[str, list[int]]:
    spikes = {}
    for key, (group, member) in network_plan.where.items():
        cells = monitors[group.name].i[:]
        mine = (cells >= member.start) & (cells < member.stop)
        times = (monitors[group.name].t[:] / b2.ms)[mine]
        # Brian2 labels a spike with the beginning of its step.
        ends = (times + network_plan.dt).tolist()
        spikes[key] = binned(ends, request.warm_up, request.duration, request.bins, network_plan.dt)
    return spikes


if __name__ == "__main__":
    sys.exit(serve(work, sys.argv[1:]))
