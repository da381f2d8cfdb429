"""Binary unit: the neuron of McCulloch and Pitts."""

from engine.models.units import unit

MODEL = unit(
    "binary",
    "Binary unit",
    "Its next value is 1 where the sum of its inputs and the bias is above 0, else 0.",
    "max(sign(I + bias), 0)",
    "McCulloch and Pitts (1943) Bulletin of Mathematical Biophysics 5:115",
)
