"""First use of a model, by a process that finds nothing compiled and by the next one.

The program starts itself anew for each case: `python -m benchmarks.product.first_use MODEL OUT`.
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


def work(request: Request) -> Report:
    """Cold and warm seconds for each model; no options."""
    figures: dict[str, float] = {}
    for model in MODELS:
        folder = Path(request.scratch) / f"first-{model}"
        shutil.rmtree(folder, ignore_errors=True)
        for state in STATES:
            for what, seconds in _in_new_process(model, folder).items():
                key = f"{what} {state}, s"
                figures[f"{model}, {key}" if what.startswith("model") else key] = seconds
    # Where nothing is compiled yet, the run loop has to be too, once for all models.
    slowest = {state: max(figures[f"{m}, model {state}, s"] for m in MODELS) for state in STATES}
    figures["cold, s"] = figures["run loop cold, s"] + slowest["cold"]
    figures["warm, s"] = slowest["warm"]
    return Report("Neuroboard", figures=figures)


def _in_new_process(model: str, folder: Path) -> dict[str, float]:
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "seconds.json"
    compiled = str(folder / "compiled")
    env = {**os.environ, "NEUROBOARD_CACHE_DIR": compiled, "NUMBA_CACHE_DIR": compiled}
    subprocess.run([sys.executable, "-m", __spec__.name, model, out], env=env, check=True)
    answer: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))
    return answer


def _measure(name: str) -> dict[str, float]:
    """Seconds to import the engine, to run the loop first, and to use the model first.

    Of the processor, since compiling is all that happens, and on the wall for the model.
    """
    watch = Stopwatch()
    from benchmarks.product.simulate import simulation_of

    imports = watch.processor()
    watch = Stopwatch()
    simulation_of(workloads.document("Nothing yet", [], [])).advance(1)
    loop = watch.processor()
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
    if sys.argv[1] in MODELS:
        Path(sys.argv[2]).write_text(json.dumps(_measure(sys.argv[1])), encoding="utf-8")
        sys.exit(0)
    sys.exit(serve(work, sys.argv[1:]))
