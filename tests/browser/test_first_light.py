"""The whole path by mouse: build, run, watch, change, undo, reload, lose the server, find it."""

import csv
import http.client
import io
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, FloatRect, Locator, Page, expect

from tests.browser.app_server import AppServer


def box_of(locator: Locator) -> FloatRect:
    """Where something is in the window."""
    box = locator.bounding_box()
    assert box is not None
    return box


def centre(locator: Locator) -> tuple[float, float]:
    """The middle of something in the window."""
    box = box_of(locator)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], stop: tuple[float, float]) -> None:
    """Drag as a hand does: press, a first small move, then the way in steps, release."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 3, start[1] + 2)
    page.mouse.move(*stop, steps=12)
    page.mouse.up()


def place(page: Page, name: str, at: tuple[float, float]) -> str:
    """Drag an item of the palette onto the board; the id of the new node."""
    before = node_ids(page)
    drag(page, centre(page.get_by_role("button", name=name, exact=True)), at)
    expect(page.locator("[data-node-id]")).to_have_count(len(before) + 1)
    (added,) = node_ids(page) - before
    return added


def node_ids(page: Page) -> set[str]:
    """Ids of the nodes on the board."""
    nodes = page.locator("[data-node-id]")
    return {str(nodes.nth(i).get_attribute("data-node-id")) for i in range(nodes.count())}


def node(page: Page, node_id: str) -> Locator:
    return page.locator(f'[data-node-id="{node_id}"]')


def connect(page: Page, source: str, target: str) -> None:
    """Draw a connection from the right-hand dot of one node onto another."""
    page.mouse.move(*centre(node(page, source)))
    dot = page.locator(f'.react-flow__node[data-id="{source}"] .react-flow__handle').nth(1)
    drag(page, centre(dot), centre(node(page, target)))


def document(server: AppServer, page: Page) -> dict[str, Any]:
    """The board as the server has it."""
    board = page.url.rsplit("/b/", 1)[1]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", f"/api/boards/{board}/document")
    answer = connection.getresponse()
    assert answer.status == 200
    body: dict[str, Any] = json.loads(answer.read())
    connection.close()
    return body


def trace_column(page: Page, unit: str) -> list[float]:
    """The first column in `unit` of the first trace, as its export writes it."""
    tile = page.locator("[data-view-id]").first
    tile.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name="Data in view").click()
    download: Download = waiting.value
    rows = list(csv.reader(io.StringIO(Path(download.path()).read_text(encoding="utf-8"))))
    column = next(i for i, head in enumerate(rows[0]) if i > 0 and f"({unit})" in head)
    return [float(row[column]) for row in rows[1:] if row[column] != ""]


def board_shows(page: Page, nodes: set[str], edges: int, views: int) -> None:
    """The board holds these nodes and so many edges and views."""
    expect(page.locator("[data-node-id]")).to_have_count(len(nodes))
    assert node_ids(page) == nodes
    expect(page.locator(".react-flow__edge")).to_have_count(edges)
    expect(page.locator("[data-view-id]")).to_have_count(views)


def test_first_light(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    expect(page.get_by_text("Start with one neuron")).to_be_visible()
    canvas = box_of(page.locator(".react-flow"))
    left, top = canvas["x"], canvas["y"]

    # Pulse -> neuron -> neuron, with the mouse alone.
    stimulus = place(page, "Step current", (left + 120, top + 300))
    first = place(page, "Excitatory", (left + 380, top + 300))
    second = place(page, "Excitatory", (left + 640, top + 300))
    connect(page, stimulus, first)
    expect(page.locator(".react-flow__edge")).to_have_count(1)
    connect(page, first, second)
    expect(page.locator(".react-flow__edge")).to_have_count(2)
    made = document(app_server, page)
    assert [edge["source"] for edge in made["edges"]] == [stimulus, first]
    assert [edge["target"] for edge in made["edges"]] == [first, second]
    (drawn,) = (edge for edge in made["edges"] if edge["source"] == first)
    weight = drawn["weight"]
    assert weight > 0

    # Watch the second neuron: drag it into the dock.
    drag(page, centre(node(page, second)), centre(page.locator(".dock")))
    expect(page.locator("[data-view-id]")).to_have_count(1)
    assert document(app_server, page)["views"][0]["of"][0]["node"] == second

    # Run: the downstream membrane potential rises.
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_function(
        "() => Number(document.querySelector('.clock, [data-testid=clock]')"
        ".textContent.replace(/[^0-9.]/g, '')) > 1500"
    )
    small = trace_column(page, "mV")
    rest = -72.0
    rise = max(small) - rest
    assert rise > 0.5, f"the potential stayed at {max(small):.2f} mV"

    # Double the weight while it runs: the response grows.
    page.locator(f'.react-flow__edge[data-id="{drawn["id"]}"]').click(force=True)
    field = page.locator(".edge-editor").get_by_label("Weight", exact=True).first
    field.fill(str(2 * weight))
    field.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_timeout(1500)
    grown = max(trace_column(page, "mV")) - rest
    assert grown > 1.5 * rise, f"{rise:.2f} mV became {grown:.2f} mV"
    assert weights(app_server, page)[drawn["id"]] == 2 * weight

    # Undo takes it back.
    page.get_by_role("button", name="Undo").click()
    page.wait_for_timeout(1500)
    assert weights(app_server, page)[drawn["id"]] == weight
    back = max(trace_column(page, "mV")) - rest
    assert abs(back - rise) < 0.25 * rise, f"{rise:.2f} mV came back as {back:.2f} mV"

    # Reload: everything is there.
    nodes = {stimulus, first, second}
    before = document(app_server, page)
    page.reload()
    board_shows(page, nodes, edges=2, views=1)
    assert document(app_server, page) == before

    # Kill the server in the middle of a drag: every acknowledged edit is there afterwards.
    third = place(page, "Inhibitory", (left + 380, top + 120))
    connect(page, third, second)
    expect(page.locator(".react-flow__edge")).to_have_count(3)
    acknowledged = document(app_server, page)
    x, y = centre(node(page, third))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 10, steps=4)
    app_server.kill()
    page.mouse.move(x + 60, y + 20, steps=4)
    page.mouse.up()
    app_server.start()
    stored = document(app_server, page)
    assert {n["id"] for n in stored["nodes"]} == nodes | {third}
    assert stored["edges"] == acknowledged["edges"]
    assert stored["views"] == acknowledged["views"]
    page.reload()
    board_shows(page, nodes | {third}, edges=3, views=1)


def weights(server: AppServer, page: Page) -> dict[str, float]:
    """Weight of every edge by id."""
    return {edge["id"]: edge["weight"] for edge in document(server, page)["edges"]}
