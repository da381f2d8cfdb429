"""`neuroboard serve`: takes the port, prints the address, serves until told to stop."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import uvicorn

from server.app import create_app
from server.command import FAILED, CommandError
from server.database import StorageError
from server.draining import DrainingProtocol
from server.protocol import MAX_MESSAGE
from server.settings import Settings, default_data_dir, is_loopback
from server.storage import Storage
from server.warm_up import THREAD


def serve(
    host: str, port: int, data_dir: Path | None, browser: bool, memory_limit: int | None
) -> int:
    """Serve until Ctrl-C. Raises CommandError where the port or the folder cannot be used."""
    listener = listen(host, port)
    port = listener.getsockname()[1]
    settings = Settings(
        host=host,
        port=port,
        data_dir=data_dir if data_dir is not None else default_data_dir(),
        token=None if is_loopback(host) else secrets.token_urlsafe(24),
        memory_limit=memory_limit,
    )
    try:
        storage = Storage(settings.data_dir)
    except StorageError as error:
        listener.close()
        raise CommandError(str(error)) from error
    server = Server(config(settings, storage), address(settings), browser and has_desktop())
    # The event loop gets its turn sooner while a thread computes in Python, as compiling does.
    sys.setswitchinterval(0.0005)
    # uvicorn ends in order at Ctrl-C, and then raises it once more.
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    _leave()
    return 0 if server.started else FAILED


def _is_news(record: logging.LogRecord) -> bool:
    # uvicorn says this of every socket that was answered with 403 or 404 before it was accepted.
    return "without completing handshake" not in record.getMessage()


def _log() -> None:
    """Warnings and errors of the server go to standard error."""
    logger = logging.getLogger("uvicorn.error")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        logger.addHandler(handler)
        logger.addFilter(_is_news)


def config(settings: Settings, storage: Storage | None = None) -> uvicorn.Config:
    """How uvicorn serves the application."""
    _log()
    return uvicorn.Config(
        create_app(settings, storage),
        ws=DrainingProtocol,
        ws_max_size=MAX_MESSAGE,
        # Compressing frames costs more than a core for 50 clients and halves their rate.
        ws_per_message_deflate=False,
        ws_max_queue=16,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        proxy_headers=False,
    )


def address(settings: Settings) -> str:
    """What a person opens in the browser."""
    host = settings.host
    if host in ("0.0.0.0", "::"):
        host = socket.gethostname()
    elif ":" in host:
        host = f"[{host}]"
    query = f"?token={settings.token}" if settings.token is not None else ""
    return f"http://{host}:{settings.port}/{query}"


class Server(uvicorn.Server):
    """Says where it is once it can take requests."""

    def __init__(self, config: uvicorn.Config, address: str, browser: bool) -> None:
        super().__init__(config)
        self._address = address
        self._browser = browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        print(f"Neuroboard is at {self._address}  (Ctrl-C stops it)", flush=True)
        if self._browser:
            # In a thread: some browsers hold up whoever opens them.
            threading.Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address. Raises CommandError, with another port to try."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise CommandError(f"{host} is not an address of this computer: {error}.") from error
    # With the protocol named, asyncio sends small messages at once (TCP_NODELAY): otherwise a frame
    # right after another message waits 40 ms for the page's acknowledgement of that one.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let two servers share a port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        free = _free_port(host, family, port)
        hint = f" Try --port {free}." if free else ""
        reason = error.strerror or str(error)
        raise CommandError(f"Port {port} of {host} cannot be used: {reason}.{hint}") from error
    return listener


def _free_port(host: str, family: socket.AddressFamily, taken: int) -> int | None:
    """A port near the one that is taken; None where none of the next ones is free."""
    for port in range(taken + 1, min(taken + 50, 65536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    return None


def has_desktop() -> bool:
    """Whether a browser opened here would be seen."""
    if sys.platform in ("win32", "darwin"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _leave() -> None:
    """End at once where a model is still being compiled: nothing is lost by not waiting."""
    if any(thread.name == THREAD for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
