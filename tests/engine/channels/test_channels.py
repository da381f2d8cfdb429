"""Ion channels on any neuron (A9)."""

from typing import Any

import numpy as np
import pytest

from engine import Simulation
from engine.compose import composed, takes_channels
from engine.declaration import ChannelModel, NeuronModel
from engine.document import Channel, Neurons
from engine.equations.typeset import neuron_latex
from engine.errors import DocumentError
from engine.registry import channel_models, neuron_models
from engine.validation import parse_document, parse_edit
from tests.engine.boards import Raw, edge, make_document, neurons, raw_document, stimulus
from tests.engine.models.runs import spike_times, traces

BARE = {"g_Na": 0.0, "g_K": 0.0}
AXON: list[Raw] = [
    {"channel": "sodium", "name": "Na", "params": {"g": 120}},
    {"channel": "potassium", "name": "K", "params": {"g": 36}},
]
MEMBRANES = [model for model in neuron_models.values() if takes_channels(model)]
GATED = [model for model in channel_models.values() if model.states and not model.ports]


def messages(*nodes: Raw, edges: list[Raw] | None = None) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        Simulation(make_document(list(nodes), edges))
    return [problem.message for problem in caught.value.problems]


def test_an_axon_made_of_channels_is_the_model_with_them() -> None:
    for method, dt in (("euler", 0.02), ("exponential_euler", 0.05), ("rk4", 0.05)):
        (built,) = traces(
            make_document(
                [neurons("a", "hh", params={**BARE, "I_ext": 10}, channels=AXON)],
                dt=dt,
                method=method,
            ),
            30,
            "V",
        )
        (own,) = traces(
            make_document([neurons("a", "hh", params={"I_ext": 10})], dt=dt, method=method), 30, "V"
        )
        assert own.max() > 30
        assert np.abs(built - own).max() < 1e-6


@pytest.mark.parametrize("channel", channel_models.values(), ids=lambda channel: channel.name)
@pytest.mark.parametrize("model", MEMBRANES, ids=lambda model: model.name)
def test_every_channel_fits_every_membrane(channel: ChannelModel, model: NeuronModel) -> None:
    for number in (None, 100) if channel.gates else (None,):
        record = Neurons(
            id="a",
            kind="neurons",
            model=model.name,
            channels=[Channel(channel=channel.name, name="X_1", number=number)],
        )
        found = composed(model, record)
        assert found is composed(model, record)
        assert [s.name for s in found.states[: len(model.states)]] == [s.name for s in model.states]
        assert all(s.name.startswith("X_1_") for s in found.states[len(model.states) :])
        assert found.ports == channel.ports
        assert len(neuron_latex(found)) >= len(neuron_latex(model)) + len(channel.states)


@pytest.mark.parametrize("channel", GATED, ids=lambda channel: channel.name)
def test_a_gate_settles_at_its_steady_state(channel: ChannelModel) -> None:
    """With a huge leak V is held at -30 mV; a run from open gates ends where the steady state, from
    which cells start at that V, lies."""
    clamp: Raw = {"channel": "leak", "name": "clamp", "params": {"g": 1e6, "E": -30}}
    added: Raw = {"channel": channel.name, "name": "X", "params": {"g": 0}}
    names = [f"X_{state.name}" for state in channel.states]

    def states(**fields: Any) -> list[float]:
        node = neurons("a", "leaky", channels=[clamp, added], **fields)
        document = make_document([node], dt=5, method="exponential_euler")
        simulation = Simulation(document)
        if fields.get("initial") != {"V": -30.0}:
            simulation.run(20_000)
        assert simulation.state("a", "V")[0] == pytest.approx(-30, abs=1e-3)
        return [float(simulation.state("a", name)[0]) for name in names]

    steady = states(initial={"V": -30.0})
    assert states(initial={"V": -30.0, **dict.fromkeys(names, 0.9)}) == pytest.approx(
        steady, abs=1e-4
    )


def test_gates_relax_with_their_time_constants_under_clamp() -> None:
    """A12: V jumps from -65 to -20 mV and is held; n(t) is exponential with 1/(alpha + beta)."""
    clamp: Raw = {"channel": "leak", "name": "clamp", "params": {"g": 1e6, "E": -20}}
    node = neurons("a", "hh", params=BARE, channels=[clamp, *AXON], initial={"V": -65.0})
    document = make_document([node], dt=0.01, method="exponential_euler")
    v, n, m, h = traces(document, 10, "V", "K_n", "Na_m", "Na_h")
    assert v[2:, 0] == pytest.approx(-20, abs=1e-2)
    t = 0.01 * np.arange(len(v)) - 0.01
    rates = {
        "n": (0.01 * 35 / (1 - np.exp(-3.5)), 0.125 * np.exp(-0.0125 * 45)),
        "m": (0.1 * 20 / (1 - np.exp(-2.0)), 4 * np.exp(-0.0556 * 45)),
        "h": (0.07 * np.exp(-0.05 * 45), 1 / (1 + np.exp(-1.5))),
    }
    for gate, (opening, closing) in zip((n, m, h), rates.values(), strict=True):
        steady, tau = opening / (opening + closing), 1 / (opening + closing)
        expected = steady + (gate[1, 0] - steady) * np.exp(-t / tau)
        assert gate[1:, 0] == pytest.approx(expected[1:], abs=2e-4)


def test_light_makes_it_fire_and_darkness_does_not() -> None:
    """EIF with channelrhodopsin at its default conductance: about 20 Hz with light, 0 without."""
    document = make_document(
        [
            neurons("a", "eif", channels=[{"channel": "channelrhodopsin"}]),
            stimulus("light", "light", start=500, stop=1500),
        ],
        [edge("e", "light", "a")],
        dt=0.1,
    )
    times = spike_times(document, 2000)
    assert 15 <= len(times) <= 25
    assert times.min() > 500
    assert times.max() < 1505
    (p,) = traces(document, 510, "channelrhodopsin_p")
    assert p[:5001].max() == 0
    assert p[5050, 0] == pytest.approx(1 - (1 - 0.1 / 2) ** 50, rel=1e-9)


def test_light_adds_over_edges_and_reaches_only_its_port() -> None:
    node = neurons("a", "leaky", 2, channels=[{"channel": "channelrhodopsin", "params": {"g": 0}}])
    document = make_document(
        [
            node,
            stimulus("l", "light", start=0, stop=1e6, amplitude=2),
            stimulus("m", "light", start=0, stop=1e6, amplitude=1),
        ],
        [edge("e", "l", "a", weight=[[1.0], [0.5]]), edge("f", "m", "a", weight=3.0)],
        dt=0.1,
    )
    p, v = traces(document, 40, "channelrhodopsin_p", "V")
    assert p[-1] == pytest.approx([5.0, 4.0], rel=1e-6)
    # No light leaks into the current: V only relaxes to rest.
    assert v[-1] == pytest.approx(-72 + 2 * (1 - 0.1 / 15) ** 400)


def test_light_on_cells_that_do_not_feel_it_is_refused() -> None:
    light = stimulus("l", "light")
    assert messages(neurons("a", "eif"), light, edges=[edge("e", "l", "a")]) == [
        'edge "e": "l" (light) acts on channels, and "a" has none that feel it: add '
        "channelrhodopsin to it"
    ]
    # And so is taking the channel away under the light.
    node = neurons("a", "eif", channels=[{"channel": "channelrhodopsin"}])
    simulation = Simulation(make_document([node, light], [edge("e", "l", "a")]))
    simulation.run(5)
    with pytest.raises(DocumentError, match="acts on channels"):
        simulation.apply(parse_edit({"put": [neurons("a", "eif")]}))


def test_a_current_that_becomes_light_reaches_the_port_from_then_on() -> None:
    node = neurons("a", "leaky", channels=[{"channel": "channelrhodopsin", "params": {"g": 0}}])
    simulation = Simulation(
        make_document([node, stimulus("s", "constant", amplitude=1)], [edge("e", "s", "a")])
    )
    simulation.run(1)
    assert simulation.state("a", "channelrhodopsin_p")[0] == 0
    simulation.apply(parse_edit({"put": [stimulus("s", "light", start=0, stop=1e6)]}))
    simulation.run(1)
    assert simulation.state("a", "channelrhodopsin_p")[0] > 0.3


@pytest.mark.parametrize(("blocked", "spikes"), [("Na", False), ("K", False), ("", True)])
def test_toxins_remove_spikes(blocked: str, spikes: bool) -> None:
    channels = [
        {**channel, "params": {**channel["params"], "block": float(channel["name"] == blocked)}}
        for channel in AXON
    ]
    node = neurons("a", "hh", params={**BARE, "I_ext": 10}, channels=channels)
    times = spike_times(make_document([node], dt=0.02), 100)
    assert (len(times) > 4) == spikes
    # Without potassium channels it stays up after one upstroke.
    assert len(times) == {"Na": 0, "K": 1, "": len(times)}[blocked]


@pytest.mark.parametrize(("preset", "spikes"), [("tetrodotoxin", 0), ("tetraethylammonium", 1)])
def test_toxins_are_presets_of_the_axon(preset: str, spikes: int) -> None:
    values = next(p.params for p in neuron_models["hh"].presets if p.name == preset)
    node = neurons("a", "hh", params={**dict(values), "I_ext": 10})
    assert len(spike_times(make_document([node], dt=0.02), 100)) == spikes


def test_parameters_and_initial_values_can_differ_between_cells() -> None:
    channel: Raw = {"channel": "potassium", "name": "K", "params": {"block": [0.0, 0.5, 1.0]}}
    node = neurons("a", "leaky", 3, channels=[channel], initial={"V": -50, "K_n": [0.1, 0.5, 0.5]})
    n, v = traces(make_document([node], dt=0.01), 0.01, "K_n", "V")
    assert n[0].tolist() == [0.1, 0.5, 0.5]
    conductance = 120 * np.array([1.0, 0.5, 0.0]) * n[0] ** 4
    expected = -50 + 0.01 / 15 * (-(-50 + 72) - conductance * (-50 + 77))
    assert v[1] == pytest.approx(expected, rel=1e-12)


def test_a_distribution_of_a_channel_is_drawn_from_the_seed() -> None:
    channel: Raw = {"channel": "leak", "params": {"g": {"normal": [2.0, 0.5]}, "E": -50}}
    node = neurons("a", "leaky", 50, channels=[channel])
    (v,) = traces(make_document([node], dt=0.1, seed=3), 100, "V")
    assert np.std(v[-1]) > 0.3
    (again,) = traces(make_document([node, neurons("b", "lif")], dt=0.1, seed=3), 100, "V")
    assert np.array_equal(v, again)


def test_conductances_are_in_units_of_the_leak() -> None:
    units: dict[str, Any] = {}
    for model in ("eif", "hh", "morris_lecar", "izhikevich"):
        record = Neurons(id="a", kind="neurons", model=model, channels=[Channel(channel="sodium")])
        found = composed(neuron_models[model], record)
        g = next(p for p in found.parameters if p.name == "sodium_g")
        units[model] = (g.unit, g.default)
    assert units["eif"] == ("", 400.0)
    assert units["hh"] == ("mS/cm²", pytest.approx(120.0))
    assert units["morris_lecar"] == ("mS/cm²", 800.0)
    assert units["izhikevich"][0] == "1/ms"


def test_an_edit_of_channels_keeps_what_goes_on() -> None:
    node = neurons("a", "hh", params={**BARE, "I_ext": 10}, channels=AXON)
    simulation = Simulation(make_document([node], dt=0.02))
    simulation.run(10)
    kept = {name: simulation.state("a", name)[0] for name in ("V", "Na_m", "K_n")}
    added: list[Raw] = [*AXON, {"channel": "potassium_m", "name": "M"}]
    simulation.apply(
        parse_edit({"put": [neurons("a", "hh", params={**BARE, "I_ext": 10}, channels=added)]})
    )
    assert {name: simulation.state("a", name)[0] for name in kept} == kept
    simulation.apply(parse_edit({"put": [neurons("a", "hh", params=BARE, channels=AXON[:1])]}))
    assert simulation.state("a", "V")[0] == kept["V"]
    assert simulation.state("a", "Na_m")[0] == kept["Na_m"]
    with pytest.raises(DocumentError):
        simulation.state("a", "K_n")


def test_mistakes_are_sentences() -> None:
    def said(channels: list[Raw], model: str = "eif", **fields: Any) -> list[str]:
        return messages(neurons("a", model, channels=channels, **fields))

    assert said([{"channel": "sodum"}]) == [
        'node "a": there is no channel "sodum"; did you mean "sodium"?'
    ]
    assert said([{"channel": "leak"}, {"channel": "leak"}]) == [
        'node "a": two channels are called "leak": give one of them a name of its own'
    ]
    assert said([{"channel": "leak"}], "qif") == [
        'node "a": the model "qif" has no membrane potential V in mV, so that it takes no '
        "channels: choose one that has, or remove them"
    ]
    assert said([{"channel": "leak", "params": {"g": -1}}]) == [
        'node "a": channel "leak": g must be at least 0 (it is -1)'
    ]
    assert said([{"channel": "leak", "params": {"E_K": 1}}])[0].startswith(
        'node "a": channel "leak": there is no parameter "E_K"'
    )
    assert said([{"channel": "leak"}], params={"leak_g": 1}) == [
        'node "a": leak_g belongs to the channel "leak": set g in the params of that channel'
    ]
    assert said([{"channel": "calcium_t", "number": 5}])[0].startswith(
        'node "a": channel "calcium_t": "calcium_t" does not say how single channels open'
    )
    assert said([{"channel": "leak", "name": "g"}], "hh", initial={"g_x": 1})[0].startswith(
        'node "a": there is no state "g_x"'
    )
    twice: list[Raw] = [{"channel": "sodium"}, {"channel": "sodium", "name": "sodium_alpha"}]
    assert said(twice) == [
        'node "a": channel "sodium_alpha": the name "sodium_alpha_m" is taken in this neuron '
        "already; give the channel another name"
    ]


def test_a_model_of_the_board_takes_channels() -> None:
    raw = raw_document([neurons("a", "mine", channels=[{"channel": "leak", "params": {"g": 3.0}}])])
    raw["definitions"] = [
        {
            "id": "d",
            "kind": "definition",
            "name": "mine",
            "family": "graded",
            "states": [{"name": "w"}, {"name": "V", "initial": -60, "unit": "mV"}],
            "equations": "dw/dt = -w\ndV/dt = I - (V + 60)",
        }
    ]
    # What is kicked and shown is the first state: it is that which has to be V.
    with pytest.raises(DocumentError, match="has no membrane potential V in mV"):
        Simulation(parse_document(raw))
    raw["definitions"][0]["states"].reverse()
    simulation = Simulation(parse_document(raw))
    simulation.run(30)
    assert simulation.state("a")[0] == pytest.approx((-60 - 3 * 70) / 4)


def test_the_light_on_an_edge_can_be_watched() -> None:
    node = neurons("a", "eif", 2, channels=[{"channel": "channelrhodopsin"}])
    document = make_document(
        [node, stimulus("l", "light", start=0, stop=1e6, amplitude=2)],
        [edge("e", "l", "a", weight=[[1.0], [0.5]])],
    )
    simulation = Simulation(document)
    simulation.run(1)
    assert simulation.current("e").tolist() == [2.0, 1.0]


@pytest.mark.parametrize("channel", ["sodium", "leak", "potassium_m"])
def test_a_few_channels_fit_and_too_many_are_refused(channel: str) -> None:
    def node(number: int) -> Raw:
        names = [f"a_rather_long_name_{index}" for index in range(number)]
        return neurons("a", "eif", channels=[{"channel": channel, "name": name} for name in names])

    assert messages(node(32)) == [
        'node "a": its 32 channels make equations that are too long: use fewer, or give them '
        "shorter names"
    ]
    record = Neurons.model_validate(node(6))
    assert len(composed(neuron_models["eif"], record).parameters) > 20
