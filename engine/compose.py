"""A neuron model with the functions and channels that a record chooses for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from engine.declaration import (
    Chain,
    ChannelModel,
    Gate,
    NeuronModel,
    Parameter,
    State,
    Term,
)
from engine.document import Channel, Neurons
from engine.equations.lines import MAX_LINES
from engine.equations.parser import MAX_LENGTH
from engine.equations.system import DeclarationError, neuron_system
from engine.registry import channel_models

OPENED = "open"
"""The state of a channel of finite number: what fraction of them is open."""

RESCALED = {"mV": ("", 1.0), "mV/ms": ("1/ms", 1 / 15)}
"""Unit of a conductance, and that of a leak, by unit of the input of models without a `g_L`."""

_NAME = re.compile(r"(?<![\w.])[A-Za-z]\w*")
_OF_V = re.compile(r"\bdV\s*/\s*dt\s*=")
_DERIVATIVE = re.compile(r"(?<![\w.])d([A-Za-z]\w*)(?=\s*/\s*dt\b)")


def composed(model: NeuronModel, record: Neurons) -> NeuronModel:
    """The model that the cells of `record` run; `model` itself where nothing is chosen.

    The same object for the same choices. Raises UnknownModel, DeclarationError.
    """
    chosen = tuple(
        (parameter.name, text)
        for parameter in model.parameters
        if parameter.kind == "function"
        and isinstance(text := record.params.get(parameter.name), str)
    )
    if not chosen and not record.channels:
        return model
    channels = tuple(
        (channel_models[channel.channel], name_of(channel), channel.number is not None)
        for channel in record.channels
    )
    return _composed(model, chosen, channels)


def name_of(channel: Channel) -> str:
    """What the states and parameters of a channel begin with."""
    return channel.name or channel.channel


def values_of(record: Neurons) -> dict[str, object]:
    """The values that a record gives to parameters of its composed model, by their names there."""
    values: dict[str, object] = dict(record.params)
    for channel in record.channels:
        name = name_of(channel)
        values |= {f"{name}_{key}": value for key, value in channel.params.items()}
    return values


def differs_by_cell(record: Neurons, model: NeuronModel) -> bool:
    """Whether a number of its composed model is not the same for all cells of a record."""
    values = values_of(record)
    return any(not isinstance(values.get(p.name, 0.0), int | float) for p in model.numbers)


def takes_channels(model: NeuronModel) -> bool:
    """Whether it has a membrane potential in mV, so that a conductance means something."""
    first = model.states[0]
    return first.name == "V" and first.unit == "mV" and model.family != "iterated"


@lru_cache(maxsize=512)
def _composed(
    model: NeuronModel,
    chosen: tuple[tuple[str, str], ...],
    channels: tuple[tuple[ChannelModel, str, bool], ...],
) -> NeuronModel:
    texts = dict(chosen)
    parameters = tuple(replace(p, default=texts.get(p.name, p.default)) for p in model.parameters)
    result = replace(model, parameters=parameters)
    for channel, name, counted in channels:
        result = _with_channel(result, channel, name, counted)
    if channels:
        _bounded(result, len(channels))
    neuron_system(result)
    return result


def _bounded(model: NeuronModel, channels: int) -> None:
    """Raise DeclarationError where the equations are longer than what is read."""
    for text in (model.equations, model.functions):
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) > MAX_LINES or max(map(len, lines), default=0) > MAX_LENGTH:
            raise DeclarationError(
                f"its {channels} channels make equations that are too long: use fewer, or give "
                "them shorter names"
            )


def _with_channel(
    model: NeuronModel, channel: ChannelModel, name: str, counted: bool
) -> NeuronModel:
    """The model with one more current in its first equation."""
    if not takes_channels(model):
        raise DeclarationError(
            f'the model "{model.name}" has no membrane potential V in mV, so that it takes no '
            "channels: choose one that has, or remove them"
        )
    items: tuple[Parameter | State, ...] = (*channel.parameters, *channel.states)
    names = {item.name: f"{name}_{item.name}" for item in items}
    names |= {function: f"{name}_{function}" for function in _functions(channel)}
    if taken := _taken(model, names):
        raise DeclarationError(
            f'channel "{name}": the name "{taken}" is taken in this neuron already; give the '
            "channel another name"
        )
    gates = tuple(
        Gate(names[g.state], g.count, _named(g.opening, names), _named(g.closing, names))
        for g in channel.gates
    )
    current, equations = _named(channel.current, names), _named(channel.equations, names)
    states = tuple(
        replace(_prefixed(state, name), initial=_initial(state, names)) for state in channel.states
    )
    chains: tuple[Chain, ...] = ()
    if counted:
        if not gates:
            raise DeclarationError(
                f'channel "{name}": "{channel.name}" does not say how single channels open and '
                "close, so that they cannot be counted; leave out number"
            )
        opened = f"{name}_{OPENED}"
        product = "*".join(_power(gate) for gate in gates)
        fraction = State(opened, product, "", f"open fraction of {name}", display=(0.0, 1.0))
        states = (*states, replace(fraction, symbol=_symbol("p", name)))
        current = current.replace(product, opened)
        equations += f"\nd{opened}/dt = {_slope(gates)}"
        chains = (Chain(name, opened, gates),)
    sign = " " if current.startswith("-") else " + "
    lines = [
        f"{line}{sign}{current}" if _OF_V.search(line) else line
        for line in model.equations.split("\n")
    ]
    added = tuple(_parameter(parameter, name, model) for parameter in channel.parameters)
    return replace(
        model,
        states=(*model.states, *states),
        parameters=(*model.parameters, *added),
        functions=f"{model.functions}\n{_named(channel.functions, names)}",
        equations="\n".join([*lines, equations]),
        terms=(*model.terms, Term(current, channel.title.lower())),
        ports=tuple(dict.fromkeys((*model.ports, *channel.ports))),
        chains=(*model.chains, *chains),
    )


def _taken(model: NeuronModel, names: Mapping[str, str]) -> str:
    items: tuple[Parameter | State, ...] = (*model.parameters, *model.states)
    known = {item.name for item in items}
    known |= _functions(model)
    return next((new for new in names.values() if new in known), "")


def _functions(model: NeuronModel | ChannelModel) -> set[str]:
    """Names of the functions that a model defines."""
    return {line.partition("(")[0].strip() for line in model.functions.split("\n") if line.strip()}


def _named(text: str, names: Mapping[str, str]) -> str:
    """The text with the names of a channel replaced by those that they have in a neuron."""

    def derivative(match: re.Match[str]) -> str:
        return f"d{names.get(match[1], match[1])}"

    def name(match: re.Match[str]) -> str:
        return names.get(match[0], match[0])

    return _DERIVATIVE.sub(derivative, _NAME.sub(name, text))


def _initial(state: State, names: Mapping[str, str]) -> float | str:
    return _named(state.initial, names) if isinstance(state.initial, str) else state.initial


def _symbol(symbol: str, name: str) -> str:
    escaped = name.replace("_", r"\_")
    return rf"{symbol}_{{\mathrm{{{escaped}}}}}"


def _prefixed(state: State, name: str) -> State:
    symbol = _symbol(state.symbol, name)
    return replace(state, name=f"{name}_{state.name}", symbol=symbol)


def _parameter(parameter: Parameter, name: str, model: NeuronModel) -> Parameter:
    symbol = _symbol(parameter.symbol, name)
    new = replace(parameter, name=f"{name}_{parameter.name}", symbol=symbol)
    if parameter.name != "g":
        return new
    known = {p.name: p for p in model.parameters}
    unit, leak = RESCALED.get(known["I_ext"].unit, ("", 1.0))
    if "g_L" in known:
        unit, leak = known["g_L"].unit, float(known["g_L"].default)  # type: ignore[arg-type]  # number
    assert isinstance(new.default, int | float)
    slider = new.slider and (new.slider[0] * leak, new.slider[1] * leak)
    return replace(new, default=new.default * leak, unit=unit, slider=slider)


def _power(gate: Gate) -> str:
    return gate.state if gate.count == 1 else f"{gate.state}**{gate.count}"


def _slope(gates: tuple[Gate, ...]) -> str:
    """How the open fraction of infinitely many channels changes: the rule of the product."""
    parts: list[str] = []
    for gate in gates:
        others = [_power(other) for other in gates if other is not gate]
        own = replace(gate, count=gate.count - 1)
        factors = [str(gate.count)] * (gate.count > 1) + [_power(own)] * (gate.count > 1)
        change = f"({gate.opening})*(1 - {gate.state}) - ({gate.closing})*{gate.state}"
        parts.append("*".join([*factors, *others, f"({change})"]))
    return " + ".join(parts)
