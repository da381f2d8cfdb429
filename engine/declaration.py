"""How a model is declared: one record per neuron model, synapse and stimulus.

A declaration is data. Compiled kernels, the typeset formula, the form in the inspector, the
reference page and the registry-wide tests are all derived from it, so that a new model is one file
and one registration. Equations are text in the small language of `engine.equations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParameterKind = Literal["number", "expression", "times", "function", "series", "dataset"]
"""What a parameter holds: a number, an expression in t (ms), spike times (ms) per cell, a function
of `argument` (the name of one of `options`, or an expression), a series of samples, or the id of a
data set record."""

Family = Literal["spiking", "graded", "iterated"]
"""`spiking`: emits spikes. `graded`: continuous time, transmits its value.
`iterated`: transmits its value and is updated once per step without a time constant."""


@dataclass(frozen=True, slots=True)
class Option:
    """A named choice for a parameter of kind `function`: an expression in its argument and the
    number parameters of the model."""

    name: str
    title: str
    expression: str


@dataclass(frozen=True, slots=True)
class Preset:
    """Values with a name: a published regime, a cell type, a toxin. What it does not name keeps
    the model's default; `note` says what to look for, and under which input."""

    name: str
    title: str
    params: tuple[tuple[str, float], ...]
    initial: tuple[tuple[str, float], ...] = ()
    note: str = ""


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
    argument: str = ""
    options: tuple[Option, ...] = ()


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

    A graded or iterated unit may transmit `output`, an expression in its states, parameters and
    `I_ext`, instead of its first state; `output_name` is what that is called. With `normalised`
    the values after the step are divided by their sum over the population; the equation of the
    only state is `X' = exp(...)`. With `asynchronous` each step updates one cell of an iterated
    population, in turns whose order is drawn from the seed. `ports` names inputs beside `I` that
    an edge can feed (`L`, light, of a channelrhodopsin). `chains` are channels of finite number.
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
    output: str = ""
    output_name: str = ""
    normalised: bool = False
    asynchronous: bool = False
    ports: tuple[str, ...] = ()
    presets: tuple[Preset, ...] = ()
    chains: tuple[Chain, ...] = ()

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """The parameters that are numbers: what a kernel reads."""
        return tuple(p for p in self.parameters if p.kind == "number")

    @property
    def variables(self) -> tuple[str, ...]:
        """What can be watched: the states, and the output where it is not one of them."""
        names = tuple(state.name for state in self.states)
        return (*names, self.output_name) if self.output else names

    @property
    def shown(self) -> str:
        """What the canvas shows, and a graded or iterated unit transmits."""
        return self.output_name if self.output else self.states[0].name


@dataclass(frozen=True, slots=True)
class Gate:
    """Subunits of a channel that open and close: `state` is the open fraction, `count` of them
    must be open. `opening` and `closing` are rates in 1/ms (expressions)."""

    state: str
    count: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Channels of finite number in a neuron model: `opened` is the state that holds the fraction
    of them that is open, the states of the `gates` hold the mean fraction of open subunits. Their
    equations are those of the limit of infinitely many; a kernel draws the transitions instead."""

    name: str
    opened: str
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class ChannelModel:
    """A conductance that can be added to a neuron model: one more summand of its first equation.

    `equations`, `functions`, `states` and `parameters` are as in NeuronModel, V being that of the
    neuron; `current` is the summand (outward positive currents carry a minus). Its parameter `g` is
    in units of the leak conductance of the neuron. `gates` describe the same kinetics as a Markov
    chain, for finite numbers of channels; empty when there is none. `current` then contains their
    product, the powers in the order of the gates, as in `m**3*h`.
    """

    name: str
    title: str
    summary: str
    states: tuple[State, ...]
    parameters: tuple[Parameter, ...]
    equations: str
    current: str
    source: str
    functions: str = ""
    ports: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    presets: tuple[Preset, ...] = ()


@dataclass(frozen=True, slots=True)
class SynapseModel:
    """A synapse between a spiking source and its target, linear in the weight `J`.

    With `carries` "values" it joins a source that has a value to its target each step instead:
    `on_spike` is empty, `presynaptic` is what one source cell sends, an expression in its value
    `x` and the parameters, and `equations` and `current` may use `S`, the sum of weight times that
    over the sources, and `W`, the sum of the weights.

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
    carries: Literal["spikes", "values"] = "spikes"
    presynaptic: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a learning rule remembers of each cell of one side of an edge."""

    name: str
    side: Literal["source", "target"]
    initial: float | str
    unit: str
    meaning: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class PlasticityModel:
    """A rule by which the weights of an edge change while it runs.

    `equations` evolve the traces, the per-synapse `states` and the weight: `dy/dt = ...`,
    `dw/dt = ...`; in those of a trace, `x` is the value of the source cell (traces of the source)
    and `y` that of the target cell (of the target); in those of the weight both may occur, with
    all traces, `w` and `signal`, the value of the node that the edge names as its third factor.
    `on_source_spike` and `on_target_spike` are assignments, one per line: first those to the weight
    (`w += ...`), which read the traces before their own jump, then those to the traces. `low` and
    `high` name the parameters that bound the weight. `needs` says what the ends must send.
    `algorithm` names hand-written training for what is not local to a synapse.

    A trace depends on traces of its own side and on nothing of the synapse. All of a step reads the
    values at t; a spike of the source counts when it arrives. The value y of an iterated target
    was made from those of the source one step before, so `x` is the value of that step.
    """

    name: str
    title: str
    summary: str
    parameters: tuple[Parameter, ...]
    source: str
    needs: Literal["spikes", "values"]
    traces: tuple[Trace, ...] = ()
    states: tuple[State, ...] = ()
    equations: str = ""
    on_source_spike: str = ""
    on_target_spike: str = ""
    low: str = ""
    high: str = ""
    signal: Literal["", "required", "optional"] = ""
    algorithm: Literal["", "lms", "rls", "delta_rule", "backprop"] = ""


@dataclass(frozen=True, slots=True)
class StimulusModel:
    """An input from outside the network.

    `output` says what leaves it: `current` (a value each step) or `spikes`. `expression` is the
    value of a current, or the rate in Hz of a Poisson source, in t (ms) and the parameters; a
    parameter of kind `expression` stands for its own text. It is empty where `process` says how
    the values are made. `per_cell` allows a size above 1 for a current: a value of its own for
    each cell. `port` is the input of the target that it feeds.
    """

    name: str
    title: str
    summary: str
    output: Literal["current", "spikes"]
    parameters: tuple[Parameter, ...]
    expression: str
    source: str
    unit: str = "mV"
    process: Literal["expression", "script", "noise", "samples", "dataset"] = "expression"
    per_cell: bool = False
    port: str = "I"
