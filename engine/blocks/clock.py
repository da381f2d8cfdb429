"""Steps and the time that they stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """Time of a step: `origin` + (step - `origin_step`) dt, in ms, rounded to the picosecond.

    A change of dt while running starts a new origin, so that t goes on from where it is.
    """

    dt: float
    origin_step: int = 0
    origin: float = 0.0

    def time(self, step: int) -> float:
        """Time of `step` in ms, the same number that the compiled loop uses."""
        return round((self.origin + (step - self.origin_step) * self.dt) * 1e9) / 1e9

    def steps(self, duration: float) -> int:
        """The whole number of steps nearest to a duration in ms."""
        return round(duration / self.dt)

    def changed(self, dt: float, step: int) -> Clock:
        """The clock that goes on from `step` with another dt."""
        return self if dt == self.dt else Clock(dt, step, self.time(step))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in the run blocks are built: at `step` of `clock`; before an edit dt was `dt_before`.

    `fresh` means that nothing has run yet: blocks take their initial values.
    """

    step: int
    clock: Clock
    dt_before: float

    @property
    def fresh(self) -> bool:
        return self.step == 0

    def relabel(self, label: int) -> int:
        """The label, in steps of the new dt, of what had `label` in steps of the old one."""
        if self.dt_before == self.clock.dt:
            return label
        return self.step - round((self.step - label) * self.dt_before / self.clock.dt)
