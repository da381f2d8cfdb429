"""The run of one board: steps in short slices, frames between them, nothing else.

`lock` is held by whoever works on the arrays: a slice of the run, an edit, a reset, a frame. It
hands over in the order of asking, so that nobody waits longer than a slice and those before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from time import perf_counter
from typing import Protocol

from engine.edit import Change as Planned
from engine.errors import Cancelled, EngineError
from engine.network import Network
from server.circuit import Circuit
from server.errors import Refusal, of_any, of_engine
from server.job import Job
from server.pace import SLICE, Pace, beat
from server.past import Past
from server.protocol import Problem
from server.workers import Workers

LARGE = 32 * 2**20
"""Bytes of a network whose edits are put in force among the long jobs."""
_FINE = time.get_clock_info("thread_time").resolution < 1e-4
STOPPED = (
    "Building the network was stopped. Make it smaller, or undo the last change; it is built again "
    "with the next change."
)


class Listener(Protocol):
    """The session that the run belongs to; called on the event loop."""

    @property
    def is_watched(self) -> bool:
        """Whether anybody has the board on screen."""

    def show_frames(self, circuit: Circuit) -> float | None:
        """Send a frame to each client that can take one. The arrays stand still meanwhile. The
        answer is the moment (s) at which more is to be shown, if it is known already."""

    def status_changed(self) -> None:
        """Tell all clients the status."""

    def halted(self, t: float, problem: Problem) -> None:
        """The run has stopped by itself, or the network could not be built: all clients are told
        why, and the status."""


class Run:
    """`circuit` is None while the first build is under way or where it failed; `problem` is why
    the run cannot go on, if it cannot."""

    def __init__(self, workers: Workers, listener: Listener, memory_limit: int) -> None:
        self.circuit: Circuit | None = None
        self.problem: Problem | None = None
        self.preparing: str | None = None
        self.job: Job | None = None
        self.running = False
        self.epoch = 0
        self.pace = Pace(0.1)
        self.past = Past()
        self._visit: float | None = None
        self.lock = asyncio.Lock()
        self._workers = workers
        self._listener = listener
        self._memory_limit = memory_limit
        self._awake = asyncio.Event()
        self._steps_left = 0
        self._lively = False

    def wake(self) -> None:
        """Something may have to be shown."""
        self._awake.set()

    def cannot(self, problem: Problem) -> None:
        """There will be no network, because of `problem`."""
        self.preparing = None
        self.running = False
        self.problem = problem
        self._listener.halted(0.0, problem)

    async def build(self, network: Network) -> None:
        """Build the network, however long it takes; where it fails, `problem` says why."""
        async with self.lock:
            await self._build(network)
        self._built()

    def _built(self) -> None:
        if self.problem is not None:
            self._listener.halted(0.0, self.problem)
        else:
            self._listener.status_changed()
        self.wake()

    async def _build(self, network: Network) -> None:
        job = Job("Building the network")
        try:
            with job.told(self._tell, after=0.0):
                self.circuit = await self._workers.build(
                    lambda: Circuit(network, self._memory_limit, job)
                )
            self.problem = None
        except Cancelled:
            self.circuit = None
            self.running = False
            self.problem = Problem(message=STOPPED)
        except Exception as error:
            self.circuit = None
            self.running = False
            self.problem = of_any(error, "The network could not be built")[0]
        finally:
            self.epoch += 1
            self.past.clear()
            self._keep_pace(network.settings.dt)

    def _tell(self, job: Job | None) -> None:
        self.job = job
        self.preparing = job.title if job is not None else None
        if job is not None:
            self._listener.status_changed()

    def cancel(self) -> None:
        """Give up what is being built. Raises Refusal where nothing is."""
        if self.job is None:
            raise Refusal("There is nothing to stop: nothing is being built.")
        self.job.cancel()

    def _keep_pace(self, dt: float) -> None:
        t = self.circuit.t if self.circuit is not None else 0.0
        if dt != self.pace.dt:
            self.pace.dt = dt
            self.pace.forget()
        self.pace.start(perf_counter(), t)

    async def follow(self, network: Network, planned: Planned, size: float) -> None:
        """Put an edit in force. Raises EngineError, having changed nothing."""
        async with self.lock:
            circuit = self.circuit
            if circuit is None:
                await self._build(network)
                self._built()
                return
            # A large network among the long jobs, so that small edits elsewhere need not wait.
            work = self._workers.edit if size <= LARGE else self._workers.build
            job = Job("Changing the network")
            with job.told(self._tell):
                await work(lambda: self._change(circuit, planned, job))
            # What came due meanwhile stays due: dragging a slider must not slow the run down.
            if circuit.dt != self.pace.dt:
                self._keep_pace(circuit.dt)
        self.wake()

    def _change(self, circuit: Circuit, planned: Planned, job: Job) -> None:
        """An edit is a moment to go back to, just before and just after."""
        runs = circuit.step > 0
        if runs:
            self.past.keep(circuit)
        if circuit.follow(planned, job):
            self.past.clear()
        if runs:
            self.past.keep(circuit)

    # ---- control ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Run from here on, or from when the first build is done. Raises Refusal where nothing
        can run."""
        if self.circuit is None and self.problem is None:
            self.running = True
            return
        circuit = self._ready()
        self._steps_left = 0
        self.running = True
        self.pace.start(perf_counter(), circuit.t)
        self.wake()

    def pause(self) -> None:
        """Stop after the slice under way."""
        self.running = False
        self._steps_left = 0
        self.wake()

    def step(self, steps: int) -> None:
        """Make so many steps, then tell the status. Raises Refusal while running."""
        self._ready()
        if self.running:
            raise Refusal("Pause first: steps are made one by one while the network is paused.")
        self._steps_left += steps
        self.wake()

    async def reset(self) -> None:
        """Back to t = 0 and the initial state (R3). Raises Refusal where there is no network."""
        async with self.lock:
            circuit = self.circuit
            if circuit is None:
                raise Refusal(self._why_not())
            await self._workers.edit(circuit.reset)
            self._steps_left = 0
            self.problem = None
            self.epoch += 1
            self.past.clear()
            self.pace.start(perf_counter(), circuit.t)
        self.wake()

    async def visit(self, t: float | None) -> None:
        """Look at the moment `t` (ms), or come back to the present (R7): the network pauses, and
        goes on from where it then stands. Of requests that come faster than they are done only
        the last counts. Raises Refusal."""
        if self.circuit is None:
            raise Refusal(self._why_not())
        self.pause()
        self._visit = t
        async with self.lock:
            if self._visit != t:
                return
            circuit = self.circuit
            try:
                await self._workers.edit(lambda: self._look(circuit, t))
            except EngineError as error:
                raise Refusal(of_engine(error)) from error
            if circuit.visiting:
                # Whatever halted the run comes later than this moment.
                self.problem = None
        self.wake()

    async def kick(self, node: str, cells: Sequence[int], amount: float) -> None:
        """Add to the state of some cells, running or not (R10). Raises Refusal."""
        async with self.lock:
            circuit = self.circuit
            if circuit is None:
                raise Refusal(self._why_not())
            visiting = circuit.visiting
            try:
                circuit.kick(node, cells, amount)
            except EngineError as error:
                raise Refusal(of_engine(error)) from error
            if visiting:
                self._go_on_from_here(circuit)
            # What runs on from an earlier moment would not feel the kick.
            self.past.keep_now_and_then(circuit)
        self.wake()

    def _go_on_from_here(self, circuit: Circuit) -> None:
        """A moment that was visited is the present: what came after it has not happened."""
        self.past.forget_after(circuit.step)
        self.epoch += 1

    def _look(self, circuit: Circuit, t: float | None) -> None:
        if t is None or t >= circuit.simulation.time(circuit.simulation.recorded):
            self.past.come_back(circuit)
        else:
            self.past.visit(circuit, t)

    def set_speed(self, speed: float | None) -> None:
        """Model ms per second of the clock; None as fast as it goes (R2)."""
        t = self.circuit.t if self.circuit is not None else 0.0
        self.pace.set_speed(speed, perf_counter(), t)
        self.wake()

    def _ready(self) -> Circuit:
        if self.circuit is None or self.problem is not None:
            raise Refusal(self._why_not())
        if not self.circuit.runnable:
            raise Refusal("There is nothing to run yet: place a neuron first.")
        return self.circuit

    def _why_not(self) -> str:
        if self.problem is not None and self.circuit is not None:
            return f"{self.problem.message} Change what is named there, then reset."
        if self.problem is not None:
            return self.problem.message
        return f"{self.preparing or 'The network is not ready'}: try again in a moment."

    # ---- the loop --------------------------------------------------------------------------------

    async def live(self) -> None:
        """Step and show until cancelled."""
        try:
            await self._live()
        finally:
            self._count(False)

    def _count(self, lively: bool) -> None:
        """Take part in the number of runs that somebody looks at, or no longer."""
        self._workers.lively += lively - self._lively
        self._lively = lively

    async def _live(self) -> None:
        due = perf_counter()
        while True:
            watched = self._listener.is_watched
            self._count(watched and self._is_stepping())
            span = beat(watched, self._workers.lively, self._workers.cores)
            # On a steady beat, unless the machine or a pause has left it.
            due = max(due, perf_counter() - span / 2)
            self._awake.clear()
            await self._advance_until(due + span)
            again: float | None = None
            async with self.lock:
                if self.circuit is not None:
                    again = self._show(self.circuit)
            due += span
            await self._rest(due, again)

    def _show(self, circuit: Circuit) -> float | None:
        try:
            return self._listener.show_frames(circuit)
        except Exception as error:
            self._stop(circuit.t, of_any(error, "Nothing more can be shown")[0])
            return None

    async def _rest(self, due: float, again: float | None) -> None:
        """Until the next frame is due, and while paused until something happens."""
        if not self._is_stepping():
            patience = None if again is None else max(0.0, again - perf_counter())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), patience)
        # Even when late: what else waits on the loop gets its turn.
        await asyncio.sleep(max(0.0, due - perf_counter()))

    def _is_stepping(self) -> bool:
        return self.circuit is not None and (self.running or self._steps_left > 0)

    async def _advance_until(self, end: float) -> None:
        """Slices of what is due now, until `end` at the latest. What comes due meanwhile is left to
        the next beat: steps are cheap together and dear one by one."""
        now = perf_counter()
        while self._is_stepping():
            async with self.lock:
                if not await self._slice(now):
                    return
            if perf_counter() >= end:
                return

    async def _slice(self, now: float) -> bool:
        """One call into the engine; False when nothing was due at the moment `now`."""
        circuit = self.circuit
        if circuit is None or not self._is_stepping():
            return False
        # Among many running networks each takes a smaller turn, so that edits wait no longer.
        steps = self.pace.affordable(SLICE / self._workers.competing)
        if self._steps_left:
            steps = min(steps, self._steps_left)
        else:
            steps = min(steps, self.pace.due(now, circuit.t))
        if steps == 0:
            return False
        if circuit.visiting:
            self._go_on_from_here(circuit)
        try:
            seconds = await self._workers.advance(lambda: self._advance(circuit, steps))
            self.pace.measured(steps, seconds)
        except Exception as error:
            self._stop(circuit.t, of_any(error, "The run was stopped")[0])
            return False
        if self._steps_left:
            self._steps_left = max(0, self._steps_left - steps)
            if not self._steps_left:
                self._listener.status_changed()
        return True

    def _advance(self, circuit: Circuit, steps: int) -> float:
        """Advance, keeping moments to go back to; the answer is the time it took in s."""
        self.past.keep_now_and_then(circuit)
        return _timed(circuit, steps)

    def _stop(self, t: float, problem: Problem) -> None:
        self.running = False
        self._steps_left = 0
        self.problem = problem
        self._listener.halted(t, problem)


def _timed(circuit: Circuit, steps: int) -> float:
    """Advance; the answer is how long it took in s, of this thread's own time where the platform
    tells it finely enough: what others do on the machine must not make the slices small."""
    clock = time.thread_time if _FINE else time.perf_counter
    began = clock()
    circuit.advance(steps)
    return clock() - began
