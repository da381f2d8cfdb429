"""Leaky integrator: the passive membrane."""

from engine.declaration import NeuronModel, Parameter, State, Term

MODEL = NeuronModel(
    name="leaky",
    title="Leaky integrator",
    summary="A passive membrane: the potential follows its input with the time constant tau_m.",
    family="graded",
    states=(State("V", -70.0, "mV", "membrane potential", "V", (-80.0, -50.0)),),
    parameters=(
        Parameter(
            "tau_m",
            15.0,
            "ms",
            "membrane time constant",
            title="Time constant",
            low=0.01,
            high=1e5,
            slider=(1.0, 50.0),
            symbol=r"\tau_m",
        ),
        Parameter(
            "E_L",
            -72.0,
            "mV",
            "leak reversal potential: where V rests without input",
            title="Rest",
            low=-1e4,
            high=1e4,
            slider=(-90.0, -50.0),
            symbol="E_L",
        ),
        Parameter(
            "I_ext",
            0.0,
            "mV",
            "constant current, divided by the leak conductance",
            title="Input",
            slider=(-20.0, 40.0),
            symbol=r"I_{\mathrm{ext}}",
        ),
    ),
    equations="tau_m*dV/dt = -(V - E_L) + I",
    terms=(Term("-(V - E_L)", "leak"), Term("I", "input")),
    source="Lapicque (1907) Journal de Physiologie et de Pathologie Générale 9:620",
)
