"""Delta synapse: an instantaneous kick."""

from engine.declaration import SynapseModel

MODEL = SynapseModel(
    name="delta",
    title="Delta",
    summary="A spike moves the membrane potential by J at once.",
    parameters=(),
    states=(),
    equations="",
    on_spike="V += J",
    current="",
    source="Stein (1965) Biophysical Journal 5:173",
    weight_unit="mV",
)
