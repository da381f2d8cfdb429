"""How many steps are due: pure arithmetic on clocks, no waiting.

The network follows `speed` model milliseconds per second of the clock. What the machine cannot keep
is dropped, not owed: the network never has more than `PATIENCE` to catch up.
"""

from __future__ import annotations

import math

FRAME = 1 / 60
"""Least time between frames in s (F6)."""
UNWATCHED = 0.08
"""s between two looks at a run that nobody has on screen; less than `PATIENCE`, so that it keeps
its pace."""
AT_ONCE = 4
"""Runs for each core that are shown at the full rate."""
SLICE = 0.006
"""s that one call into the engine should take, so that an edit waits no longer than that and a
little more."""
PATIENCE = 0.1
"""s of the clock that the network may be behind and still catch up."""
_SMOOTHING = 0.2


def beat(watched: bool, lively: int, cores: int) -> float:
    """s from one frame of a run to the next, where `lively` runs have somebody who looks: among
    many, as of a class, frames come less often, so that edits need not wait for them."""
    if not watched:
        return UNWATCHED
    return min(UNWATCHED, FRAME * max(1.0, lively / (AT_ONCE * cores)))


class Pace:
    """The clock of one run. `dt` in ms; times of the clock in s, model times in ms."""

    def __init__(self, dt: float) -> None:
        self.dt = dt
        # Slow enough to see single spikes travel: "1 s shows 200 ms".
        self.speed: float | None = 200.0
        self._origin = 0.0
        self._model_origin = 0.0
        self._per_second = 0.0

    def start(self, now: float, t: float) -> None:
        """The network is at `t`, now; nothing is due."""
        self._origin, self._model_origin = now, t

    def set_speed(self, speed: float | None, now: float, t: float) -> None:
        self.speed = speed
        self.start(now, t)

    def due(self, now: float, t: float) -> int:
        """Whole steps that the clock is ahead of the network; without a speed, a slice's worth."""
        if self.speed is None:
            return self.affordable()
        ahead = self._model_origin + (now - self._origin) * self.speed - t
        most = max(PATIENCE * self.speed, self.dt)
        if ahead > most:
            self.start(now, t + most)
            ahead = most
        # A step that is due but for rounding is due.
        return max(0, math.floor(ahead / self.dt + 1e-6))

    def next_due(self, t: float) -> float:
        """The moment of the clock at which the next step is due."""
        if self.speed is None:
            return self._origin
        return self._origin + (t + self.dt - self._model_origin) / self.speed

    def affordable(self, seconds: float = SLICE) -> int:
        """Steps that fit in `seconds` at the speed measured so far; careful while unknown."""
        return max(1, int(self._per_second * seconds)) if self._per_second else 1

    def measured(self, steps: int, seconds: float) -> None:
        """`steps` were computed in `seconds`."""
        rate = steps / max(seconds, 1e-6)
        if not self._per_second:
            self._per_second = rate
            return
        # Grows at most fourfold a call: the first steps after a pause may be cheap ones.
        rate = min(rate, 4 * self._per_second)
        self._per_second += _SMOOTHING * (rate - self._per_second)
        if rate < self._per_second / 2:
            self._per_second = rate

    def forget(self) -> None:
        """The network is another one: what was measured no longer holds."""
        self._per_second = 0.0

    def real_time_factor(self) -> float | None:
        """Model time over the time spent computing it; None before anything was computed."""
        if not self._per_second:
            return None
        return self._per_second * self.dt / 1000
