"""Rules F1 to F8: binary frames."""

from __future__ import annotations

import json
import struct
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.headless import run_document
from engine.network import Network
from engine.validation import parse_document
from server.activity import Recent
from server.circuit import Circuit
from server.protocol import FrameHeader
from server.stream import Tick
from tests.server.documents import circuit, document, edge, neuron, noisy, stimulus, trace
from tests.server.live import Live
from tests.server.page import Frame, Page
from tests.server.process import ServerProcess


def spikes(frames: list[Frame], node: str, dt: float = 0.1) -> NDArray[np.int64]:
    """(step, cell) of every spike of a node in these frames, (m, 2)."""
    rows = [np.zeros((0, 2), np.int64)]
    for frame in frames:
        for section in frame.sections("spikes", node):
            count = section["count"]
            times = section["t0"] + frame.floats(section, count).astype(float)
            cells = frame.integers_after(section, count, count)
            rows.append(np.stack([np.rint(times / dt).astype(int), cells], axis=1))
    return np.concatenate(rows)


def samples(frames: list[Frame], node: str, cell: int = 0) -> dict[int, float]:
    """Raw samples of V by step."""
    found: dict[int, float] = {}
    for frame in frames:
        for section in frame.sections("samples", node):
            assert section["mode"] == "raw"
            values = frame.floats(section, section["count"], len(section["cells"]))
            column = section["cells"].index(cell)
            first = round(section["t0"] / section["every"])
            for i, value in enumerate(values[:, column].tolist()):
                assert first + i not in found, "a sample came twice"
                found[first + i] = value
    return found


def headless(document: dict[str, Any], duration: float, folder: Path) -> Any:
    """What `neuroboard run` writes for a document."""
    source, out = folder / "doc.json", folder / "out.npz"
    source.write_text(json.dumps(document))
    run_document(source, duration, out)
    return np.load(out)


def test_F1_layout(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(noisy(5))) as page:
        page.watch("pop", "noise", inspected="pop")
        page.ready()
        page.acknowledges = False
        page.control("step", 400)
        while True:
            message = page.socket.recv(20)
            if isinstance(message, str):
                continue
            magic, length = struct.unpack_from("<II", message)
            assert magic == 0x3152424E
            assert length % 8 == 0
            header = FrameHeader.model_validate_json(message[8 : 8 + length])
            end = len(message) - 8 - length
            assert end % 8 == 0
            offsets = [section.offset for section in header.sections if section.kind != "inspected"]
            assert all(offset % 8 == 0 and offset <= end for offset in offsets)
            assert offsets == sorted(offsets)
            page.send({"type": "ack", "frame": header.frame})
            if header.step == 400:
                break
    kinds = {section.kind for section in header.sections}
    assert kinds >= {"activity", "samples", "spikes", "inspected"}


def test_F2_at_most_two_frames_under_way(shared_live: Live) -> None:
    page = shared_live.page(shared_live.board(circuit()))
    page.acknowledges = False
    with page:
        page.ready()
        page.run()
        time.sleep(0.5)
        with pytest.raises(TimeoutError):
            page.frame(lambda f: f.header["frame"] > 2, timeout=1.0)
        assert [f.header["frame"] for f in page.frames()] == [1, 2]
        # One acknowledged, one more comes.
        page.send({"type": "ack", "frame": 1})
        assert page.frame().header["frame"] == 3


def test_F2_acknowledging_what_never_was_changes_nothing(shared_live: Live) -> None:
    page = shared_live.page(shared_live.board(circuit()))
    page.acknowledges = False
    with page:
        page.ready()
        page.send({"type": "ack", "frame": 2**53 - 1})
        page.run()
        with pytest.raises(TimeoutError):
            page.frame(lambda f: f.header["frame"] > 3, timeout=1.0)


def test_F3_a_skipped_client_loses_nothing(shared_live: Live) -> None:
    page = shared_live.page(shared_live.board(noisy(50)))
    page.acknowledges = False
    with page:
        page.ready()
        # A frame a tenth of a second: most are skipped.
        page.run(speed=300.0)
        for _ in range(10):
            frame = page.frame()
            time.sleep(0.1)
            page.send({"type": "ack", "frame": frame.header["frame"]})
        page.control("pause")
        page.message("status", running=False)
        page.acknowledges = True
        page.send({"type": "ack", "frame": page.frames()[-1].header["frame"]})
        last = page.step(1).step
        found = samples(page.frames(), "pop", 3)
        assert list(found) == list(range(last + 1))
        sections = [s for f in page.frames() for s in f.header["sections"]]
        assert not any(section.get("gap") for section in sections)
        counts = len(spikes(page.frames(), "noise"))
    # 50 sources at 40 Hz.
    expected = 50 * 0.04 * last * 0.1
    assert abs(counts - expected) < 5 * np.sqrt(expected)


def test_F3_frames_hold_what_a_headless_run_writes(shared_live: Live, tmp_path: Path) -> None:
    doc = noisy(100)
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        page.run(speed=500.0)
        page.frame(lambda f: f.header["t"] > 500)
        page.control("pause")
        page.message("status", running=False)
        last = page.step(1).step
        frames = page.frames()
    truth = headless(doc, last * 0.1, tmp_path)
    for node in ("noise", "pop"):
        steps = np.rint(truth[f"{node}.spike_times"] / 0.1).astype(int)
        expected = np.stack([steps, truth[f"{node}.spike_indices"]], axis=1)
        assert len(expected) > 20
        assert np.array_equal(spikes(frames, node), expected)
    found = samples(frames, "pop", 3)
    assert len(found) == last + 1
    assert np.array_equal(list(found.values()), truth["pop.V"][:, 3].astype(np.float32))


def test_F4_a_stalled_client_slows_nobody(shared_live: Live) -> None:
    board = shared_live.board(noisy(300))
    stalled = shared_live.page(board, "stalled", stalled=True)
    stalled.watch("pop", "noise")
    with stalled, shared_live.page(board, "other") as other:
        # From here on nothing is read from the first socket and nothing acknowledged.
        other.watch("pop", "noise")
        other.ready()
        other.run(speed=200.0)
        began = time.perf_counter()
        other.frame(lambda f: time.perf_counter() - began > 2.0)
        count = len([f for f in other.frames() if f.header["t"] > 0])
        assert count > 60
        session = shared_live.session(board)
        client = next(client for client in session.clients if client.name == "stalled")
        assert client.waiting() < 200_000


def test_F4_a_client_that_never_reads_is_let_go(shared_live: Live) -> None:
    """Edits must arrive in order, so they wait; whoever is too far behind is disconnected."""
    board = shared_live.board()
    stalled = shared_live.page(board, "stalled", stalled=True)
    with stalled, shared_live.page(board, "other") as other:
        times = {"times": [number / 10 for number in range(200_000)]}
        train = {"id": "s", "kind": "stimulus", "model": "spike_times", "params": times}
        session = shared_live.session(board)
        for turn in range(100):
            moved = {**train, "x": float(turn)}
            assert other.edit(put=[moved], gesture="drag")["type"] == "edited"
            if all(client.name != "stalled" for client in session.clients):
                break
        else:
            pytest.fail("it was never let go")
        assert other.edit(put=[neuron("last")])["type"] == "edited"


def test_F4_thirty_clients_on_one_board(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        board = server.board(noisy(200))
        pages = [server.page(board, f"c{number}") for number in range(30)]
        pages[0].ready()
        pages[0].run(speed=100.0)

        def follow(page: Page) -> None:
            page.watch("pop", "noise")
            page.frame(lambda f: f.header["t"] > 300, timeout=60)

        threads = [threading.Thread(target=follow, args=(page,)) for page in pages]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for page in pages:
            page.close()
    trains = [spikes(page.frames(), "pop") for page in pages]
    shortest = min(int(train[-1, 0]) for train in trains)
    cut = [train[train[:, 0] <= shortest] for train in trains]
    assert shortest > 1000
    assert all(np.array_equal(train, cut[0]) for train in cut)
    # Nobody was served at the cost of others.
    counts = [len(page.frames()) for page in pages]
    assert min(counts) > max(counts) / 2


def test_F5_many_samples_become_extremes(shared_live: Live, tmp_path: Path) -> None:
    """At most 512 pairs for the window of the view and 512 for what came before; no extreme is
    lost."""
    wave = stimulus(model="sine", params={"frequency": 7})
    doc = document(wave, neuron(), edge(), trace(window=500))
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        page.since(0, lambda m: isinstance(m, Frame))
        page.acknowledges = False
        page.step(1)
        page.control("step", 100_000)
        page.message("status", step=100_001)
        page.acknowledges = True
        page.send({"type": "ack", "frame": page.frames()[-1].header["frame"]})
        # It may have come before the status.
        page.since(0, lambda m: isinstance(m, Frame) and m.step == 100_001)
        done = page.frames()
    frames = [frame for frame in done if any(s["count"] > 1 for s in frame.sections("samples"))]
    sections = [s for frame in frames for s in frame.sections("samples", "a")]
    assert max(section["count"] for section in sections) <= 1024
    pairs = [section for section in sections if section["mode"] == "minmax"]
    assert pairs
    assert all(section["count"] <= 512 for section in pairs)
    assert len(sections) <= 2 * len(frames)
    truth = headless(doc, 10_000.1, tmp_path)["a.V"][:, 0].astype(np.float32)
    for frame in frames:
        for section in frame.sections("samples", "a"):
            if section["mode"] != "minmax":
                continue
            values = frame.floats(section, section["count"], 1, 2)[:, 0]
            size = round(section["every"] / 0.1)
            begin = round(section["t0"] / 0.1)
            for i in range(section["count"]):
                stretch = truth[begin + i * size : begin + (i + 1) * size]
                assert values[i, 0] <= stretch.min() if i < section["count"] - 1 else True
                assert values[i, 1] >= stretch.max() if i < section["count"] - 1 else True
                assert values[i, 0] in truth[begin : begin + (i + 1) * size]
    # The window that the view shows comes finer than what lies before it.
    finest = min(section["every"] for section in pairs)
    coarsest = max(section["every"] for section in pairs)
    assert finest <= 1.0
    assert coarsest > 5 * finest


def test_F6_at_most_sixty_frames_a_second(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.run()
        page.frame()
        began, first = time.perf_counter(), len(page.frames())
        page.frame(lambda f: time.perf_counter() - began > 2.0)
        rate = (len(page.frames()) - first) / (time.perf_counter() - began)
        assert 40 < rate < 62


def test_F6_a_frame_after_an_edit_a_step_and_a_reset_while_paused(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(circuit())) as page:
        page.ready()
        page.watch("stim")
        page.frame(lambda f: bool(f.sections("activity", "stim")))
        page.edit(put=[stimulus(params={"amplitude": 9})])
        frame = page.frame()
        assert frame.floats(frame.sections("activity", "stim")[0], 1)[0] == 9
        page.control("step", 3)
        page.frame(lambda f: f.step == 3)
        page.control("reset")
        assert page.frame(lambda f: f.step == 0).header["reset"]
        # And none when nothing happens.
        with pytest.raises(TimeoutError):
            page.frame(timeout=0.5)


def test_F7_weights_when_they_change_four_times_a_second_at_most(shared_live: Live) -> None:
    doc = noisy(30)
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        page.run()
        frame = page.since(0, lambda m: isinstance(m, Frame) and bool(m.sections("weights")))
        section = frame.sections("weights")[0]
        assert (section["rows"], section["columns"]) == (30, 30)
        matrix = frame.floats(section, 30, 30)
        present = ~np.isnan(matrix)
        assert 0 < present.sum() < matrix.size
        assert set(matrix[present]) == {20}
        page.frame(lambda f: f.header["t"] > 400)
        assert len([f for f in page.frames() if f.sections("weights")]) == 1
        began = time.perf_counter()
        seen = len(page.frames())
        projection = next(record for record in doc["edges"] if record["id"] == "in")
        for number in range(40):
            page.edit(put=[{**projection, "weight": 21.0 + number}], gesture="slide")
            page.frame()
        # The last weights may be in a frame that the loop has already taken.
        frame = page.since(
            seen,
            lambda m: (
                isinstance(m, Frame)
                and bool(m.sections("weights"))
                and np.nanmax(m.floats(m.sections("weights")[0], 30, 30)) == 60
            ),
        )
        elapsed = time.perf_counter() - began
        sent = len([f for f in page.frames()[seen:] if f.sections("weights")])
        assert 1 <= sent <= 4 * elapsed + 1
        after = frame.floats(frame.sections("weights")[0], 30, 30)
        assert np.array_equal(~np.isnan(after), present)


def test_F7_the_last_change_arrives_while_paused(shared_live: Live) -> None:
    doc = noisy(4)
    projection = doc["edges"][0]
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        for weight in (30.0, 40.0, 50.0):
            page.edit(put=[{**projection, "weight": weight}])
        page.frame(
            lambda f: (
                bool(f.sections("weights"))
                and np.nanmax(f.floats(f.sections("weights")[0], 4, 4)) == 50
            )
        )


def test_F7_weights_that_learn_come_while_it_runs_and_once_more_when_it_pauses(
    shared_live: Live,
) -> None:
    doc = noisy(20)
    cells, learning = doc["nodes"][1], doc["edges"][0]
    cells["params"] = {"I_ext": 25.0}
    learning["plasticity"] = {
        "rule": "stdp",
        "params": {"A_plus": 0.5, "A_minus": 0.4, "w_max": 60.0},
    }

    def matrices(frames: list[Frame]) -> list[NDArray[np.float32]]:
        found = [(f, f.sections("weights")) for f in frames]
        return [f.floats(section[0], 20, 20) for f, section in found if section]

    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        began = time.perf_counter()
        page.run()
        page.frame(lambda f: len(matrices([f])) > 0 and f.header["t"] > 600)
        sent = matrices(page.frames())
        elapsed = time.perf_counter() - began
        assert 3 <= len(sent) <= 4 * elapsed + 2
        changes = [int(np.count_nonzero(a != b)) for a, b in pairwise(np.nan_to_num(sent))]
        assert all(changes)
        page.control("pause")
        with suppress(TimeoutError):
            while True:
                page.frame(timeout=0.5)
        frames = page.frames()
        assert [f for f in frames if matrices([f])][-1].step == frames[-1].step
        page.control("reset")
        after = page.frame(lambda f: f.step == 0 and len(matrices([f])) > 0)
        weights = matrices([after])[0]
        assert set(weights[~np.isnan(weights)]) == {20}


def test_F7_larger_matrices_come_less_often() -> None:
    def between(size: int) -> float:
        records = [
            neuron("a", model="lif", size=size),
            edge("e", "a", "a", synapse="exponential", connect={"rule": "one_to_one"}),
        ]
        network = Network.from_document(parse_document(document(*records)))
        return Tick(Circuit(network, 2**30), 0, 0.0, Recent()).between_weights("e")

    assert between(10) == between(500) == 0.25
    assert between(1000) == between(3000) == 1.0


def test_F7_large_matrices_are_cut(shared_live: Live) -> None:
    doc = document(
        neuron("a", model="lif", size=1500),
        neuron("b", model="lif", size=1200),
        edge("e", "a", "b", synapse="exponential", connect={"rule": "all_to_all"}),
        {"id": "w", "kind": "weights", "of": [{"edge": "e"}]},
    )
    with shared_live.page(shared_live.board(doc)) as page:
        frame = page.frame(lambda f: bool(f.sections("weights")))
    section = frame.sections("weights")[0]
    assert (section["rows"], section["columns"]) == (1000, 1000)
    assert (section["target_size"], section["source_size"]) == (1200, 1500)
    assert (frame.floats(section, 1000, 1000) == 1).all()


def test_F8_a_frame_holds_what_is_watched_and_shown(shared_live: Live) -> None:
    doc = document(stimulus(), neuron(), neuron("b"), edge(), trace("v", "a"))
    board = shared_live.board(doc)
    with shared_live.page(board, "one") as one, shared_live.page(board, "two") as two:
        one.ready()
        one.watch("b", inspected="a")
        one.step(5)
        two.frame(lambda f: f.step == 5)
        mine, other = one.frames()[-1], two.frames()[-1]
    assert [s["node"] for s in mine.sections("activity")] == ["b"]
    assert mine.sections("inspected")[0]["node"] == "a"
    assert set(mine.sections("inspected")[0]["values"]) == {"V"}
    assert {s["node"] for s in mine.sections("samples")} == {"a"}
    assert {s["kind"] for s in other.header["sections"]} == {"samples"}


def test_F8_a_trace_shows_the_weight_of_a_synapse_as_it_learns(shared_live: Live) -> None:
    doc = noisy(5)
    cells, learning = doc["nodes"][1], doc["edges"][0]
    cells["params"] = {"I_ext": 25.0}
    learning["connect"] = {"rule": "all_to_all"}
    learning["plasticity"] = {"rule": "stdp", "params": {"w_max": 60.0}}
    shown = {"edge": "in", "variable": "w", "cells": [7]}
    doc["views"].append({"id": "learned", "kind": "trace", "of": [shown]})
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        page.control("step", 1000)
        page.frame(lambda f: f.step == 1000)
        sections = [(f, s) for f in page.frames() for s in f.sections("samples") if s["edge"]]
        assert {(s["edge"], s["variable"], s["cells"][0]) for _, s in sections} == {("in", "w", 7)}
        values = np.concatenate([f.floats(s, s["count"]) for f, s in sections])
        assert values[0] == 20
        assert values[-1] != 20
        # What is no synapse is refused with a sentence, and the view stays as it was.
        sparse = {**learning, "connect": {"rule": "explicit"}, "weight": np.eye(5).tolist()}
        answer = page.edit(put=[sparse])
        assert answer["type"] == "refused"
        sentence = '"in" has no synapse from cell 2 to cell 1 (number 7); the first that reaches'
        assert sentence in json.dumps(answer, ensure_ascii=False).replace('\\"', '"')


def test_F8_activity_of_a_population(shared_live: Live) -> None:
    with shared_live.page(shared_live.board(noisy(20))) as page:
        page.ready()
        page.watch("pop", "noise", "not-there")
        page.step(20_000)
        last = page.step(1)
        activity = {section["node"]: section for section in last.sections("activity")}
        assert set(activity) == {"pop", "noise"}
        assert not last.floats(activity["noise"], 20).any()
        # 40 Hz per source; a hundred sources' worth of seconds would do, 20 s give 10 %.
        assert activity["noise"]["rate"] == pytest.approx(40, rel=0.2)
        recent = spikes(page.frames(), "noise")
        glowing = np.unique(recent[recent[:, 0] > last.step - 40, 1])
        flags = last.bytes_after(activity["noise"], 20, 20)
        assert np.array_equal(np.flatnonzero(flags), glowing)


def test_F8_cells_of_two_views_are_sent_once(shared_live: Live) -> None:
    doc = noisy(10)
    doc["views"] = [
        trace("t1", of=[{"node": "pop", "variable": "V", "cells": [0, 1]}]),
        trace("t2", of=[{"node": "pop", "variable": "V", "cells": [1, 2]}]),
    ]
    with shared_live.page(shared_live.board(doc)) as page:
        page.ready()
        page.step(10)
        page.edit(put=[trace("t3", of=[{"node": "pop", "variable": "V", "cells": [2, 5]}])])
        page.step(10)
        sections = page.frames()[-1].sections("samples", "pop")
        cells = sorted(cell for section in sections for cell in section["cells"])
        assert cells == [0, 1, 2, 5]
        page.edit(remove=["t1", "t2"])
        page.step(10)
        sections = page.frames()[-1].sections("samples", "pop")
        assert sorted(cell for section in sections for cell in section["cells"]) == [2, 5]
