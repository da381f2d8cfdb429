"""Leaky integrator: the passive membrane."""

from engine.declaration import NeuronModel, Term
from engine.models.membrane import E_L, I_EXT, TAU_M, V

MODEL = NeuronModel(
    name="leaky",
    title="Leaky integrator",
    summary="A passive membrane: the potential follows its input with the time constant tau_m.",
    family="graded",
    states=(V,),
    parameters=(
        TAU_M,
        E_L,
        I_EXT,
    ),
    equations="tau_m*dV/dt = -(V - E_L) + I",
    terms=(Term("-(V - E_L)", "leak"), Term("I", "input")),
    source="Lapicque (1907) Journal de Physiologie et de Pathologie Générale 9:620",
)
