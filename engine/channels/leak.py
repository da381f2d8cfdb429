"""Leak: a conductance that is always open."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel

MODEL = ChannelModel(
    name="leak",
    title="Leak",
    summary="Channels that are always open: they pull V to their reversal potential.",
    states=(),
    parameters=(
        conductance(1.0, "leak conductance, in units of that of the neuron", 10.0),
        reversal(-70.0, "the leak"),
        block(""),
    ),
    equations="",
    current="-g*(1 - block)*(V - E)",
    source="Goldman (1943) Journal of General Physiology 27:37",
)
