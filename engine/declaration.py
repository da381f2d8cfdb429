"""How a model is declared: one record per neuron model, synapse and stimulus.

A declaration is data. Compiled kernels, the typeset formula, the form in the inspector, the
reference page and the registry-wide tests are all derived from it, so that a new model is one file
and one registration. Equations are text in the small language of `engine.equations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParameterKind = Literal["number", "expression", "times"]
"""What a parameter holds: a number, an expression in t (ms), or spike times (ms) per cell."""

Family = Literal["spiking", "graded", "iterated"]
"""`spiking`: emits spikes. `graded`: continuous time, transmits its value.
`iterated`: transmits its value and is updated once per step without a time constant."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named constant of a model.

    `low` and `high` are hard bounds (inclusive) that validation enforces; `slider` is the range
    that a person usually wants to explore. `unit` is shown as it stands ("" for a pure number).
    `symbol` is LaTeX. `title` names it in one short word or two, where `meaning` is a sentence.
    """

    name: str
    default: float | str | tuple[float, ...]
    unit: str
    meaning: str
    low: float = -1e9
    high: float = 1e9
    slider: tuple[float, float] | None = None
    symbol: str = ""
    kind: ParameterKind = "number"
    title: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A variable that evolves.

    `initial` is a number or an expression in the parameters and the states declared before it
    (the gates of Hodgkin-Huxley start at their steady state for the initial V). `display` is the
    range that the fill of a cell covers.
    """

    name: str
    initial: float | str
    unit: str
    meaning: str
    symbol: str = ""
    display: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a right-hand side with the words that the inspector writes under it.

    `expression` is text that occurs, up to spacing, as a summand of an equation.
    """

    expression: str
    label: str


@dataclass(frozen=True, slots=True)
class NeuronModel:
    """A neuron or unit.

    `equations` is one `... = ...` per line: `coefficient*dX/dt = expression` for continuous time,
    `X' = expression` for an iterated unit (the value at the next step). `functions` are named
    helper expressions, one `name(argument) = expression` per line. `I` is the summed input
    (`I_ext` included) and `t` the time in ms. `threshold` is a comparison; `reset` is assignments,
    one per line, applied in order when it holds. With `crossing` a spike is the step in which the
    threshold begins to hold, not every step in which it does. `refractory` names the parameter
    (ms) for which the first state is held after a spike. The first state is the one that a delta
    synapse kicks and that the canvas shows; a graded or iterated unit transmits it. `spike_peak`
    is the value to draw at a spike of a model whose reset hides the upstroke (mV).
    """

    name: str
    title: str
    summary: str
    family: Family
    states: tuple[State, ...]
    parameters: tuple[Parameter, ...]
    equations: str
    source: str
    functions: str = ""
    threshold: str = ""
    reset: str = ""
    crossing: bool = False
    refractory: str = ""
    spike_peak: float | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class SynapseModel:
    """A synapse between a spiking source and its target, linear in the weight `J`.

    `equations` evolves the states between spikes. `on_spike` is one `X += expression` in `J` and
    the parameters: X is a state, or `V` for a synapse that kicks the membrane potential itself.
    `current` is what enters the target's `I`, an expression in the states, the parameters and the
    target's `V`; empty when nothing does.
    """

    name: str
    title: str
    summary: str
    parameters: tuple[Parameter, ...]
    states: tuple[State, ...]
    equations: str
    on_spike: str
    current: str
    source: str
    weight_unit: str = "mV ms"


@dataclass(frozen=True, slots=True)
class StimulusModel:
    """An input from outside the network.

    `output` says what leaves it: `current` (a value each step) or `spikes`. `expression` is the
    value of a current, or the rate in Hz of a Poisson source, in t (ms) and the parameters; a
    parameter of kind `expression` stands for its own text. It is empty for scripted spike times.
    """

    name: str
    title: str
    summary: str
    output: Literal["current", "spikes"]
    parameters: tuple[Parameter, ...]
    expression: str
    source: str
    unit: str = "mV"
