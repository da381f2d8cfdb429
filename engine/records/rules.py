"""Which cells of two populations a projection connects."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.records.values import MAX_SIZE, Record


class AllToAll(Record):
    """Every source cell to every target cell."""

    rule: Literal["all_to_all"] = "all_to_all"
    allow_autapses: bool = True


class OneToOne(Record):
    """Cell k to cell k; both sides have the same size."""

    rule: Literal["one_to_one"]
    allow_autapses: bool = True


class FixedProbability(Record):
    """Each pair independently with probability `p`."""

    rule: Literal["fixed_probability"]
    p: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)]
    allow_autapses: bool = True


class FixedIndegree(Record):
    """Each target cell receives from `k` distinct source cells."""

    rule: Literal["fixed_indegree"]
    k: Annotated[int, Field(ge=0, le=MAX_SIZE)]
    allow_autapses: bool = True


class FixedOutdegree(Record):
    """Each source cell reaches `k` distinct target cells."""

    rule: Literal["fixed_outdegree"]
    k: Annotated[int, Field(ge=0, le=MAX_SIZE)]
    allow_autapses: bool = True


class Distance(Record):
    """Each pair with a probability that falls from `p` with the distance of the two cells, in
    units of the width of their layouts: exp(-d^2/2 sigma^2), exp(-d/sigma), or 1 within sigma."""

    rule: Literal["distance"]
    p: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 1.0
    sigma: Annotated[float, Field(allow_inf_nan=False, gt=0, le=100)] = 0.1
    profile: Literal["gaussian", "exponential", "disc"] = "gaussian"
    periodic: bool = False
    allow_autapses: bool = True


class Explicit(Record):
    """The non-zero entries of the weight matrix are the synapses."""

    rule: Literal["explicit"]
    allow_autapses: bool = True


Connect = Annotated[
    AllToAll | OneToOne | FixedProbability | FixedIndegree | FixedOutdegree | Distance | Explicit,
    Field(discriminator="rule"),
]
