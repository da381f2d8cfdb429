"""Adaptive exponential integrate-and-fire."""

from engine.declaration import NeuronModel, Parameter, Preset, State, Term
from engine.models import eif
from engine.models.membrane import E_L, I_EXT, T_REF, TAU_M, V_RE, V

# Within a step that ends in a spike V is beyond all bounds: adaptation follows it to V_th only.
_OF_EIF = {parameter.name: parameter for parameter in eif.MODEL.parameters}


def _published(
    name: str,
    title: str,
    values: tuple[float, float, float, float, float, float, float, float, float],
    note: str,
) -> Preset:
    """A row of Naud et al.'s table 1: C (pF), g_L (nS), E_L (mV), a (nS), tau_w (ms), b (pA), V_r
    (mV), I (pA) with V_T = -50 mV, Delta_T = 2 mV, divided by g_L; the last number is the initial
    V."""
    capacitance, leak, rest, a, tau_w, b, reset, current, start = values
    return Preset(
        name,
        title,
        (
            ("tau_m", capacitance / leak),
            ("E_L", rest),
            ("V_T", -50.0),
            ("Delta_T", 2.0),
            ("V_th", 0.0),
            ("a", a / leak),
            ("tau_w", tau_w),
            ("b", b / leak),
            ("V_re", reset),
            ("I_ext", current / leak),
        ),
        (("V", start), ("w", 0.0)),
        note,
    )


MODEL = NeuronModel(
    name="adex",
    title="Adaptive exponential",
    summary="An exponential integrate-and-fire neuron that tires: each spike delays the next.",
    family="spiking",
    states=(V, State("w", 0.0, "mV", "adaptation", "w", (0.0, 20.0))),
    parameters=(
        TAU_M,
        E_L,
        _OF_EIF["V_T"],
        _OF_EIF["Delta_T"],
        _OF_EIF["V_th"],
        V_RE,
        T_REF,
        Parameter(
            "a",
            0.1,
            "",
            "adaptation that follows V, in units of the leak conductance",
            title="Coupling",
            low=-100.0,
            high=100.0,
            slider=(-1.0, 2.0),
            symbol="a",
        ),
        Parameter(
            "tau_w",
            150.0,
            "ms",
            "time constant of adaptation",
            title="Adaptation time",
            low=0.01,
            high=1e6,
            slider=(10.0, 500.0),
            symbol=r"\tau_w",
        ),
        Parameter(
            "b",
            3.0,
            "mV",
            "jump of adaptation at a spike",
            title="Jump",
            low=-1e3,
            high=1e3,
            slider=(0.0, 20.0),
            symbol="b",
        ),
        I_EXT,
    ),
    equations="""
        tau_m*dV/dt = -(V - E_L) + Delta_T*exp((V - V_T)/Delta_T) - w + I
        tau_w*dw/dt = a*(min(V, V_th) - E_L) - w
    """,
    threshold="V >= V_th",
    reset="""
        V = V_re
        w = w + b
    """,
    refractory="t_ref",
    spike_peak=20.0,
    terms=(
        Term("-(V - E_L)", "leak"),
        Term("Delta_T*exp((V - V_T)/Delta_T)", "spike onset"),
        Term("-w", "adaptation"),
        Term("I", "input"),
    ),
    presets=(
        _published(
            "tonic",
            "Tonic spiking",
            (200, 10, -70, 2, 30, 0, -58, 500, -70),
            "Equal intervals.",
        ),
        _published(
            "adapting",
            "Adapting",
            (200, 12, -70, 2, 300, 60, -58, 500, -70),
            "Intervals grow until they are equal.",
        ),
        _published(
            "initial_burst",
            "Initial burst",
            (130, 18, -58, 4, 150, 120, -50, 400, -58),
            "Some spikes in quick succession, then equal longer intervals.",
        ),
        _published(
            "bursting",
            "Regular bursting",
            (200, 10, -58, 2, 120, 100, -46, 210, -58),
            "Groups of spikes, evenly spaced.",
        ),
        _published(
            "delayed_accelerating",
            "Delayed accelerating",
            (200, 12, -70, -10, 300, 0, -58, 300, -70),
            "The first spike is late, and intervals shrink.",
        ),
        _published(
            "delayed_regular_bursting",
            "Delayed bursting",
            (100, 10, -65, -10, 90, 30, -47, 110, -65),
            "The first spike is late, then groups of spikes follow.",
        ),
        _published(
            "transient",
            "Transient",
            (100, 10, -65, 10, 90, 100, -47, 180, -65),
            "One spike at the onset of the input, then none.",
        ),
        _published(
            "irregular",
            "Irregular",
            (100, 12, -60, -11, 130, 30, -48, 160, -60),
            "Intervals that never repeat, although nothing is random.",
        ),
    ),
    source="Brette and Gerstner (2005) Journal of Neurophysiology 94:3637; patterns: Naud, "
    "Marcille, Clopath and Gerstner (2008) Biological Cybernetics 99:335",
)
