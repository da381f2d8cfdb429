"""One board that is open: its document, its run and its clients."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from time import perf_counter

from engine.edit import BOARD
from engine.edit import Change as Planned
from engine.errors import EngineError
from engine.kernels.needed import needed_kernels
from engine.network import Network
from server.activity import Recent
from server.circuit import Circuit
from server.client import Client, Cursor
from server.editing import Editing
from server.errors import Refusal
from server.messages import check_change, memory_of
from server.protocol import (
    ControlRequest,
    Edited,
    EditRequest,
    Halted,
    HistoryRequest,
    KickRequest,
    Message,
    Problem,
    SpeedRequest,
    Status,
    TravelRequest,
    VisitRequest,
    Watch,
    Welcome,
)
from server.run import Run
from server.storage import Storage, StoredBoard
from server.stream import Tick
from server.warm_up import WarmUp
from server.workers import Workers

STATUS_EVERY = 0.5
"""s between statuses while running; R5 promises one a second."""
MAX_REMEMBERED = 1000
"""Clients that may come back and go on where they were."""


class Session:
    """`clients` read and write through it. After `close` the board can be opened again."""

    def __init__(
        self,
        board: str,
        stored: StoredBoard,
        storage: Storage,
        workers: Workers,
        warm_up: WarmUp,
        memory_limit: int,
        afford: Callable[[Session, float], Awaitable[None]],
    ) -> None:
        self.board = board
        self.clients: list[Client] = []
        self.resumes = False
        self.closed = False
        self.idle_since = perf_counter()
        self.memory = 0.0
        self.editing = Editing(
            board, stored, storage, workers, self._prepare, self._check, self._follow
        )
        self.run = Run(workers, self, memory_limit)
        self._workers = workers
        self._warm_up = warm_up
        self._memory_limit = memory_limit
        self._afford = afford
        self._tasks: list[asyncio.Task[None]] = []
        self._recent = Recent()
        self._epochs: dict[str, int] = {}
        self._estimated = 0.0
        self._compiling: list[str] = []

    # ---- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to build and to serve; returns at once."""
        self.run.preparing = "Building the network"
        self._tasks = [
            asyncio.create_task(self._live(), name=f"run {self.board}"),
            asyncio.create_task(self._report(), name=f"status {self.board}"),
        ]

    async def close(self) -> None:
        """End after what is under way; clients are let go."""
        self.closed = True
        for client in self.clients:
            client.end()
        await self.editing.settled()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.run.circuit = None

    async def _live(self) -> None:
        network = self.editing.network
        try:
            self.memory = await self._workers.edit(lambda: memory_of(network))
            await self._afford(self, self.memory)
            # A model that nothing runs yet can wait until something does.
            running = [record.id for record in (*network.nodes(), *network.edges())]
            await self._compile(network, running)
            await self.run.build(network)
        except Refusal as refusal:
            self.memory = 0.0
            self.run.cannot(refusal.problems[0])
        await self.run.live()

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(STATUS_EVERY)
            if self.run.running:
                self._tell_status([client for client in self.clients if not client.watch.hidden])

    # ---- clients ---------------------------------------------------------------------------------

    def join(self, client: Client, have_step: int | None) -> None:
        """A client has said hello: it gets the whole state (C3), then frames (C5, C6)."""
        epoch = self._epochs.pop(client.name, None)
        if have_step is not None and epoch == self.run.epoch:
            client.cursor = Cursor(epoch, begin=have_step, step=have_step)
        self.clients.append(client)
        if self.resumes:
            self.resumes = False
            with suppress(Refusal):
                self.run.start()
        welcome = Welcome(
            board=self.board,
            seq=self.editing.seq,
            records=list(self.editing.network.records.values()),
            history=self.editing.history.state(),
            status=self.status(),
            problem=self.run.problem,
        )
        client.tell(welcome.model_dump_json())
        self.status_changed()
        self.run.wake()

    def leave(self, client: Client) -> None:
        """The socket of a client has ended."""
        self.clients.remove(client)
        if client.cursor.epoch >= 0:
            self._epochs[client.name] = client.cursor.epoch
            while len(self._epochs) > MAX_REMEMBERED:
                del self._epochs[next(iter(self._epochs))]
        self.idle_since = perf_counter()
        self.status_changed()

    def watch(self, client: Client, watch: Watch) -> None:
        """What a client has on screen has changed."""
        if client.watch.hidden and not watch.hidden:
            self._tell_status([client])
        client.watch = watch
        client.cursor.seen = None
        self.run.wake()

    def acknowledge(self, client: Client, frame: int) -> None:
        """A client has drawn a frame; the next one may go."""
        client.acknowledge(frame)
        self.run.wake()

    def pause_idle(self) -> None:
        """Nobody has watched for long: pause until somebody comes back (C6)."""
        if self.run.running:
            self.run.pause()
            self.resumes = True

    # ---- requests --------------------------------------------------------------------------------

    async def edit(self, client: Client, request: EditRequest) -> None:
        """Rules E1 to E5. Raises Refusal, having changed nothing."""
        await self.editing.edit(request, client.name, self._tell_edited)

    async def travel(self, client: Client, request: HistoryRequest | TravelRequest) -> None:
        """Undo or redo (E6, E11). Raises Refusal."""
        await self.editing.travel(request, client.name, self._tell_edited)

    async def control(self, request: ControlRequest) -> None:
        """Run, pause, step or reset (R1). Raises Refusal."""
        match request.action:
            case "run":
                if not self._runnable() and self.run.problem is None:
                    raise Refusal("There is nothing to run yet: place a neuron first.")
                self.run.start()
            case "pause":
                self.run.pause()
            case "step":
                self.run.step(request.steps)
                return
            case "reset":
                await self.run.reset()
            case "cancel":
                self.cancel()
        self.status_changed()

    def pause(self) -> None:
        """Stop after the slice under way."""
        self.run.pause()
        self.status_changed()

    def cancel(self) -> None:
        """Give up what is being built (R9). Raises Refusal."""
        self.run.cancel()

    async def set_speed(self, request: SpeedRequest) -> None:
        """R2."""
        self.run.set_speed(request.speed)
        self.status_changed()

    async def visit(self, request: VisitRequest) -> None:
        """R7. Raises Refusal."""
        await self.run.visit(request.t)
        self.status_changed()

    async def _prepare(self, after: Network, planned: Planned) -> None:
        """E9."""
        every = BOARD in planned.changed
        await self._compile(after, after.records if every else planned.affected)

    async def _compile(self, network: Network, changed: Collection[str]) -> None:
        """Have the kernels of the changed records compiled. Raises Refusal."""
        needed = await self._workers.edit(lambda: needed_kernels(network, changed))
        for kernel in needed:
            self._compiling.append(f"Compiling {kernel.title}")
            self.status_changed()
            try:
                await self._workers.compile(kernel.make)
            except EngineError as error:
                raise Refusal(f"{kernel.title}: {error}.") from error
            finally:
                self._compiling.pop(0)
        if needed:
            self.status_changed()

    async def kick(self, request: KickRequest) -> None:
        """R10. Raises Refusal."""
        await self.run.kick(request.node, request.cells, request.amount)

    async def _check(self, after: Network, planned: Planned) -> None:
        if self.closed:
            raise Refusal("The board has been closed.")
        before, memory, limit = self.editing.network, self.memory, self._memory_limit
        needed = await self._workers.edit(
            lambda: check_change(before, after, planned, memory, limit)
        )
        await self._afford(self, needed)
        self._estimated = needed

    async def _follow(self, after: Network, planned: Planned) -> None:
        await self.run.follow(after, planned, self._estimated)
        self.memory = self._estimated

    # ---- what clients are told -------------------------------------------------------------------

    def status(self) -> Status:
        """The state of the run."""
        run, circuit = self.run, self.run.circuit
        return Status(
            running=run.running,
            runnable=self._runnable(),
            speed=run.pace.speed,
            t=circuit.t if circuit is not None else 0.0,
            step=circuit.step if circuit is not None else 0,
            real_time_factor=run.pace.real_time_factor(),
            preparing=next(iter(self._compiling), None) or run.preparing or self._warm_up.preparing,
            progress=run.job.share if run.job is not None else None,
            cancellable=run.job is not None,
            clients=max(1, len(self.clients)),
            present=circuit.present if circuit is not None and circuit.visiting else None,
            earliest=run.past.earliest,
        )

    def _runnable(self) -> bool:
        """Whether Run does something: at once, or when the first build is done."""
        if self.run.circuit is not None:
            return self.run.circuit.runnable
        return self.run.problem is None and next(self.editing.network.nodes(), None) is not None

    def status_changed(self) -> None:
        """Tell all clients the status (R1)."""
        self._tell_status(self.clients)

    def _tell_status(self, clients: Sequence[Client]) -> None:
        if clients:
            text = self.status().model_dump_json()
            for client in clients:
                client.tell_status(text)

    @property
    def is_watched(self) -> bool:
        """Whether anybody has the board on screen (F9)."""
        return any(not client.watch.hidden for client in self.clients)

    def halted(self, t: float, problem: Problem) -> None:
        """The run has stopped by itself (R4)."""
        self._tell(Halted(t=t, problem=problem))
        self.status_changed()

    def show_frames(self, circuit: Circuit) -> float | None:
        """Send a frame to each client that can take one (F2, F6)."""
        now = perf_counter()
        if not self.run.running:
            self._recent.rates_until = now
        tick = Tick(circuit, self.run.epoch, now, self._recent)
        for client in self.clients:
            if client.takes_frame():
                frame = tick.frame(client)
                if frame is not None:
                    client.show(frame)
        return tick.wanted_again

    def _tell_edited(self, edited: Edited) -> None:
        self._tell(edited)
        self.status_changed()
        self.run.wake()

    def _tell(self, message: Message) -> None:
        text = message.model_dump_json()
        for client in self.clients:
            client.tell(text)
