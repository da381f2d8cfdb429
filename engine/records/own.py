"""What a person brings into a document: models that they have typed, and data sets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.records.values import MAX_LIST, Expression, Finite, Identifier, Label, Matrix, Record

MAX_EQUATIONS = 8_000
"""Characters in the equations of a model that a person types."""

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
Equations = Annotated[str, Field(max_length=MAX_EQUATIONS)]
Unit = Annotated[str, Field(max_length=32)]


class DefinedParameter(Record):
    """A parameter of a model that a person has typed."""

    name: Name
    default: Finite = 0.0
    unit: Unit = ""
    meaning: Label = ""
    low: Finite = -1e9
    high: Finite = 1e9


class DefinedState(Record):
    """A state, or a trace of a learning rule on one `side` of the edge."""

    name: Name
    initial: Finite | Expression = 0.0
    unit: Unit = ""
    meaning: Label = ""
    side: Literal["", "source", "target"] = ""


class Definition(Record):
    """A model that a person has typed, kept in the document: `name` is what nodes and edges call
    it. Which fields count depends on `of`; they mean what they mean in `engine.declaration`."""

    id: Identifier
    kind: Literal["definition"] = "definition"
    of: Literal["neuron", "synapse", "stimulus", "plasticity"] = "neuron"
    name: Name
    title: Label = ""
    summary: Label = ""
    family: Literal["spiking", "graded", "iterated"] = "spiking"
    parameters: Annotated[list[DefinedParameter], Field(max_length=64)] = []
    states: Annotated[list[DefinedState], Field(max_length=32)] = []
    equations: Equations = ""
    functions: Equations = ""
    threshold: Expression = ""
    reset: Equations = ""
    crossing: bool = False
    refractory: Annotated[str, Field(max_length=64)] = ""
    output: Literal["current", "spikes"] = "current"
    expression: Expression = ""
    carries: Literal["spikes", "values"] = "spikes"
    presynaptic: Expression = ""
    on_spike: Expression = ""
    current: Expression = ""
    needs: Literal["spikes", "values"] = "spikes"
    on_source_spike: Equations = ""
    on_target_spike: Equations = ""
    low: Annotated[str, Field(max_length=64)] = ""
    high: Annotated[str, Field(max_length=64)] = ""


class Dataset(Record):
    """Examples to learn from: `inputs` (samples, features) with either `targets` (samples,
    outputs) or `labels`, a class from 0 for each sample. The first `train` samples are learned
    from (null: all), the rest tests."""

    id: Identifier
    kind: Literal["dataset"] = "dataset"
    title: Label = ""
    inputs: Matrix
    targets: Matrix | None = None
    labels: (
        Annotated[list[Annotated[int, Field(ge=0, lt=10_000)]], Field(max_length=MAX_LIST)] | None
    ) = None
    train: Annotated[int, Field(ge=1, le=MAX_LIST)] | None = None
