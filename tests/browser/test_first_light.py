"""The whole path by mouse: build, run, watch, change, undo, reload, lose the server, find it."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import (
    centre,
    connect,
    document,
    drag,
    edge,
    ids,
    node,
    open_empty,
    place,
    real_time,
    saved,
)


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
    assert set(ids(page)) == nodes
    expect(page.locator(".react-flow__edge")).to_have_count(edges)
    expect(page.locator("[data-view-id]")).to_have_count(views)


def test_first_light(page: Page, app_server: AppServer) -> None:
    left, top = open_empty(page, app_server)

    # Pulse -> neuron -> neuron, with the mouse alone.
    stimulus = place(page, "Step current", (left + 120, top + 300))
    first = place(page, "Excitatory", (left + 380, top + 300))
    second = place(page, "Excitatory", (left + 640, top + 300))
    connect(page, stimulus, first)
    connect(page, first, second)
    saved(page)
    edges = document(app_server, page)["edges"]
    assert [made["source"] for made in edges] == [stimulus, first]
    assert [made["target"] for made in edges] == [first, second]
    drawn = edges[1]
    weight = drawn["weight"]
    assert weight > 0

    # Watch the second neuron: drag it into the dock.
    drag(page, centre(node(page, second)), centre(page.locator(".dock")))
    expect(page.locator("[data-view-id]")).to_have_count(1)
    saved(page)
    assert document(app_server, page)["views"][0]["of"][0]["node"] == second

    # Run: the downstream membrane potential rises.
    real_time(page)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_function(
        "() => Number(document.querySelector('[data-testid=clock]')"
        ".textContent.replace(/[^0-9.]/g, '')) > 1500"
    )
    small = trace_column(page, "mV")
    rest = -72.0
    rise = max(small) - rest
    assert rise > 0.5, f"the potential stayed at {max(small):.2f} mV"

    # Double the weight while it runs: the response grows.
    edge(page, drawn["id"]).click(force=True)
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
    saved(page)
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
    return {record["id"]: record["weight"] for record in document(server, page)["edges"]}
