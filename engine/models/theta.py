"""Theta neuron: the quadratic integrate-and-fire neuron on a circle."""

from dataclasses import replace

from engine.declaration import NeuronModel, State, Term
from engine.models.membrane import I_EXT

MODEL = NeuronModel(
    name="theta",
    title="Theta neuron",
    summary="A phase on a circle that spikes at pi: the quadratic neuron, V = tan(theta/2).",
    family="spiking",
    states=(State("theta", 0.0, "rad", "phase", r"\theta", (-3.1416, 3.1416)),),
    parameters=(
        replace(I_EXT, unit="", meaning="constant input, without a unit", slider=(-1.0, 1.0)),
    ),
    equations="dtheta/dt = 1 - cos(theta) + (1 + cos(theta))*I",
    threshold="theta >= pi",
    reset="theta = mod(theta + pi, 2*pi) - pi",
    terms=(Term("(1 + cos(theta))*I", "input, felt most at 0"),),
    source="Ermentrout and Kopell (1986) SIAM Journal on Applied Mathematics 46:233",
)
