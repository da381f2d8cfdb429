"""Rule H21: arrays of a file, for the page."""

from __future__ import annotations

import io
import json

import numpy as np

from server.protocol import ErrorAnswer
from tests.server.live import Live


def test_H21_lists_arrays_and_gives_their_values(shared_live: Live) -> None:
    file = io.BytesIO()
    np.savez(file, V=np.array([[1.0, 2], [3, 4]]), dt=0.1, words=np.array(["a"]))
    data = file.getvalue()
    status, _, body = shared_live.request("POST", "/api/data/arrays", data)
    assert status == 200
    arrays = {entry["name"]: entry for entry in json.loads(body)["arrays"]}
    assert arrays["V"]["shape"] == [2, 2]
    assert arrays["dt"]["preview"] == [0.1]
    assert "real numbers" in arrays["words"]["problem"]
    status, _, body = shared_live.request("POST", "/api/data/arrays?name=V", data)
    assert json.loads(body) == {"name": "V", "shape": [2, 2], "values": [1, 2, 3, 4]}
    for path, sent in (("/api/data/arrays", b"a,b\n"), ("/api/data/arrays?name=none", data)):
        status, _, body = shared_live.request("POST", path, sent)
        assert status == 422
        assert ErrorAnswer.model_validate_json(body).problems[0].message
