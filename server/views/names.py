"""What worked-out views and figures call the variable of an entry, and its unit."""

from __future__ import annotations

from engine.document import Neurons, Projection, Stimulus, Watched
from engine.network import Network, NodeRecord
from engine.probes import CURRENT
from server.figure_data import with_unit
from server.figure_signals import node_name
from server.shown import first_variable


def variable_of(network: Network, entry: Watched) -> str | None:
    """The variable that an entry names or stands for; None where it has no values."""
    of = entry.node or entry.edge
    return None if of is None else entry.variable or first_variable(network[of], network.library)


def unit_of(network: Network, entry: Watched) -> str:
    """The unit of a variable of a node or of the weights of an edge; none where it has none."""
    record = network[entry.node or entry.edge or ""]
    if isinstance(record, Stimulus):
        return network.library.stimulus(record).unit
    if isinstance(record, Projection):
        synapse = network.library.synapse(record)
        return synapse.weight_unit if synapse is not None else ""
    if not isinstance(record, Neurons):
        return ""
    model, variable = network.library.neuron(record), variable_of(network, entry)
    units = {state.name: state.unit for state in model.states}
    return units.get(variable or "", "mV" if variable == CURRENT else "")


def title_of(network: Network, entry: Watched) -> str:
    """ "V of Neuron A (mV)"; the nodes that a connection joins."""
    record = network[entry.node or entry.edge or ""]
    if isinstance(record, Projection):
        ends = [network[end] for end in (record.source, record.target)]
        names = [node_name(network, end) for end in ends if isinstance(end, NodeRecord)]
        return with_unit(f"Weights {' to '.join(names)}", unit_of(network, entry))
    assert isinstance(record, NodeRecord)
    name = f"{variable_of(network, entry)} of {node_name(network, record)}"
    return with_unit(name, unit_of(network, entry))
