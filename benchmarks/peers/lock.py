"""Write the lock files of the other simulators' environments, with hashes and without hosts.

.venv/bin/python -m benchmarks.peers.lock
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

LOCKS = Path(__file__).resolve().parent / "locks"
REQUIREMENTS = {
    # Brian2 2.9 uses names that NumPy 2.4 has dropped.
    "brian2": ["brian2==2.9.0", "numpy<2.4", "setuptools"],
    "nest": ["nest-simulator==3.10.0"],
    "neuron": ["neuron==9.0.2"],
    "textbook": ["numpy==2.4.*"],
}
OLDEST_PYTHON = "3.11"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        tools = Path(folder, "bin")
        subprocess.run([tools / "python", "-m", "pip", "install", "-q", "uv"], check=True)
        for name, requirements in REQUIREMENTS.items():
            command: list[str | Path] = [tools / "uv", "pip", "compile", "-", "--universal"]
            command += ["--python-version", OLDEST_PYTHON, "--generate-hashes"]
            command += ["--no-emit-index-url", "--no-annotate", "--quiet"]
            command += ["--custom-compile-command", "python -m benchmarks.peers.lock"]
            command += ["--output-file", LOCKS / f"{name}.txt"]
            subprocess.run(command, input="\n".join(requirements), text=True, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
