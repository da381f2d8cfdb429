"""The values that fields of records hold, each with its bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

MAX_SIZE = 10_000_000
"""Largest population that a record may ask for; memory sets the real limit."""
MAX_EXPRESSION = 1_000
"""Characters in an expression that a person types."""
MAX_LIST = 10_000_000
"""Numbers in a list or a matrix."""

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Label = Annotated[str, Field(max_length=200)]
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Coordinate = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]
Sign = Literal["excitatory", "inhibitory"]
Layout = Literal["grid", "line", "ring", "random"]
"""Where the cells of a population lie, in units of its width: what `distance` measures."""
Method = Literal["euler", "exponential_euler", "rk4"]


class Record(BaseModel):
    """Base of every record: unknown fields are refused, so that a typing error is not silent."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


class Uniform(Record):
    """Drawn from the seed, evenly between two bounds."""

    uniform: tuple[Finite, Finite]


class Normal(Record):
    """Drawn from the seed: mean and standard deviation (not negative)."""

    normal: tuple[Finite, Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)]]


class LogNormal(Record):
    """Drawn from the seed: mean and standard deviation of the value itself, both positive."""

    lognormal: tuple[
        Annotated[float, Field(allow_inf_nan=False, gt=0, le=1e15)],
        Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)],
    ]


def _distribution_tag(value: Any) -> str | None:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next((name for name in ("uniform", "normal", "lognormal") if name in keys), None)


Distribution = Annotated[
    Annotated[Uniform, Tag("uniform")]
    | Annotated[Normal, Tag("normal")]
    | Annotated[LogNormal, Tag("lognormal")],
    Discriminator(_distribution_tag),
]
NumberList = Annotated[list[Finite], Field(max_length=MAX_LIST)]
Matrix = Annotated[list[NumberList], Field(max_length=MAX_LIST)]
Expression = Annotated[str, Field(max_length=MAX_EXPRESSION)]


def _value_tag(value: Any) -> str | None:
    """Pick the one alternative that an error should speak about."""
    if isinstance(value, str):
        return "expression"
    if isinstance(value, list):
        return "matrix" if any(isinstance(row, list) for row in value) else "list"
    if isinstance(value, dict | Uniform | Normal | LogNormal):
        return "distribution"
    return "number"


ParameterValue = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[NumberList, Tag("list")]
    | Annotated[Matrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")]
    | Annotated[Expression, Tag("expression")],
    Discriminator(_value_tag),
]
"""A number, one number per cell, a distribution, an expression in t, or spike times per cell."""

InitialValue = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[NumberList, Tag("list")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
Weight = Annotated[
    Annotated[Finite, Tag("number")]
    | Annotated[Matrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
"""A number, a distribution, or a dense matrix of shape (target size, source size)."""

DelayTime = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1000)]
DelayRow = Annotated[list[DelayTime], Field(max_length=MAX_LIST)]
DelayMatrix = Annotated[list[DelayRow], Field(max_length=MAX_LIST)]
Delay = Annotated[
    Annotated[DelayTime, Tag("number")]
    | Annotated[DelayMatrix, Tag("matrix")]
    | Annotated[Distribution, Tag("distribution")],
    Discriminator(_value_tag),
]
"""In ms: one for all synapses, a distribution over them, or a matrix (target size, source size)."""
