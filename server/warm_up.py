"""Compiles the kernels of the built-in models in the background, once per machine and version."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

THREAD = "warm-up"
DELAY = 0.5
"""s that the first page is given before the compiler competes with it."""


class WarmUp:
    """`preparing` is what a person may know of it: a sentence, or None when nothing goes on."""

    def __init__(self) -> None:
        self.preparing: str | None = None
        self._changed: Callable[[], object] | None = None

    def start(self) -> None:
        """Begin in a thread that does not keep the process alive."""
        self.preparing = "Getting the models ready"
        timer = threading.Timer(DELAY, self._run)
        timer.name, timer.daemon = THREAD, True
        timer.start()

    def on_change(self, changed: Callable[[], object]) -> None:
        """`changed` is called from the thread whenever `preparing` has changed."""
        self._changed = changed

    def _run(self) -> None:
        try:
            # Here, not above: importing the compiler takes longer than starting the server.
            from engine.kernels.cache import warm_up

            warm_up(self._progress)
        except Exception:
            # A network that needs the kernel says so where it is built.
            logging.getLogger("uvicorn.error").exception("The models could not be compiled")
        finally:
            self._say(None)

    def _progress(self, done: int, total: int, what: str) -> None:
        self._say(f"Compiling {what} ({done + 1} of {total})" if done < total else None)

    def _say(self, preparing: str | None) -> None:
        self.preparing = preparing
        if self._changed is not None:
            # The event loop may have been closed meanwhile; nobody is left to be told.
            with suppress(RuntimeError):
                self._changed()
