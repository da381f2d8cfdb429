"""Every model there is, by name. A new one is a file and a line here.

The palette, the inspector, validation, the kernels and the registry-wide tests read these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from engine.channels import (
    calcium,
    calcium_t,
    channelrhodopsin,
    hyperpolarization,
    leak,
    potassium,
    potassium_a,
    potassium_m,
    sodium,
)
from engine.declaration import (
    ChannelModel,
    NeuronModel,
    PlasticityModel,
    StimulusModel,
    SynapseModel,
)
from engine.equations.plasticity import plasticity_system
from engine.equations.system import (
    DeclarationError,
    neuron_system,
    stimulus_expression,
    synapse_system,
)
from engine.models import (
    adex,
    binary,
    eif,
    fitzhugh_nagumo,
    hh,
    hh2d,
    izhikevich,
    leaky,
    lif,
    linear,
    morris_lecar,
    qif,
    rate,
    rate_input,
    relu,
    sigmoid,
    softmax,
    spin,
    tanh,
    theta,
)
from engine.plasticity import (
    backprop,
    bcm,
    covariance,
    delta_rule,
    hebb,
    homeostatic_inhibitory,
    lms,
    oja,
    reward_stdp,
    rls,
    stdp,
    triplet_stdp,
)
from engine.stimuli import (
    constant,
    dataset,
    formula,
    gaussian,
    light,
    noise,
    poisson,
    pulse,
    ramp,
    samples,
    sine,
    spike_times,
    staircase,
)
from engine.synapses import (
    alpha,
    conductance,
    delta,
    double_exponential,
    exponential,
    gap_junction,
    nmda,
)

AnyModel = NeuronModel | SynapseModel | StimulusModel | PlasticityModel | ChannelModel
M = TypeVar("M", NeuronModel, SynapseModel, StimulusModel, PlasticityModel, ChannelModel)


class UnknownModel(KeyError):
    """A name that no model has; the message offers the nearest ones."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        close = get_close_matches(name, known, n=3, cutoff=0.5)
        if close:
            named = [f'"{match}"' for match in close]
            first = f"{', '.join(named[:-1])} or " if len(named) > 1 else ""
            hint = f"did you mean {first}{named[-1]}?"
        else:
            hint = f"there are {', '.join(known)}"
        self.message = f'there is no {kind} "{name[:64]}"; {hint}'
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


class Registry(Mapping[str, M], Generic[M]):
    """Models of one kind by name, in the order in which they were registered."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._models: dict[str, M] = {}

    def __getitem__(self, name: str) -> M:
        try:
            return self._models[name]
        except KeyError:
            raise UnknownModel(self.kind, name, list(self._models)) from None

    def __contains__(self, name: object) -> bool:
        return name in self._models

    def __iter__(self) -> Iterator[str]:
        return iter(self._models)

    def __len__(self) -> int:
        return len(self._models)

    def add(self, model: M) -> None:
        """Add a model whose name is free; DeclarationError otherwise."""
        if model.name in self._models:
            raise DeclarationError(f'{self.kind} "{model.name}": the name is already registered')
        self._models[model.name] = model


neuron_models: Registry[NeuronModel] = Registry("neuron model")
synapse_models: Registry[SynapseModel] = Registry("synapse")
stimulus_models: Registry[StimulusModel] = Registry("stimulus")
plasticity_models: Registry[PlasticityModel] = Registry("learning rule")
channel_models: Registry[ChannelModel] = Registry("channel")


def register(model: AnyModel) -> None:
    """Check a declaration and add it; DeclarationError says which part is wrong and why."""
    if isinstance(model, NeuronModel):
        neuron_system(model)
        neuron_models.add(model)
    elif isinstance(model, SynapseModel):
        synapse_system(model)
        synapse_models.add(model)
    elif isinstance(model, PlasticityModel):
        plasticity_system(model)
        plasticity_models.add(model)
    elif isinstance(model, ChannelModel):
        channel_models.add(model)
    else:
        stimulus_expression(model)
        stimulus_models.add(model)


register(leaky.MODEL)
register(lif.MODEL)
register(eif.MODEL)
register(adex.MODEL)
register(qif.MODEL)
register(theta.MODEL)
register(izhikevich.MODEL)
register(hh.MODEL)
register(hh2d.MODEL)
register(morris_lecar.MODEL)
register(fitzhugh_nagumo.MODEL)
register(rate.MODEL)
register(rate_input.MODEL)
register(linear.MODEL)
register(binary.MODEL)
register(spin.MODEL)
register(sigmoid.MODEL)
register(tanh.MODEL)
register(relu.MODEL)
register(softmax.MODEL)

register(leak.MODEL)
register(sodium.MODEL)
register(potassium.MODEL)
register(potassium_a.MODEL)
register(potassium_m.MODEL)
register(calcium.MODEL)
register(calcium_t.MODEL)
register(hyperpolarization.MODEL)
register(channelrhodopsin.MODEL)

register(exponential.MODEL)
register(alpha.MODEL)
register(double_exponential.MODEL)
register(conductance.MODEL)
register(nmda.MODEL)
register(delta.MODEL)
register(gap_junction.MODEL)

register(constant.MODEL)
register(pulse.MODEL)
register(staircase.MODEL)
register(ramp.MODEL)
register(sine.MODEL)
register(gaussian.MODEL)
register(noise.MODEL)
register(samples.MODEL)
register(dataset.MODEL)
register(formula.MODEL)
register(light.MODEL)
register(poisson.MODEL)
register(spike_times.MODEL)

register(hebb.MODEL)
register(oja.MODEL)
register(bcm.MODEL)
register(covariance.MODEL)
register(stdp.MODEL)
register(triplet_stdp.MODEL)
register(homeostatic_inhibitory.MODEL)
register(reward_stdp.MODEL)
register(lms.MODEL)
register(rls.MODEL)
register(delta_rule.MODEL)
register(backprop.MODEL)
