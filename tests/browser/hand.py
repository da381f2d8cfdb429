"""What a hand does on the board: place, connect, select, drag."""

from __future__ import annotations

import http.client
import json
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.app_server import AppServer

Point = tuple[float, float]
SIDES = ("left", "right", "top", "bottom")


def box_of(locator: Locator) -> FloatRect:
    """Where something is in the window."""
    box = locator.bounding_box()
    assert box is not None, f"{locator} is not on screen"
    return box


def centre(locator: Locator) -> Point:
    """The middle of something in the window."""
    box = box_of(locator)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: Point, stop: Point) -> None:
    """Press, a first small move, then the way in steps, release."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 3, start[1] + 2)
    page.mouse.move(*stop, steps=12)
    page.mouse.up()


def open_empty(page: Page, server: AppServer) -> Point:
    """A new board; the upper left corner of its canvas."""
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Start with one neuron")).to_be_visible()
    canvas = box_of(page.locator(".react-flow"))
    return canvas["x"], canvas["y"]


def node(page: Page, node_id: str) -> Locator:
    return page.locator(f'[data-node-id="{node_id}"]')


def edge(page: Page, edge_id: str) -> Locator:
    return page.locator(f'.react-flow__edge[data-id="{edge_id}"]')


def on_line(page: Page, edge_id: str) -> Point:
    """A point of the window on the line of an edge, not quite in its middle."""
    x, y = (
        edge(page, edge_id)
        .locator(".edge-hit")
        .evaluate(
            """hit => { const at = hit.getPointAtLength(0.4 * hit.getTotalLength());
        const shown = at.matrixTransform(hit.getScreenCTM()); return [shown.x, shown.y]; }"""
        )
    )
    return x, y


def ids(page: Page) -> list[str]:
    """Ids of the nodes on the board, in the order of the document."""
    found = page.locator("[data-node-id]")
    return [str(found.nth(i).get_attribute("data-node-id")) for i in range(found.count())]


def place(page: Page, name: str, at: Point) -> str:
    """Drag an item of the palette onto the board; the id of the new node."""
    before = set(ids(page))
    drag(page, centre(page.get_by_role("button", name=name, exact=True)), at)
    expect(page.locator("[data-node-id]")).to_have_count(len(before) + 1)
    (added,) = set(ids(page)) - before
    return added


def choices(page: Page) -> Locator:
    """What "type to add" offers."""
    return page.get_by_role("listbox", name="Choices")


def choice(page: Page, name: str) -> Locator:
    """One of the things that "type to add" offers."""
    return choices(page).get_by_role("option", name=name, exact=True)


def connect(page: Page, source: str, target: str, side: str = "right") -> str:
    """Draw a connection from a dot of one node onto another; the id of the new edge."""
    edges = page.locator(".react-flow__edge")
    before = {edges.nth(i).get_attribute("data-id") for i in range(edges.count())}
    page.mouse.move(*centre(node(page, source)))
    dot = node(page, source).locator(".react-flow__handle").nth(SIDES.index(side))
    drag(page, centre(dot), centre(node(page, target)))
    expect(edges).to_have_count(len(before) + 1)
    after = {edges.nth(i).get_attribute("data-id") for i in range(edges.count())}
    (added,) = after - before
    return str(added)


def document(server: AppServer, page: Page) -> dict[str, Any]:
    """The board as the server has it."""
    board = page.url.rsplit("/b/", 1)[1]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", f"/api/boards/{board}/document")
        answer = connection.getresponse()
        assert answer.status == 200
        body: dict[str, Any] = json.loads(answer.read())
        return body
    finally:
        connection.close()


def saved(page: Page) -> None:
    """Wait until the server has everything."""
    expect(page.locator(".save-note")).to_have_attribute("data-waiting", "0")


def record(server: AppServer, page: Page, record_id: str) -> dict[str, Any]:
    """A node or an edge as the server has it."""
    saved(page)
    stored = document(server, page)
    found: dict[str, Any] = next(
        item for item in stored["nodes"] + stored["edges"] if item["id"] == record_id
    )
    return found


def real_time(page: Page) -> None:
    """Choose "1 s shows 1 s" in the speed menu."""
    page.get_by_role("button", name="Speed:").click()
    page.get_by_role("menuitemradio", name="real time").click()
    expect(page.get_by_role("button", name="Speed: 1 s shows 1\u2009s")).to_be_visible()
