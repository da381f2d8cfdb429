"""Morris and Lecar's model of the barnacle muscle fibre."""

from dataclasses import replace

from engine.declaration import NeuronModel, Parameter, Preset, State, Term
from engine.models.ions import CAPACITANCE, I_PER_AREA, conductance, reversal


def _voltage(name: str, default: float, meaning: str, title: str, low: float) -> Parameter:
    return Parameter(
        name,
        default,
        "mV",
        meaning,
        title=title,
        low=low,
        high=1e3,
        slider=(max(low, -50.0), 50.0),
        symbol=f"V_{name[1]}",
    )


MODEL = NeuronModel(
    name="morris_lecar",
    title="Morris-Lecar",
    summary="Fast calcium against slow potassium: rest, threshold and spikes in one plane.",
    family="spiking",
    states=(
        State("V", -60.0, "mV", "membrane potential", "V", (-70.0, 40.0)),
        State("w", "w_inf(V)", "", "potassium activation", "w", (0.0, 1.0)),
    ),
    parameters=(
        replace(CAPACITANCE, default=20.0, slider=(1.0, 50.0)),
        conductance("g_Ca", 4.0, "calcium", r"g_{\mathrm{Ca}}", 10.0),
        reversal("E_Ca", 120.0, "calcium", r"E_{\mathrm{Ca}}"),
        conductance("g_K", 8.0, "potassium", r"g_{\mathrm{K}}", 20.0),
        reversal("E_K", -84.0, "potassium", r"E_{\mathrm{K}}"),
        conductance("g_L", 2.0, "leak", "g_L", 5.0),
        reversal("E_L", -60.0, "leak", "E_L"),
        _voltage(
            "V1",
            -1.2,
            "potential at which half of the calcium channels are open",
            "Ca midpoint",
            -1e3,
        ),
        _voltage("V2", 18.0, "width of the opening of calcium channels", "Ca width", 0.1),
        _voltage(
            "V3",
            12.0,
            "potential at which half of the potassium channels are open",
            "K midpoint",
            -1e3,
        ),
        _voltage("V4", 17.4, "width of the opening of potassium channels", "K width", 0.1),
        Parameter(
            "phi",
            1 / 15,
            "1/ms",
            "rate of potassium activation at its slowest",
            title="Speed",
            low=1e-6,
            high=100.0,
            slider=(0.01, 0.3),
            symbol=r"\phi",
        ),
        replace(I_PER_AREA, slider=(-20.0, 150.0)),
    ),
    functions="""
        m_inf(V) = (1 + tanh((V - V1)/V2))/2
        w_inf(V) = (1 + tanh((V - V3)/V4))/2
        speed(V) = phi*cosh((V - V3)/(2*V4))
    """,
    equations="""
        C*dV/dt = -g_Ca*m_inf(V)*(V - E_Ca) - g_K*w*(V - E_K) - g_L*(V - E_L) + I
        dw/dt = speed(V)*(w_inf(V) - w)
    """,
    threshold="V >= 0",
    crossing=True,
    terms=(
        Term("-g_Ca*m_inf(V)*(V - E_Ca)", "calcium"),
        Term("-g_K*w*(V - E_K)", "potassium"),
        Term("-g_L*(V - E_L)", "leak"),
        Term("I", "input"),
    ),
    presets=(
        Preset(
            "rest",
            "Rest and threshold",
            (("I_ext", 30.0), ("V3", 12.0)),
            note="Three equilibria: a stable node at rest, a saddle that is the threshold, and an "
            "unstable focus. A kick beyond the saddle makes one spike.",
        ),
        Preset(
            "onset",
            "Just before onset",
            (("I_ext", 39.8), ("V3", 12.0)),
            note="Node and saddle are about to meet: a little more input and it fires, as slowly "
            "as one likes.",
        ),
        Preset(
            "firing",
            "Periodic firing",
            (("I_ext", 70.0), ("V3", 12.0)),
            note="One unstable focus inside a stable limit cycle.",
        ),
        Preset(
            "focus",
            "Damped oscillation",
            (("I_ext", 50.5), ("V3", 2.0)),
            note="One stable focus, to which a kick returns in circles.",
        ),
    ),
    source="Morris and Lecar (1981) Biophysical Journal 35:193; values of Rinzel and Ermentrout "
    "(1989) in Methods in Neuronal Modeling",
)
