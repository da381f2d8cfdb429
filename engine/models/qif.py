"""Quadratic integrate-and-fire in its normal form."""

from dataclasses import replace

from engine.declaration import NeuronModel, Parameter, State, Term
from engine.models.membrane import I_EXT, V_RE

MODEL = NeuronModel(
    name="qif",
    title="Quadratic integrate-and-fire",
    summary="The normal form of spike onset: it rests at -sqrt(-I) below I = 0 and fires above.",
    family="spiking",
    states=(State("V", 0.0, "", "membrane potential, without a unit", "V", (-10.0, 10.0)),),
    parameters=(
        Parameter(
            "V_th",
            10.0,
            "",
            "threshold: V at or above it is a spike",
            title="Threshold",
            low=-1e4,
            high=1e4,
            slider=(0.0, 100.0),
            symbol=r"V_{\mathrm{th}}",
        ),
        replace(
            V_RE,
            default=-10.0,
            unit="",
            meaning="reset potential after a spike; take dt well below 1/abs(V_re)",
            slider=(-100.0, 0.0),
        ),
        replace(I_EXT, unit="", meaning="constant input, without a unit", slider=(-1.0, 1.0)),
    ),
    equations="dV/dt = V**2 + I",
    threshold="V >= V_th",
    reset="V = V_re",
    spike_peak=20.0,
    terms=(Term("V**2", "spike onset"), Term("I", "input")),
    source="Ermentrout and Kopell (1986) SIAM Journal on Applied Mathematics 46:233",
)
