"""Definitions as a person types them."""

from __future__ import annotations

from typing import Any

from engine.document import Definition

Raw = dict[str, Any]


def parameters(**defaults: float) -> list[Raw]:
    """Records of parameters by name."""
    return [{"name": name, "default": default} for name, default in defaults.items()]


def states(**initial: float | str) -> list[Raw]:
    """Records of states by name."""
    return [{"name": name, "initial": value} for name, value in initial.items()]


def written(**fields: Any) -> Definition:
    """A definition with the name `mine`."""
    return Definition.model_validate({"id": "d", "name": "mine", **fields})


LIF: Raw = {
    "parameters": parameters(tau_m=15, E_L=-72, V_th=-55, V_re=-75),
    "states": states(V=-70),
    "equations": "tau_m*dV/dt = -(V - E_L) + I",
    "threshold": "V >= V_th",
    "reset": "V = V_re",
}
IZHIKEVICH: Raw = {
    "parameters": parameters(a=0.02, b=0.2, c=-65, d=6),
    "states": states(V=-70, u="b*V"),
    "equations": "dV/dt = 0.04*V**2 + 5*V + 140 - u + I\ndu/dt = a*(b*V - u)",
    "threshold": "V >= 30",
    "reset": "V = c\nu = u + d",
}
EXPONENTIAL: Raw = {
    "of": "synapse",
    "parameters": parameters(tau=5),
    "states": states(I=0),
    "equations": "tau*dI/dt = -I",
    "on_spike": "I += J/tau",
    "current": "I",
}
DAMPED: Raw = {
    "of": "stimulus",
    "parameters": parameters(amplitude=10, tau=200, period=50),
    "expression": "amplitude*exp(-t/tau)*sin(2*pi*t/period)",
}
STDP: Raw = {
    "of": "plasticity",
    "parameters": parameters(A_plus=0.1, A_minus=0.105, tau_plus=20, tau_minus=20),
    "states": [{"name": "a", "side": "source"}, {"name": "b", "side": "target"}],
    "equations": "tau_plus*da/dt = -a\ntau_minus*db/dt = -b",
    "on_source_spike": "w += -A_minus*b\na += 1",
    "on_target_spike": "w += A_plus*a\nb += 1",
}
EVERY = {
    "neuron": LIF,
    "synapse": EXPONENTIAL,
    "stimulus": DAMPED,
    "plasticity": STDP,
}
