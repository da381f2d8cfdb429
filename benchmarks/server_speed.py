"""How fast a board answers while a network runs, over real sockets on this computer.

    python -m benchmarks.server_speed [--seconds 10] [--pages 1] [--example recurrent-network]

A server of its own runs the example at real time with all its views and every node on screen.
One page edits a weight five times a second; every page takes and acknowledges all frames.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from typing import Any

from websockets import Origin
from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--example", default="recurrent-network")
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    origin = f"http://127.0.0.1:{chosen.port}"
    with tempfile.TemporaryDirectory() as folder:
        place = ["--port", str(chosen.port), "--data-dir", folder]
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--no-browser", *place]
        )
        try:
            _wait(origin, lambda health: True)
            print(f"first answer after {time.perf_counter() - began:.2f} s")
            _wait(origin, lambda health: health["preparing"] is None)
            measure(origin, chosen.example, chosen.pages, chosen.seconds)
        finally:
            server.terminate()
            server.wait()


def _get(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def _wait(origin: str, wanted: Any) -> None:
    for _ in range(6000):
        try:
            if wanted(_get(f"{origin}/api/health")):
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError("the server does not answer")


def measure(origin: str, example: str, pages: int, seconds: float) -> None:
    """Run the example and print what was seen."""
    body = json.dumps({"example": example}).encode()
    request = urllib.request.Request(f"{origin}/api/boards", body, method="POST")
    with urllib.request.urlopen(request) as answer:
        board = json.load(answer)["id"]
    document = _get(f"{origin}/api/boards/{board}/document")
    seen = [Seen(origin, board, document, number) for number in range(pages)]
    seen[0].send({"type": "speed", "ref": 0, "speed": 1000.0})
    seen[0].send({"type": "control", "ref": 0, "action": "run"})
    threads = [threading.Thread(target=page.follow, args=(seconds,)) for page in seen]
    for thread in threads:
        thread.start()
    seen[0].edit_for(seconds - 1)
    for thread in threads:
        thread.join()
    for page in seen[:1]:
        page.report(seconds)


def _is_ready(message: Json) -> bool:
    return bool(message.get("runnable")) and message["preparing"] is None


class Seen:
    """A page and what it saw."""

    def __init__(self, origin: str, board: str, document: Json, number: int) -> None:
        self.document = document
        self.frames: list[tuple[float, int, float]] = []
        self.trips: list[float] = []
        self.factors: list[float] = []
        self._asked: dict[int, float] = {}
        address = f"{origin.replace('http', 'ws')}/api/boards/{board}/socket"
        self._socket: ClientConnection = connect(
            address, origin=Origin(origin), max_size=None, compression=None, legacy=True
        )
        self.send({"type": "hello", "protocol": 1, "client": f"page-{number}"})
        nodes = [node["id"] for node in document["nodes"]]
        self.send({"type": "watch", "nodes": nodes, "inspected": nodes[-1]})
        while True:
            message = self._socket.recv()
            if isinstance(message, str) and _is_ready(json.loads(message)):
                return

    def send(self, message: Json) -> None:
        self._socket.send(json.dumps(message))

    def edit_for(self, seconds: float) -> None:
        """Change the weight of the last edge, up and down."""
        edge = self.document["edges"][-1]
        for ref in range(1, int(seconds * 5)):
            record = {**edge, "weight": edge["weight"] * (1 + 0.01 * (ref % 10))}
            edit = {"put": [record], "remove": []}
            self._asked[ref] = time.perf_counter()
            self.send({"type": "edit", "ref": ref, "edit": edit, "label": "", "gesture": "slide"})
            time.sleep(0.2)

    def follow(self, seconds: float) -> None:
        """Take and acknowledge frames."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            message = self._socket.recv()
            now = time.perf_counter()
            if isinstance(message, bytes):
                length = int.from_bytes(message[4:8], "little")
                header = json.loads(message[8 : 8 + length])
                self.frames.append((now, len(message), header["t"]))
                self.send({"type": "ack", "frame": header["frame"]})
                continue
            value = json.loads(message)
            if value["type"] == "edited" and value["ref"] in self._asked:
                self.trips.append(now - self._asked[value["ref"]])
            elif value["type"] == "status" and value["real_time_factor"]:
                self.factors.append(value["real_time_factor"])

    def report(self, seconds: float) -> None:
        frames = self.frames[len(self.frames) // 5 :]
        span = frames[-1][0] - frames[0][0]
        model = (frames[-1][2] - frames[0][2]) / 1000
        size = statistics.median(size for _, size, _ in frames)
        trips = sorted(1000 * trip for trip in self.trips)
        print(f"frames      {len(frames) / span:6.1f} a second, {size / 1000:.1f} kB in the middle")
        print(f"model time  {model / span:6.2f} s a second of the clock")
        print(f"engine      {statistics.median(self.factors):6.1f} x real time could be done")
        print(
            f"edit        {statistics.median(trips):6.1f} ms there and back in the middle, "
            f"{trips[int(0.95 * len(trips))]:.1f} ms at 95 %, of {len(trips)}"
        )


if __name__ == "__main__":
    main()
