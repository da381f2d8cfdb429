"""Parts of the compiled loop, by themselves."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from engine import Document, Simulation, load
from engine.equations import bytecode
from engine.equations.bytecode import execute, to_bytecode
from engine.equations.parser import parse
from engine.kernels import bytecode_machine, noise
from engine.kernels.advance import advance_kernel
from engine.randomness import exponentials, generator, stream_key
from tests.engine.boards import EXAMPLES, edge, make_document, neurons

machine = njit(error_model="numpy")(
    lambda program, length, constants, names, stack: bytecode_machine.run(
        program, length, constants, names, stack
    )
)

FORMULAS = [
    "3",
    "t",
    "-t + 2*a - b/3",
    "t^2 + t^-1",
    "t^0.5",
    "a < t and t <= b or not (t > 1)",
    "H(t - a)*exp(-(t - a)/b)",
    "min(t, a) + max(t, b) + mod(t, a)",
    "where(t >= a, sin(t), cos(t))",
    "sinh(t/9) + cosh(t/9) + tanh(t)",
    "log(t) + sqrt(t) + abs(t) + floor(t) + sign(t)",
    "clip(t, a, b) + window(t, 1, 2, 3) + exprel(t) + linoid(t, a)",
    "tan(t)*pi",
    "1/t",
    "erf(t/3)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_the_machine_computes_what_the_reference_does(text: str) -> None:
    program = to_bytecode(parse(text, {"t", "a", "b"}), ["t", "a", "b"])
    stack = np.empty(bytecode_machine.STACK)
    for t in (-2.5, -1.0, 0.0, 0.5, 1.0, 2.0, 7.25, 1e3, np.nan, np.inf):
        names = np.array([t, 2.0, 3.0])
        operations = program.operations.ravel()
        length = len(program.operations)
        value = machine(operations, length, program.constants, names, stack)
        expected = float(execute(program, list(names)))
        assert value == pytest.approx(expected, rel=1e-13, abs=1e-300, nan_ok=True), t


def test_every_operation_is_known_to_the_machine() -> None:
    used: set[int] = set()
    for text in FORMULAS:
        program = to_bytecode(parse(text, {"t", "a", "b"}), ["t", "a", "b"])
        used |= set(program.operations[:, 0].tolist())
    limits = {"MAX_STACK", "MAX_OPERATIONS"}
    operations = {
        value
        for name, value in vars(bytecode).items()
        if name.isupper() and isinstance(value, int) and name not in limits
    }
    assert used == operations


compiled_exponential = njit(lambda stream, cell, count: noise.exponential(stream, cell, count))


@settings(deadline=None)
@given(st.integers(-(2**63), 2**63 - 1), st.integers(0, 10**7), st.integers(0, 2**40))
def test_compiled_noise_is_that_of_numpy(stream: int, cell: int, count: int) -> None:
    expected = exponentials(stream, np.array([cell]), np.array([count]))[0]
    assert compiled_exponential(stream, cell, count) == pytest.approx(expected, rel=1e-14)


def test_noise_is_exponential_and_independent() -> None:
    stream = stream_key(1, "a", "poisson")
    cells = np.repeat(np.arange(300), 300)
    counts = np.tile(np.arange(300), 300)
    draws = exponentials(stream, cells, counts).reshape(300, 300)
    # 90 000 draws: standard errors of 1/300 of mean and about 3/300 of variance.
    assert draws.mean() == pytest.approx(1, abs=0.014)
    assert draws.var() == pytest.approx(1, abs=0.04)
    for other in (draws[1:], draws[:, 1:]):
        same = draws[: len(other), : other.shape[1]]
        assert abs(np.corrcoef(same.ravel(), other.ravel())[0, 1]) < 0.015


def test_keys_differ_by_seed_record_and_purpose() -> None:
    keys = {
        stream_key(seed, record, purpose)
        for seed in (0, 1)
        for record in ("a", "b")
        for purpose in ("x", "y")
    }
    assert len(keys) == 8
    # Part of the promise that a board with a seed runs the same tomorrow.
    assert stream_key(1, "a", "poisson") == stream_key(1, "a", "poisson")
    assert generator(1, "a", "connect").integers(1000) == generator(1, "a", "connect").integers(
        1000
    )


def test_the_loop_releases_the_interpreter_lock() -> None:
    nodes = [neurons("a", "hh", 4000)]
    simulation = Simulation(make_document(nodes, dt=0.01))
    simulation.advance(1)
    ticks = 0
    done = threading.Event()

    def run() -> None:
        simulation.advance(10_000)
        done.set()

    thread = threading.Thread(target=run)
    thread.start()
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    thread.join()
    # One call that kept the lock would have let this loop turn once or twice.
    assert ticks > 20


def test_time_is_that_of_typed_decimals() -> None:
    simulation = Simulation(make_document([neurons("a")], dt=0.1))
    for _ in range(1000):
        simulation.advance(1)
        assert simulation.t == round(simulation.step * 0.1, 9)
        assert simulation.time(simulation.step) == simulation.t


def test_an_edge_of_no_synapses_runs() -> None:
    document = make_document(
        [neurons("a", params={"I_ext": 40}), neurons("b", size=3)],
        [
            edge("e", "a", "b", synapse="exponential")
            | {"connect": {"rule": "fixed_probability", "p": 0}}
        ],
    )
    simulation = Simulation(document)
    simulation.run(100)
    assert not simulation.weights("e").any()


def test_the_compiled_loop_is_kept_on_disk(tmp_path: Path) -> None:
    """A second process loads the loop; where the package cannot be written, from elsewhere."""
    script = (
        "import sys\n"
        "from engine.kernels.advance import advance_kernel\n"
        "stats = advance_kernel().stats\n"
        "print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))\n"
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    answers = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        ).stdout.split()
        for _ in range(2)
    ]
    assert answers == [["0", "1"], ["1", "0"]]
    assert advance_kernel() is advance_kernel()


def test_an_edit_of_a_running_network_compiles_nothing() -> None:
    simulation = Simulation(load_example())
    simulation.run(10)
    assert len(advance_kernel().signatures) == 1  # type: ignore[attr-defined]  # a dispatcher


def load_example() -> Document:
    return load((EXAMPLES / "recurrent-network.json").read_bytes())
