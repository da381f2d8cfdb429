"""Where the rows of a population lie: in its state after the declared ones, and in its inputs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.declaration import Chain, NeuronModel

CHAIN_PARAMETERS = 3
"""Behind the parameters, for each chain: the number of channels, the halves of its random key."""


@dataclass(frozen=True, slots=True)
class ChainRows:
    """Rows of a chain: `first` of one per state of a channel, that of its draws, and its number
    among the parameters (dt is 0)."""

    chain: Chain
    first: int
    states: int
    draws: int
    parameter: int

    def gates(self) -> Iterator[tuple[int, int, int]]:
        """Of each gate: states of the gates before it, its count, states of those behind it."""
        levels = [gate.count + 1 for gate in self.chain.gates]
        for index, gate in enumerate(self.chain.gates):
            yield math.prod(levels[:index]), gate.count, math.prod(levels[index + 1 :])


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the state of a population, -1 where there is none: steps for which it is `held`
    after a spike, steps until the `turn` of a cell, what it transmits as `output`; `spare` ones of
    chains. `total` counts all."""

    held: int
    turn: int
    output: int
    chains: tuple[ChainRows, ...]
    spare: int
    total: int


@lru_cache(maxsize=256)
def rows_of(model: NeuronModel) -> Rows:
    """The rows of a model."""
    total = len(model.states)
    found = {"held": -1, "turn": -1, "output": -1}
    wanted = (bool(model.refractory), model.asynchronous, bool(model.output))
    for name in (name for name, there in zip(found, wanted, strict=True) if there):
        found[name] = total
        total += 1
    chains: list[ChainRows] = []
    parameter = 1 + len(model.numbers)
    for chain in model.chains:
        states = math.prod(gate.count + 1 for gate in chain.gates)
        chains.append(ChainRows(chain, total, states, total + states, parameter))
        total += states + 1
        parameter += CHAIN_PARAMETERS
    spare = total
    total += max((1 + gate.count for chain in model.chains for gate in chain.gates), default=0)
    return Rows(**found, chains=tuple(chains), spare=spare, total=total)
