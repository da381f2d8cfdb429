"""A class on one server: many boards run at once, each with a page of its own.

    python -m benchmarks.classroom [--boards 30] [--seconds 15] [--hidden 0]

Every page takes and acknowledges all frames of its board, as fast as they come. Edits are sent one
after the other to boards in turn, and timed until the server says that they are in force. Pages and
server share the processors of this computer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.live_boards import Document, board
from benchmarks.live_view import processor
from tests.browser.app_server import AppServer
from tests.browser.views import ask

NODES, EDGES, VIEWS = 12, 24, 2
EVERY = 0.1
"""s between two edits, on all boards together."""


class Desk:
    """The page of one board."""

    def __init__(self, socket: ClientConnection, document: Document) -> None:
        self.frames = 0
        self.t = 0.0
        self.bytes = 0
        self.trips: list[float] = []
        self.socket = socket
        self.document = document
        self.ready = asyncio.Event()
        self._asked: dict[int, float] = {}

    async def send(self, message: dict[str, Any]) -> None:
        await self.socket.send(json.dumps(message))

    async def edit(self, number: int) -> None:
        """Change a parameter of the first neuron a little."""
        record = self.document["nodes"][0]
        params = {**record["params"], "I_ext": 16 + number % 10 / 10}
        edit = {"put": [{**record, "params": params}], "remove": []}
        self._asked[number] = time.perf_counter()
        await self.send({"type": "edit", "ref": number, "edit": edit, "label": "", "gesture": "g"})

    async def follow(self) -> None:
        """Take what comes, until cancelled."""
        async for message in self.socket:
            self.bytes += len(message)
            if isinstance(message, bytes):
                length = int.from_bytes(message[4:8], "little")
                header = json.loads(message[8 : 8 + length])
                self.frames += 1
                self.t = header["t"]
                await self.send({"type": "ack", "frame": header["frame"]})
                continue
            value = json.loads(message)
            if value["type"] == "edited":
                self.trips.append(time.perf_counter() - self._asked.pop(value["ref"]))
            elif value["type"] == "status" and value["runnable"] and value["preparing"] is None:
                self.ready.set()


async def sit_down(server: AppServer, number: int, hidden: bool) -> Desk:
    document = board(NODES, EDGES, VIEWS)
    made = ask(server, "POST", "/api/boards", {"document": document})["id"]
    address = f"ws://127.0.0.1:{server.port}/api/boards/{made}/socket"
    socket = await connect(address, origin=Origin(server.url), max_size=None, compression=None)
    desk = Desk(socket, document)
    await desk.send({"type": "hello", "protocol": 1, "client": f"page-{number}"})
    nodes = [node["id"] for node in document["nodes"]]
    watch = {"type": "watch", "nodes": nodes, "inspected": None, "hidden": hidden}
    await desk.send(watch)
    return desk


async def lesson(server: AppServer, boards: int, hidden: int, seconds: float) -> None:
    """Run all boards and print what was seen."""
    assert server.process is not None
    desks = [await sit_down(server, i, i < hidden) for i in range(boards)]
    following = [asyncio.create_task(desk.follow()) for desk in desks]
    for desk in desks:
        await asyncio.wait_for(desk.ready.wait(), 120)
        await desk.send({"type": "control", "ref": 0, "action": "run"})
    await asyncio.sleep(2)
    before = [(desk.frames, desk.t, desk.bytes) for desk in desks]
    used, own = processor(server.process.pid), time.process_time()
    began = time.perf_counter()
    number = 0
    while time.perf_counter() - began < seconds:
        number += 1
        await desks[number % boards].edit(number)
        await asyncio.sleep(EVERY)
    span = time.perf_counter() - began
    used = processor(server.process.pid) - used
    own = time.process_time() - own
    shown = list(zip(desks, before, strict=True))[hidden:]
    rates = sorted((desk.frames - frames) / span for desk, (frames, _, _) in shown)
    pace = sorted((desk.t - t) / span for desk, (_, t, _) in shown)
    sent = sum(desk.bytes - size for desk, (_, _, size) in shown)
    await asyncio.sleep(1)
    trips = sorted(1000 * trip for desk in desks for trip in desk.trips)
    lost = number - len(trips)
    for task in following:
        task.cancel()
    print(f"  {boards} boards, {hidden} hidden; load {os.getloadavg()[0]:.1f}")
    if rates:
        print(f"  frames of a board  {statistics.median(rates):5.1f}/s, fewest {rates[0]:.1f}/s")
        print(
            f"  model time         {statistics.median(pace):5.0f} ms a second, least {pace[0]:.0f}"
        )
        print(f"  sent               {sent / span / 1e6:5.2f} MB a second to all pages")
    print(
        f"  edit               {statistics.median(trips):5.1f} ms in the middle, "
        f"{trips[int(0.95 * len(trips))]:.1f} ms at 95 %, of {len(trips)}; {lost} not answered"
    )
    busy, pages = 100 * used / span, 100 * own / span
    print(f"  server             {busy:5.0f} % of a processor, all pages {pages:.0f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boards", type=int, default=30)
    parser.add_argument("--hidden", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=15.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = AppServer(Path(folder) / "data", Path(folder) / "server.log")
        server.start()
        try:
            asyncio.run(lesson(server, options.boards, options.hidden, options.seconds))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
