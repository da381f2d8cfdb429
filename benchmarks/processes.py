"""Runs one program that is measured, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

from benchmarks.environments import CACHE, ROOT, python_of
from benchmarks.worker import Report, Request

TIME_LIMIT = 900.0
"""Seconds that a process may take, building included."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
KERNELS = "NEUROBOARD_CACHE_DIR"


class NotMeasured(Exception):
    """No figure came out; the message says why, for the table."""


def scratch_of(row: str, contender: str) -> Path:
    """Where a contender of a row may leave files, compiled code above all."""
    folder = CACHE / "scratch" / row / contender
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget(row: str) -> None:
    """Remove what the contenders of a row have compiled, so that the next one starts cold."""
    shutil.rmtree(CACHE / "scratch" / row, ignore_errors=True)


def run(environment: str | None, module: str, request: Request) -> Report:
    """The report of `python -m module` in an environment. Raises NotMeasured or Unavailable."""
    python = python_of(environment)
    scratch = Path(request.scratch)
    source, target, log = (scratch / name for name in ("request.json", "report.json", "log.txt"))
    source.write_text(json.dumps(asdict(request)), encoding="utf-8")
    target.unlink(missing_ok=True)
    command: list[str | Path] = [python, "-m", module, source, target]
    # Kernels of the product are compiled anew for each row, like those of its peers.
    env = {**os.environ, **ONE_THREAD, KERNELS: str(scratch / "kernels")}
    with log.open("w", encoding="utf-8") as out:
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=env, stdout=out, stderr=out, timeout=TIME_LIMIT
            )
        except subprocess.TimeoutExpired:
            raise NotMeasured(f"took more than {TIME_LIMIT:g} s") from None
    if done.returncode or not target.is_file():
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""]
        raise NotMeasured(f"failed: {lines[-1][:200]}")
    answer = json.loads(target.read_text(encoding="utf-8"))
    if "unsupported" in answer:
        raise NotMeasured(answer["unsupported"])
    return Report(**answer)
