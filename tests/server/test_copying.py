"""Rule H15: built-in models as text."""

from __future__ import annotations

import json

from tests.server.live import Live


def test_H15_a_copy_has_nothing_to_mend(shared_live: Live) -> None:
    for of, name in (("neuron", "izhikevich"), ("synapse", "nmda"), ("plasticity", "stdp")):
        definition = shared_live.get(f"/api/models/{of}/{name}")["definition"]
        body = json.dumps({"definition": definition}).encode()
        status, _, answer = shared_live.request("POST", "/api/models/check", body)
        assert status == 200
        found = json.loads(answer)
        assert found["problems"] == []
        assert found["entry"]["name"] == f"{name}_copy"


def test_H15_what_texts_cannot_say_is_no_definition(shared_live: Live) -> None:
    assert shared_live.get("/api/models/plasticity/rls") == {"definition": None}
    assert shared_live.get("/api/models/stimulus/noise") == {"definition": None}


def test_H15_another_name_is_not_found(shared_live: Live) -> None:
    for path in ("neuron/nothing", "synapse/lif", "channel/sodium"):
        status, _, _ = shared_live.request("GET", f"/api/models/{path}")
        assert status in (404, 422)
