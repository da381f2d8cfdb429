"""Typed models: checked, tried out, compiled beside the run."""

from __future__ import annotations

import json
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import Definition
from engine.kernels import cache
from engine.kernels.apart import Compiler, NotCompiled
from engine.kernels.store import KernelStore
from engine.preview import bench
from server.protocol import ErrorAnswer, ModelCheck, ModelPreview
from tests.server.documents import Json, circuit, neuron
from tests.server.live import Live

LIF: Json = {
    "id": "d",
    "kind": "definition",
    "name": "my_lif",
    "title": "My neuron",
    "parameters": [{"name": "tau_m", "default": 15}, {"name": "E_L", "default": -72}],
    "states": [{"name": "V", "initial": -70}],
    "equations": "tau_m*dV/dt = -(V - E_L) + I",
    "threshold": "V >= -55",
    "reset": "V = -75",
}
SYNAPSE: Json = {
    "id": "d",
    "kind": "definition",
    "of": "synapse",
    "name": "my_synapse",
    "parameters": [{"name": "tau", "default": 5}],
    "states": [{"name": "g"}],
    "equations": "tau*dg/dt = -g",
    "on_spike": "g += J/tau",
    "current": "-g*V",
}
STIMULUS: Json = {
    "id": "d",
    "kind": "definition",
    "of": "stimulus",
    "name": "my_stimulus",
    "expression": "3*sin(t/20)",
}
RULE: Json = {
    "id": "d",
    "kind": "definition",
    "of": "plasticity",
    "name": "my_rule",
    "states": [
        {"name": "a", "side": "source"},
        {"name": "b", "side": "target"},
    ],
    "equations": "20*da/dt = -a\n20*db/dt = -b",
    "on_source_spike": "w += -0.1*b\na += 1",
    "on_target_spike": "w += 0.1*a\nb += 1",
}


def ask(live: Live, what: str, body: object, **headers: str) -> tuple[int, Any]:
    status, _, answer = live.request(
        "POST", f"/api/models/{what}", json.dumps(body).encode(), headers
    )
    return status, json.loads(answer)


def check(live: Live, definition: object) -> ModelCheck:
    status, answer = ask(live, "check", {"definition": definition})
    assert status == 200, answer
    return ModelCheck.model_validate(answer)


def preview(live: Live, definition: Json, **asked: object) -> ModelPreview:
    status, answer = ask(live, "preview", {"definition": definition, **asked})
    assert status == 200, answer
    return ModelPreview.model_validate(answer)


@pytest.mark.parametrize("definition", [LIF, SYNAPSE, STIMULUS, RULE], ids=lambda d: d["name"])
def test_H13_a_right_model_has_a_formula_and_an_entry(shared_live: Live, definition: Json) -> None:
    found = check(shared_live, definition)
    assert found.problems == []
    assert found.latex
    assert found.entry is not None
    assert found.entry.name == definition["name"]
    assert found.entry.latex == found.latex


def test_H13_every_mistake_has_its_place(shared_live: Live) -> None:
    wrong = {**LIF, "equations": "tau*dV/dt = -V", "threshold": "V", "name": "lif"}
    found = check(shared_live, wrong)
    assert found.entry is None
    places = [(p.field, p.line, p.column, p.length) for p in found.problems]
    assert places == [
        ("name", None, None, None),
        ("equations", 1, 1, 3),
        ("threshold", 1, 1, 1),
    ]
    assert 'did you mean "tau_m"' in found.problems[1].message


def test_H13_a_draft_that_is_no_record_is_answered_too(shared_live: Live) -> None:
    found = check(shared_live, {**LIF, "name": "", "reset": "x" * 9000})
    assert {problem.field for problem in found.problems} == {"name", "reset"}
    assert all(problem.line is None for problem in found.problems)
    assert "a letter, then letters, digits or _" in found.problems[0].message


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(sorted({*Definition.model_fields, "other", "__class__"}))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from([LIF, SYNAPSE, STIMULUS, RULE]), st.dictionaries(FIELDS, VALUES, max_size=3))
def test_H13_any_json_has_an_answer(shared_live: Live, base: Json, changes: Json) -> None:
    status, answer = ask(shared_live, "check", {"definition": {**base, **changes}})
    assert status in (200, 400), answer
    problems = answer["problems"]
    assert all(problem["message"] for problem in problems)
    assert (answer.get("entry") is None) == bool(problems)


@pytest.mark.parametrize("body", [[], {}, {"definition": 3}, {"definition": None}, "x"])
@pytest.mark.parametrize("what", ["check", "preview"])
def test_H13_H14_what_is_no_request_is_refused(shared_live: Live, what: str, body: object) -> None:
    status, answer = ask(shared_live, what, body)
    assert status == 422
    assert ErrorAnswer.model_validate(answer).problems


@pytest.mark.parametrize("what", ["check", "preview"])
def test_H13_H14_bounds_and_strangers(shared_live: Live, what: str) -> None:
    large = {"definition": {**LIF, "summary": "x" * 2**20}}
    assert ask(shared_live, what, large)[0] == 413
    stranger = ask(shared_live, what, {"definition": LIF}, Origin="http://example.com")
    assert stranger[0] == 403
    assert ask(shared_live, what, {"definition": LIF}, Host="example.com")[0] == 403


def test_H14_a_neuron_has_its_curves(shared_live: Live) -> None:
    found = preview(shared_live, LIF, current=5, currents=[0, 30], params={"tau_m": 10})
    assert found.problems == []
    kinds = {curve.kind: curve for curve in found.curves}
    assert set(kinds) == {"f_i", "phase_line", "trace"}
    assert kinds["f_i"].x[-1] == 30
    assert max(y or 0 for y in kinds["f_i"].y) > 50
    (rest,) = kinds["phase_line"].zeros
    assert rest.stable
    assert rest.x == pytest.approx(-67)


@pytest.mark.parametrize(
    ("definition", "kind"), [(SYNAPSE, "response"), (STIMULUS, "samples"), (RULE, "window")]
)
def test_H14_other_models_have_theirs(shared_live: Live, definition: Json, kind: str) -> None:
    found = preview(shared_live, definition)
    assert [curve.kind for curve in found.curves] == [kind]


def test_H14_what_has_no_value_is_null(shared_live: Live) -> None:
    grows = {
        **LIF,
        "family": "graded",
        "states": [{"name": "V", "initial": -1}],
        "equations": "dV/dt = V*V + I",
        "threshold": "",
        "reset": "",
    }
    found = preview(shared_live, grows, currents=[-2, 2])
    curve = next(curve for curve in found.curves if curve.kind == "f_i")
    assert curve.y[-1] is None
    assert curve.y[0] is not None


def test_H14_what_cannot_be_tried_says_why(shared_live: Live) -> None:
    assert 'no parameter "x"' in preview(shared_live, LIF, params={"x": 1}).problems[0].message
    broken = preview(shared_live, {**LIF, "equations": ""})
    assert "V has no equation" in broken.problems[0].message
    assert ask(shared_live, "preview", {"definition": LIF, "currents": [3, 1]})[0] == 422


def test_H14_the_work_ends_when_the_page_hangs_up(
    shared_live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, cancelled = threading.Event(), threading.Event()

    def advance(self: bench.Bench, simulation: object, steps: int) -> None:
        began.set()
        assert self._cancelled is not None
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if self._cancelled():
                cancelled.set()
                return
            time.sleep(0.01)

    monkeypatch.setattr(bench.Bench, "advance", advance)
    body = json.dumps({"definition": LIF}).encode()
    head = (
        f"POST /api/models/preview HTTP/1.1\r\nHost: 127.0.0.1:{shared_live.port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", shared_live.port)) as connection:
        connection.sendall(head.encode() + body)
        assert began.wait(20)
    assert cancelled.wait(5)


# ---- compiling ----------------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A compiler that takes as long as the test wants, for models that begin with `slow`."""
    go = threading.Event()
    compile_as_ever = Compiler.compile

    def compile_slowly(self: Compiler, name: str, source: str) -> None:
        if "slow" in name:
            assert go.wait(20)
        compile_as_ever(self, name, source)

    monkeypatch.setattr(Compiler, "compile", compile_slowly)
    yield go
    go.set()


def own(name: str) -> Json:
    """A model that no machine has compiled yet."""
    number = time.time_ns() % 10**9
    return {**LIF, "name": name, "equations": f"tau_m*dV/dt = -(V - E_L) + I + 0*{number}"}


def test_E9_the_run_and_other_edits_go_on_while_a_model_compiles(
    slow: threading.Event, live: Live
) -> None:
    board = live.board(circuit())
    with live.page(board, "author") as author, live.page(board, "other") as other:
        other.run()
        other.frame(lambda f: f.header["t"] > 20)
        model = own("slow_one")
        edit = {"put": [model, neuron("b", model="slow_one")], "remove": []}
        ref = author.ask({"type": "edit", "edit": edit, "label": "", "gesture": None})
        other.message("status", preparing="Compiling My neuron")
        t = other.frame().header["t"]
        moved = other.edit(put=[neuron(label="moved")])
        assert moved["type"] == "edited"
        other.frame(lambda f: f.header["t"] > t + 100)
        slow.set()
        answer = author.answer(ref)
        assert answer["type"] == "edited"
        assert answer["seq"] == moved["seq"] + 1
        other.message("status", preparing=None)


def test_E9_a_model_that_takes_too_long_is_refused_and_the_next_one_is_not(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(name: str, source: str) -> None:
        raise NotCompiled("compiling took more than 20 s and was given up: shorten the equations")

    with live.page(live.board(circuit())) as page:
        page.ready()
        with monkeypatch.context() as patch:
            patch.setattr(cache, "compile_apart", give_up)
            answer = page.edit(put=[own("long_one")])
        assert answer["type"] == "refused"
        message = answer["problems"][0]["message"]
        assert message.startswith("My neuron: compiling took more than 20 s")
        assert page.edit(put=[own("long_one")])["type"] == "edited"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_the_compilers_process_is_ended_in_time_and_begun_anew(tmp_path: Path) -> None:
    store = KernelStore(tmp_path)
    compiler = Compiler(store, patience=0.5)
    source = "import time\ndef compiled(keep):\n    time.sleep({})\n    return 3\n"
    began = time.monotonic()
    with pytest.raises(NotCompiled, match=r"took more than 0\.5 s"):
        compiler.compile("kernel_slow", source.format(30))
    assert time.monotonic() - began < 5
    patient = Compiler(store, patience=20)
    patient.compile("kernel_fast", source.format(0))
    with pytest.raises(NotCompiled, match="ZeroDivisionError"):
        patient.compile("kernel_wrong", "1/0")
    with pytest.raises(NotCompiled, match="stopped unexpectedly"):
        patient.compile("kernel_crash", "import os\nos._exit(3)")
    patient.compile("kernel_fast", source.format(0))
    process = patient._process
    assert process is not None
    process.send_signal(signal.SIGINT)
    patient.compile("kernel_fast", source.format(0))
    assert patient._process is process
    patient.close()
    compiler.close()
    with pytest.raises(NotCompiled, match="ending"):
        patient.compile("kernel_fast", source.format(0))


def test_E10_a_wrong_model_is_refused_and_one_in_use_stays(live: Live) -> None:
    with live.page(live.board(circuit())) as page:
        page.ready()
        wrong = page.edit(put=[{**LIF, "equations": "dV/dt = x"}])
        assert wrong["type"] == "refused"
        (problem,) = wrong["problems"]
        assert (problem["record"], problem["field"]) == ("d", "equations")
        assert page.edit(put=[LIF, neuron("b", model="my_lif")])["type"] == "edited"
        removed = page.edit(remove=["d"])
        assert removed["type"] == "refused"
        assert 'node "b" uses it' in removed["problems"][0]["message"]
        assert page.undo()["type"] == "edited"
        assert page.redo()["type"] == "edited"
        assert page.edit(remove=["b"])["type"] == "edited"
        assert page.edit(remove=["d"])["type"] == "edited"


def test_a_board_with_models_of_its_own_is_kept_and_opened_again(live: Live) -> None:
    document = {**circuit(), "definitions": [LIF]}
    document["nodes"] = [*document["nodes"], neuron("b", model="my_lif")]
    board = live.board(document)
    with live.page(board) as page:
        page.run()
        page.frame(lambda f: f.header["t"] > 20)
    kept = live.get(f"/api/boards/{board}/document")
    assert [definition["name"] for definition in kept["definitions"]] == ["my_lif"]


def test_the_compiler_goes_with_the_server(live: Live) -> None:
    assert cache.compile_apart is not None
