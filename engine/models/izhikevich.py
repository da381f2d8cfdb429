"""Izhikevich's simple model."""

from engine.declaration import NeuronModel, Parameter, State, Term
from engine.models.izhikevich_presets import PRESETS

MODEL = NeuronModel(
    name="izhikevich",
    title="Izhikevich",
    summary="Two variables and four parameters that reproduce twenty firing patterns.",
    family="spiking",
    states=(
        State("V", -70.0, "mV", "membrane potential", "V", (-80.0, 30.0)),
        State("u", "b*V", "mV/ms", "recovery", "u", (-20.0, 10.0)),
    ),
    parameters=(
        Parameter(
            "a",
            0.02,
            "1/ms",
            "rate of recovery",
            title="Recovery",
            low=-10.0,
            high=10.0,
            slider=(0.005, 0.2),
            symbol="a",
        ),
        Parameter(
            "b",
            0.2,
            "1/ms",
            "sensitivity of recovery to V",
            title="Sensitivity",
            low=-10.0,
            high=10.0,
            slider=(-0.1, 0.3),
            symbol="b",
        ),
        Parameter(
            "c",
            -65.0,
            "mV",
            "reset potential after a spike",
            title="Reset",
            low=-1e3,
            high=1e3,
            slider=(-80.0, -45.0),
            symbol="c",
        ),
        Parameter(
            "d",
            6.0,
            "mV/ms",
            "jump of recovery at a spike",
            title="Jump",
            low=-1e3,
            high=1e3,
            slider=(-20.0, 10.0),
            symbol="d",
        ),
        Parameter(
            "I_ext",
            0.0,
            "mV/ms",
            "constant current, divided by the capacitance",
            title="Input",
            slider=(-20.0, 40.0),
            symbol=r"I_{\mathrm{ext}}",
        ),
    ),
    equations="""
        dV/dt = 0.04*V**2 + 5*V + 140 - u + I
        du/dt = a*(b*V - u)
    """,
    threshold="V >= 30",
    reset="""
        V = c
        u = u + d
    """,
    spike_peak=30.0,
    terms=(Term("-u", "recovery"), Term("I", "input")),
    presets=PRESETS,
    source="Izhikevich (2003) IEEE Transactions on Neural Networks 14:1569",
)
