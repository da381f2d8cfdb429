"""Rule H20: trials of a view, made beside the run."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any

from fastapi import FastAPI

from engine.document import Trials
from engine.network import Network
from engine.trials import run_trials
from engine.validation import parse_document
from server.protocol import ErrorAnswer
from tests.server.documents import document, edge, neuron
from tests.server.live import Live


def view(**fields: Any) -> dict[str, Any]:
    of = [{"node": "p"}, {"node": "a", "variable": "V"}]
    return {"id": "t", "kind": "trials", "of": of, "n": 4, "span": 30, **fields}


def board(live: Live, **fields: Any) -> tuple[str, dict[str, Any]]:
    source = {
        "id": "p",
        "kind": "stimulus",
        "model": "poisson",
        "size": 5,
        "params": {"rate": 200},
    }
    wire = edge("e", "p", "a", synapse="exponential", weight=20)
    text = document(source, neuron(), wire, view(**fields))
    return live.board(text), text


def ask(live: Live, path: str) -> tuple[int, list[Any]]:
    status, _, body = live.request("POST", path)
    return status, [json.loads(line) for line in body.splitlines()]


def test_H20_a_line_for_each_trial_and_the_run_is_not_touched(shared_live: Live) -> None:
    made, text = board(shared_live)
    with shared_live.page(made) as page:
        page.frame()
        page.step(100)
        before = shared_live.session(made).run.circuit
        assert before is not None
        step = before.step
        status, lines = ask(shared_live, f"/api/boards/{made}/views/t/trials")
        assert status == 200
        assert [line["type"] for line in lines] == ["trial"] * 4 + ["end"]
        assert lines[-1]["problems"] == []
        after = shared_live.session(made).run.circuit
        assert after is before
        assert after.step == step
    network = Network.from_document(parse_document(text))
    record = network.records["t"]
    assert isinstance(record, Trials)
    for line, trial in zip(lines, run_trials(network, record), strict=False):
        assert line["spikes"][0]["times"] == trial.spikes[0][0].tolist()
        assert line["spikes"][0]["cells"] == trial.spikes[0][1].tolist()
        assert line["traces"][0]["values"] == trial.traces[1].tolist()
        assert line["traces"][0]["entry"] == 1


def test_H20_says_why_trials_end_early(shared_live: Live) -> None:
    made, _ = board(shared_live, n=1000, span=60_000)
    path = f"/api/boards/{made}/views/t/trials"
    status, lines = ask(shared_live, path)
    assert status == 409
    assert "open it first" in lines[0]["problems"][0]["message"]
    with shared_live.page(made) as page:
        page.frame()
        status, lines = ask(shared_live, path)
        assert status == 200
        assert [line["type"] for line in lines] == ["end"]
        assert "make fewer, or shorter ones" in lines[0]["problems"][0]["message"]
        status, _, body = shared_live.request("POST", path.replace("/t/", "/v/"))
        assert status == 404
        assert "no such view" in ErrorAnswer.model_validate_json(body).problems[0].message


def test_H20_trials_end_when_the_page_hangs_up(shared_live: Live) -> None:
    made, _ = board(shared_live, n=1000, span=15_000)
    with shared_live.page(made) as page:
        page.frame()
        app = shared_live.uvicorn.config.app
        assert isinstance(app, FastAPI)
        workers = app.state.sessions.workers
        connection = http.client.HTTPConnection("127.0.0.1", shared_live.port, timeout=20)
        connection.request("POST", f"/api/boards/{made}/views/t/trials")
        answer = connection.getresponse()
        assert json.loads(answer.readline())["index"] == 0
        assert workers.repeating == 1
        connection.close()
        deadline = time.monotonic() + 20
        while workers.repeating and time.monotonic() < deadline:
            time.sleep(0.05)
        assert workers.repeating == 0
