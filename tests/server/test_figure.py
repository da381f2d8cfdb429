"""Rules H11 and H12: figures of views, and the script that draws them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from server import figure_data
from server.figure_data import extremes
from server.protocol import ErrorAnswer
from tests.server.documents import circuit, document, edge, neuron, noisy, stimulus, trace
from tests.server.live import Live


def array(value: Any) -> np.ndarray[Any, Any]:
    """An array as Plotly writes it: a list, or base64 with its type."""
    if not isinstance(value, dict):
        return np.array(value, float)
    found = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
    shape = [int(n) for n in str(value.get("shape", len(found))).split(",")]
    return found.reshape(shape)


def ran(live: Live, board: str, steps: int) -> None:
    """Make steps while a page looks on."""
    with live.page(board) as page:
        page.frame()
        page.step(steps)


def figure(live: Live, board: str, view: str, query: str = "") -> Any:
    found = live.get(f"/api/boards/{board}/views/{view}/figure{query}")
    go.Figure(found)  # raises for what is no figure
    return found


def refused(live: Live, path: str, status: int) -> str:
    answered, _, body = live.request("GET", path)
    assert answered == status, body
    return ErrorAnswer.model_validate_json(body).problems[0].message


def test_H11_trace_holds_what_is_recorded(shared_live: Live) -> None:
    of = [
        {"node": "a", "variable": "V"},
        {"node": "stim", "variable": "I"},
        {"edge": "e", "variable": "I"},
    ]
    records = (stimulus(), neuron(label="Cell <b>A</b>"), edge(), trace(of=of, window=50))
    board = shared_live.board(document(*records))
    ran(shared_live, board, 1000)
    found = figure(shared_live, board, "v")
    names = [line["name"] for line in found["data"]]
    assert names[0] == "V of Cell &lt;b&gt;A&lt;/b&gt;"
    assert len(names) == 3
    layout = found["layout"]
    assert layout["yaxis"]["title"]["text"] == "V (mV)"
    assert layout["yaxis2"]["title"]["text"] == "I (mV)"
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert layout["xaxis"]["range"] == pytest.approx([50, 100])
    assert [line["yaxis"] for line in found["data"]] == ["y", "y2", "y2"]
    times, values = array(found["data"][0]["x"]), array(found["data"][0]["y"])
    assert times == pytest.approx(np.arange(500, 1001) * 0.1)
    circuit = shared_live.session(board).run.circuit
    assert circuit is not None
    assert values[-1] == pytest.approx(circuit.values("a", 1)[0])
    assert set(array(found["data"][1]["y"])) == {4.0}


def test_H11_a_span_is_cut_at_both_ends(shared_live: Live) -> None:
    board = shared_live.board(circuit())
    ran(shared_live, board, 500)
    found = figure(shared_live, board, "v", "?t0=10&t1=20")
    assert array(found["data"][0]["x"]) == pytest.approx(np.arange(100, 201) * 0.1)
    assert found["layout"]["xaxis"]["range"] == [10, 20]


def test_H11_raster_and_weights(shared_live: Live) -> None:
    board = shared_live.board(noisy(50))
    ran(shared_live, board, 3000)
    raster = figure(shared_live, board, "r")
    circuit = shared_live.session(board).run.circuit
    assert circuit is not None
    recorder = circuit.simulation.recorder
    for number, node in enumerate(("noise", "pop")):
        spikes = recorder.spikes_since(node)
        drawn = raster["data"][number]
        assert drawn["meta"] == {"shows": "population", "of": node}
        assert array(drawn["x"]) == pytest.approx(spikes.steps * 0.1)
        assert list(array(drawn["y"])) == list(spikes.cells + 51 * number)
        assert list(array(drawn["customdata"])) == list(spikes.cells)
    assert len(recorder.spikes_since("noise").steps) > 100
    (heat,) = figure(shared_live, board, "w")["data"]
    matrix = array(heat["z"])
    assert matrix.shape == (50, 50)
    assert heat["zmin"] == -heat["zmax"] == -20
    assert set(matrix[~np.isnan(matrix)]) == {20.0}
    assert 0.2 < np.mean(~np.isnan(matrix)) < 0.4


def test_H11_spikes_that_the_reset_hides_are_drawn(shared_live: Live) -> None:
    records = (
        neuron("a", model="eif", params={"I_ext": 30}, sign="excitatory"),
        trace(window=200),
    )
    board = shared_live.board(document(*records))
    ran(shared_live, board, 2000)
    line, spikes = figure(shared_live, board, "v")["data"]
    circuit = shared_live.session(board).run.circuit
    assert circuit is not None
    steps = circuit.simulation.recorder.spikes_since("a").steps
    assert len(steps) > 1
    assert array(spikes["x"])[::3] == pytest.approx(steps * 0.1)
    assert np.all(array(spikes["y"])[1::3] > array(line["y"]).max() - 1e-9)


def test_H11_extremes_survive_the_bound() -> None:
    times, values = np.linspace(0.0, 12_345.6, 123_457), np.sin(np.arange(123_457.0))
    values[77_777] = 50.0
    x, y = extremes(times, values, 20_000)
    assert len(x) == len(y) <= 20_000
    assert (y.max(), y.min()) == (50.0, values.min())
    assert abs(x[y.argmax()] - times[77_777]) < 2
    assert np.all(np.diff(x) >= 0)


def test_H11_spikes_and_weights_are_bounded(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = shared_live.board(noisy(50))
    ran(shared_live, board, 3000)
    monkeypatch.setattr(figure_data, "MAX_SPIKES", 60)
    raster = figure(shared_live, board, "r")["data"]
    assert [len(array(population["x"])) <= 30 for population in raster] == [True, True]
    assert len(array(raster[0]["x"])) == 30
    assert array(raster[0]["x"])[0] > 100  # the latest ones
    assert raster[0]["type"] == "scatter"
    monkeypatch.setattr(figure_data, "MAX_DRAWN", 40)
    assert figure(shared_live, board, "r")["data"][0]["type"] == "scattergl"
    monkeypatch.setattr(figure_data, "MAX_SIDE", 20)
    (heat,) = figure(shared_live, board, "w")["data"]
    assert array(heat["z"]).shape == (20, 20)


@pytest.mark.parametrize(
    "query", ["?t0=nan", "?t1=inf", "?t0=x", "?t0=5&t1=5", "?t0=0&t1=60001", "?t1=1e13"]
)
def test_H11_times_are_bounded(shared_live: Live, query: str) -> None:
    board = shared_live.board(circuit())
    ran(shared_live, board, 1)
    assert "t0" in (said := refused(shared_live, _path(board, "v") + query, 422)) or "t1" in said


def test_H11_what_is_not_there(shared_live: Live) -> None:
    assert "no such board" in refused(shared_live, _path("nothing", "v"), 404)
    board = shared_live.board(circuit())
    assert "not open" in refused(shared_live, _path(board, "v"), 409)
    ran(shared_live, board, 1)
    for view in ("nothing", "a"):
        assert "no such view" in refused(shared_live, _path(board, view), 404)


def _path(board: str, view: str) -> str:
    return f"/api/boards/{board}/views/{view}/figure"


def test_H12_script_is_the_installed_one_and_is_kept(shared_live: Live) -> None:
    status, headers, _ = shared_live.request("GET", "/api/plotly.js")
    assert status == 307
    assert headers["cache-control"] == "no-cache"
    status, headers, body = shared_live.request("GET", headers["location"])
    assert status == 200
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"].startswith("text/javascript")
    package = Path(go.__file__).parent.parent
    assert body == (package / "package_data" / "plotly.min.js").read_bytes()
    other, _, _ = shared_live.request("GET", "/api/plotly.js?v=0")
    assert other == 307


def test_H11_time_of_iterated_units_is_counted_in_steps(shared_live: Live) -> None:
    settings = {"dt": 1, "method": "euler", "seed": 1}
    for model, word in (("linear", "steps"), ("lif", "ms")):
        records = (neuron(model=model, params={}), trace(of=[{"node": "a"}], window=50))
        board = shared_live.board(document(*records) | {"settings": settings})
        ran(shared_live, board, 20)
        found = figure(shared_live, board, "v")
        assert found["layout"]["xaxis"]["title"]["text"] == f"Time ({word})"
        assert found["data"][0]["hovertemplate"].endswith(f" {word}")
