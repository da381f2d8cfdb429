"""The lines of a trace by name, unit and panel, as the page shows them."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from engine.document import Neurons, Projection, Stimulus, Trace
from engine.library import Library
from engine.network import Network, NodeRecord
from engine.probes import CURRENT
from server.shown import first_variable


class Signal(NamedTuple):
    """`panel`: 0 for the first variables of nodes, 1 for others, 2 for currents. `peak` and
    `threshold` (mV) are those of a membrane potential, else None. `held`: constant between
    samples, as an input is."""

    of: str
    variable: str
    cell: int
    name: str
    unit: str
    panel: int
    peak: float | None = None
    threshold: float | None = None
    held: bool = False


def time_word(network: Network) -> str:
    """What time is counted in: steps where all neurons are iterated units and dt is 1, else ms."""
    nodes = [record for record in network.records.values() if isinstance(record, Neurons)]
    iterated = [network.library.neuron(node).family == "iterated" for node in nodes]
    return "steps" if iterated and all(iterated) and network.settings.dt == 1 else "ms"


def node_name(network: Network, record: NodeRecord) -> str:
    """What a person calls a node, with `<`, `>` and `&` as Plotly shows them and not as markup."""
    library = network.library
    model = library.neuron(record) if isinstance(record, Neurons) else library.stimulus(record)
    return escape(record.label.strip() or model.title, quote=False)


def signals_of(network: Network, view: Trace) -> list[Signal]:
    """The lines of a trace in the order of its record, each once."""
    found: dict[tuple[str, str, int], Signal] = {}
    for entry in view.of:
        record = network.records.get(entry.edge or entry.node or "")
        if not isinstance(record, Neurons | Stimulus | Projection):
            continue
        cells = entry.cells or [0]
        for cell in cells:
            signal = _signal(network, record, entry.variable, cell)
            if signal is None:
                continue
            if len(cells) > 1:
                signal = signal._replace(name=f"{signal.name}, cell {cell}")
            found.setdefault((signal.of, signal.variable, cell), signal)
    return list(found.values())


def _signal(
    network: Network, record: NodeRecord | Projection, named: str | None, cell: int
) -> Signal | None:
    variable = named or first_variable(record, network.library)
    if variable is None:
        return None
    if isinstance(record, Projection):
        ends = [_end(network, end) for end in (record.source, record.target)]
        name = f"{variable} from {ends[0]} to {ends[1]}"
        if variable != CURRENT:
            return Signal(record.id, variable, cell, name, "", 1)
        return Signal(record.id, variable, cell, name, _input_unit(network, record.target), 2)
    name = f"{variable} of {node_name(network, record)}"
    if isinstance(record, Stimulus):
        unit = _driving_unit(network, record)
        return Signal(record.id, variable, cell, name, unit, 2, held=True)
    model = network.library.neuron(record)
    units = {state.name: state.unit for state in model.states}
    if variable != model.shown:
        panel = 2 if variable == CURRENT else 1
        return Signal(record.id, variable, cell, name, units.get(variable, "mV"), panel)
    spiking = model.family == "spiking"
    return Signal(
        record.id,
        variable,
        cell,
        name,
        units.get(variable, ""),
        0,
        peak=model.spike_peak if spiking else None,
        threshold=_threshold(record, network.library) if spiking else None,
    )


def _end(network: Network, node: str) -> str:
    record = network.records.get(node)
    return node_name(network, record) if isinstance(record, NodeRecord) else escape(node)


def _threshold(record: Neurons, library: Library) -> float | None:
    """The parameter by which the onset of a spike is known: V_T, else V_th."""
    defaults = {entry.name: entry.default for entry in library.neuron(record).parameters}
    for name in ("V_T", "V_th"):
        if name in defaults:
            value = record.params.get(name, defaults[name])
            return float(value) if isinstance(value, int | float) else None
    return None


def _driving_unit(network: Network, record: Stimulus) -> str:
    """A current is in the unit of what it drives, where that is one and the same."""
    model = network.library.stimulus(record)
    if model.port != CURRENT:
        return model.unit
    targets = [edge.target for edge in network.edges() if edge.source == record.id]
    units = {_input_unit(network, target) for target in targets}
    return units.pop() if len(units) == 1 else model.unit


def _input_unit(network: Network, target: str) -> str:
    """A current has the unit of the input that it adds to."""
    record = network.records.get(target)
    if not isinstance(record, Neurons):
        return ""
    model = network.library.neuron(record)
    inputs = [entry.unit for entry in model.parameters if entry.name == "I_ext"]
    return inputs[0] if inputs else model.states[0].unit
