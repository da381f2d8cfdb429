"""The registry: names, order, and what is refused."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.declaration import ChannelModel, NeuronModel, Parameter, StimulusModel, SynapseModel
from engine.equations.system import DeclarationError
from engine.registry import (
    UnknownModel,
    channel_models,
    neuron_models,
    register,
    stimulus_models,
    synapse_models,
)

ROOT = Path(__file__).resolve().parents[2]
EVERY = [
    *neuron_models.values(),
    *synapse_models.values(),
    *stimulus_models.values(),
    *channel_models.values(),
]


def test_holds_the_models_of_the_curriculum_so_far() -> None:
    assert {"leaky", "lif", "eif", "qif", "theta", "adex", "izhikevich", "hh", "hh2d"} <= set(
        neuron_models
    )
    assert {"morris_lecar", "fitzhugh_nagumo", "rate", "rate_input"} <= set(neuron_models)
    assert {"linear", "binary", "sigmoid", "tanh", "relu", "softmax"} <= set(neuron_models)
    assert {"exponential", "alpha", "double_exponential", "delta"} <= set(synapse_models)
    assert {"conductance", "nmda", "gap_junction"} <= set(synapse_models)
    assert {"constant", "pulse", "sine", "formula", "poisson", "spike_times"} <= set(
        stimulus_models
    )


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.name)
def test_every_parameter_has_a_short_title(
    model: NeuronModel | SynapseModel | StimulusModel | ChannelModel,
) -> None:
    """Titles stand on one line beside a slider, and tell the parameters of a model apart."""
    titles = [parameter.title for parameter in model.parameters]
    assert all(0 < len(title) <= 16 and title[0].isupper() for title in titles)
    assert len(set(titles)) == len(titles)


def test_is_a_mapping_by_name() -> None:
    for registry in (neuron_models, synapse_models, stimulus_models):
        assert len(registry) == len(list(registry))
        assert all(registry[name].name == name for name in registry)
    assert "lif" in neuron_models
    assert "liff" not in neuron_models


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("liff", 'there is no neuron model "liff"; did you mean "lif"'),
        ("LIF", "there are leaky, lif"),
        ("izhikevitch", 'did you mean "izhikevich"'),
        ("x" * 1000, 'there is no neuron model "' + "x" * 64 + '"'),
    ],
)
def test_an_unknown_name_offers_the_nearest(name: str, words: str) -> None:
    with pytest.raises(UnknownModel) as caught:
        neuron_models[name]
    assert words in str(caught.value)
    assert isinstance(caught.value, KeyError)


def test_a_name_is_registered_once() -> None:
    for model in (neuron_models["lif"], synapse_models["delta"], stimulus_models["sine"]):
        with pytest.raises(DeclarationError, match="already registered"):
            register(model)


def test_a_wrong_declaration_is_refused_and_not_added() -> None:
    broken = replace(neuron_models["lif"], name="broken", equations="dV/dt = nothing")
    with pytest.raises(DeclarationError, match='neuron model "broken", equations'):
        register(broken)
    assert "broken" not in neuron_models


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.name)
def test_every_parameter_is_explained(model: object) -> None:
    parameters: tuple[Parameter, ...] = model.parameters  # type: ignore[attr-defined]  # any model
    for parameter in parameters:
        assert parameter.symbol
        assert parameter.meaning[0].islower()
        assert not parameter.meaning.endswith(".")
        assert parameter.kind != "number" or parameter.slider is not None
    assert model.summary.endswith(".")  # type: ignore[attr-defined]  # any model


def test_importing_it_loads_no_compiler_and_no_sympy() -> None:
    code = (
        "import sys, types\n"
        "package = types.ModuleType('engine')\n"
        "package.__path__ = ['engine']\n"
        "sys.modules['engine'] = package\n"
        "import engine.registry\n"
        "heavy = {'sympy', 'numba', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)


@pytest.mark.parametrize(
    "model", [*neuron_models.values(), *channel_models.values()], ids=lambda m: m.name
)
def test_presets_name_what_there_is_within_bounds(model: NeuronModel | ChannelModel) -> None:
    parameters = {parameter.name: parameter for parameter in model.parameters}
    states = {state.name for state in model.states}
    names = [preset.name for preset in model.presets]
    assert len(set(names)) == len(names)
    assert len({preset.title for preset in model.presets}) == len(names)
    for preset in model.presets:
        for name, value in preset.params:
            assert parameters[name].low <= value <= parameters[name].high
        assert {name for name, _ in preset.initial} <= states
        assert preset.note.endswith(".")
