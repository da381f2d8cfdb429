"""Populations over HTTP: rules H18 and H19."""

from __future__ import annotations

import json
from typing import Any

from engine.network import Network
from engine.validation import parse_document, parse_edit, validate
from tests.server.documents import document, edge, neuron
from tests.server.live import Live

POPULATION = neuron(
    "pop",
    model="lif",
    size=40,
    params={"tau_m": {"normal": [15, 2]}},
    initial={"V": {"uniform": [-75, -65]}},
)
RANDOM = edge(
    "e",
    "pop",
    "a",
    synapse="exponential",
    connect={"rule": "fixed_probability", "p": 0.5},
    weight={"uniform": [10, 20]},
    delay={"uniform": [1, 3]},
)


def regroup(live: Live, board: str, body: object) -> tuple[int, Any]:
    status, _, answer = live.request(
        "POST", f"/api/boards/{board}/regroup", json.dumps(body).encode()
    )
    return status, json.loads(answer)


def test_H18_says_how_the_values_were_drawn(shared_live: Live) -> None:
    board = shared_live.board(document(POPULATION, neuron(), RANDOM))

    def drawn(record: str, field: str) -> Any:
        return shared_live.get(f"/api/boards/{board}/drawn?record={record}&field={field}")

    tau = drawn("pop", "params.tau_m")
    assert tau["count"] == sum(tau["bins"]) == 40
    assert tau["low"] < tau["mean"] < tau["high"]
    assert abs(tau["mean"] - 15) < 1.5
    assert 1 < tau["sd"] < 3
    start = drawn("pop", "initial.V")
    assert -75 <= start["low"] < start["high"] <= -65
    weight, delay = drawn("e", "weight"), drawn("e", "delay")
    assert 5 < weight["count"] == delay["count"] < 35, "synapses alone are counted"
    assert 10 <= weight["low"] < weight["high"] <= 20
    assert 1 <= delay["low"] < delay["high"] <= 3
    same = drawn("pop", "params.E_L")
    assert (same["sd"], max(same["bins"])) == (0, 40)
    for path in ("record=pop&field=params.nothing", "record=gone&field=weight", "record=e&field=x"):
        status, _, answer = shared_live.request("GET", f"/api/boards/{board}/drawn?{path}")
        assert status == 404
        assert "that could be shown" in json.loads(answer)["problems"][0]["message"]


def test_H18_says_where_the_cells_lie(shared_live: Live) -> None:
    board = shared_live.board(
        document(neuron("pop", size=30, layout="random"), neuron("ring", size=8, layout="ring"))
    )
    places = shared_live.get(f"/api/boards/{board}/places?record=pop")
    assert len(places["x"]) == len(places["y"]) == len(set(places["x"])) == 30
    assert 0 <= min(places["x"] + places["y"]) < max(places["x"] + places["y"]) <= 1
    assert shared_live.get(f"/api/boards/{board}/places?record=ring")["x"][0] == 0.0625
    assert shared_live.request("GET", f"/api/boards/{board}/places?record=gone")[0] == 404


def test_H19_answers_the_edit_and_changes_nothing(shared_live: Live) -> None:
    board = shared_live.board(document(POPULATION, neuron(), RANDOM))
    before = shared_live.get(f"/api/boards/{board}/document")
    status, answer = regroup(shared_live, board, {"split": "pop"})
    assert status == 200
    made = [record for record in answer["edit"]["put"] if record["kind"] == "neurons"]
    assert len(made) == 40
    assert answer["edit"]["remove"] == ["pop"]
    assert shared_live.get(f"/api/boards/{board}/document") == before
    network = Network.from_document(parse_document(before))
    network.apply(parse_edit(answer["edit"]))
    validate(network)
    parted = shared_live.board(network.to_document().model_dump(mode="json"))
    status, answer = regroup(shared_live, parted, {"group": [record["id"] for record in made]})
    assert status == 200
    (again,) = (record for record in answer["edit"]["put"] if record["kind"] == "neurons")
    assert again["size"] == 40
    assert again["params"]["tau_m"] == [record["params"]["tau_m"] for record in made]


def test_H19_refuses_with_the_reason(shared_live: Live) -> None:
    board = shared_live.board(document(neuron(), neuron("b", model="eif")))
    for body, sentence in (
        ({"split": "a"}, "two or more neurons"),
        ({"group": ["a", "b"]}, "share one model"),
        ({"group": ["a"], "split": "a"}, "Name a population to split, or neurons to group"),
        ({}, "Name a population"),
    ):
        status, answer = regroup(shared_live, board, body)
        assert status == 422
        assert sentence in answer["problems"][0]["message"]
    assert regroup(shared_live, "nothing", {"split": "a"})[0] == 404
    status, _, _ = shared_live.request("POST", f"/api/boards/{board}/regroup", b" " * (2**18 + 1))
    assert status == 413
