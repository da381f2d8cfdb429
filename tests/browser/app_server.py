"""`neuroboard serve` as a process of its own, which a test can kill and start again."""

import http.client
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

START_PATIENCE = 60.0
"""s until the server must answer; compiling for the first time does not hold it up."""


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class AppServer:
    """A server process with its own port and data directory, the same ones after a restart."""

    def __init__(self, data: Path, log: Path) -> None:
        self.data = data
        self.log = log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.was_killed = False
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers; fails with its output where it does not."""
        program = shutil.which("neuroboard", path=str(Path(sys.executable).parent))
        assert program is not None, "no `neuroboard` beside this Python: run `make install`"
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--data-dir", str(self.data)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [program, "serve", *place, "--no-browser"], stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_PATIENCE
        while not self.answers():
            assert self.process.poll() is None, f"the server ended by itself:\n{self.output()}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{self.output()}"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether GET /api/health answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End it at once, with no chance to put anything in order (SIGKILL)."""
        assert self.process is not None, "the server was never started"
        self.was_killed = True
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        """Kill it where it still runs, and start it anew on the same data and port."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """End it as a person would, at the end of a test; by force after 10 s."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def output(self) -> str:
        """All that it printed so far, over every start."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
