"""Times that several stimuli have in common."""

from engine.declaration import Parameter


def start(meaning: str) -> Parameter:
    """When it begins, ms."""
    return Parameter(
        "start",
        100.0,
        "ms",
        meaning,
        title="Start",
        low=0.0,
        slider=(0.0, 1000.0),
        symbol=r"t_{\mathrm{start}}",
    )


def stop(meaning: str, default: float = 300.0) -> Parameter:
    """When it ends, ms."""
    return Parameter(
        "stop",
        default,
        "ms",
        meaning,
        title="Stop",
        low=0.0,
        slider=(0.0, 1000.0),
        symbol=r"t_{\mathrm{stop}}",
    )


def period(meaning: str) -> Parameter:
    """When it comes again, ms."""
    return Parameter(
        "period",
        0.0,
        "ms",
        meaning,
        title="Period",
        low=0.0,
        slider=(0.0, 1000.0),
        symbol="T",
    )
