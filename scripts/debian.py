"""Installs packages of the system where that is allowed, and otherwise says what to type."""

# Read by whatever Python starts scripts.bootstrap, which must get as far as naming its version.
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence


def command(packages: Sequence[str]) -> list[str]:
    """What a person types to install `packages`."""
    return ["sudo", "apt-get", "install", "--yes", "--no-install-recommends", *packages]


def _prefix() -> list[str] | None:
    """What goes before apt-get: nothing for root, sudo where it asks for no password, else None."""
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    ):
        return sudo
    return None


def install(packages: Sequence[str]) -> bool:
    """Install `packages` with apt-get; False where there is none, it may not, or it failed."""
    prefix = _prefix()
    if prefix is None:
        return False
    print(f"Installing {', '.join(packages)} from the system's packages ...", flush=True)
    env = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    # The lists may be old or not there at all; where they cannot be renewed, the old ones may do.
    subprocess.run([*env, "apt-get", "update", "--quiet=2"])
    install = [*env, *command(packages)[1:], "--quiet=2"]
    return subprocess.run(install, stdout=subprocess.DEVNULL).returncode == 0
