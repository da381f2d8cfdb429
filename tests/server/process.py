"""`neuroboard serve` as a process of its own, which a test can kill and start again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from server.serving import listen
from tests.server.live import Asking


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on at this moment."""
    with listen("127.0.0.1", 0) as probe:
        port: int = probe.getsockname()[1]
        return port


class ServerProcess(Asking):
    """Keeps its port and its folder from one start to the next. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder.with_suffix(".log")
        self.started_in = 0.0

    def start(self) -> None:
        """Start and wait until it answers; `started_in` is how long that took in s."""
        arguments = ["serve", "--port", str(self.port), "--data-dir", str(self.folder)]
        with self.log.open("ab") as log:
            began = time.monotonic()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server.cli", *arguments, "--no-browser"],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        while not self._answers():
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < began + 60, self.output()
            time.sleep(0.01)
        self.started_in = time.monotonic() - began

    def _answers(self) -> bool:
        try:
            return self.request("GET", "/api/health")[0] == 200
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, with no chance to put anything in order."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """End it as Ctrl-C does; the answer is its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def output(self) -> str:
        """All that it has printed."""
        return self.log.read_text(encoding="utf-8")

    def __enter__(self) -> ServerProcess:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
