"""First use of a model, by a process that finds nothing compiled and by the next one.

The program starts itself anew for each case: `python -m benchmarks.product.first_use NAME OUT`,
where NAME is a model or the run loop.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import workloads
from benchmarks.worker import Document, Report, Request, Stopwatch, serve

MODELS = {"lif": workloads.LIF, "eif": workloads.EIF, "hh": workloads.HH}
STATES = ("cold", "warm")
LOOP = "loop"
OF_MODEL = ("model", "model on the wall")


def work(request: Request) -> Report:
    """Cold and warm seconds of the run loop and of each model; no options."""
    scratch = Path(request.scratch)
    loop = _emptied(scratch / "first-loop")
    figures = _named(_in_new_process(LOOP, loop), "cold")
    warm: dict[str, float] = {}
    for model in MODELS:
        # What takes longest is not compiled again for each model.
        folder = _emptied(scratch / f"first-{model}")
        shutil.copytree(loop, folder)
        for state in STATES:
            warm = _in_new_process(model, folder)
            figures |= _named({key: warm.pop(key) for key in OF_MODEL}, state, f"{model}, ")
    figures |= _named(warm, "warm")
    # Where nothing is compiled yet, the run loop has to be too, once for all models.
    slowest = {state: max(figures[f"{m}, model {state}, s"] for m in MODELS) for state in STATES}
    figures["cold, s"] = figures["run loop cold, s"] + slowest["cold"]
    figures["with a stimulus cold, s"] = figures["cold, s"] + figures["stimuli cold, s"]
    figures["warm, s"] = slowest["warm"]
    return Report("Neuroboard", figures=figures)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _named(seconds: dict[str, float], state: str, of: str = "") -> dict[str, float]:
    return {f"{of}{what} {state}, s": value for what, value in seconds.items()}


def _in_new_process(model: str, folder: Path) -> dict[str, float]:
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "seconds.json"
    compiled = str(folder / "compiled")
    env = {**os.environ, "NEUROBOARD_CACHE_DIR": compiled, "NUMBA_CACHE_DIR": compiled}
    subprocess.run([sys.executable, "-m", __spec__.name, model, out], env=env, check=True)
    answer: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))
    return answer


def _measure(name: str) -> dict[str, float]:
    """Seconds to import the engine, to run the loop first, and to use the model first, if any.

    Of the processor, since compiling is all that happens, and on the wall for the model.
    """
    watch = Stopwatch()
    from benchmarks.product.simulate import simulation_of

    imports = watch.processor()
    watch = Stopwatch()
    simulation_of(workloads.document("Nothing yet", [], [])).advance(1)
    loop = watch.processor()
    if name == LOOP:
        watch = Stopwatch()
        current: dict[str, Any] = {"id": "s", "kind": "stimulus", "model": "constant"}
        simulation_of(workloads.document("A current", [current], [])).advance(1)
        return {"imports": imports, "run loop": loop, "stimuli": watch.processor()}
    watch = Stopwatch()
    simulation_of(_network(name)).advance(1)
    model, wall = watch.processor(), watch.wall()
    return {"imports": imports, "run loop": loop, "model": model, "model on the wall": wall}


def _network(model: str) -> Document:
    """A few cells of the model, connected."""
    node: dict[str, Any] = {"id": "a", "kind": "neurons", "model": model, "size": 10}
    node["params"] = MODELS[model]
    edge = {"id": "a_a", "source": "a", "target": "a", "synapse": "exponential", "weight": 1.0}
    edge["params"] = {"tau": 5.0}
    return workloads.document(f"Ten cells of {model}", [node], [edge])


if __name__ == "__main__":
    if sys.argv[1] in (LOOP, *MODELS):
        Path(sys.argv[2]).write_text(json.dumps(_measure(sys.argv[1])), encoding="utf-8")
        sys.exit(0)
    sys.exit(serve(work, sys.argv[1:]))
