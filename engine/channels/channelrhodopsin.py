"""Channels that light opens."""

from engine.channels.parts import block, conductance, reversal
from engine.declaration import ChannelModel, Parameter, State

MODEL = ChannelModel(
    name="channelrhodopsin",
    title="Channelrhodopsin",
    summary="Light opens it: connect a light to the neuron, and each flash makes it spike.",
    states=(State("p", 0.0, "", "open fraction at light of strength 1", "p", (0, 1)),),
    parameters=(
        conductance(0.18, "conductance under light of strength 1, in units of the leak", 2.0),
        reversal(50.0, "cations"),
        Parameter(
            "tau_ChR",
            2.0,
            "ms",
            "time constant of opening and closing",
            title="Time constant",
            low=0.01,
            high=1e4,
            slider=(0.5, 50.0),
            symbol=r"\tau",
        ),
        block(""),
    ),
    equations="tau_ChR*dp/dt = -p + L",
    current="-g*(1 - block)*p*(V - E)",
    ports=("L",),
    source="Boyden, Zhang, Bamberg, Nagel and Deisseroth (2005) Nature Neuroscience 8:1263",
)
