"""The command line: results on standard output, sentences on standard error, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.registry import neuron_models, stimulus_models, synapse_models
from server import serving, static_files
from server.cli import main
from server.protocol import ExampleEntry
from tests.server.documents import circuit, document, edge, neuron, noisy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document that runs."""
    path = tmp_path / "doc.json"
    path.write_text(json.dumps(circuit()))
    return path


def test_run_writes_what_the_views_show(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.with_name("out.npz")
    assert main(["run", str(file), "--for", "50", "--out", str(out)]) == 0
    found = np.load(out)
    assert found["time"][-1] == 50
    assert found["a.V"].shape == (501, 1)
    assert "a.V" in capsys.readouterr().out


def test_run_records_what_is_named(tmp_path: Path) -> None:
    path, out = tmp_path / "doc.json", tmp_path / "out.npz"
    path.write_text(json.dumps(noisy(10)))
    record = ["--record", "pop.V", "--record", "noise.spikes", "in.weights"]
    assert main(["run", str(path), "--for", "100", "--out", str(out), *record]) == 0
    found = np.load(out)
    assert found["pop.V"].shape == (1001, 10)
    assert found["in.weights"].shape == (10, 10)
    assert len(found["noise.spike_times"]) == len(found["noise.spike_indices"]) > 10
    assert "pop.spike_times" not in found


@pytest.mark.parametrize(
    ("change", "arguments", "words"),
    [
        ("{", [], "JSON"),
        (json.dumps({"a": 1}), [], "not a Neuroboard document"),
        (json.dumps({**circuit(), "format": "neuroboard/9"}), [], "newer version"),
        (json.dumps(document(neuron(model="no"))), [], 'node "a"'),
        (None, ["--record", "b.V"], '"b.V" cannot be recorded'),
        (None, ["--for", "-1"], "is not possible"),
        (None, ["--for", "nan"], "is not possible"),
        (None, ["--out", "nowhere/out.npz"], "no folder nowhere"),
    ],
)
def test_run_says_what_is_wrong(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    change: str | None,
    arguments: list[str],
    words: str,
) -> None:
    if change is not None:
        file.write_text(change)
    out = file.with_name("out.npz")
    assert main(["run", str(file), "--for", "10", "--out", str(out), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("neuroboard: ")
    assert words in error
    assert list(file.parent.iterdir()) == [file]


def test_run_of_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "missing.json", "--for", "1", "--out", "out.npz"]) == 2
    assert "missing.json: No such file" in capsys.readouterr().err


def test_run_that_leaves_the_finite_range(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burst = {"id": "stim", "kind": "stimulus", "model": "formula"}
    exploding = document({**burst, "params": {"expression": "1 / (t - 5)"}}, neuron(), edge())
    file.write_text(json.dumps(exploding))
    out = file.with_name("out.npz")
    assert main(["run", str(file), "--for", "10", "--out", str(out)]) == 2
    assert "stim" in capsys.readouterr().err
    assert not out.exists()


def test_check_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "doc.json"
    path.write_text(json.dumps(noisy(100)))
    assert main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    for words in (
        "noise: stimulus poisson, size 100",
        "pop: neurons lif, size 100",
        "in: noise -> pop, exponential, fixed_probability, about 3,000 synapses",
        "3 views",
        "Memory: about",
    ):
        assert words in said


def test_check_lists_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "doc.json"
    wrong = document(neuron("a", model="leeky"), neuron("b", params={"tau": 1}), edge())
    path.write_text(json.dumps(wrong))
    assert main(["check", str(path)]) == 2
    error = capsys.readouterr().err
    assert "3 problems" in error
    assert '"leaky"' in error
    assert "tau_m" in error


def test_check_refuses_what_does_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "doc.json"
    big = [neuron(name, model="lif", size=10_000_000) for name in "ab"]
    dense = edge(
        "e", "a", "b", synapse="exponential", connect={"rule": "fixed_probability", "p": 0.9}
    )
    path.write_text(json.dumps(document(*big, dense)))
    assert main(["check", str(path)]) == 2
    assert "needs about" in capsys.readouterr().err


def test_models_prints_the_reference_of_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "eif"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("eif  (neuron: Exponential integrate-and-fire)")
    assert "tau_m*dV/dt = -(V - E_L) + Delta_T*exp((V - V_T)/Delta_T) + I" in said
    assert "15 ms (0.01 to 100000)" in said
    assert "Fourcaud" in said


def test_models_prints_all_of_them_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--format", "markdown"]) == 0
    said = capsys.readouterr().out
    for name in [*neuron_models, *synapse_models, *stimulus_models]:
        assert f"(`{name}`)" in said
    for chapter in ("Neurons", "Synapses", "Stimuli"):
        assert said.count(f"## {chapter}\n") == 1
    tables = [line for line in said.splitlines() if line.startswith("|")]
    columns = [line.replace(r"\|", "").count("|") for line in tables]
    # Head and rule of a table have as many columns as its rows.
    assert all(count in (5, 6) for count in columns)
    assert "| `tau_m` | 15 | ms | 0.01 to 100000 | membrane time constant |" in said


def test_models_prints_data_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "noise", "--format", "json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)
    assert entry["kind"] == "stimulus"
    assert [p["name"] for p in entry["parameters"]] == ["tau", "sigma", "mean"]


def test_models_of_an_unknown_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "efi"]) == 2
    assert 'there is no model "efi"; did you mean "eif"?' in capsys.readouterr().err


def test_labs_lists_what_comes_along(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["labs"]) == 0
    said = capsys.readouterr().out
    for runnable in static_files.examples().values():
        assert runnable.entry.id in said
        assert runnable.entry.title in said


def test_labs_says_when_there_are_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static_files, "shipped", lambda folder: {})
    assert main(["labs"]) == 0
    assert "No labs" in capsys.readouterr().out


def test_every_listed_example_is_shipped() -> None:
    index = static_files.static_root() / "examples" / "index.json"
    entries = [ExampleEntry.model_validate(entry) for entry in json.loads(index.read_text("utf-8"))]
    assert [entry.id for entry in entries] == list(static_files.examples())


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--port", "99999"],
        ["serve", "--memory-limit", "0"],
        ["serve", "--memory-limit", "much"],
        ["run", "x.json"],
        ["run", "x.json", "--for", "soon", "--out", "y"],
        ["fly"],
    ],
)
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: neuroboard" in capsys.readouterr().err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("neuroboard 0")
    assert main([]) == 2
    assert "serve" in capsys.readouterr().out


def test_version_answers_at_once() -> None:
    """Without importing the compiler or the web framework."""
    code = (
        "import sys\nfrom server.cli import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numba', 'fastapi', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("environment", "platform", "desktop"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_browser_only_where_there_is_a_desktop(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, Any], platform: str, desktop: bool
) -> None:
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(sys, "platform", platform)
    assert serving.has_desktop() is desktop
