"""What a server is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

DEFAULT_PORT = 8000


def default_data_dir() -> Path:
    """The folder of this person for the data of applications, as the platform has it."""
    return Path(platformdirs.user_data_dir("neuroboard", appauthor=False))


@dataclass(frozen=True)
class Limits:
    """Bounds on what clients can make the server hold.

    `sessions`: running networks; the oldest without clients sleeps when another one opens.
    `total_memory`: the networks of all sessions together, in multiples of the limit of one.
    """

    sessions: int = 40
    clients_per_board: int = 64
    boards_listed: int = 500
    total_memory: float = 1.5
    idle_pause: float = 60.0
    hello_timeout: float = 10.0


@dataclass(frozen=True)
class Settings:
    """`token` is None on loopback; elsewhere it must be shown once to be let in. `memory_limit` is
    in bytes for the arrays of one network; None leaves it to the engine."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    data_dir: Path = field(default_factory=default_data_dir)
    memory_limit: int | None = None
    token: str | None = None
    warm_up: bool = True
    limits: Limits = Limits()


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server that listens on `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
