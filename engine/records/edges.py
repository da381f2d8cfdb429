"""Projections: synapses between populations, with what they remember and learn."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.records.rules import AllToAll, Connect
from engine.records.values import Delay, Finite, Identifier, Record, Weight


class ShortTerm(Record):
    """Short-term plasticity: at a spike u += U (1 - u), u x is released, x -= u x."""

    U: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 0.5
    tau_rec: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)] = 800.0
    tau_facil: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)] = 0.0


class Plasticity(Record):
    """A learning rule. `signal` is the node whose value is its third factor (a target, a reward);
    `active` switches learning on and off; with `normalise` the incoming weights of each target
    cell keep that sum of absolute values."""

    rule: Annotated[str, Field(max_length=64)]
    params: Annotated[dict[str, Finite], Field(max_length=64)] = {}
    signal: Identifier | None = None
    active: bool = True
    normalise: Annotated[float, Field(allow_inf_nan=False, gt=0, le=1e9)] | None = None


def _synapse(name: object) -> object:
    """A weighted sum needs no synapse; it may be called one."""
    return None if name == "weighted" else name


class Projection(Record):
    """An edge. From a spiking source it uses a `synapse`; from a current or a graded unit it is
    a weighted sum each step and `synapse` is null (the name "weighted" means the same).

    `release` is the probability with which each synapse transmits a spike, drawn for each of them;
    with `short_term` what it transmits then is scaled by u x, whatever its probability. A delay of
    each synapse's own is rounded to steps and at least 0.
    """

    id: Identifier
    kind: Literal["projection"] = "projection"
    source: Identifier
    target: Identifier
    synapse: Annotated[Annotated[str, Field(max_length=64)] | None, BeforeValidator(_synapse)] = (
        None
    )
    params: Annotated[dict[str, Finite], Field(max_length=64)] = {}
    connect: Connect = AllToAll()
    weight: Weight = 1.0
    delay: Delay = 0.0
    release: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1)] = 1.0
    short_term: ShortTerm | None = None
    plasticity: Plasticity | None = None
