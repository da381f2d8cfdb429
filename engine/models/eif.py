"""Exponential integrate-and-fire."""

from engine.declaration import NeuronModel, Parameter, Term
from engine.models.membrane import E_L, I_EXT, T_REF, TAU_M, V_RE, V

MODEL = NeuronModel(
    name="eif",
    title="Exponential integrate-and-fire",
    summary="A membrane whose own current starts the spike: above V_T the potential runs away.",
    family="spiking",
    states=(V,),
    parameters=(
        TAU_M,
        E_L,
        Parameter(
            "V_T",
            -55.0,
            "mV",
            "potential at which the spike-generating current takes over",
            title="Spike onset",
            low=-1e4,
            high=1e4,
            slider=(-65.0, -40.0),
            symbol="V_T",
        ),
        Parameter(
            "Delta_T",
            2.0,
            "mV",
            "sharpness of the spike onset",
            title="Sharpness",
            low=1e-3,
            high=1e3,
            slider=(0.1, 10.0),
            symbol=r"\Delta_T",
        ),
        Parameter(
            "V_th",
            5.0,
            "mV",
            "threshold: V at or above it is a spike",
            title="Threshold",
            low=-1e4,
            high=1e4,
            slider=(-40.0, 30.0),
            symbol=r"V_{\mathrm{th}}",
        ),
        V_RE,
        T_REF,
        I_EXT,
    ),
    equations="tau_m*dV/dt = -(V - E_L) + Delta_T*exp((V - V_T)/Delta_T) + I",
    threshold="V >= V_th",
    reset="V = V_re",
    refractory="t_ref",
    spike_peak=20.0,
    terms=(
        Term("-(V - E_L)", "leak"),
        Term("Delta_T*exp((V - V_T)/Delta_T)", "spike onset"),
        Term("I", "input"),
    ),
    source="Fourcaud-Trocmé, Hansel, van Vreeswijk and Brunel (2003) "
    "Journal of Neuroscience 23:11628",
)
