"""FitzHugh and Nagumo's caricature of a spike."""

from engine.declaration import NeuronModel, Parameter, Preset, State, Term

MODEL = NeuronModel(
    name="fitzhugh_nagumo",
    title="FitzHugh-Nagumo",
    summary="A cubic and a line: the smallest system that has a threshold and recovers.",
    family="spiking",
    states=(
        State("V", 0.0, "", "membrane potential, rest 0, peak near 1", "V", (-0.4, 1.2)),
        State("w", 0.0, "", "recovery", "w", (-0.1, 0.5)),
    ),
    parameters=(
        Parameter(
            "C",
            1.0,
            "ms",
            "how slowly V follows",
            title="Capacitance",
            low=1e-3,
            high=1e4,
            slider=(0.1, 10.0),
            symbol="C",
        ),
        Parameter(
            "a",
            0.1,
            "",
            "where the cubic crosses zero between rest and peak: the threshold",
            title="Threshold",
            low=-10.0,
            high=10.0,
            slider=(-0.5, 0.5),
            symbol="a",
        ),
        Parameter(
            "eps",
            0.01,
            "1/ms",
            "rate of recovery",
            title="Recovery",
            low=0.0,
            high=100.0,
            slider=(0.001, 0.1),
            symbol=r"\varepsilon",
        ),
        Parameter(
            "gamma",
            1.0,
            "",
            "decay of recovery against its drive",
            title="Decay",
            low=-100.0,
            high=100.0,
            slider=(0.0, 5.0),
            symbol=r"\gamma",
        ),
        Parameter(
            "I_ext",
            0.0,
            "",
            "constant current",
            title="Input",
            slider=(-0.5, 1.0),
            symbol=r"I_{\mathrm{ext}}",
        ),
    ),
    equations="""
        C*dV/dt = V*(V - a)*(1 - V) - w + I
        dw/dt = eps*(V - gamma*w)
    """,
    threshold="V >= 0.5",
    crossing=True,
    terms=(
        Term("V*(V - a)*(1 - V)", "cubic"),
        Term("-w", "recovery"),
        Term("I", "input"),
    ),
    presets=(
        Preset(
            "excitable",
            "Excitable",
            (("I_ext", 0.0),),
            note="One stable equilibrium at 0; a kick of V beyond a makes one spike.",
        ),
        Preset(
            "oscillating",
            "Oscillating",
            (("I_ext", 0.3),),
            note="The equilibrium lies on the rising part of the cubic and is unstable: a limit "
            "cycle around it.",
        ),
        Preset(
            "bistable",
            "Bistable",
            (("gamma", 10.0), ("I_ext", 0.0)),
            note="Three equilibria: two are stable, a saddle lies between them.",
        ),
    ),
    source="FitzHugh (1961) Biophysical Journal 1:445; "
    "Nagumo, Arimoto and Yoshizawa (1962) Proceedings of the IRE 50:2061",
)
