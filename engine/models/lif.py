"""Leaky integrate-and-fire."""

from engine.declaration import NeuronModel, Parameter, Term
from engine.models.membrane import E_L, I_EXT, T_REF, TAU_M, V_RE, V

MODEL = NeuronModel(
    name="lif",
    title="Leaky integrate-and-fire",
    summary="A passive membrane that spikes and resets when V reaches the threshold V_th.",
    family="spiking",
    states=(V,),
    parameters=(
        TAU_M,
        E_L,
        Parameter(
            "V_th",
            -55.0,
            "mV",
            "threshold: V at or above it is a spike",
            title="Threshold",
            low=-1e4,
            high=1e4,
            slider=(-65.0, 0.0),
            symbol=r"V_{\mathrm{th}}",
        ),
        V_RE,
        T_REF,
        I_EXT,
    ),
    equations="tau_m*dV/dt = -(V - E_L) + I",
    threshold="V >= V_th",
    reset="V = V_re",
    refractory="t_ref",
    spike_peak=20.0,
    terms=(Term("-(V - E_L)", "leak"), Term("I", "input")),
    source="Stein (1965) Biophysical Journal 5:173",
)
