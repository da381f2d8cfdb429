"""Steps one compiled kernel outside a network, for tests that compare it with plain NumPy."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.declaration import NeuronModel, SynapseModel
from engine.equations import evaluate
from engine.equations.system import neuron_system
from engine.kernels.cache import population_kernel, synapse_kernel
from engine.kernels.pointers import call_population, call_synapse
from engine.kernels.rows import rows_of
from engine.kernels.stepping import Method

Array = NDArray[np.float64]
compiled = cast(Callable[[Callable[..., Any]], Callable[..., Any]], njit)


@compiled
def _step_population(
    kernel: int, state: int, n: int, stride: int, params: int, inputs: int, t: float, out: int
) -> int:
    result: int = call_population(kernel, state, n, stride, params, inputs, t, out)
    return result


@compiled
def _step_synapse(
    kernel: int, state: int, n: int, stride: int, params: int, inputs: int, post: int, t: float
) -> int:
    result: int = call_synapse(kernel, state, n, stride, params, inputs, post, t)
    return result


def aligned(rows: int, stride: int) -> Array:
    """Zeros at a multiple of 64 bytes, as the engine allocates them."""
    flat = np.zeros(rows * stride + 8)
    offset = (-flat.ctypes.data // 8) % 8
    return flat[offset : offset + rows * stride].reshape(rows, stride)


class Population:
    """n cells of a model, stepped by its kernel.

    `params` overrides defaults by numbers or by arrays of length n; `initial` overrides initial
    values in the same way. `per_cell` picks the variant; by default what the values need.
    """

    def __init__(
        self,
        model: NeuronModel,
        n: int = 1,
        *,
        method: Method = "euler",
        dt: float = 0.1,
        params: Mapping[str, float | Array] | None = None,
        initial: Mapping[str, float | Array] | None = None,
        per_cell: bool | None = None,
    ) -> None:
        self.model, self.n, self.dt, self.t = model, n, dt, 0.0
        self.stride = -(-n // 8) * 8
        values: dict[str, Any] = {p.name: p.default for p in model.numbers} | dict(params or {})
        if per_cell is None:
            per_cell = any(np.ndim(value) for value in values.values())
        rows = [dt, *(values[p.name] for p in model.numbers)]
        if per_cell:
            self.params = aligned(len(rows), self.stride)
            for row, value in zip(self.params, rows, strict=True):
                row[:n] = value
        else:
            self.params = np.array(rows, np.float64)
        self.state = aligned(rows_of(model).total, self.stride)
        for i, expr in enumerate(neuron_system(model).initial):
            name = model.states[i].name
            values[name] = (initial or {}).get(name, evaluate(expr, values))
            self.state[i, :n] = values[name]
        self.inputs = aligned(2 + len(model.ports), self.stride)
        self.out = np.full(n, -1, np.int32)
        self.kernel = population_kernel(model, method, per_cell)

    def __getitem__(self, name: str) -> Array:
        """The live row of a state."""
        names = [state.name for state in self.model.states]
        return self.state[names.index(name), : self.n]

    def call(self, current: float | Array = 0.0, kick: float | Array = 0.0) -> int:
        """One step; what the kernel returns."""
        self.inputs[0, : self.n] = current
        self.inputs[1, : self.n] = kick
        count = _step_population(
            self.kernel,
            self.state.ctypes.data,
            self.n,
            self.stride,
            self.params.ctypes.data,
            self.inputs.ctypes.data,
            self.t,
            self.out.ctypes.data,
        )
        self.t += self.dt
        return int(count)

    def step(self, current: float | Array = 0.0, kick: float | Array = 0.0) -> list[int]:
        """One step; indices of the cells that spiked."""
        count = self.call(current, kick)
        assert count >= 0
        return [int(i) for i in self.out[:count]]

    def run(self, steps: int, current: float | Array = 0.0) -> tuple[Array, list[tuple[int, int]]]:
        """The first state after each step, (steps, n), and the spikes as (step, cell)."""
        trace = np.empty((steps, self.n))
        spikes: list[tuple[int, int]] = []
        for k in range(steps):
            spikes += [(k, cell) for cell in self.step(current)]
            trace[k] = self.state[0, : self.n]
        return trace, spikes


class Synapses:
    """The synapses of one edge onto n cells, stepped by their kernel."""

    def __init__(
        self,
        model: SynapseModel,
        n: int = 1,
        *,
        method: Method = "euler",
        dt: float = 0.1,
        params: Mapping[str, float] | None = None,
    ) -> None:
        self.model, self.n, self.t, self.dt = model, n, 0.0, dt
        values: dict[str, Any] = {p.name: p.default for p in model.parameters} | dict(params or {})
        self.stride = -(-n // 8) * 8
        self.params = np.array([dt, *(values[p.name] for p in model.parameters)])
        self.state = aligned(max(1, len(model.states)), self.stride)
        self.inputs = aligned(2, self.stride)
        self.post = aligned(1, self.stride)
        self.kernel = synapse_kernel(model, method)

    def call(self) -> int:
        """One step that adds to `inputs[0]`; what the kernel returns."""
        code = _step_synapse(
            self.kernel,
            self.state.ctypes.data,
            self.n,
            self.stride,
            self.params.ctypes.data,
            self.inputs.ctypes.data,
            self.post.ctypes.data,
            self.t,
        )
        self.t += self.dt
        return int(code)

    def current(self) -> Array:
        """The current of the step at t, shape (n,); the states move on to t + dt."""
        self.inputs[:] = 0.0
        assert self.call() == 0
        return self.inputs[0, : self.n].copy()
