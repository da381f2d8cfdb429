"""The kernel cache on disk: filled once, shared, repaired, never in the way."""

import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from numba.core.errors import NumbaError

from engine.kernels.generate_population import population_source
from engine.kernels.store import KernelStore, stem
from engine.registry import neuron_models

ROOT = Path(__file__).resolve().parents[3]
SOURCE = population_source(neuron_models["leaky"], "euler", False)
NAME = stem("leaky_euler_scalar", SOURCE)
CHILD = """
import time
from numba.core import event
from engine.kernels import cache
from engine.registry import neuron_models, synapse_models
compiled = []
class Listener(event.Listener):
    def on_start(self, e): compiled.append(e.kind)
    def on_end(self, e): pass
def kernels():
    for name in ("leaky", "eif"):
        cache.population_kernel(neuron_models[name], "euler", False)
    cache.synapse_kernel(synapse_models["exponential"], "euler")
cache.population_kernel(neuron_models["lif"], "euler", False)  # starts LLVM
with event.install_listener("numba:compile", Listener()):
    begin = time.process_time()
    kernels()
    print(len(compiled), time.process_time() - begin)
"""


def child(directory: Path) -> "subprocess.Popen[str]":
    environment = os.environ | {"NEUROBOARD_CACHE_DIR": str(directory)}
    environment.pop("NUMBA_CACHE_DIR", None)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", CHILD],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def result(process: "subprocess.Popen[str]") -> tuple[int, float]:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    assert errors == ""
    compiled, seconds = output.split()
    return int(compiled), float(seconds)


def files(directory: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in directory.rglob("*") if p.is_file()}


def test_two_processes_fill_it_at_once_and_later_ones_only_load(tmp_path: Path) -> None:
    both = [child(tmp_path), child(tmp_path)]
    assert max(result(process)[0] for process in both) > 0
    kept = files(tmp_path / "kernels")
    assert len([name for name in kept if name.endswith(".nbc")]) == 4
    assert not [name for name in kept if name.endswith(".tmp")]
    compiled, seconds = result(child(tmp_path))
    assert compiled == 0
    assert seconds < 0.3 * 3
    assert files(tmp_path / "kernels") == kept


def test_a_second_store_loads_what_the_first_compiled(tmp_path: Path) -> None:
    first = KernelStore(tmp_path)
    assert not first.holds(NAME)
    assert first.load(NAME, SOURCE).address != 0
    assert first.holds(NAME)
    begin = time.process_time()
    assert KernelStore(tmp_path).load(NAME, SOURCE).address != 0
    assert time.process_time() - begin < 0.1


@pytest.mark.parametrize("pattern", ["*.py", "__pycache__/*.nbi", "__pycache__/*.nbc"])
@pytest.mark.parametrize("damage", [b"", b"\x00garbage"])
def test_damaged_files_are_made_again(
    tmp_path: Path, pattern: str, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    KernelStore(tmp_path).load(NAME, SOURCE)
    found = list(tmp_path.glob(pattern))
    assert found
    for path in found:
        path.write_bytes(damage)
    store = KernelStore(tmp_path)
    assert store.load(NAME, SOURCE).address != 0
    assert store.directory == tmp_path
    caplog.clear()
    KernelStore(tmp_path).load(NAME, SOURCE)
    assert caplog.text == ""


def test_a_place_that_cannot_be_used_gives_way_to_a_temporary_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a directory")
    store = KernelStore(occupied / "kernels")
    with caplog.at_level(logging.WARNING):
        assert store.load(NAME, SOURCE).address != 0
    assert "NEUROBOARD_CACHE_DIR" in caplog.text
    assert store.directory.is_dir()
    assert tmp_path not in store.directory.parents


def test_a_directory_that_vanishes_gives_way_too(tmp_path: Path) -> None:
    directory = tmp_path / "kernels"
    store = KernelStore(directory)
    assert store.directory == directory
    directory.rmdir()
    directory.write_text("in the way")
    assert store.load(NAME, SOURCE).address != 0
    assert store.directory != directory


def test_a_source_that_cannot_be_compiled_says_so_and_keeps_the_directory(tmp_path: Path) -> None:
    broken = SOURCE.replace("spikes = 0", "spikes = no_such_name")
    store = KernelStore(tmp_path)
    with pytest.raises(NumbaError):
        store.load(stem("broken", broken), broken)
    assert store.directory == tmp_path


def test_the_directory_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEUROBOARD_CACHE_DIR", str(tmp_path))
    assert KernelStore().directory == tmp_path / "kernels"


def test_names_are_legal_on_every_system() -> None:
    for label in ("eif", "CON", 'a/b\\c:d*e?"<>|', "\u00e4\u00f6", "x" * 500, ""):
        name = stem(label, "source")
        assert name.startswith("kernel_")
        assert len(name) < 120
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def test_a_change_of_the_source_or_its_helpers_changes_the_name() -> None:
    assert stem("a", "x = 1") != stem("a", "x = 2")
    assert stem("a", "x = 1") == stem("a", "x = 1")


def test_the_kernels_that_were_used_last_are_kept(tmp_path: Path) -> None:
    store = KernelStore(tmp_path)
    source = "def compiled(keep):\n    return 3\n"
    (tmp_path / "__pycache__").mkdir()
    for age, name in enumerate(["kernel_new", "kernel_middle", "kernel_old", "kernel_used"]):
        (tmp_path / f"{name}.py").write_text(source)
        for end in ("1.nbc", "nbi"):
            kept = tmp_path / "__pycache__" / f"{name}.kernel-1.py311.{end}"
            kept.write_bytes(b"")
            os.utime(kept, (1e9 - age, 1e9 - age))
    assert store.load("kernel_used", source) == 3
    store.tidy(most=2)
    assert sorted(path.stem for path in tmp_path.glob("*.py")) == ["kernel_new", "kernel_used"]
    kept_names = {path.name.partition(".")[0] for path in tmp_path.glob("__pycache__/*.nb*")}
    assert kept_names == {"kernel_new", "kernel_used"}
