"""Compiled kernels by model: generated and compiled once, loaded by later processes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from engine.declaration import NeuronModel, PlasticityModel, SynapseModel
from engine.equations.system import synapse_system
from engine.equations.tree import Name
from engine.kernels.generate_aside import Aside, aside_source
from engine.kernels.generate_plasticity import plasticity_source
from engine.kernels.generate_population import population_source
from engine.kernels.generate_synapse import presynaptic_source, synapse_source
from engine.kernels.stepping import METHODS, Method
from engine.kernels.store import KernelStore, stem

store = KernelStore()
"""Where this process keeps its kernels."""

compile_apart: Callable[[str, str], None] | None = None
"""Where set, it compiles what is not on disk (name, source), in another process."""

_kernels: dict[str, Any] = {}
_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


def population_kernel(model: NeuronModel, method: Method, per_cell: bool) -> int:
    """Address of the kernel that steps a population (`engine.kernels.generate_population`).

    Compiles when no process has done so before, loads otherwise; the address stays valid for the
    life of the process. `per_cell` takes rows of parameters instead of numbers.
    """
    return _address(*_population(model, method, per_cell))


def synapse_kernel(model: SynapseModel, method: Method) -> int:
    """Address of the kernel that steps the synapses of an edge (`engine.kernels.generate_synapse`).

    0 when the synapse carries no current. The kernel of what its sources send is made too.
    """
    if synapse_system(model).current is None:
        return 0
    presynaptic_kernel(model)
    return _address(*_synapse(model, method))


def presynaptic_kernel(model: SynapseModel) -> int:
    """Address of the kernel of what the sources of an edge send; 0 where it is their value."""
    if synapse_system(model).presynaptic in (None, Name("x")):
        return 0
    return _address(*_presynaptic(model))


def plasticity_kernel(model: PlasticityModel, method: Method) -> int:
    """Address of the kernel of a learning rule (`engine.kernels.generate_plasticity`), or of the
    one that trains for all rules that are an algorithm."""
    if model.algorithm:
        return aside_kernel("training")
    aside_kernel("learning")
    return _address(*_plasticity(model, method))


def aside_kernel(name: Aside) -> int:
    """Address of the kernel of a part of the run loop (`engine.kernels.generate_aside`)."""
    return _address(*_aside(name))


def is_aside_ready(name: Aside) -> bool:
    """Whether that kernel is there without compiling."""
    stem_of = _aside(name)[0]
    return stem_of in _kernels or store.holds(stem_of)


def is_ready(
    model: NeuronModel | SynapseModel | PlasticityModel,
    method: Method = "euler",
    per_cell: bool = False,
) -> bool:
    """Whether the kernel is there without compiling: in this process or on disk."""
    names: list[str] = []
    if isinstance(model, NeuronModel):
        names.append(_population(model, method, per_cell)[0])
    elif isinstance(model, PlasticityModel):
        names.append(_aside("training" if model.algorithm else "learning")[0])
        if not model.algorithm:
            names.append(_plasticity(model, method)[0])
    elif synapse_system(model).current is not None:
        names.append(_synapse(model, method)[0])
        if synapse_system(model).presynaptic not in (None, Name("x")):
            names.append(_presynaptic(model)[0])
    return all(name in _kernels or store.holds(name) for name in names)


def warm_up(progress: Callable[[int, int, str], None] | None = None) -> None:
    """Compile the run loop and every registered model as a new board needs it: the default method,
    parameters that all cells share. What else a board asks for is compiled when it does.

    `progress(done, total, title)` is called before each kernel and once at the end with
    done == total.
    """
    from engine.kernels.advance import advance_kernel
    from engine.registry import neuron_models, plasticity_models, synapse_models

    jobs: list[tuple[str, Callable[[], object]]] = [("the run loop", advance_kernel)]
    jobs.append(("stimuli", partial(aside_kernel, "stimuli")))
    method: Method = METHODS[0]
    jobs += [
        (model.title, partial(population_kernel, model, method, False))
        for model in neuron_models.values()
    ]
    jobs += [
        (synapse.title, partial(synapse_kernel, synapse, method))
        for synapse in synapse_models.values()
    ]
    jobs += [
        (rule.title, partial(plasticity_kernel, rule, method))
        for rule in plasticity_models.values()
    ]
    for done, (title, job) in enumerate(jobs):
        if progress is not None:
            progress(done, len(jobs), title)
        job()
    if progress is not None:
        progress(len(jobs), len(jobs), "")


def _aside(name: Aside) -> tuple[str, str]:
    source = aside_source(name)
    return stem(name, source), source


@lru_cache(maxsize=1024)
def _population(model: NeuronModel, method: Method, per_cell: bool) -> tuple[str, str]:
    if model.family == "iterated":
        method = "euler"  # A map is the same by every method: one kernel serves all.
    source = population_source(model, method, per_cell)
    label = f"{model.name}_{method}_{'cell' if per_cell else 'scalar'}"
    return stem(label, source), source


@lru_cache(maxsize=1024)
def _synapse(model: SynapseModel, method: Method) -> tuple[str, str]:
    source = synapse_source(model, method)
    return stem(f"{model.name}_{method}_synapse", source), source


@lru_cache(maxsize=1024)
def _presynaptic(model: SynapseModel) -> tuple[str, str]:
    source = presynaptic_source(model)
    return stem(f"{model.name}_presynaptic", source), source


@lru_cache(maxsize=1024)
def _plasticity(model: PlasticityModel, method: Method) -> tuple[str, str]:
    source = plasticity_source(model, method)
    return stem(f"{model.name}_{method}_plasticity", source), source


def _address(name: str, source: str) -> int:
    kernel = _kernels.get(name)
    if kernel is None:
        with _locks_guard:
            lock = _locks.setdefault(name, threading.Lock())
        with lock:
            kernel = _kernels.get(name)
            if kernel is None:
                if compile_apart is not None and not store.holds(name):
                    compile_apart(name, source)
                kernel = _kernels[name] = store.load(name, source)
    return int(kernel.address)
