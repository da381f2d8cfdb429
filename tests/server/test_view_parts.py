"""Rules F10 to F13: what views of populations, of how weights change, and worked-out views are
drawn from, against plain calculations on what is recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.analysis.components import principal_components
from engine.analysis.spiking import intervals, population_rate
from engine.document import Tile
from engine.network import Network
from engine.validation import parse_document
from server.activity import Recent
from server.circuit import Circuit
from server.client import Client
from server.reading import Span
from server.stream import Tick
from server.view_parts import MAX_CELLS
from server.views import KINDS
from server.weight_history import folded
from tests.server.documents import Json, document, edge
from tests.server.page import Frame, decode

MEMORY = 2**30
STDP = {"rule": "stdp", "params": {"w_max": 60.0}}


def view(kind: str, *of: Json, name: str = "v", **more: Any) -> Json:
    return {"id": name, "kind": kind, "of": list(of), **more}


def noisy(*views: Json, size: int = 20, **more: Any) -> Circuit:
    """Poisson spikes, and neurons that they drive, with these views."""
    poisson = {"model": "poisson", "size": size, "params": {"rate": 60}}
    records: tuple[Json, ...] = (
        {"id": "p", "kind": "stimulus", **poisson},
        {"id": "a", "kind": "neurons", "model": "lif", "size": size, "params": {"I_ext": 15}},
        edge("pa", "p", "a", synapse="exponential", params={"tau": 5}, weight=40, **more),
        *views,
    )
    return Circuit(Network.from_document(parse_document(document(*records))), MEMORY)


class Watching:
    """A page that takes frames when it is asked to."""

    def __init__(self, circuit: Circuit) -> None:
        self.circuit = circuit
        self.client = Client("page")
        self.recent = Recent()
        self.now = 0.0

    def frame(self) -> Frame:
        """The next one; a second later by the clock."""
        self.now += 1.0
        tick = Tick(self.circuit, 1, self.now, self.recent)
        message = tick.frame(self.client)
        assert message is not None
        return decode(message)


def section(frame: Frame, kind: str) -> Json:
    found: Json
    (found,) = [entry for entry in frame.header["sections"] if entry["kind"] == kind]
    return found


def spikes(circuit: Circuit, node: str) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    found = circuit.simulation.recorder.spikes_since(node)
    return np.asarray(found.steps * circuit.dt, np.float64), found.cells


def test_F10_cells_are_those_of_now() -> None:
    circuit = noisy(view("bars", {"node": "a", "variable": "V"}))
    page = Watching(circuit)
    for steps in (0, 57):
        circuit.advance(steps)
        frame = page.frame()
        found = section(frame, "cells")
        assert (found["n"], found["stride"], found["across"]) == (20, 1, 0)
        expected = circuit.simulation.state("a", "V").astype(np.float32)
        assert frame.floats(found, 20) == pytest.approx(expected)


def test_F10_many_cells_are_thinned_and_pictures_folded() -> None:
    size = 10_001
    stimulus: Json = {"id": "s", "kind": "stimulus", "model": "noise", "size": size}
    pictures = view("pixels", {"node": "s"}, columns=150), view("bars", {"node": "s"}, name="b")
    records = document(stimulus, *pictures)
    circuit = Circuit(Network.from_document(parse_document(records)), MEMORY)
    circuit.advance(3)
    frame = Watching(circuit).frame()
    values = circuit.simulation.state("s", "I")
    assert np.ptp(values) > 0
    bars, picture = sorted(frame.header["sections"], key=lambda entry: int(entry["across"]))
    assert bars["stride"] == 3
    assert frame.floats(bars, bars["n"]) == pytest.approx(values[::3].astype(np.float32))
    block = picture["block"]
    columns = -(-150 // block)
    assert picture["n"] <= MAX_CELLS
    seen = frame.floats(picture, picture["n"] // columns, columns)
    rows = -(-size // 150)
    for i in (0, 1, len(seen) - 2):
        for j in (0, columns - 1):
            cells = [
                row * 150 + column
                for row in range(i * block, min(rows, (i + 1) * block))
                for column in range(j * block, min(150, (j + 1) * block))
                if row * 150 + column < size
            ]
            assert seen[i, j] == pytest.approx(values[cells].mean(), rel=1e-5, abs=1e-6)


def test_F11_no_column_is_lost_by_skipped_frames() -> None:
    of = {"node": "a", "variable": "V"}
    circuit = noisy(view("image", of, bin=2), view("trace", {**of, "cells": [3]}, name="t"))
    page = Watching(circuit)
    times: list[float] = []
    rows: list[NDArray[np.float32]] = []
    for steps in (1, 7, 333, 20, 2):
        circuit.advance(steps)
        for found in (s for s in page.frame().header["sections"] if s["kind"] == "columns"):
            times += [found["t0"] + i * found["every"] for i in range(found["count"])]
    assert times == pytest.approx(np.arange(0, circuit.t + 1e-9, 2.0))
    late = Watching(circuit)
    frame = late.frame()
    found = section(frame, "columns")
    rows.append(frame.floats(found, found["count"], found["n"]))
    probe = next(p for p in circuit.simulation.recorder.probes if p.cells == (3,))
    every_step = circuit.simulation.recorder.samples_since(probe).values[:, 0]
    assert rows[0][:, 3] == pytest.approx(every_step[::20].astype(np.float32))


def test_F11_one_variable_has_one_rate_of_columns() -> None:
    of = {"node": "a", "variable": "V"}
    circuit = noisy(view("image", of, bin=5), view("image", of, name="w", bin=2))
    circuit.advance(100)
    found = section(Watching(circuit).frame(), "columns")
    assert found["every"] == pytest.approx(2.0)


def test_F12_moments_of_weights() -> None:
    plastic: dict[str, Any] = {
        "plasticity": STDP,
        "connect": {"rule": "fixed_probability", "p": 0.5},
    }
    circuit = noisy(view("weight_history", {"edge": "pa", "cells": [0, 21]}), **plastic)
    page = Watching(circuit)
    seen: list[float] = []
    for _ in range(4):
        circuit.histories["pa"]._rests_until = 0.0
        circuit.advance(200)
        frame = page.frame()
        found = section(frame, "history")
        count, width = found["count"], 3 + len(found["synapses"])
        data = frame.floats(found, count * (1 + width) + count * found["rows"] * found["columns"])
        seen += (found["t0"] + data[:count]).tolist()
        lines = data[count : count * (1 + width)].reshape(count, width)
        matrix = circuit.simulation.weights("pa", absent=np.nan)
        known = matrix[~np.isnan(matrix)]
        assert lines[-1, 0] == pytest.approx(known.mean(), rel=1e-6)
        assert lines[-1, 1:3] == pytest.approx(np.percentile(known, (10, 90)), rel=1e-6)
        assert lines[-1, 3:] == pytest.approx(matrix[[0, 1], [0, 1]], rel=1e-6, nan_ok=True)
        last = data[count * (1 + width) :].reshape(count, 20, 20)[-1]
        assert last == pytest.approx(matrix.astype(np.float32), nan_ok=True)
    assert seen == sorted(set(seen))
    assert seen[0] == 0
    assert seen[-1] == pytest.approx(circuit.t)
    circuit.reset()
    assert [moment.t for moment in circuit.histories["pa"].moments] == [0.0]


def test_a_matrix_is_folded_to_what_is_furthest_from_0() -> None:
    matrix = np.full((5, 3), np.nan)
    matrix[0, 0], matrix[1, 1], matrix[4, 2] = 2.0, -3.0, 0.0
    found = folded(matrix, 3)
    assert found == pytest.approx(
        np.array([[-3, np.nan], [np.nan, np.nan], [np.nan, 0]]), nan_ok=True
    )


def test_F13_histogram_of_cells_and_of_intervals() -> None:
    circuit = noisy(
        view("histogram", {"node": "a", "variable": "V"}, bins=12),
        view("histogram", {"node": "p"}, name="i", what="intervals", bins=25, span=1000),
    )
    circuit.advance(15_000)
    page = Watching(circuit)
    frame = page.frame()
    of_cells, of_gaps = [s for s in frame.header["sections"] if s["kind"] == "histogram"]
    values = circuit.simulation.state("a", "V")
    counts, _ = np.histogram(values, 12, (of_cells["low"], of_cells["high"]))
    assert frame.floats(of_cells, 12).tolist() == counts.tolist()
    assert counts.sum() == 20
    assert of_cells["spreads"][0]["mean"] == pytest.approx(values.mean())
    times, cells = spikes(circuit, "p")
    recent = times >= circuit.t - 1000
    gaps = [np.diff(times[recent & (cells == cell)]) for cell in range(20)]
    together = np.concatenate(gaps)
    spread = of_gaps["spreads"][0]
    assert spread["n"] == len(together)
    assert spread["mean"] == pytest.approx(together.mean())
    cvs = [gap.std() / gap.mean() for gap in gaps if len(gap) > 1]
    assert spread["cv"] == pytest.approx(np.mean(cvs))
    assert 0.7 < spread["cv"] < 1.2  # Poisson
    counts, _ = np.histogram(together, 25, (of_gaps["low"], of_gaps["high"]))
    assert frame.floats(of_gaps, 25).tolist() == counts.tolist()
    assert of_gaps["low"] == 0


def test_F13_is_sent_when_it_is_due() -> None:
    circuit = noisy(view("histogram", {"node": "a", "variable": "V"}))
    client, recent = Client("page"), Recent()

    def sections(now: float) -> list[str]:
        circuit.advance(1)
        tick = Tick(circuit, 1, now, recent)
        message = tick.frame(client)
        assert message is not None
        return [entry["kind"] for entry in decode(message).header["sections"]]

    assert "histogram" in sections(1.0)
    recent.computed.seconds.clear()
    assert "histogram" not in sections(1.05)
    assert "histogram" in sections(1.11)
    recent.computed.seconds["v"] = 0.02  # took long: at most one part in 20 of the time
    assert "histogram" not in sections(1.4)
    tick = Tick(circuit, 1, 1.4, recent)
    assert tick.frame(client) is None
    assert tick.wanted_again == pytest.approx(1.51)


def test_F13_components_against_numpy() -> None:
    circuit = noisy(view("components", {"node": "p"}, bin=20, span=1000))
    circuit.advance(10_000)
    frame = Watching(circuit).frame()
    found = section(frame, "components")
    times, cells = spikes(circuit, "p")
    edges = np.arange(0, 1000 + 1e-9, 20.0)
    rates = np.stack(
        [np.histogram(times[cells == cell] + 1e-6, edges)[0] * 50.0 for cell in range(20)], axis=1
    )
    centred = rates - rates.mean(axis=0)
    u, s, _ = np.linalg.svd(centred, full_matrices=False)
    assert found["count"] == 50
    assert found["explained"] == pytest.approx((s**2 / np.sum(s**2))[:2], rel=1e-6)
    points = frame.floats(found, 50, 2)
    expected = u[:, :2] * s[:2]
    for axis in (0, 1):
        sign = np.sign(np.dot(points[:, axis], expected[:, axis]))
        assert points[:, axis] == pytest.approx(sign * expected[:, axis], rel=1e-4, abs=1e-2)


def test_signs_of_components_stay() -> None:
    rng = np.random.default_rng(5)
    base = rng.normal(size=(30, 6)) * np.array([5, 3, 1, 1, 1, 1])
    first = principal_components(base)
    second = principal_components(-base[:25], first.axes)
    assert np.all(np.sum(first.axes * second.axes, axis=0) > 0)
    assert np.linalg.norm(first.axes, axis=0) == pytest.approx([1, 1])
    wide = principal_components(base[:4])
    assert np.linalg.norm(wide.axes, axis=0) == pytest.approx([1, 1])
    still = principal_components(np.ones((5, 3)))
    assert still.explained == (0.0, 0.0)
    assert not still.points.any()


def test_rates_and_intervals_against_plain_sums() -> None:
    times = np.array([0.0, 4.9, 5.0, 9.9999999999, 12.0, 30.0])
    rate = population_rate(times, 2, 0, 25, 5)
    assert rate.starts.tolist() == [0, 5, 10, 15, 20]
    assert rate.values.tolist() == [200, 100, 200, 0, 0]
    smooth = population_rate(times, 2, 0, 25, 5, 5.0)
    kernel = np.exp(-0.5 * (np.subtract.outer(rate.starts, rate.starts) / 5) ** 2)
    kernel[np.abs(np.subtract.outer(rate.starts, rate.starts)) > 15] = 0
    assert smooth.values == pytest.approx(kernel @ rate.values / kernel.sum(axis=1))
    found = intervals(np.array([1.0, 2, 3, 5, 9]), np.array([0, 1, 0, 0, 1], np.int32))
    assert sorted(found.values) == [2, 2, 7]
    assert found.cv == pytest.approx(0)
    assert intervals(np.array([1.0]), np.array([0], np.int32)).cv is None


@pytest.mark.parametrize(
    "record",
    [
        view("rate", {"node": "p"}, {"node": "a"}, smooth=5),
        view("weight_history", {"edge": "pa", "cells": [3]}),
        view("histogram", {"node": "a", "variable": "V"}, {"node": "a", "variable": "V"}),
        view("histogram", {"edge": "pa"}),
        view("histogram", {"node": "a", "cells": [2]}, what="time"),
        view("histogram", {"node": "p"}, what="intervals"),
        view("bars", {"node": "a", "variable": "V"}, {"node": "a", "cells": [1, 5]}),
        view("image", {"node": "a"}),
        view("image", {"node": "a", "variable": "V"}, scale=(-80, -50)),
        view("pixels", {"node": "a"}, columns=7),
        view("scatter", {"node": "a", "variable": "V"}, {"edge": "pa", "variable": "I"}),
        view("scatter", {"node": "a"}, {"node": "a"}, what="cells"),
        view("components", {"node": "p"}),
        view("components", {"node": "a", "variable": "V"}),
    ],
    ids=lambda record: f"{record['kind']} {record.get('what', '')}",
)
def test_H11_every_kind_has_a_figure(record: Json) -> None:
    import plotly.graph_objects as go

    circuit = noisy(record)
    found = circuit.simulation.network["v"]
    assert isinstance(found, Tile)
    figures = []
    for steps in (0, 3000):
        circuit.advance(steps)
        span = Span(circuit.t - 200, circuit.t)
        figures.append(KINDS[type(found)].read(circuit, found, span)())
        go.Figure(figures[-1])  # raises for what is no figure
    assert figures[-1]["data"]
    assert all("shows" in trace["meta"] for trace in figures[-1]["data"])
