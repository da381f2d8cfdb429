"""Compiling in a process of its own, which leaves the interpreter of this one to others.

    python -m engine.kernels.apart DIRECTORY

reads one JSON object a line, {"name": ..., "source": ...}, compiles it into the directory and
answers {"error": null}, or a text, on a line of its own.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from engine.errors import EngineError
from engine.kernels.store import KernelStore

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""s that one kernel may take."""
IDLE = 120.0
"""s after which a process that nobody needs is let go."""


class NotCompiled(EngineError):
    """A model that could not be compiled, or not within the time that it may take."""


class Compiler:
    """One process that compiles, begun when first needed. Callers of any thread take turns."""

    def __init__(self, store: KernelStore, patience: float = PATIENCE) -> None:
        self._store = store
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._idle: threading.Timer | None = None
        self._closed = False

    def compile(self, name: str, source: str) -> None:
        """Put the machine code of a source where the store looks for it. Raises NotCompiled.

        Where no process can be had nothing is done: the caller compiles for itself.
        """
        with self._turn:
            if self._idle is not None:
                self._idle.cancel()
            try:
                process = self._begun()
            except OSError as error:
                log.warning("no process can be had to compile in: %s", error)
                return
            late = threading.Timer(self._patience, process.kill)
            late.start()
            answer = b""
            try:
                answer = _asked(process, name, source)
            finally:
                # Once it has fired it is no longer alive, whatever came first.
                in_time = late.is_alive()
                late.cancel()
            if not answer:
                self._end()
                raise NotCompiled(_why(in_time, self._closed, self._patience))
            self._idle = threading.Timer(IDLE, self._retire)
            self._idle.daemon = True
            self._idle.start()
        why = json.loads(answer)["error"]
        if why is not None:
            raise NotCompiled(f"the model could not be compiled: {why}")

    def close(self) -> None:
        """Give up what is under way, for good."""
        self._closed = True
        process = self._process
        if process is not None:
            # Whoever waits for its answer has its turn no longer then.
            process.kill()
        with self._turn:
            if self._idle is not None:
                self._idle.cancel()
            self._end()

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise NotCompiled("the server is ending: nothing is compiled any more")
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "engine.kernels.apart", str(self._store.directory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=Path(__file__).parents[2],
                # Ctrl-C in the terminal is meant for the server, which ends it in order.
                start_new_session=True,
            )
            if self._closed:
                # It was closed while this process began.
                self._process.kill()
        return self._process

    def _retire(self) -> None:
        # Whoever has its turn at this moment needs the process still.
        if self._turn.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()


def _asked(process: subprocess.Popen[bytes], name: str, source: str) -> bytes:
    """The answer of the process; empty where it ended instead."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"name": name, "source": source}).encode() + b"\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return b""


def _why(in_time: bool, closed: bool, patience: float) -> str:
    if closed:
        return "the server is ending: nothing is compiled any more"
    if in_time:
        return "the compiler stopped unexpectedly: shorten the equations, or try again"
    return (
        f"compiling took more than {patience:g} s and was given up: shorten the equations, or "
        "split the model into smaller ones"
    )


def main(directory: Path) -> None:
    """Compile what stands on standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever a library prints must not be taken for an answer.
    sys.stdout = sys.stderr
    store = KernelStore(directory)
    store.tidy()
    for line in sys.stdin:
        error = None
        try:
            job = json.loads(line)
            store.load(job["name"], job["source"])
        except Exception as caught:
            error = f"{type(caught).__name__}: {caught}"[:500]
        answers.write(json.dumps({"error": error}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
