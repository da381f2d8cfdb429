"""A document run from a file into an .npz."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import BlowUp, DocumentError, TooLarge, headless
from engine.headless import run_document
from tests.engine.boards import DOCUMENTS, EXAMPLES, edge, neurons, raw_document, stimulus


def write(folder: Path, raw: dict[str, Any]) -> Path:
    path = folder / "board.json"
    path.write_text(json.dumps(raw))
    return path


def network(folder: Path) -> Path:
    views = [
        {"id": "v", "kind": "trace", "of": [{"node": "a", "variable": "V"}, {"edge": "e"}]},
        {"id": "r", "kind": "raster", "of": [{"node": "a"}]},
        {"id": "w", "kind": "weights", "of": [{"edge": "e"}]},
    ]
    nodes = [stimulus("s", "spike_times", 2, times=[[0, 1], [2]]), neurons("a", "lif", 3)]
    nodes[1]["params"] = {"I_ext": 40}
    link = edge("e", "s", "a", synapse="exponential", weight=[[1, 2], [3, 4], [0, 6]])
    return write(folder, raw_document(nodes, [link], views))


def test_without_record_what_the_views_show_and_all_spikes(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    names = run_document(network(tmp_path), 20, out)
    with np.load(out) as data:
        assert set(data.files) == set(names)
        assert set(names) == {
            "time",
            "a.V",
            "e.I",
            "e.weights",
            "a.spike_times",
            "a.spike_indices",
            "s.spike_times",
            "s.spike_indices",
        }
        assert data["time"].tolist() == [round(0.1 * k, 9) for k in range(201)]
        assert data["a.V"].shape == data["e.I"].shape == (201, 3)
        assert data["a.V"][0].tolist() == [-70] * 3
        assert data["e.weights"].tolist() == [[1, 2], [3, 4], [0, 6]]
        assert data["s.spike_times"].tolist() == [0, 1, 2]
        assert data["s.spike_indices"].tolist() == [0, 0, 1]
        assert len(data["a.spike_times"]) == len(data["a.spike_indices"]) > 3


def test_record_names_what_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    run_document(network(tmp_path), 5, out, record=["a.V", "s.spikes", "e.weights", "e.I"])
    with np.load(out) as data:
        assert set(data.files) == {
            "time",
            "a.V",
            "e.I",
            "e.weights",
            "s.spike_times",
            "s.spike_indices",
        }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("b.V", 'there is no node or edge "b"'),
        ("a.W", '"a.W" cannot be recorded; there is a.V, a.spikes'),
        ("a", '"a" cannot be recorded'),
        ("s.V", "there is s.spikes"),
        ("e.spikes", "there is e.I, e.weights"),
    ],
)
def test_what_cannot_be_recorded(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(DocumentError, match=sentence):
        run_document(network(tmp_path), 5, tmp_path / "out.npz", record=[name])
    assert not (tmp_path / "out.npz").exists()


def test_a_run_of_no_time_has_one_sample(tmp_path: Path) -> None:
    run_document(network(tmp_path), 0, tmp_path / "out.npz")
    with np.load(tmp_path / "out.npz") as data:
        assert data["time"].tolist() == [0]
        assert data["a.V"].shape == (1, 3)


@pytest.mark.parametrize("duration", [-1, float("nan"), float("inf"), 1e300])
def test_an_impossible_duration(tmp_path: Path, duration: float) -> None:
    with pytest.raises(DocumentError, match="is not possible"):
        run_document(network(tmp_path), duration, tmp_path / "out.npz")


def test_the_old_file_stays_when_a_run_fails(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    out.write_text("old")
    nodes = [neurons("u", "linear", initial={"x": 1})]
    raw = raw_document(nodes, [edge("e", "u", "u", weight=1e9)], dt=1)
    with pytest.raises(BlowUp, match="u"):
        run_document(write(tmp_path, raw), 1000, out)
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board.json", "out.npz"]


def test_nothing_is_left_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", broken)
    with pytest.raises(OSError, match="disk full"):
        run_document(network(tmp_path), 1, tmp_path / "out.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["board.json"]


def test_a_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("rights of this kind are POSIX")
    run_document(network(tmp_path), 1, tmp_path / "out.npz")
    (tmp_path / "other").touch()
    modes = [(tmp_path / name).stat().st_mode for name in ("out.npz", "other")]
    assert modes[0] == modes[1]


def test_progress_ends_at_the_end(tmp_path: Path) -> None:
    seen: list[tuple[float, float]] = []
    run_document(
        network(tmp_path), 50, tmp_path / "out.npz", progress=lambda *now: seen.append(now)
    )
    assert seen[0] == (0, 50)
    assert seen[-1] == (50, 50)
    assert [t for t, _ in seen] == sorted(t for t, _ in seen)


def test_where_populations_are_too_large_the_cells_shown_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headless, "default_limit", lambda: 20_000_000)
    out = tmp_path / "out.npz"
    run_document(EXAMPLES / "recurrent-network.json", 100, out)
    with np.load(out) as data:
        assert data["exc.V"].shape == (1001, 1)
        assert data["exc.V.cells"].tolist() == [0]
    with pytest.raises(TooLarge, match="the recording needs"):
        run_document(EXAMPLES / "recurrent-network.json", 1000, out, record=["exc.V"])


def test_the_same_file_twice_is_the_same(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        run_document(EXAMPLES / "poisson-inputs.json", 200, tmp_path / name)
    with np.load(tmp_path / "one.npz") as one, np.load(tmp_path / "two.npz") as two:
        assert one.files == two.files
        for name in one.files:
            assert np.array_equal(one[name], two[name])
        assert one["neuron.V"].shape == (2001, 1)
        assert {"exc-neuron.I", "inh-neuron.I", "mean.I", "average.V"} <= set(one.files)


def test_A4_from_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    run_document(DOCUMENTS / "A4_eif.json", 1000, out, record=["a.spikes", "a.V"])
    with np.load(out) as data:
        assert data["a.spike_times"] == pytest.approx([651.0, 704.3, 757.6], abs=0.2)
        assert data["a.spike_indices"].tolist() == [0, 0, 0]
