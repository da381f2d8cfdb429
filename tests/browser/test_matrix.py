"""The editor of a weight matrix."""

from __future__ import annotations

import http.client
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import centre, drag, node
from tests.browser.test_inspector_edges import inspect
from tests.browser.views import circuit, eventually, neuron, open_board, record, select

GG = [[0, 4, 0, 0, 2], [3, 0, 0, 0, 0], [0, 0, 0, 5, 0], [1, 1, 0, 0, 0], [0, 0, 6, 0, 0]]


def weights_of(server: AppServer, board: str, name: str) -> NDArray[np.float64]:
    """The weights as the network has them once it is built, NaN where there is no synapse."""
    deadline = time.monotonic() + 20
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        try:
            connection.request("GET", f"/api/boards/{board}/edges/{name}/weights")
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status == 200:
            shape = [int(part) for part in answer.headers["x-shape"].split()]
            return np.frombuffer(body, "<f8").reshape(shape)
        assert answer.status == 409, body
        assert time.monotonic() < deadline, body
        time.sleep(0.05)


def open_matrix(page: Page, panel: Locator) -> tuple[Locator, Locator]:
    panel.get_by_role("button", name="Edit matrix").click()
    dialog = page.get_by_role("dialog")
    grid = dialog.get_by_role("grid")
    expect(grid).to_be_visible()
    return dialog, grid


def cell(grid: Locator, source: int, target: int) -> Locator:
    return grid.locator(f'[role=gridcell][data-row="{target}"][data-column="{source}"]')


def test_cells_are_typed_cleared_copied_and_pasted(
    page: Page, context: BrowserContext, app_server: AppServer
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    board = open_board(page, app_server, circuit())
    select(page, "G")
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))

    def matrix() -> Any:
        return record(app_server, board, "edges", "GG")["weight"]

    cell(grid, 0, 0).click()
    page.keyboard.type("7.5")
    page.keyboard.press("Tab")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    typed = [[7.5, 8, 0, 0, 2], *GG[1:]]
    eventually(page, matrix, typed)
    expect(cell(grid, 0, 0)).to_have_text("7.5")
    expect(cell(grid, 1, 1)).to_have_attribute("aria-selected", "true")

    # G is excitatory: a negative weight is refused with a sentence, and nothing changes.
    page.keyboard.type("-3")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("from cell 1 to cell 1 would be negative")

    cell(grid, 0, 0).click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    cell(grid, 3, 4).click()
    page.keyboard.press("Control+v")
    pasted = [*typed[:4], [0, 0, 6, 7.5, 8]]
    eventually(page, matrix, pasted)
    cell(grid, 4, 4).click()
    page.keyboard.press("Control+v")
    expect(dialog.get_by_role("alert")).to_contain_text("there is room for 1 row and 1 column")

    cell(grid, 1, 0).click()
    page.keyboard.press("Delete")
    eventually(page, matrix, [[7.5, 0, 0, 0, 2], *pasted[1:]])
    expect(cell(grid, 1, 0)).to_have_attribute("aria-label", "from 1 to 0: no synapse")
    for before in (pasted, typed, [[7.5, 4, 0, 0, 2], *GG[1:]], GG):
        page.keyboard.press("Control+z")
        eventually(page, matrix, before)

    dialog.get_by_role("textbox", name="Factor").fill("3")
    dialog.get_by_role("button", name="Multiply").click()
    eventually(page, matrix, (3 * np.array(GG)).tolist())
    expect(dialog.get_by_role("region", name="Eigenvalues")).to_contain_text("Spectral radius")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_drawn_connections_become_a_matrix_only_when_one_agrees(
    page: Page, app_server: AppServer
) -> None:
    doc = circuit()
    rule = {"rule": "fixed_probability", "p": 0.3, "allow_autapses": True}
    doc["nodes"][3]["size"] = 40
    doc["edges"][2] |= {"weight": 2.5, "connect": rule}
    board = open_board(page, app_server, doc)
    drawn = weights_of(app_server, board, "GG")
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))
    present = np.argwhere(~np.isnan(drawn))
    target, source = (int(part) for part in present[0])
    expect(cell(grid, source, target)).to_have_text("2.5")

    cell(grid, source, target).click()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    ask = dialog.get_by_role("alertdialog", name="Make it a matrix")
    ask.get_by_role("button", name="Cancel").click()
    assert record(app_server, board, "edges", "GG")["connect"]["rule"] == "fixed_probability"
    cell(grid, source, target).click()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    ask.get_by_role("button", name="Make it a matrix").click()
    drawn = drawn.copy()
    drawn[target, source] = 9
    eventually(
        page, lambda: record(app_server, board, "edges", "GG")["connect"]["rule"], "explicit"
    )
    stored = np.array(record(app_server, board, "edges", "GG")["weight"])
    np.testing.assert_array_equal(stored, np.nan_to_num(drawn))
    np.testing.assert_array_equal(weights_of(app_server, board, "GG"), drawn)


def test_a_thousand_by_a_thousand_scrolls_and_is_edited_at_its_end(
    page: Page, app_server: AppServer
) -> None:
    doc = circuit()
    doc["nodes"][3] |= {"size": 1000, "model": "linear", "params": {}}
    doc["settings"] |= {"dt": 1}
    doc["nodes"] = [doc["nodes"][3]]
    doc["edges"] = [doc["edges"][2] | {"weight": 1, "connect": {"rule": "all_to_all"}}]
    doc["edges"][0]["synapse"] = None
    board = open_board(page, app_server, doc)
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))
    expect(grid).to_have_attribute("aria-rowcount", "1001")
    cell(grid, 0, 0).click()
    page.keyboard.press("Control+End")
    expect(cell(grid, 999, 999)).to_be_visible()
    assert grid.get_by_role("gridcell").count() < 1500
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(cell(grid, 999, 999)).to_have_text("5", timeout=30_000)

    def last() -> Any:
        weight = record(app_server, board, "edges", "GG")["weight"]
        return weight[999][999] if isinstance(weight, list) else None

    eventually(page, last, 5)
    expect(dialog.get_by_role("region", name="Weights")).to_contain_text("From, to1, 5")


def test_many_are_connected_by_one_drag_and_told_under_the_pointer(
    page: Page, app_server: AppServer
) -> None:
    doc = {
        "format": "neuroboard/1",
        "nodes": [
            neuron("A", x=0, y=0),
            neuron("B", x=0, y=160),
            neuron("C", x=300, y=80, size=50),
        ],
        "edges": [],
        "views": [],
    }
    board = open_board(page, app_server, doc)
    select(page, "A")
    node(page, "B").click(modifiers=["Shift"])
    page.mouse.move(*centre(node(page, "A")))
    dot = node(page, "A").locator(".react-flow__handle").nth(1)
    drag(page, centre(dot), centre(node(page, "C")))

    def ends() -> list[tuple[str, str]]:
        document = page.request.get(f"{app_server.url}/api/boards/{board}/document").json()
        return sorted((e["source"], e["target"]) for e in document["edges"])

    eventually(page, ends, [("A", "C"), ("B", "C")])
    page.keyboard.press("Control+z")
    eventually(page, ends, [])
    page.keyboard.press("Control+Shift+z")
    eventually(page, ends, [("A", "C"), ("B", "C")])
