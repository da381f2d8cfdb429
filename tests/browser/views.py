"""What the tests of views and inspector share: boards made over HTTP, drags, exported data."""

import csv
import http.client
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import real_time

Document = dict[str, Any]


def neuron(node: str, model: str = "lif", **more: Any) -> Document:
    """A record of a neuron or a population."""
    return {"id": node, "kind": "neurons", "model": model, "label": f"Neuron {node}", **more}


def stimulus(node: str, model: str, **more: Any) -> Document:
    """A record of a stimulus."""
    return {"id": node, "kind": "stimulus", "model": model, "label": f"Input {node}", **more}


def circuit(*views: Document) -> Document:
    """A current that makes a neuron fire, which drives a second one; and a group of five."""
    explicit = [[0, 4, 0, 0, 2], [3, 0, 0, 0, 0], [0, 0, 0, 5, 0], [1, 1, 0, 0, 0], [0, 0, 6, 0, 0]]
    return {
        "format": "neuroboard/1",
        "title": "Under test",
        "settings": {"dt": 0.1, "method": "euler", "seed": 1},
        "nodes": [
            stimulus("s", "constant", x=0, y=0, params={"amplitude": 25}),
            neuron("A", x=220, y=0, sign="excitatory"),
            neuron("B", "eif", x=440, y=0, sign="excitatory"),
            neuron("G", x=220, y=220, size=5, sign="excitatory", params={"I_ext": 25}),
        ],
        "edges": [
            {"id": "sA", "source": "s", "target": "A", "weight": 1},
            {"id": "AB", "source": "A", "target": "B", "synapse": "exponential", "weight": 60},
            {
                "id": "GG",
                "source": "G",
                "target": "G",
                "synapse": "exponential",
                "weight": explicit,
                "connect": {"rule": "explicit"},
            },
        ],
        "views": list(views),
    }


def trace(view: str, *of: Document, **more: Any) -> Document:
    """A record of a trace; 100 ms unless told."""
    return {"id": view, "kind": "trace", "of": list(of), "window": 100, **more}


def ask(server: AppServer, method: str, path: str, body: Document | None = None) -> Any:
    """A request that must succeed; the JSON of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"content-type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status < 300, text
        return json.loads(text)
    finally:
        connection.close()


def open_board(page: Page, server: AppServer, document: Document) -> str:
    """Make a board of a document and show it; its id."""
    board = str(ask(server, "POST", "/api/boards", {"document": document})["id"])
    page.goto(f"{server.url}/b/{board}")
    expect(page.locator("[data-node-id]")).to_have_count(len(document["nodes"]))
    return board


def record(server: AppServer, board: str, part: str, name: str) -> Document:
    """A record of the document as the server has it; `part` is nodes, edges or views."""
    document = ask(server, "GET", f"/api/boards/{board}/document")
    found: Document = next(entry for entry in document[part] if entry["id"] == name)
    return found


def eventually(page: Page, read: Callable[[], Any], wanted: Any) -> None:
    """Wait until `read` answers what is wanted; an edit is stored a little after it is seen."""
    deadline = time.monotonic() + 10
    while (found := read()) != wanted:
        assert time.monotonic() < deadline, f"{found!r} instead of {wanted!r}"
        page.wait_for_timeout(50)


CLOCK = """() => parseFloat(
    document.querySelector("[data-testid=clock]").textContent.replace(/[^0-9.]/g, ""))"""


def run_for(page: Page, milliseconds: int) -> None:
    """Let the network run for so long in real time, once it has been built, then pause it."""
    real_time(page)
    until = page.evaluate(CLOCK) + milliseconds
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_function(f"until => ({CLOCK})() >= until", arg=until, timeout=60_000)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()


def tile(page: Page, view: str) -> Locator:
    """A view in the dock."""
    return page.locator(f'[data-view-id="{view}"]')


def select(page: Page, node: str) -> None:
    """Select a node on the board."""
    page.locator(f'[data-node-id="{node}"]').click()


def export(page: Page, view: str, what: str) -> Path:
    """The file that the export menu of a view saves."""
    tile(page, view).get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name=what).click()
    download: Download = waiting.value
    return Path(download.path())


def table(page: Page, view: str) -> list[list[str]]:
    """The data of a view as its export writes it, with the head."""
    text = export(page, view, "Data in view").read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text)))


def pixels(page: Page, view: str) -> str:
    """What the canvas of a view shows, as a text that differs when a pixel does."""
    shown: str = tile(page, view).locator("canvas").evaluate("canvas => canvas.toDataURL()")
    return shown


def still(page: Page, view: str) -> str:
    """What the canvas of a view shows once it no longer changes: the last frame of a run comes a
    little after Pause is pressed."""
    deadline = time.monotonic() + 10
    shown = pixels(page, view)
    while True:
        page.wait_for_timeout(300)
        before, shown = shown, pixels(page, view)
        if shown == before:
            return shown
        assert time.monotonic() < deadline, "the view never comes to rest"
