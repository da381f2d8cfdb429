"""Write the lock files: requirements/*.txt with hashes and frontend/package-lock.json.

    python -m scripts.lock               # keep what is locked, add what is missing
    python -m scripts.lock --upgrade     # take the newest releases that the ranges allow

The Python locks hold for every platform and every Python that the project supports. No lock names
a host: each person's pip and npm are set up for the registry that they use.
"""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from scripts.page import FRONTEND, ROOT, npm

OLDEST_PYTHON = "3.11"
# One resolution for all: what runs is fixed first, what builds and what tests must agree with it.
LOCKS = {
    "run": ["pyproject.toml"],
    "build": ["--group", "build", "--constraints", "requirements/run.txt"],
    "dev": ["--group", "dev", "--constraints", "requirements/run.txt"],
}


def lock_python(upgrade: bool) -> None:
    """Write requirements/{run,build,dev}.txt with uv, which is kept in a throw-away environment."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        bin_folder = Path(folder, "Scripts" if os.name == "nt" else "bin")
        subprocess.run([bin_folder / "python", "-m", "pip", "install", "-q", "uv"], check=True)
        for name, what in LOCKS.items():
            command: list[str | Path] = [bin_folder / "uv", "pip", "compile", *what]
            command += ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
            command += ["--no-emit-index-url", "--no-annotate", "--quiet"]
            command += ["--custom-compile-command", "python -m scripts.lock"]
            command += ["--output-file", f"requirements/{name}.txt"]
            command += ["--upgrade"] if upgrade else []
            subprocess.run(command, cwd=ROOT, check=True)


def lock_page(upgrade: bool) -> None:
    """Write frontend/package-lock.json without the addresses of the packages."""
    npm(
        "update" if upgrade else "install",
        "--package-lock-only",
        "--omit-lockfile-registry-resolved",
        "--no-fund",
        "--no-audit",
    )
    if '"resolved"' in (FRONTEND / "package-lock.json").read_text(encoding="utf-8"):
        sys.exit("lock: package-lock.json names where a package was taken from; it must not.")


def main(args: Sequence[str]) -> int:
    if list(args) not in ([], ["--upgrade"]):
        print(__doc__)
        return 2
    lock_python(upgrade=bool(args))
    lock_page(upgrade=bool(args))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
