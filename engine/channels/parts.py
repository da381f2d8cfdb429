"""What channels share: conductance, reversal potential, and the part that a toxin blocks."""

from engine.declaration import Parameter


def conductance(default: float, meaning: str, high: float) -> Parameter:
    """The largest conductance, in units of the leak conductance; the slider ends at `high`."""
    return Parameter(
        "g",
        default,
        "",
        meaning,
        title="Conductance",
        low=0.0,
        high=1e6,
        slider=(0.0, high),
        symbol="g",
    )


def reversal(default: float, ion: str) -> Parameter:
    """The reversal potential (mV) of what flows."""
    return Parameter(
        "E",
        default,
        "mV",
        f"reversal potential of {ion}",
        title="Reversal",
        low=-1e3,
        high=1e3,
        slider=(-100.0, 150.0),
        symbol="E",
    )


def block(by: str) -> Parameter:
    """The fraction of the channels that is blocked."""
    return Parameter(
        "block",
        0.0,
        "",
        f"fraction of the channels that is blocked{by}",
        title="Blocked",
        low=0.0,
        high=1.0,
        slider=(0.0, 1.0),
        symbol="q",
    )
