"""Throw-away environments of the other simulators, in .cache/peers."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "benchmarks" / "peers" / "locks"
CACHE = ROOT / ".cache" / "peers"


class Unavailable(Exception):
    """An environment that could not be made; the message says why."""


def python_of(name: str | None) -> Path:
    """The Python of a peer's environment, made from its lock first if need be.

    None is the product's own. Raises Unavailable.
    """
    if name is None:
        return Path(sys.executable)
    folder = CACHE / name
    python = folder / "bin" / "python"
    lock = LOCKS / f"{name}.txt"
    total = hashlib.sha256(f"{sys.version_info[:2]} {folder}".encode() + lock.read_bytes())
    stamp = folder / ".made"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == total.hexdigest():
        return python
    print(f"Making the environment of {name} ...", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    made = subprocess.run(
        [*pip, "--require-hashes", f"--requirement={lock}"], capture_output=True, text=True
    )
    if made.returncode:
        last = made.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
        raise Unavailable(f"pip could not install {name}: {last[0]}")
    stamp.write_text(total.hexdigest(), encoding="ascii")
    return python
