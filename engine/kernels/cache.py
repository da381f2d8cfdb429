"""Compiled kernels by model: generated once, kept on disk, loaded from there by later processes.

Numba keeps machine code only for functions that live in a file, so the generated source is
written to the cache directory and imported from there. The name of a file carries a hash of
everything that the machine code depends on; a file is never rewritten, so that two processes can
fill the same directory at the same time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import logging
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba
import numpy as np
import platformdirs

from engine.declaration import NeuronModel, SynapseModel
from engine.equations.system import synapse_system
from engine.kernels import fastmath, jit, pointers
from engine.kernels.generate import population_source, synapse_source
from engine.kernels.stepping import METHODS, Method

log = logging.getLogger(__name__)

DIRECTORY_VARIABLE = "NEUROBOARD_CACHE_DIR"

# A model with many states needs more run-time checks that its rows do not overlap than LLVM
# allows by default, and would not become vector instructions without them.
llvm.set_option("neuroboard", "-runtime-memory-check-threshold=256")

_SOURCE_TIME = 1_000_000_000
"""Modification time of every generated file: numba recompiles when it changes."""


class _Store:
    """The cache directory, chosen when first needed; a temporary one when it cannot be used."""

    def __init__(self) -> None:
        self._directory: Path | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    def directory(self) -> Path:
        with self._lock:
            if self._directory is None:
                self._directory = self._choose()
            return self._directory

    def _choose(self) -> Path:
        chosen = os.environ.get(DIRECTORY_VARIABLE) or platformdirs.user_cache_dir("neuroboard")
        directory = Path(chosen) / "kernels"
        try:
            directory.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=directory):
                return directory
        except OSError as error:
            return self._fall_back(directory, error)

    def give_up(self, error: Exception) -> Path:
        """Use a temporary directory from now on."""
        with self._lock:
            if self._temporary is None:
                self._directory = self._fall_back(self._directory, error)
            assert self._directory is not None
            return self._directory

    def _fall_back(self, directory: Path | None, error: Exception) -> Path:
        self._temporary = tempfile.TemporaryDirectory(
            prefix="neuroboard-kernels-", ignore_cleanup_errors=True
        )
        log.warning(
            "compiled kernels cannot be kept in %s (%s): they will be compiled again next time. "
            "Set %s to a directory that can be written",
            directory,
            error,
            DIRECTORY_VARIABLE,
        )
        return Path(self._temporary.name)


_store = _Store()
_kernels: dict[str, Any] = {}
_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


def cache_directory() -> Path:
    """Where generated sources and machine code are kept in this process."""
    return _store.directory()


def _environment() -> str:
    """What machine code depends on besides the generated source."""
    helpers = "".join(inspect.getsource(module) for module in (fastmath, jit, pointers))
    return "\n".join(
        (
            helpers,
            numba.__version__,
            np.__version__,
            platform.python_implementation(),
            sys.version,
            platform.machine(),
            llvm.get_host_cpu_name(),
            llvm.get_host_cpu_features().flatten(),
        )
    )


_environment_digest: str | None = None


def _stem(label: str, source: str) -> str:
    global _environment_digest
    if _environment_digest is None:
        _environment_digest = hashlib.sha256(_environment().encode()).hexdigest()
    digest = hashlib.sha256(f"{_environment_digest}\n{source}".encode()).hexdigest()
    return f"{label}_{digest[:20]}"


def _label(name: str, *parts: str) -> str:
    """A file name for every system: letters, digits and _, not too long, no reserved word."""
    safe = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:40]
    return "_".join(("kernel", safe, *parts))


def _write_once(path: Path, source: str) -> None:
    """Put the whole file there at once, or leave the one that is there.

    Its time is fixed, so that whichever process comes first the machine code stays valid.
    """
    if path.is_file() and path.read_text(encoding="utf-8") == source:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(source)
        os.utime(temporary, (_SOURCE_TIME, _SOURCE_TIME))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _import(path: Path, stem: str, cache: bool) -> Any:
    """Import the file as a module of its own and compile, or load, its kernel."""
    name = f"neuroboard_kernels_{stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Numba finds the module of a function by its name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.compiled(cache)


def _discard(directory: Path, stem: str) -> None:
    """Remove what is kept of one kernel: its source and its machine code."""
    for kept in (*directory.glob(f"{stem}.py"), *directory.glob(f"__pycache__/{stem}.*")):
        try:
            kept.unlink(missing_ok=True)
        except OSError:
            log.debug("cannot remove %s", kept)


def _compile(stem: str, source: str) -> Any:
    directory = _store.directory()
    for attempt in range(2):
        try:
            path = directory / f"{stem}.py"
            _write_once(path, source)
            return _import(path, stem, cache=True)
        except Exception as error:
            # A damaged file, a full disk, a directory that has gone: once more from nothing,
            # then elsewhere and without keeping anything.
            log.warning("the kept kernel %s cannot be used (%r)", stem, error)
            _discard(directory, stem)
            if attempt:
                directory = _store.give_up(error)
    path = directory / f"{stem}.py"
    _write_once(path, source)
    return _import(path, stem, cache=False)


def _address(stem: str, source: str) -> int:
    kernel = _kernels.get(stem)
    if kernel is None:
        with _locks_guard:
            lock = _locks.setdefault(stem, threading.Lock())
        with lock:
            kernel = _kernels.get(stem)
            if kernel is None:
                kernel = _kernels[stem] = _compile(stem, source)
    return int(kernel.address)


_population_stems: dict[tuple[NeuronModel, Method, bool], tuple[str, str]] = {}
_synapse_stems: dict[tuple[SynapseModel, Method], tuple[str, str]] = {}


def _population(model: NeuronModel, method: Method, per_cell: bool) -> tuple[str, str]:
    key = (model, method, per_cell)
    if key not in _population_stems:
        source = population_source(model, method, per_cell)
        label = _label(model.name, method, "cell" if per_cell else "scalar")
        _population_stems[key] = (_stem(label, source), source)
    return _population_stems[key]


def _synapse(model: SynapseModel, method: Method) -> tuple[str, str]:
    key = (model, method)
    if key not in _synapse_stems:
        source = synapse_source(model, method)
        _synapse_stems[key] = (_stem(_label(model.name, method, "synapse"), source), source)
    return _synapse_stems[key]


def population_kernel(model: NeuronModel, method: Method, per_cell: bool) -> int:
    """Address of the kernel that steps a population (see `engine.kernels.generate`).

    Compiles when no process has done so before, loads otherwise; the address stays valid for the
    life of the process. `per_cell` takes rows of parameters instead of numbers.
    """
    return _address(*_population(model, method, per_cell))


def synapse_kernel(model: SynapseModel, method: Method) -> int:
    """Address of the kernel that steps the synapses of an edge; 0 when it carries no current."""
    if synapse_system(model).current is None:
        return 0
    return _address(*_synapse(model, method))


def is_ready(
    model: NeuronModel | SynapseModel, method: Method = "euler", per_cell: bool = False
) -> bool:
    """Whether the kernel is there without compiling: in this process or on disk."""
    if isinstance(model, SynapseModel):
        if synapse_system(model).current is None:
            return True
        stem, _ = _synapse(model, method)
    else:
        stem, _ = _population(model, method, per_cell)
    if stem in _kernels:
        return True
    return any(_store.directory().glob(f"__pycache__/{stem}.*.nbc"))


def warm_up(progress: Callable[[int, int, str], None] | None = None) -> None:
    """Compile every registered model, those that a new board needs first.

    `progress(done, total, title)` is called before each kernel and once at the end with
    done == total.
    """
    from engine.registry import neuron_models, synapse_models

    jobs: list[tuple[str, Callable[[], int]]] = []
    for method in METHODS:
        jobs += [
            (synapse.title, partial(synapse_kernel, synapse, method))
            for synapse in synapse_models.values()
        ]
        jobs += [
            (model.title, partial(population_kernel, model, method, per_cell))
            for per_cell in (False, True)
            for model in neuron_models.values()
        ]
    for done, (title, job) in enumerate(jobs):
        if progress is not None:
            progress(done, len(jobs), title)
        job()
    if progress is not None:
        progress(len(jobs), len(jobs), "")
