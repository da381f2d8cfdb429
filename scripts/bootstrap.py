"""Sets up .venv from the locks: what `make install` calls, with whatever Python there is.

    python3 -m scripts.bootstrap          # what runs: `.venv/bin/neuroboard`
    python3 -m scripts.bootstrap dev      # and what checks and tests it

Needs nothing but Python's own library. What is up to date is left alone.
"""

# As in scripts/debian.py: an older Python must get as far as the message at the end.
from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from scripts import debian

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stamp(name: str, files: Sequence[str]) -> tuple[Path, str]:
    """The stamp file of a step, and what it holds when the step was done with these `files`."""
    # Packages made for another Python, or in another place, do not work in this one.
    total = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        total.update((ROOT / file).read_bytes())
    return ENVIRONMENT / f".{name}", total.hexdigest()


def _is_done(stamp: tuple[Path, str]) -> bool:
    path, wanted = stamp
    return path.is_file() and path.read_text(encoding="ascii") == wanted


def create_environment() -> None:
    """Make .venv with pip in it, installing what Debian leaves out of its Python if it may."""
    if importlib.util.find_spec("ensurepip") is None and not debian.install(["python3-venv"]):
        sys.exit(
            "install: this Python comes without the module ensurepip, so that no environment can "
            "be made with it. On Debian or Ubuntu type\n\n    "
            f"{' '.join(debian.command(['python3-venv']))}\n\nand then the same command again."
        )
    print(f"Creating {ENVIRONMENT.name} with Python {sys.version.split()[0]} ...", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.main([str(ENVIRONMENT)])


def pip_install(*args: str) -> None:
    """Run `pip install` in .venv; ends the program with pip's own message where it fails."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.run([*pip, *args], cwd=ROOT).returncode:
        sys.exit("install: pip failed, for the reason above. Nothing outside .venv was changed.")


def main(args: Sequence[str]) -> int:
    if list(args) not in ([], ["dev"]):
        print(__doc__)
        return 2
    made = _stamp("made", [])
    if not _is_done(made):
        create_environment()
        made[0].write_text(made[1], encoding="ascii")
    locks = ["requirements/run.txt", "requirements/build.txt"]
    project = _stamp("project", [*locks, "pyproject.toml", "hatch_build.py"])
    if not _is_done(project):
        print("Installing the Python packages ...", flush=True)
        pip_install("--require-hashes", *(f"--requirement={lock}" for lock in locks))
        # The build hook would do it too, but out of sight: it takes a while and may have a message.
        if subprocess.run([PYTHON, "-m", "scripts.page", "build"], cwd=ROOT).returncode:
            sys.exit("install: the page could not be built, for the reason above.")
        pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
        project[0].write_text(project[1], encoding="ascii")
    tests = _stamp("dev", ["requirements/dev.txt"])
    if args and not _is_done(tests):
        print("Installing what checks and tests ...", flush=True)
        pip_install("--require-hashes", "--requirement=requirements/dev.txt")
        tests[0].write_text(tests[1], encoding="ascii")
    return 0


if __name__ == "__main__":
    # Not outdated: this program is what tells someone with an older Python so.
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(
            f"install: this is Python {sys.version.split()[0]}, and Neuroboard needs 3.11 or "
            "later. Where there is one, name it: make install PYTHON=python3.12"
        )
    sys.exit(main(sys.argv[1:]))
