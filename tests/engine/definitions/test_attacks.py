"""Attempts to make a typed model do more than arithmetic, through every field that takes text."""

from __future__ import annotations

import io
import re
import time
import tokenize
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import DocumentError, Network, validate
from engine.declaration import NeuronModel, SynapseModel
from engine.definitions import declared, faults
from engine.document import Definition
from engine.equations import to_text
from engine.equations.source import HELPERS
from engine.equations.tree import Expr, Name, substitute
from engine.kernels.generate_population import population_source
from engine.kernels.generate_synapse import synapse_source
from engine.kernels.stepping import METHODS
from engine.registry import neuron_models, synapse_models
from engine.validation import parse_document
from tests.engine.definitions.written import DAMPED, EXPONENTIAL, LIF, STDP, Raw, parameters
from tests.engine.equations.strategies import NAMES, letter_soup, trees, word_soup
from tests.engine.equations.test_attacks import ATTACKS

PLACES: list[tuple[Raw, str, str]] = [
    (LIF, "equations", "tau_m*dV/dt = {}"),
    (LIF, "equations", "({})*dV/dt = I"),
    (LIF, "functions", "f(x) = {}"),
    (LIF, "threshold", "V > {}"),
    (LIF, "reset", "V = {}"),
    (EXPONENTIAL, "equations", "tau*dI/dt = {}"),
    (EXPONENTIAL, "on_spike", "I += {}"),
    (EXPONENTIAL, "current", "{}"),
    (DAMPED, "expression", "amplitude*tau*period*({})"),
    (STDP, "equations", "tau_plus*da/dt = -a\ntau_minus*db/dt = {}"),
    (STDP, "on_source_spike", "w += {}"),
    (STDP, "on_target_spike", "b += {}"),
]


def definition_of(**fields: Any) -> Raw:
    return {"id": "d", "kind": "definition", "name": "mine", **fields}


@pytest.mark.parametrize("text", ATTACKS)
def test_every_field_refuses_an_attack_with_a_sentence(text: str) -> None:
    begin = time.process_time()
    for base, field, form in PLACES:
        if len(form) + len(text) > 900 or "\ud800" in text:
            continue
        definition = Definition.model_validate(definition_of(**{**base, field: form.format(text)}))
        found = faults(definition)
        assert found, (field, text)
        assert all(len(fault.message) > 10 for fault in found)
        assert declared(definition) is None
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("text", ATTACKS[::7])
def test_a_document_with_an_attack_is_refused_whole(text: str) -> None:
    raw = {
        "format": "neuroboard/1",
        "definitions": [definition_of(**{**LIF, "equations": f"dV/dt = {text}"})],
        "nodes": [{"id": "a", "kind": "neurons", "model": "mine"}],
    }
    with pytest.raises(DocumentError) as caught:
        validate(Network.from_document(parse_document(raw)))
    assert caught.value.problems[0].record in ("d", None)


_HOSTILE = """
P dt np math numba types cfunc engine kernel compiled state params inputs out stride flags spikes
bad hit count b k n held kick spiked select heaviside minimum outside flushed FAST BLOCK
float64_at int32_at p_tau_m q_tau_m r_V s_V n_V z_V x1_V k0_V e0 c0 in_I in_kick I_in row
exec eval open compile globals locals getattr setattr type object print input vars dir id
os sys builtins self cls super property range len min_ max_ abs_ float int complex isinstance
p_p_tau_m r_r_V steps_held I_ row_lines post post_V current
"""
NAMES_OF_THE_KERNELS = _HOSTILE.split()


@pytest.mark.parametrize("name", NAMES_OF_THE_KERNELS)
def test_a_name_of_the_kernels_shadows_nothing(name: str) -> None:
    """Legal as a name, and in the generated source never seen but behind a prefix."""
    plain = declared(Definition.model_validate(definition_of(**renamed("tau_m", "V"))))
    for parameter, state in ((name, "V"), ("tau_m", name)):
        model = declared(Definition.model_validate(definition_of(**renamed(parameter, state))))
        assert isinstance(model, NeuronModel), (parameter, state)
        assert isinstance(plain, NeuronModel)
        for per_cell in (False, True):
            mine = identifiers(population_source(model, "rk4", per_cell))
            usual = identifiers(population_source(plain, "rk4", per_cell))
            assert [without(word, parameter, state) for word in mine] == [
                without(word, "tau_m", "V") for word in usual
            ]


def renamed(parameter: str, state: str) -> Raw:
    return {
        "parameters": parameters(**{parameter: 15}),
        "states": [{"name": state, "initial": -70}],
        "equations": f"{parameter}*d{state}/dt = -{state}**2 + I",
        "threshold": f"{state} >= 30",
        "reset": f"{state} = -{parameter}",
    }


PREFIXES = re.compile(r"(?:o_)?(p|q|r|s|n|z|x[0-9]|k[0-9])_")
NUMBERED = re.compile(r"[ce][0-9]+")


def without(word: str, parameter: str, state: str) -> str:
    """A prefixed name with what the person typed replaced by its role."""
    found = PREFIXES.match(word)
    role = {"p": parameter, "q": parameter}.get(found[1], state) if found else ""
    return f"{found[0]}<typed>" if found and word[found.end() :] == role else word


def identifiers(source: str) -> list[str]:
    """Every name and keyword of a Python source."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.NAME]


def sources(model: object) -> Iterator[str]:
    for method in METHODS:
        if isinstance(model, NeuronModel):
            yield population_source(model, method, per_cell=False)
            yield population_source(model, method, per_cell=True)
        elif isinstance(model, SynapseModel) and model.current:
            yield synapse_source(model, method)


@cache
def vocabulary() -> frozenset[str]:
    """What generated sources are made of besides names of models."""
    models = [*neuron_models.values(), *synapse_models.values()]
    words = {word for model in models for text in sources(model) for word in identifiers(text)}
    return frozenset(word for word in words if not PREFIXES.match(word)) | {
        part for helper in HELPERS.values() for part in helper.split(".")
    }


TYPED = ("x", "exec", "os", "p_x", "import_", "a" * 64, "eval", "Z9")


@settings(max_examples=40, deadline=None)
@given(st.lists(trees, min_size=2, max_size=2), st.sampled_from(TYPED), st.sampled_from(TYPED))
def test_generated_code_holds_typed_names_behind_prefixes_only(
    right: list[Expr], state: str, other: str
) -> None:
    names = dict(zip(NAMES, (state, other, "globals", "import_"), strict=True))
    inside = {a: Name(b) for a, b in names.items()}
    # A function knows its argument, not the states.
    body = {a: Name("a") if b == state else Name(b) for a, b in names.items()}
    texts = [to_text(substitute(right[0], inside)), to_text(substitute(right[1], body))]
    definition = Definition.model_validate(
        definition_of(
            family="graded",
            parameters=parameters(**{n: 1 for n in dict.fromkeys(names.values()) if n != state}),
            states=[{"name": state}],
            functions=f"f(a) = {texts[1]} + a",
            equations=f"d{state}/dt = f({texts[0]})",
        )
    )
    model = declared(definition)
    if model is None:
        assert all("long" in f.message or "more than" in f.message for f in faults(definition))
        return
    for text in sources(model):
        for word in identifiers(text):
            found = PREFIXES.match(word)
            typed = found is not None and word[found.end() :] in {*names.values(), "I_ext"}
            assert typed or word in vocabulary() or NUMBERED.fullmatch(word), word


@settings(max_examples=300, deadline=None)
@given(st.one_of(word_soup, letter_soup, st.text(max_size=120)))
def test_any_text_in_any_field_is_a_model_or_a_fault(text: str) -> None:
    begin = time.process_time()
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    for base, field, form in PLACES:
        definition = Definition.model_validate(definition_of(**{**base, field: form.format(text)}))
        assert (declared(definition) is None) == bool(faults(definition))
        for fault in faults(definition):
            lines = getattr(definition, fault.field, "").split("\n")
            if fault.line is not None and fault.column is not None:
                assert 1 <= fault.line <= len(lines)
                assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
    assert time.process_time() - begin < 2
