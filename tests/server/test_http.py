"""Rules H1 to H10: requests by HTTP."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from server import static_files
from server.protocol import MAX_UPLOAD, BoardEntry, Catalog, ErrorAnswer, ExampleEntry, Health
from tests.server.documents import circuit, document, neuron
from tests.server.live import Live, settings


def test_H1_health(shared_live: Live) -> None:
    health = Health.model_validate(shared_live.get("/api/health"))
    assert health.status == "ok"
    assert health.preparing is None


def test_H2_catalog_names_every_model_and_rule(shared_live: Live) -> None:
    catalog = Catalog.model_validate(shared_live.get("/api/catalog"))
    assert {"leaky", "lif", "eif", "izhikevich", "hh", "linear"} <= {
        m.name for m in catalog.neurons
    }
    assert {"exponential", "delta"} <= {m.name for m in catalog.synapses}
    stimuli = {"constant", "pulse", "sine", "formula", "poisson", "spike_times"}
    assert stimuli <= {m.name for m in catalog.stimuli}
    rules = {"all_to_all", "one_to_one", "fixed_probability", "explicit"}
    assert rules <= {rule.name for rule in catalog.rules}
    assert all(model.latex for model in catalog.neurons)


def test_H3_examples_open(shared_live: Live) -> None:
    entries = TypeAdapter(list[ExampleEntry]).validate_python(shared_live.get("/api/examples"))
    assert [entry.id for entry in entries] == list(static_files.examples())
    assert len(entries) >= 3
    for entry in entries:
        status, answer = shared_live.post({"example": entry.id})
        assert status == 201, answer
        opened = shared_live.get(f"/api/boards/{answer['id']}/document")
        assert opened["title"]
        assert opened["nodes"]


def test_H3_unknown_example(shared_live: Live) -> None:
    status, answer = shared_live.post({"example": "nothing"})
    assert status == 404
    assert 'no example "nothing"' in answer["problems"][0]["message"]


def test_H4_boards_last_changed_first(live: Live) -> None:
    first = live.board(document(neuron(), title="One"))
    second = live.board(document(title="Two"))
    with live.page(first) as page:
        page.edit(put=[neuron("b")])
    entries = TypeAdapter(list[BoardEntry]).validate_python(live.get("/api/boards"))
    assert [(entry.id, entry.title, entry.nodes) for entry in entries] == [
        (first, "One", 2),
        (second, "Two", 0),
    ]
    assert all(entry.modified.endswith("+00:00") for entry in entries)


def test_H5_new_board_empty_or_from_a_document(shared_live: Live) -> None:
    empty = shared_live.get(f"/api/boards/{shared_live.board()}/document")
    assert (empty["nodes"], empty["title"]) == ([], "Untitled board")
    board = shared_live.board(circuit())
    opened = shared_live.get(f"/api/boards/{board}/document")
    assert [node["id"] for node in opened["nodes"]] == ["stim", "a"]


@pytest.mark.parametrize(
    "body",
    [
        {"document": {**circuit(), "nodes": [neuron(model="nothing")], "edges": [], "views": []}},
        {"document": circuit(), "example": "pulses"},
        {"what": 1},
        [],
    ],
)
def test_H5_what_does_not_validate_makes_nothing(live: Live, body: Any) -> None:
    status, answer = live.post(body)
    assert status == 422
    assert ErrorAnswer.model_validate(answer).problems
    assert live.get("/api/boards") == []


def test_H6_document_is_a_file(shared_live: Live) -> None:
    board = shared_live.board(document(neuron(), title='Röhre: "A"/B'))
    status, headers, body = shared_live.request("GET", f"/api/boards/{board}/document")
    assert status == 200
    assert headers["content-disposition"] == (
        "attachment; filename=\"Rhre A B.json\"; filename*=UTF-8''R%C3%B6hre%20A%20B.json"
    )
    reopened, _ = shared_live.post({"document": json.loads(body)})
    assert reopened == 201


def test_H6_delete(live: Live) -> None:
    board = live.board(circuit())
    with live.page(board) as page:
        assert live.request("DELETE", f"/api/boards/{board}")[0] == 204
        with pytest.raises(Exception, match="1001"):
            page.until(lambda _: False)
    assert live.get("/api/boards") == []
    assert live.request("DELETE", f"/api/boards/{board}")[0] == 404
    status, _, body = live.request("GET", f"/api/boards/{board}/document")
    assert status == 404
    assert "no such board" in ErrorAnswer.model_validate_json(body).problems[0].message


def test_H7_page_at_its_addresses(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "index.html").write_text("<!doctype html><title>Page</title>")
    monkeypatch.setattr(static_files, "static_root", lambda: tmp_path)
    for path in ("/", "/b/abc", "/b/abc?x=1"):
        status, headers, body = shared_live.request("GET", path)
        assert (status, body[:15]) == (200, b"<!doctype html>")
        assert headers["cache-control"] == "no-cache"


def test_H7_page_that_was_not_built(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(static_files, "static_root", lambda: tmp_path)
    status, _, body = shared_live.request("GET", "/")
    assert status == 503
    assert b"make install" in body


def test_H7_assets_of_a_page_that_was_not_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(static_files, "static_root", lambda: tmp_path / "nothing")
    static_files.shipped.cache_clear()
    with Live(settings(tmp_path / "data")) as live:
        assert live.request("GET", "/assets/index.js")[0] == 404
        assert live.get("/api/examples") == []
    static_files.shipped.cache_clear()


def test_H7_hashed_assets_are_kept_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets = tmp_path / "static" / "app" / "assets"
    assets.mkdir(parents=True)
    (assets / "index-abc123.js").write_text("1")
    (assets.parent / "favicon.svg").write_text("<svg/>")
    monkeypatch.setattr(static_files, "static_root", lambda: tmp_path / "static")
    with Live(settings(tmp_path / "data")) as live:
        status, headers, _ = live.request("GET", "/assets/index-abc123.js")
        assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        assert headers["content-type"].startswith("text/javascript")
        assert live.request("GET", "/favicon.svg")[1]["cache-control"] == "no-cache"
        for path in ("/assets/../../data/boards.sqlite3", "/assets/%2e%2e/%2e%2e/x", "/nothing"):
            status, _, body = live.request("GET", path)
            assert status == 404
            assert ErrorAnswer.model_validate_json(body).problems


def test_H8_announced_body_over_the_bound(shared_live: Live) -> None:
    with socket.create_connection(("127.0.0.1", shared_live.port), timeout=20) as raw:
        raw.sendall(
            b"POST /api/boards HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n{"
            % (shared_live.port, MAX_UPLOAD + 1)
        )
        # The answer comes although the body never does.
        assert raw.recv(12) == b"HTTP/1.1 413"


def test_H8_body_that_grows_over_the_bound(shared_live: Live) -> None:
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", shared_live.port), timeout=20) as raw:
        raw.sendall(
            b"POST /api/boards HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" % shared_live.port
        )
        for _ in range(MAX_UPLOAD // 0x100000 + 1):
            raw.sendall(chunk)
        answer = b""
        while b"problems" not in answer:
            answer += raw.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"64 MB" in answer


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "evil.example"}),
        ("GET", {"Host": "evil.example:8000"}),
        ("GET", {"Host": "127.0.0.1.evil.example"}),
        ("GET", {"Host": "127.0.0.1@evil.example"}),
        ("GET", {"Host": ""}),
        ("POST", {"Origin": "http://evil.example"}),
        ("POST", {"Origin": "http://127.0.0.1:1"}),
        ("POST", {"Origin": "http://localhost"}),
        ("POST", {"Origin": "null"}),
        ("DELETE", {"Origin": "https://evil.example"}),
    ],
)
def test_H9_foreign_host_or_origin(shared_live: Live, method: str, headers: dict[str, str]) -> None:
    path = {"GET": "/api/boards", "POST": "/api/boards", "DELETE": "/api/boards/x"}[method]
    status, _, body = shared_live.request(method, path, b"{}", headers)
    assert status == 403
    message = ErrorAnswer.model_validate_json(body).problems[0].message
    assert "does not answer to the name" in message or "not this server's own" in message


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_H9_own_names(shared_live: Live, name: str) -> None:
    host = f"{name}:{shared_live.port}"
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert shared_live.request("POST", "/api/boards", b"{}", headers)[0] == 201


@pytest.mark.parametrize("path", ["/api/health", "/", "/api/nothing", "/b/x"])
def test_H10_headers_of_every_answer(shared_live: Live, path: str) -> None:
    _, headers, _ = shared_live.request("GET", path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert f"ws://127.0.0.1:{shared_live.port}" in policy
    assert "frame-ancestors 'none'" in policy


def test_H10_headers_of_a_refusal(shared_live: Live) -> None:
    _, headers, _ = shared_live.request("GET", "/", headers={"Host": "evil.example"})
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_wrong_method_and_address_are_answered_with_sentences(shared_live: Live) -> None:
    for method, path, code in (("PUT", "/api/boards", 405), ("GET", "/api/none", 404)):
        status, _, body = shared_live.request(method, path)
        assert status == code
        assert ErrorAnswer.model_validate_json(body).problems[0].message.endswith(".")
