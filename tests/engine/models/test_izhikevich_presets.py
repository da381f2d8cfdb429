"""The published regimes of Izhikevich's model (A7), each under the input that its note names."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.blocks.arrays import Floats
from engine.registry import neuron_models
from engine.validation import parse_document
from tests.engine.boards import edge, make_document, neurons, raw_document, stimulus
from tests.engine.models.runs import preset, spike_times, traces, with_preset


def on(start: float, stop: float = 1e5) -> str:
    return f"window(t, {start}, {stop}, 0)"


def respond(name: str, expression: str, duration: float = 300) -> Floats:
    """Spike times of a preset under an input."""
    nodes = [with_preset("a", "izhikevich", name), stimulus("s", "formula", expression=expression)]
    return spike_times(make_document(nodes, [edge("e", "s", "a")], dt=0.1), duration)


def intervals(times: Floats) -> Floats:
    return np.asarray(np.diff(times))


def regular(times: Floats) -> bool:
    return len(times) > 6 and bool(np.ptp(intervals(times)[-4:]) < 0.5)


def bursts(times: Floats) -> bool:
    """Short intervals, and long ones that come again and again."""
    gaps = intervals(times)
    return bool(gaps.min() < 4 and np.sum(gaps > 20) >= 2 and np.sum(gaps < 6) > 6)


CASES: dict[str, tuple[str, Callable[[Floats], bool]]] = {
    "tonic_spiking": (f"14*{on(10)}", regular),
    "phasic_spiking": (f"0.5*{on(20)}", lambda s: len(s) == 1),
    "tonic_bursting": (f"15*{on(22)}", bursts),
    "phasic_bursting": (f"0.6*{on(20)}", lambda s: 4 < len(s) < 10 and s[-1] - s[0] < 40),
    "mixed_mode": (f"10*{on(16)}", lambda s: regular(s) and intervals(s)[1] < 5),
    "adaptation": (f"30*{on(8)}", lambda s: bool(np.all(np.diff(intervals(s)[:4]) > 0))),
    "class_2": ("-0.5 + 0.015*max(t - 30, 0)", lambda s: len(s) > 9 and intervals(s)[0] < 25),
    "latency": (f"7.04*{on(10, 13)}", lambda s: len(s) == 1 and bool(s[0] > 15)),
    "oscillations": (f"2*{on(20, 25)}", lambda s: len(s) == 1),
    "rebound_spike": (f"-15*{on(20, 25)}", lambda s: len(s) == 1 and bool(s[0] > 25)),
    "rebound_burst": (f"-15*{on(20, 25)}", lambda s: len(s) > 5 and bool(s[0] > 25)),
    "depolarizing_afterpotential": (f"20*{on(9, 10.5)}", lambda s: len(s) == 1),
    "inhibition_spiking": (
        f"80 - 5*{on(50, 250)}",
        lambda s: len(s) >= 3 and bool(s[0] > 50 and s[-1] < 270),
    ),
    "inhibition_bursting": (f"80 - 5*{on(50, 250)}", lambda s: len(s) > 15 and bool(s[0] > 50)),
    "regular_spiking": (f"10*{on(10)}", lambda s: regular(s) and intervals(s)[0] < 20),
    "intrinsically_bursting": (f"10*{on(10)}", lambda s: regular(s) and intervals(s)[1] < 5),
    "chattering": (f"10*{on(10)}", bursts),
    "fast_spiking": (f"10*{on(10)}", lambda s: regular(s) and intervals(s)[-1] < 10),
    "low_threshold": (f"10*{on(10)}", lambda s: regular(s) and intervals(s)[-1] > 10),
    "thalamocortical": (f"-10*{on(10, 100)}", lambda s: len(s) == 3 and bool(s[0] > 100)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_regime_shows_its_pattern(name: str) -> None:
    expression, holds = CASES[name]
    assert holds(respond(name, expression))


def test_a_resonator_prefers_its_own_period() -> None:
    def pair(gap: int) -> int:
        pulses = f"{on(40, 44)} + {on(40 + gap, 44 + gap)}"
        return len(respond("resonator", f"0.65*({pulses})", 150))

    assert [pair(gap) for gap in (20, 40, 60)] == [0, 1, 0]


def test_a_weak_pulse_is_enough_after_inhibition() -> None:
    assert len(respond("variable_threshold", on(80, 85))) == 0
    assert len(respond("variable_threshold", f"{on(80, 85)} - 6*{on(70, 75)}")) == 1


def test_a_pulse_starts_firing_and_another_stops_it() -> None:
    assert len(respond("bistability", "0.24", 200)) == 0
    once = respond("bistability", f"0.24 + {on(37.5, 42.5)}", 500)
    assert regular(once)
    twice = respond("bistability", f"0.24 + {on(37.5, 42.5)} + {on(208, 213)}", 500)
    assert twice[-1] < 210


def test_the_potential_stays_above_rest_after_a_spike() -> None:
    nodes = [
        with_preset("a", "izhikevich", "depolarizing_afterpotential"),
        stimulus("s", "formula", expression=f"20*{on(9, 10.5)}"),
    ]
    (v,) = traces(make_document(nodes, [edge("e", "s", "a")], dt=0.1), 100, "V")
    after = v[130:160, 0]
    assert after.min() > -70 + 1
    assert v[-1, 0] == pytest.approx(-70, abs=0.1)


def test_a_resonating_cell_oscillates_after_a_pulse() -> None:
    nodes = [
        with_preset("a", "izhikevich", "resonating"),
        stimulus("s", "formula", expression=f"{on(150, 152)}"),
    ]
    (v,) = traces(make_document(nodes, [edge("e", "s", "a")], dt=0.1), 300, "V")
    rest = v[-1, 0]
    assert np.sum(np.diff(np.sign(v[1520:, 0] - rest)) != 0) >= 4


CLASS_1 = "dV/dt = 0.04*V**2 + 4.1*V + 108 - u + I\ndu/dt = a*(b*V - u)"
ACCOMMODATING = "dV/dt = 0.04*V**2 + 5*V + 140 - u + I\ndu/dt = a*b*(V + 65)"


def respond_typed(name: str, equations: str, start: float | str, expression: str) -> Floats:
    """A preset whose published picture has other equations, typed as its note says."""
    found = preset("izhikevich", name)
    raw = raw_document(
        [neurons("a", "mine"), stimulus("s", "formula", expression=expression)],
        [edge("e", "s", "a")],
        dt=0.1,
    )
    raw["definitions"] = [
        {
            "id": "d",
            "kind": "definition",
            "name": "mine",
            "parameters": [{"name": key, "default": value} for key, value in found.params],
            "states": [
                {"name": "V", "initial": dict(found.initial)["V"], "unit": "mV"},
                {"name": "u", "initial": start},
            ],
            "equations": equations,
            "threshold": "V >= 30",
            "reset": "V = c\nu = u + d",
        }
    ]
    sides = [line.split("= ")[1].removesuffix(" - u + I") for line in equations.split("\n")]
    assert any(side in found.note for side in sides)
    return spike_times(parse_document(raw), 400)


def test_class_1_starts_with_a_low_rate() -> None:
    times = respond_typed("class_1", CLASS_1, "b*V", "0.075*max(t - 30, 0)")
    assert len(times) > 8
    assert intervals(times)[0] > 35
    assert np.all(np.diff(intervals(times)) < 0)


def test_an_integrator_prefers_pulses_that_are_close() -> None:
    def pair(gap: int) -> int:
        pulses = f"{on(9, 11)} + {on(9 + gap, 11 + gap)}"
        return len(respond_typed("integrator", CLASS_1, "b*V", f"9*({pulses})"))

    assert [pair(gap) for gap in (5, 10)] == [1, 0]


def test_a_slow_ramp_is_accommodated() -> None:
    slow = "where(t < 200, t/25, 0)"
    fast = "where(300 < t and t < 312.5, (t - 300)/12.5*4, 0)"
    assert len(respond_typed("accommodation", ACCOMMODATING, -16.0, slow)) == 0
    assert len(respond_typed("accommodation", ACCOMMODATING, -16.0, fast)) == 1


def test_every_preset_is_tested() -> None:
    other = {"resonator", "variable_threshold", "bistability", "resonating"}
    other |= {"class_1", "integrator", "accommodation"}
    assert {p.name for p in neuron_models["izhikevich"].presets} == CASES.keys() | other
