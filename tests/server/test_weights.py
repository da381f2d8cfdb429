"""Rules W1 to W4: the weights of an edge, as they are and as they would be."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from server.protocol import ConnectionPreview, ErrorAnswer, MatrixSpectrum
from tests.server.documents import Json, document, edge, neuron, noisy
from tests.server.live import Live


def ring(n: int = 6, **changes: Any) -> Json:
    """Units in a ring, each fed by the one before it with weight 2."""
    weight = (2.0 * np.roll(np.eye(n), 1, axis=0)).tolist()
    fields = {"weight": weight, "connect": {"rule": "explicit"}, **changes}
    return document(neuron(model="linear", size=n), edge(source="a", target="a", **fields), dt=1.0)


def matrix(live: Live, board: str, name: str) -> NDArray[np.float64]:
    status, headers, body = live.request("GET", f"/api/boards/{board}/edges/{name}/weights")
    assert status == 200, body
    rows, columns = map(int, headers["x-shape"].split())
    return np.frombuffer(body, "<f8").reshape(rows, columns)


def preview(live: Live, board: str, name: str, body: object) -> tuple[int, bytes]:
    path = f"/api/boards/{board}/edges/{name}/preview"
    status, _, answer = live.request("POST", path, json.dumps(body).encode())
    return status, answer


def sentence(body: bytes) -> str:
    return ErrorAnswer.model_validate_json(body).problems[0].message


def test_W1_the_whole_matrix_with_nan_where_there_is_no_synapse(shared_live: Live) -> None:
    board = shared_live.board(ring())
    with shared_live.page(board) as page:
        page.ready()
        found = matrix(shared_live, board, "e")
        expected = np.where(np.roll(np.eye(6), 1, axis=0) > 0, 2.0, np.nan)
        np.testing.assert_array_equal(found, expected)


def test_W1_what_has_been_learned_is_there_to_the_last_digit(shared_live: Live) -> None:
    doc = noisy(20)
    doc["nodes"][1]["params"] = {"I_ext": 25.0}
    doc["edges"][0]["plasticity"] = {"rule": "stdp", "params": {"A_plus": 0.5, "w_max": 60.0}}
    board = shared_live.board(doc)
    with shared_live.page(board) as page:
        page.ready()
        page.step(3000)
        found = matrix(shared_live, board, "in")
        circuit = shared_live.session(board).run.circuit
        assert circuit is not None
        exact = circuit.simulation.weights("in", absent=np.nan)
        np.testing.assert_array_equal(found, exact)
        assert len(np.unique(found[~np.isnan(found)])) > 10


def test_W1_refusals_are_sentences(shared_live: Live) -> None:
    board = shared_live.board(
        document(neuron(model="linear", size=1001), edge(source="a", target="a"), dt=1.0)
    )
    path = f"/api/boards/{board}/edges"
    status, _, body = shared_live.request("GET", f"{path}/e/weights")
    assert (status, sentence(body)[:24]) == (409, "This board is not open, ")
    with shared_live.page(board) as page:
        page.ready()
        status, _, body = shared_live.request("GET", f"{path}/e/weights")
        assert status == 422
        assert "1,001 x 1,001 entries, more than the 1,000,000" in sentence(body)
        status, _, body = shared_live.request("GET", f"{path}/x/weights")
        assert (status, sentence(body)) == (404, "There is no such connection on this board.")


def test_W2_the_preview_is_what_the_edit_then_makes(shared_live: Live) -> None:
    doc = noisy(200)
    projection = next(record for record in doc["edges"] if record["id"] == "in")
    board = shared_live.board(doc)
    with shared_live.page(board) as page:
        page.ready()
        before = matrix(shared_live, board, "in")
        rule = {"rule": "fixed_indegree", "k": 7, "allow_autapses": True}
        wanted = {**projection, "kind": "projection", "connect": rule}
        status, body = preview(shared_live, board, "in", {"edit": {"put": [wanted]}})
        assert status == 200, body
        found = ConnectionPreview.model_validate_json(body)
        np.testing.assert_array_equal(matrix(shared_live, board, "in"), before)
        assert page.edit(put=[wanted])["type"] == "edited"
        made = ~np.isnan(matrix(shared_live, board, "in"))
    assert found.synapses == made.sum() == 1400
    assert (found.inputs.least, found.inputs.most) == (7, 7)
    assert (found.outputs.least, found.outputs.most) == (
        made.sum(axis=0).min(),
        made.sum(axis=0).max(),
    )
    assert (found.fold, found.rows, found.columns) == (3, 67, 67)
    padded = np.pad(made, ((0, 1), (0, 1)))
    blocks = padded.reshape(67, 3, 67, 3).any(axis=(1, 3))
    assert [w is not None for w in found.weights] == blocks.ravel().tolist()
    assert found.memory > 0


def test_W2_3000_by_3000_is_shown_small_and_other_sizes_can_be_tried(shared_live: Live) -> None:
    doc = noisy(10)
    p = doc["edges"][0]["connect"]["p"]
    cells = [{**record, "size": 3000} for record in doc["nodes"]]
    board = shared_live.board(doc)
    with shared_live.page(board) as page:
        page.ready()
        status, body = preview(shared_live, board, "in", {"edit": {"put": cells}})
        assert status == 200, body
        found = ConnectionPreview.model_validate_json(body)
        assert (found.source_size, found.fold, found.rows) == (3000, 32, 94)
        assert found.synapses == pytest.approx(9e6 * p, rel=0.02)
        assert len(body) < 300_000


def test_W2_an_edit_that_would_be_refused_is_so_here(shared_live: Live) -> None:
    doc = noisy(10)
    projection = {**doc["edges"][0], "kind": "projection"}
    board = shared_live.board(doc)
    with shared_live.page(board) as page:
        page.ready()
        rule = {"rule": "fixed_indegree", "k": 11}
        edit = {"put": [{**projection, "connect": rule}]}
        status, body = preview(shared_live, board, projection["id"], {"edit": edit})
        assert status == 422
        assert "k is 11, but there are only 10 source cells" in sentence(body)
        status, body = preview(shared_live, board, "nothing", {})
        assert (status, sentence(body)) == (422, 'there is no edge "nothing"')
        status, body = preview(shared_live, board, projection["id"], {"edit": {"put": 3}})
        assert status == 422


def test_W3_eigenvalues_of_a_ring(shared_live: Live) -> None:
    board = shared_live.board(ring(6))
    with shared_live.page(board) as page:
        page.ready()
        found = MatrixSpectrum.model_validate(
            shared_live.get(f"/api/boards/{board}/edges/e/spectrum")
        )
    assert found.kind == "eigenvalues"
    assert found.radius == pytest.approx(2)
    values = np.array(found.real) + 1j * np.array(found.imaginary)
    for root in 2 * np.exp(2j * np.pi * np.arange(6) / 6):
        assert np.min(np.abs(values - root)) < 1e-9


def test_W3_the_work_ends_when_the_page_hangs_up(shared_live: Live) -> None:
    doc = document(
        neuron(model="linear", size=1200),
        edge(source="a", target="a", weight={"normal": [0, 1]}),
        dt=1.0,
    )
    board = shared_live.board(doc)
    with shared_live.page(board) as page:
        page.ready()
        with socket.create_connection(("127.0.0.1", shared_live.port)) as asking:
            path = f"/api/boards/{board}/edges/e/spectrum"
            host = f"127.0.0.1:{shared_live.port}"
            asking.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            time.sleep(0.3)
        # The next one need not wait until that matrix, which takes many seconds, is done.
        began = time.monotonic()
        other = shared_live.board(ring(4))
        with shared_live.page(other) as second:
            second.ready()
            shared_live.get(f"/api/boards/{other}/edges/e/spectrum")
        assert time.monotonic() - began < 5


def test_W4_weights_that_a_client_watches_come_in_its_frames(shared_live: Live) -> None:
    board = shared_live.board(ring(4))
    with shared_live.page(board) as page, shared_live.page(board, "other") as other:
        page.ready()
        page.send({"type": "watch", "nodes": [], "inspected": None, "weights": ["e", "gone"]})
        frame = page.frame(lambda f: bool(f.sections("weights")))
        (section,) = frame.sections("weights")
        assert section["edge"] == "e"
        assert np.nansum(frame.floats(section, 4, 4)) == 8
        other.step(3)
        assert not any(f.sections("weights") for f in other.frames())
