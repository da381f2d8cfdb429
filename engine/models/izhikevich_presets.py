"""Regimes of Izhikevich's simple model: the twenty of 2004, and the cortical cells of 2003.

Izhikevich (2004) IEEE Transactions on Neural Networks 15:1063; Izhikevich (2003) ibid. 14:1569.
"""

from engine.declaration import Preset


def _pattern(
    name: str,
    title: str,
    values: tuple[float, float, float, float],
    note: str,
    start: float = -70.0,
) -> Preset:
    """A regime: a, b, c, d, and V at the start, where u is b V."""
    return Preset(name, title, tuple(zip("abcd", values, strict=True)), (("V", start),), note)


PRESETS = (
    _pattern(
        "tonic_spiking",
        "Tonic spiking",
        (0.02, 0.2, -65.0, 6.0),
        "Input 14: spikes at equal intervals.",
        -70.0,
    ),
    _pattern(
        "phasic_spiking",
        "Phasic spiking",
        (0.02, 0.25, -65.0, 6.0),
        "Input 0.5: one spike at its onset.",
        -64.0,
    ),
    _pattern(
        "tonic_bursting",
        "Tonic bursting",
        (0.02, 0.2, -50.0, 2.0),
        "Input 15: bursts at equal intervals.",
        -70.0,
    ),
    _pattern(
        "phasic_bursting",
        "Phasic bursting",
        (0.02, 0.25, -55.0, 0.05),
        "Input 0.6: one burst at its onset.",
        -64.0,
    ),
    _pattern(
        "mixed_mode",
        "Mixed mode",
        (0.02, 0.2, -55.0, 4.0),
        "Input 10: a burst at its onset, then single spikes.",
        -70.0,
    ),
    _pattern(
        "adaptation",
        "Adaptation",
        (0.01, 0.2, -65.0, 8.0),
        "Input 30: intervals grow.",
        -70.0,
    ),
    _pattern(
        "class_1",
        "Class 1",
        (0.02, -0.1, -55.0, 6.0),
        "A ramp of input, 0.075 per ms: the rate starts near 0. The published "
        "picture has 0.04*V**2 + 4.1*V + 108 in the first equation: define that "
        "model on the board.",
        -60.0,
    ),
    _pattern(
        "class_2",
        "Class 2",
        (0.2, 0.26, -65.0, 0.0),
        "A ramp from -0.5 by 0.015 per ms: firing starts with a high rate.",
        -64.0,
    ),
    _pattern(
        "latency",
        "Spike latency",
        (0.02, 0.2, -65.0, 6.0),
        "A pulse of 7.04 for 3 ms: one spike, long after it.",
        -70.0,
    ),
    _pattern(
        "oscillations",
        "Oscillations",
        (0.05, 0.26, -60.0, 0.0),
        "A pulse of 2 for 5 ms: one spike, then oscillations below threshold.",
        -62.0,
    ),
    _pattern(
        "resonator",
        "Resonator",
        (0.1, 0.26, -60.0, -1.0),
        "Pairs of pulses of 0.65 for 4 ms: 40 ms apart, its own period, they make "
        "it spike; 20 or 60 ms apart they do not.",
        -62.0,
    ),
    _pattern(
        "integrator",
        "Integrator",
        (0.02, -0.1, -55.0, 6.0),
        "Pairs of pulses of 9 for 2 ms: only those 5 ms apart make it spike. The "
        "published picture has 0.04*V**2 + 4.1*V + 108 in the first equation: "
        "define that model on the board.",
        -60.0,
    ),
    _pattern(
        "rebound_spike",
        "Rebound spike",
        (0.03, 0.25, -60.0, 4.0),
        "A pulse of -15 for 5 ms: one spike after it.",
        -64.0,
    ),
    _pattern(
        "rebound_burst",
        "Rebound burst",
        (0.03, 0.25, -52.0, 0.0),
        "A pulse of -15 for 5 ms: a burst after it.",
        -64.0,
    ),
    _pattern(
        "variable_threshold",
        "Threshold varies",
        (0.03, 0.25, -60.0, 4.0),
        "A pulse of 1 for 5 ms is too weak, and makes a spike 10 ms after one of -6.",
        -64.0,
    ),
    _pattern(
        "bistability",
        "Bistability",
        (0.1, 0.26, -60.0, 0.0),
        "Input 0.24: a pulse of 1 for 5 ms starts firing, one more in the right phase stops it.",
        -61.0,
    ),
    _pattern(
        "depolarizing_afterpotential",
        "After-potential",
        (1, 0.2, -60.0, -21.0),
        "A pulse of 20 for 1.5 ms: a spike, after which V lies above rest.",
        -70.0,
    ),
    _pattern(
        "accommodation",
        "Accommodation",
        (0.02, 1, -55.0, 4.0),
        "A steep ramp makes a spike, a slow one to a higher value does not. The "
        "published picture has du/dt = a*b*(V + 65): define that model on the "
        "board.",
        -65.0,
    ),
    _pattern(
        "inhibition_spiking",
        "Spikes by silence",
        (-0.02, -1, -60.0, 8.0),
        "Input 80, lowered to 75 for 200 ms: spikes during the lower input.",
        -63.8,
    ),
    _pattern(
        "inhibition_bursting",
        "Bursts by silence",
        (-0.026, -1, -45.0, 0.0),
        "Input 80, lowered to 75 for 200 ms: bursts during the lower input.",
        -63.8,
    ),
    _pattern(
        "regular_spiking",
        "Cortex: regular",
        (0.02, 0.2, -65.0, 8.0),
        "Excitatory cells of the cortex. Input 10: adapting spikes.",
    ),
    _pattern(
        "intrinsically_bursting",
        "Cortex: bursting",
        (0.02, 0.2, -55.0, 4.0),
        "Input 10: a burst, then single spikes.",
    ),
    _pattern(
        "chattering",
        "Cortex: chattering",
        (0.02, 0.2, -50.0, 2.0),
        "Input 10: bursts with up to 40 a second.",
    ),
    _pattern(
        "fast_spiking",
        "Cortex: fast",
        (0.1, 0.2, -65.0, 2.0),
        "Inhibitory cells. Input 10: fast, without adaptation.",
    ),
    _pattern(
        "low_threshold",
        "Cortex: low",
        (0.02, 0.25, -65.0, 2.0),
        "Inhibitory cells of low threshold. Input 10: fast, adapting.",
    ),
    _pattern(
        "thalamocortical",
        "Thalamocortical",
        (0.02, 0.25, -65.0, 0.05),
        "Input 10 fires steadily; released from -10 it bursts.",
    ),
    _pattern(
        "resonating",
        "Resonating",
        (0.1, 0.26, -65.0, 2.0),
        "Held just below threshold it oscillates after a pulse.",
    ),
)
