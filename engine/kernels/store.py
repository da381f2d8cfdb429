"""Generated sources and their machine code on disk, for this process and later ones.

Numba keeps machine code only for functions that live in a file, so the generated source is written
to the cache directory and imported from there. The name of a file carries a hash of everything
that the machine code depends on; a file is never rewritten, so that two processes can fill the same
directory at the same time.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import inspect
import logging
import os
import platform
import shutil
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba
import numpy as np
import platformdirs
from numba.core.errors import NumbaError

from engine.kernels import fastmath, jit, pointers

log = logging.getLogger(__name__)

DIRECTORY_VARIABLE = "NEUROBOARD_CACHE_DIR"

# A model with many states needs more run-time checks that its rows do not overlap than LLVM
# allows by default, and would not become vector instructions without them.
llvm.set_option("neuroboard", "-runtime-memory-check-threshold=256")

DAY = 86_400.0
MOST = 1_000
"""Kernels that are kept on disk, some 50 KiB each."""
_SOURCE_TIME = 1_000_000_000
"""Modification time of every generated file: Numba recompiles when it changes."""


@cache
def _environment() -> str:
    """What machine code depends on besides the generated source, as a hash."""
    helpers = [inspect.getsource(module) for module in (fastmath, jit, pointers)]
    machine = [
        numba.__version__,
        np.__version__,
        platform.python_implementation(),
        sys.version,
        platform.machine(),
        llvm.get_host_cpu_name(),
        jit.machine_features(),
    ]
    return hashlib.sha256("\n".join(helpers + machine).encode()).hexdigest()


def stem(label: str, source: str) -> str:
    """The name, without extension, under which a source is kept: legal on every system."""
    safe = "".join(c if c.isascii() and c.isalnum() else "_" for c in label)[:80]
    digest = hashlib.sha256(f"{_environment()}\n{source}".encode()).hexdigest()
    return f"kernel_{safe}_{digest[:20]}"


class KernelStore:
    """A cache directory, chosen when first needed.

    The directory is `chosen`, or else $NEUROBOARD_CACHE_DIR/kernels, or else the user's cache. When
    it cannot be used, a temporary one takes its place with a warning in the log: what is
    compiled then is compiled again by the next process, and everything works.
    """

    def __init__(self, chosen: Path | None = None) -> None:
        self._chosen = chosen
        self._directory: Path | None = None
        self._temporary = False
        self._lock = threading.Lock()

    @property
    def directory(self) -> Path:
        """Where sources and machine code are kept by this process."""
        with self._lock:
            if self._directory is None:
                self._directory = self._choose()
            return self._directory

    def holds(self, name: str) -> bool:
        """Whether machine code is kept under this name."""
        return any(self.directory.glob(f"__pycache__/{name}.*.nbc"))

    def load(self, name: str, source: str) -> Any:
        """The compiled kernel of a generated source, from disk or compiled now.

        What is damaged on disk is removed and made again. Raises NumbaError or SyntaxError when
        the source itself cannot be compiled.
        """
        for attempt in range(2):
            directory = self.directory
            try:
                kernel = _import(_write_once(directory / f"{name}.py", source), name, keep=True)
                _note_use(directory, name)
                return kernel
            except (NumbaError, SyntaxError):
                raise
            except Exception as error:
                # Whatever a damaged file, a full disk or a directory that has gone may raise:
                # once more from nothing, then elsewhere.
                log.warning("the kept kernel %s cannot be used: %r", name, error)
                _discard(directory, name)
                if attempt:
                    self._give_up(error)
        return _import(_write_once(self.directory / f"{name}.py", source), name, keep=False)

    def tidy(self, most: int = MOST) -> None:
        """Keep the `most` kernels that were used last: every version of a model that a person
        types leaves one behind."""
        used: dict[str, float] = {}
        for kept in self.directory.glob("__pycache__/kernel_*.nbc"):
            name = kept.name.partition(".")[0]
            with suppress(OSError):
                used[name] = max(used.get(name, 0.0), kept.stat().st_mtime)
        for name in sorted(used, key=used.__getitem__)[: max(0, len(used) - most)]:
            _discard(self.directory, name)

    def _choose(self) -> Path:
        named = os.environ.get(DIRECTORY_VARIABLE) or platformdirs.user_cache_dir("neuroboard")
        directory = self._chosen or Path(named) / "kernels"
        try:
            directory.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=directory):
                return directory
        except OSError as error:
            return self._fall_back(directory, error)

    def _give_up(self, error: Exception) -> None:
        with self._lock:
            if not self._temporary:
                self._directory = self._fall_back(self._directory, error)

    def _fall_back(self, directory: Path | None, error: Exception) -> Path:
        self._temporary = True
        temporary = tempfile.mkdtemp(prefix="neuroboard-kernels-")
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        log.warning(
            "compiled kernels cannot be kept in %s (%s): they will be compiled again next time. "
            "Set %s to a directory that can be written",
            directory,
            error,
            DIRECTORY_VARIABLE,
        )
        return Path(temporary)


def _write_once(path: Path, source: str) -> Path:
    """Put the whole file there at once, or leave the one that is there.

    Its time is fixed, so that machine code stays valid whichever process comes first.
    """
    if _reads(path, source):
        return path
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(source)
        os.utime(temporary, (_SOURCE_TIME, _SOURCE_TIME))
        temporary.replace(path)
    except OSError:
        # Windows refuses to replace a file that another process has just put there and reads.
        if not _reads(path, source):
            raise
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _reads(path: Path, source: str) -> bool:
    return path.is_file() and path.read_bytes() == source.encode()


def _import(path: Path, name: str, keep: bool) -> Any:
    """Import the file as a module of its own and compile, or load, its kernel."""
    full_name = f"neuroboard_{name}"
    spec = importlib.util.spec_from_file_location(full_name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Numba finds the module of a function by its name.
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    return module.compiled(keep)


def _note_use(directory: Path, name: str) -> None:
    """Date machine code to the day of its last use, which Numba does not look at."""
    for kept in directory.glob(f"__pycache__/{name}.*.nbc"):
        with suppress(OSError):
            if time.time() - kept.stat().st_mtime > DAY:
                os.utime(kept)


def _discard(directory: Path, name: str) -> None:
    """Remove what is kept of one kernel: its source and its machine code."""
    for kept in (*directory.glob(f"{name}.py"), *directory.glob(f"__pycache__/{name}.*")):
        try:
            kept.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s cannot be removed: %s", kept, error)
